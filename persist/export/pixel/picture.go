package pixel

import (
	"bytes"
	"image"
	_ "image/jpeg" // pictures of a map are PNG or JPEG
	_ "image/png"
	"math"

	scaler "golang.org/x/image/draw"

	"rehearse/journey/draw"
)

// Bounds of pictures: how many pixels one may have before it is left out, and how many are kept decoded.
const (
	mostPicture  = 64 << 20
	mostPictures = 64
)

func (p *Painter) picture(g *draw.Picture) {
	whole := image.Rect(int(math.Round(p.x(g.Rect.X))), int(math.Round(p.y(g.Rect.Y))), int(math.Round(p.x(g.Rect.Right()))), int(math.Round(p.y(g.Rect.Bottom()))))
	if !whole.Overlaps(p.img.Rect) {
		return
	}
	if source := p.decoded(g.Data); source != nil {
		scaler.ApproxBiLinear.Scale(p.img, whole, source, source.Bounds(), scaler.Over, nil)
	}
}

// decoded is a picture, nil for one that cannot be read: its place stays empty.
func (p *Painter) decoded(data []byte) image.Image {
	if len(data) == 0 {
		return nil
	}
	if known, ok := p.pictures[&data[0]]; ok {
		return known
	}
	if len(p.pictures) >= mostPictures {
		clear(p.pictures)
	}
	var found image.Image
	if config, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && config.Width*config.Height <= mostPicture {
		if source, _, err := image.Decode(bytes.NewReader(data)); err == nil {
			found = source
		}
	}
	p.pictures[&data[0]] = found
	return found
}
