// Command gif joins pictures of one size to an animation that begins again for ever:
//
//	go run ./.ci/gif OUT.gif HUNDREDTHS PICTURE.png…
//
// The last picture stays ten times as long. All share one palette, and of each picture only what has changed is kept.
package main

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"os"
	"slices"
	"strconv"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: gif OUT.gif HUNDREDTHS PICTURE.png…")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "gif:", err)
		os.Exit(1)
	}
}

func run(out, hundredths string, paths []string) error {
	delay, err := strconv.Atoi(hundredths)
	if err != nil {
		return err
	}
	var pictures []image.Image
	for _, path := range paths {
		p, err := read(path)
		if err != nil {
			return err
		}
		pictures = append(pictures, p)
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if err := gif.EncodeAll(f, animate(pictures, delay)); err != nil {
		return err
	}
	return f.Close()
}

func read(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}

// animate makes the frames.
func animate(pictures []image.Image, delay int) *gif.GIF {
	p := paletteOf(pictures)
	nearest := map[uint32]uint8{}
	index := func(c color.Color) uint8 {
		r, g, b, _ := c.RGBA()
		key := r>>8<<16 | g>>8<<8 | b>>8
		i, ok := nearest[key]
		if !ok {
			i = uint8(p[:len(p)-1].Index(c)) // the last is "as before"
			nearest[key] = i
		}
		return i
	}
	same := uint8(len(p) - 1)
	area := pictures[0].Bounds()
	before := image.NewPaletted(area, p)
	all := &gif.GIF{Config: image.Config{ColorModel: p, Width: area.Dx(), Height: area.Dy()}}
	for n, picture := range pictures {
		now := image.NewPaletted(area, p)
		changed := image.Rectangle{}
		for y := area.Min.Y; y < area.Max.Y; y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				i := index(picture.At(x, y))
				if now.SetColorIndex(x, y, i); n > 0 && i == before.ColorIndexAt(x, y) {
					continue
				}
				changed = changed.Union(image.Rect(x, y, x+1, y+1))
			}
		}
		if changed.Empty() {
			changed = image.Rect(0, 0, 1, 1)
		}
		frame := image.NewPaletted(changed, p)
		for y := changed.Min.Y; y < changed.Max.Y; y++ {
			for x := changed.Min.X; x < changed.Max.X; x++ {
				i := now.ColorIndexAt(x, y)
				if n > 0 && i == before.ColorIndexAt(x, y) {
					i = same
				}
				frame.SetColorIndex(x, y, i)
			}
		}
		before = now
		all.Image, all.Delay, all.Disposal = append(all.Image, frame), append(all.Delay, delay), append(all.Disposal, gif.DisposalNone)
	}
	all.Delay[len(all.Delay)-1] = 10 * delay
	return all
}

// paletteOf are the 255 colours that occur most, those that look the same counted as one, and "as before" at the end.
func paletteOf(pictures []image.Image) color.Palette {
	type shade struct {
		key        uint32
		n, r, g, b int
	}
	shades := map[uint32]*shade{}
	for k := 0; k < len(pictures); k += max(1, len(pictures)/8) {
		area := pictures[k].Bounds()
		for y := area.Min.Y; y < area.Max.Y; y++ {
			for x := area.Min.X; x < area.Max.X; x++ {
				r, g, b, _ := pictures[k].At(x, y).RGBA()
				key := r>>11<<10 | g>>11<<5 | b>>11
				s := shades[key]
				if s == nil {
					s = &shade{key: key}
					shades[key] = s
				}
				s.n, s.r, s.g, s.b = s.n+1, s.r+int(r>>8), s.g+int(g>>8), s.b+int(b>>8)
			}
		}
	}
	list := make([]*shade, 0, len(shades))
	for _, s := range shades {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *shade) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key)) })
	var p color.Palette
	for _, s := range list[:min(len(list), 255)] {
		p = append(p, color.RGBA{R: uint8(s.r / s.n), G: uint8(s.g / s.n), B: uint8(s.b / s.n), A: 255})
	}
	return append(p, color.RGBA{})
}
