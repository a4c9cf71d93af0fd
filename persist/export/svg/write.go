package svg

import (
	"bufio"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
)

// Options say how a scene becomes a drawing.
type Options struct {
	// Scale multiplies the drawing's own size; 0 means 1. The coordinates are world units whatever it is.
	Scale float64
	// Title, Author and Date are kept in the file; "" leaves them out.
	Title, Author, Date string
	// PlainFonts leaves the letters out of the file, which makes it smaller; then they come from the
	// reader's machine.
	PlainFonts bool
}

// Write draws the whole scene. Errors are the writer's.
func Write(w io.Writer, scene *draw.Scene, o Options) error {
	if !(o.Scale > 0) || math.IsInf(o.Scale, 0) {
		o.Scale = 1
	}
	f := &file{w: bufio.NewWriterSize(w, 1<<16), fonts: fonts.Embedded()}
	b := scene.Bounds
	f.printf(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="%s" height="%s" viewBox="%s %s %s %s">`+"\n",
		num(b.W*o.Scale), num(b.H*o.Scale), num(b.X), num(b.Y), num(b.W), num(b.H))
	if o.Title != "" {
		f.printf("<title>%s</title>\n", escape(o.Title))
	}
	if o.Author != "" || o.Date != "" {
		f.printf(`<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">`)
		for _, entry := range [...][2]string{{"title", o.Title}, {"creator", o.Author}, {"date", o.Date}} {
			if entry[1] != "" {
				f.printf("<dc:%s>%s</dc:%s>", entry[0], escape(entry[1]), entry[0])
			}
		}
		f.printf("</rdf:Description></rdf:RDF></metadata>\n")
	}
	if err := f.style(scene, o.PlainFonts); err != nil {
		return err
	}
	f.printf(`<rect x="%s" y="%s" width="%s" height="%s"%s/>`+"\n", num(b.X), num(b.Y), num(b.W), num(b.H), paint("fill", scene.Background))
	for i := range scene.Items {
		f.item(&scene.Items[i])
	}
	f.printf("</svg>\n")
	return f.w.Flush()
}

type file struct {
	w     *bufio.Writer
	fonts *fonts.Set
}

// printf writes; the buffered writer keeps the first error for Flush.
func (f *file) printf(format string, args ...any) { _, _ = fmt.Fprintf(f.w, format, args...) }

// style carries the letters of each face that occurs.
func (f *file) style(scene *draw.Scene, plain bool) error {
	f.printf(`<style>text{font-family:"Noto Sans","DejaVu Sans",Arial,sans-serif;white-space:pre;font-kerning:none;font-variant-ligatures:none}` +
		`text.b{font-weight:700}.g{font-family:Go,"DejaVu Sans",Arial,sans-serif}`)
	if !plain {
		var letters [4]strings.Builder
		for i := range scene.Items {
			if t := scene.Items[i].Text; t != nil {
				for _, run := range f.fonts.Runs(t.Text, t.Bold) {
					letters[run.Face].WriteString(run.Text)
				}
			}
		}
		for face := range fonts.Face(len(letters)) {
			if letters[face].Len() == 0 {
				continue
			}
			data, err := fonts.Subset(face, letters[face].String())
			if err != nil {
				return err
			}
			weight := 400
			if face.IsBold() {
				weight = 700
			}
			f.printf("\n"+`@font-face{font-family:"%s";font-weight:%d;src:url(data:font/ttf;base64,%s)format("truetype")}`,
				face.Family(), weight, base64.StdEncoding.EncodeToString(data))
		}
	}
	f.printf("</style>\n")
	return nil
}

func (f *file) item(it *draw.Item) {
	switch {
	case it.Box != nil:
		b := it.Box
		f.printf(`<rect x="%s" y="%s" width="%s" height="%s"`, num(b.Rect.X), num(b.Rect.Y), num(b.Rect.W), num(b.Rect.H))
		if r := min(b.Radius, b.Rect.W/2, b.Rect.H/2); r > 0 {
			f.printf(` rx="%s"`, num(r))
		}
		f.printf(`%s%s/>`+"\n", paint("fill", b.Fill), line(b.Stroke, b.Width, b.Dashed))
	case it.Polyline != nil:
		l := it.Polyline
		f.printf(`<polyline points="%s" fill="none" stroke-linejoin="round"`, points(l.Points))
		if !l.Dashed {
			f.printf(` stroke-linecap="round"`)
		}
		f.printf(`%s/>`+"\n", line(l.Stroke, l.Width, l.Dashed))
	case it.Polygon != nil:
		f.printf(`<polygon points="%s"%s%s/>`+"\n", points(it.Polygon.Points), paint("fill", it.Polygon.Fill), line(it.Polygon.Stroke, it.Polygon.Width, false))
	case it.Text != nil:
		f.text(it.Text)
	case it.Picture != nil:
		p := it.Picture
		f.printf(`<image x="%s" y="%s" width="%s" height="%s" preserveAspectRatio="none" xlink:href="data:%s;base64,%s"/>`+"\n",
			num(p.Rect.X), num(p.Rect.Y), num(p.Rect.W), num(p.Rect.H), escape(p.MediaType), base64.StdEncoding.EncodeToString(p.Data))
	}
}

func (f *file) text(t *draw.Text) {
	if t.Text == "" {
		return
	}
	f.printf(`<text x="%s" y="%s" font-size="%s"`, num(t.At.X), num(t.At.Y), num(t.Size))
	if t.Bold {
		f.printf(` class="b"`)
	}
	switch t.Align {
	case draw.AlignCenter:
		f.printf(` text-anchor="middle"`)
	case draw.AlignRight:
		f.printf(` text-anchor="end"`)
	}
	if t.Width > 0 {
		f.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, num(t.Width))
	}
	f.printf(`%s>`, paint("fill", t.Color))
	for _, run := range f.fonts.Runs(t.Text, t.Bold) {
		if run.Face >= fonts.SymbolsRegular {
			f.printf(`<tspan class="g">%s</tspan>`, escape(run.Text))
		} else {
			f.printf("%s", escape(run.Text))
		}
	}
	f.printf("</text>\n")
}

func paint(attribute string, c draw.RGBA) string {
	if c.A == 0 {
		return fmt.Sprintf(` %s="none"`, attribute)
	}
	s := fmt.Sprintf(` %s="#%02x%02x%02x"`, attribute, c.R, c.G, c.B)
	if c.A < 255 {
		s += fmt.Sprintf(` %s-opacity="%s"`, attribute, num(float64(c.A)/255))
	}
	return s
}

func line(c draw.RGBA, width float64, dashed bool) string {
	if width <= 0 || c.A == 0 {
		return ""
	}
	s := paint("stroke", c) + fmt.Sprintf(` stroke-width="%s"`, num(width))
	if dashed {
		s += fmt.Sprintf(` stroke-dasharray="%s %s"`, num(draw.DashOn), num(draw.DashOff))
	}
	return s
}

func points(list []draw.Point) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(num(p.X) + "," + num(p.Y))
	}
	return b.String()
}

// num writes a number with at most two digits behind the point: a hundredth of a pixel.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		return "0" // not −0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never refuses
	return b.String()
}
