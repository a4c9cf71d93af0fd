package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	_ "image/gif" // read, as the others
	"image/jpeg"
	_ "image/png"

	xdraw "golang.org/x/image/draw"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/cards"
	"rehearse/persist/export/png"
)

// Portraits are kept so large that they are sharp on a projector, and small in the file.
const (
	portraitSide    = 640
	portraitQuality = 88
	// mostPortrait bounds what is unpacked, in pixels.
	mostPortrait = 100 << 20

	// PortraitType and FaceType are the media types of what Portrait and Face make.
	PortraitType = "image/jpeg"
	FaceType     = "image/png"
)

// PortraitEndings are the endings of files Portrait reads.
func PortraitEndings() []string { return []string{".jpg", ".jpeg", ".png", ".gif"} }

// Portrait makes a portrait of a picture somebody chose: upright, its middle cut out as a square, as a JPEG. What is no
// picture is a Problem people.no_picture.
func Portrait(data []byte) ([]byte, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width*config.Height > mostPortrait {
		return nil, journey.Problem{Code: "people.no_picture"}
	}
	from, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, journey.Problem{Code: "people.no_picture"}
	}
	b := from.Bounds()
	side := min(b.Dx(), b.Dy())
	turn, above := orientation(data), (b.Dy()-side)/2
	if turn <= 2 {
		above = (b.Dy() - side) / 4 // heads are at the top of tall pictures
	}
	cut := image.Rect(0, 0, side, side).Add(b.Min).Add(image.Pt((b.Dx()-side)/2, above))
	size := min(side, portraitSide)
	to := image.NewRGBA(image.Rect(0, 0, size, size))
	xdraw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, xdraw.Src)
	xdraw.CatmullRom.Scale(to, to.Bounds(), from, cut, xdraw.Over, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, upright(to, turn), &jpeg.Options{Quality: portraitQuality}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// upright turns a square picture as its camera was held: the values are those of EXIF's orientation.
func upright(from *image.RGBA, turn int) *image.RGBA {
	if turn < 2 || turn > 8 {
		return from
	}
	n := from.Bounds().Dx()
	to := image.NewRGBA(from.Bounds())
	for y := range n {
		for x := range n {
			at := [9]image.Point{
				2: {X: n - 1 - x, Y: y}, 3: {X: n - 1 - x, Y: n - 1 - y}, 4: {X: x, Y: n - 1 - y}, 5: {X: y, Y: x},
				6: {X: y, Y: n - 1 - x}, 7: {X: n - 1 - y, Y: n - 1 - x}, 8: {X: n - 1 - y, Y: x},
			}[turn]
			to.SetRGBA(x, y, from.RGBAAt(at.X, at.Y))
		}
	}
	return to
}

// orientation is how the camera was held, 1 to 8, as the EXIF part of a JPEG says (CIPA DC-008, tag 0x0112); 1 when it says
// nothing.
func orientation(data []byte) int {
	if len(data) < 4 || data[0] != 0xFF || data[1] != 0xD8 {
		return 1
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker, length := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if length < 2 || at+2+length > len(data) || marker == 0xDA {
			break
		}
		if part := data[at+4 : at+2+length]; marker == 0xE1 && len(part) > 14 && string(part[:6]) == "Exif\x00\x00" {
			return tiffOrientation(part[6:])
		}
		at += 2 + length
	}
	return 1
}

func tiffOrientation(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	first := int64(order.Uint32(tiff[4:]))
	if first+2 > int64(len(tiff)) {
		return 1
	}
	for i := range int64(order.Uint16(tiff[first:])) {
		entry := first + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			break
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if turn := int(order.Uint16(tiff[entry+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
		}
	}
	return 1
}

// Face is a drawn face as a picture; see cards.Face.
func Face(id journey.ID, variant int, clothes draw.RGBA) ([]byte, error) {
	area := draw.Rect{W: portraitSide / 2, H: portraitSide / 2}
	var out bytes.Buffer
	scene := &draw.Scene{Bounds: area, Background: draw.Light().Card, Items: cards.Face(id, variant, clothes, area)}
	err := png.Write(&out, scene, png.Options{Scale: 2})
	return out.Bytes(), err
}
