package panel

import (
	"image/color"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"rehearse/ui/message"
)

// sketch is a picture of rectangles and texts at places of our own: how a message reads in its channel must not depend on
// how a form is laid out.
type sketch struct {
	objects []fyne.CanvasObject
	width   float32
	bottom  float32 // of what was drawn lowest
}

func (s *sketch) put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	s.objects = append(s.objects, o)
	s.bottom = max(s.bottom, y+h)
}

// box draws a rectangle; nil leaves fill or border away.
func (s *sketch) box(x, y, w, h, radius float32, fill, border color.Color) *canvas.Rectangle {
	r := canvas.NewRectangle(fill)
	if fill == nil {
		r.FillColor = color.Transparent
	}
	if border != nil {
		r.StrokeColor, r.StrokeWidth = border, 1
	}
	r.CornerRadius = radius
	s.put(r, x, y, w, h)
	return r
}

// word draws a text of one line, cut where the width ends.
func (s *sketch) word(text string, x, y, width, size float32, ink color.Color, bold bool) {
	style := fyne.TextStyle{Bold: bold}
	t := canvas.NewText(clip(text, width, size, style), ink)
	t.TextSize, t.TextStyle = size, style
	m := t.MinSize()
	s.put(t, x, y, m.Width, m.Height)
}

// middle draws a text of one line in the middle of a width.
func (s *sketch) middle(text string, x, y, width, size float32, ink color.Color, bold bool) {
	style := fyne.TextStyle{Bold: bold}
	text = clip(text, width, size, style)
	s.word(text, x+(width-fyne.MeasureText(text, size, style).Width)/2, y, width, size, ink, bold)
}

// object is the finished picture.
func (s *sketch) object() fyne.CanvasObject {
	c := &fyne.Container{Objects: s.objects, Layout: sketchSize{fyne.NewSize(s.width, s.bottom+6)}}
	return c
}

// sketchSize leaves everything where it was drawn.
type sketchSize struct{ size fyne.Size }

// Layout is part of fyne.Layout.
func (sketchSize) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is part of fyne.Layout.
func (l sketchSize) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

// clip cuts a text where a width ends.
func clip(text string, width, size float32, style fyne.TextStyle) string {
	text = strings.Join(strings.Fields(text), " ")
	if fyne.MeasureText(text, size, style).Width <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high { // the longest that fits, with its ellipsis
		half := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:half])+"…", size, style).Width <= width {
			low = half
		} else {
			high = half - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// prose is a text of several lines in which what stands for a person is marked.
type prose struct {
	size float32
	ink  color.Color
	bold bool
	most int // lines that are seen; 0 for all
}

// run is a part of a line in one colour.
type run struct {
	text string
	kind int // 0 plain, 1 filled, 2 unknown
	x    float32
}

// draw draws a text from a corner on and returns where it ends, and whether it was cut.
func (p prose) draw(s *sketch, pieces []message.Piece, x, y, width float32) (bottom float32, cut bool) {
	lines := p.lines(pieces, width)
	if cut = p.most > 0 && len(lines) > p.most; cut {
		lines = lines[:p.most]
		last := lines[p.most-1]
		if n := len(last); n > 0 {
			room := width - last[n-1].x
			last[n-1].text = clip(last[n-1].text+" "+strings.Repeat("M", 40), room, p.size, fyne.TextStyle{Bold: p.bold})
			last[n-1].text = strings.TrimRight(strings.TrimRight(last[n-1].text, "…M"), " ") + "…"
		}
	}
	inks := [3]color.Color{p.ink, theme.Color(theme.ColorNamePrimary), theme.Color(theme.ColorNameError)}
	height := fyne.MeasureText("Ш", p.size, fyne.TextStyle{Bold: p.bold}).Height
	for _, line := range lines {
		for _, r := range line {
			t := canvas.NewText(r.text, inks[r.kind])
			t.TextSize, t.TextStyle.Bold = p.size, p.bold
			m := t.MinSize()
			s.put(t, x+r.x, y, m.Width, m.Height)
		}
		y += height
	}
	s.bottom = max(s.bottom, y)
	return y, cut
}

// lines breaks a text between words; a word that is wider than a line is broken itself.
func (p prose) lines(pieces []message.Piece, width float32) [][]run {
	style := fyne.TextStyle{Bold: p.bold}
	measure := func(text string) float32 { return fyne.MeasureText(text, p.size, style).Width }
	lines, at := [][]run{nil}, float32(0)
	waiting := false // a space at the end of a piece, before which a line may be broken too
	put := func(text string, kind int, spaced bool) {
		line := &lines[len(lines)-1]
		spaced, waiting = spaced || waiting, false
		if spaced && at > 0 {
			text = " " + text
		}
		if at+measure(text) > width && at > 0 && spaced {
			lines, at = append(lines, nil), 0
			line, text = &lines[len(lines)-1], strings.TrimLeft(text, " ")
		}
		for at+measure(text) > width && utf8.RuneCountInString(text) > 1 {
			head, rest := split(text, width-at, measure)
			*line = append(*line, run{head, kind, at})
			lines, at = append(lines, nil), 0
			line, text = &lines[len(lines)-1], rest
		}
		if n := len(*line); n > 0 && (*line)[n-1].kind == kind {
			(*line)[n-1].text += text
		} else {
			*line = append(*line, run{text, kind, at})
		}
		at += measure(text)
	}
	for _, piece := range pieces {
		kind := 0
		switch {
		case piece.Filled:
			kind = 1
		case piece.Unknown:
			kind = 2
		}
		for i, paragraph := range strings.Split(strings.ReplaceAll(piece.Text, "\r", ""), "\n") {
			if i > 0 {
				lines, at, waiting = append(lines, nil), 0, false
			}
			spaced := strings.HasPrefix(paragraph, " ")
			for j, word := range strings.Fields(paragraph) {
				put(word, kind, spaced || j > 0)
				spaced = false
			}
			waiting = waiting || strings.HasSuffix(paragraph, " ")
		}
	}
	return lines
}

// split cuts a word so that its head fits, by at least one letter.
func split(word string, width float32, measure func(string) float32) (head, rest string) {
	runes := []rune(word)
	n := 1
	for n < len(runes)-1 && measure(string(runes[:n+1])) <= width {
		n++
	}
	return string(runes[:n]), string(runes[n:])
}
