package board

import (
	"image"
	"slices"
)

// spare are images of tiles that are gone, to be painted on again.
type spare struct{ images []*image.RGBA }

func (s *spare) put(img *image.RGBA) { s.images = append(s.images, img) }

// take is an image to paint a tile on; what it shows is left over from another one.
func (s *spare) take() *image.RGBA {
	n := len(s.images)
	if n == 0 {
		return image.NewRGBA(image.Rect(0, 0, tileSide, tileSide))
	}
	img := s.images[n-1]
	s.images = slices.Delete(s.images, n-1, n)
	return img
}

// keep lets go of all but so many: after a large drag or on a smaller window the others would never be needed again.
func (s *spare) keep(most int) {
	if len(s.images) > most {
		s.images = slices.Delete(s.images, most, len(s.images))
	}
}
