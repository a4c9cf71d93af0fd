package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"rehearse/journey/draw"
	"rehearse/persist/export/fonts"
)

// Options say how a scene becomes a page.
type Options struct {
	// Title, Author, Subject and Language (BCP 47) are kept in the file; "" leaves them out.
	Title, Author, Subject, Language string
	// Created is the date kept in the file; the zero time leaves it out, so that the same scene gives the
	// same bytes.
	Created time.Time
}

// Sizes of a page, points (1/72 inch).
const (
	pointsPerUnit = 72.0 / 96.0
	longestSide   = 14_400.0 // ISO 32000-1, annex C
	shortestSide  = 3.0
)

// Write draws the whole scene as one page.
func Write(w io.Writer, scene *draw.Scene, o Options) error {
	return WritePages(w, []*draw.Scene{scene}, o)
}

// WritePages draws scenes as one page each, of which there must be one at least.
func WritePages(w io.Writer, scenes []*draw.Scene, o Options) error {
	_, size := sizeOf(scenes[0])
	doc := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: size})
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetCatalogSort(true)
	doc.SetProducer("Rehearse", true)
	set := func(value string, setter func(string, bool)) {
		if value != "" {
			setter(value, true)
		}
	}
	set(o.Title, doc.SetTitle)
	set(o.Author, doc.SetAuthor)
	set(o.Subject, doc.SetSubject)
	if o.Language != "" {
		doc.SetLang(o.Language)
	}
	created := o.Created
	if created.IsZero() {
		created = noDate
	}
	doc.SetCreationDate(created)
	doc.SetModificationDate(created)

	p := &page{doc: doc, fonts: fonts.Embedded()}
	if err := p.addFonts(scenes); err != nil {
		return err
	}
	for _, scene := range scenes {
		p.scene(scene)
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	data := out.Bytes()
	if o.Created.IsZero() {
		data = withoutDates(data)
	}
	_, err := w.Write(data)
	return err
}

// noDate stands for "no date" until the entries are taken out; the library always writes them.
var noDate = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// withoutDates blanks the entries for the date of a file, both optional, without moving anything: the
// file's table of contents is by byte.
func withoutDates(data []byte) []byte {
	stamp := "(" + "D:" + noDate.Format("20060102150405") + ")"
	for _, entry := range [...]string{"/CreationDate " + stamp, "/ModDate " + stamp} {
		data = bytes.Replace(data, []byte(entry), bytes.Repeat([]byte{' '}, len(entry)), 1)
	}
	return data
}

// page paints items, page after page.
type page struct {
	doc      *fpdf.Fpdf
	origin   draw.Point
	scale    float64 // points per world unit
	fonts    *fonts.Set
	alpha    float64
	pictures int // so far
}

// sizeOf is how a scene comes to the size of a page.
func sizeOf(scene *draw.Scene) (scale float64, size fpdf.SizeType) {
	scale = pointsPerUnit
	if longest := max(scene.Bounds.W, scene.Bounds.H) * scale; longest > longestSide {
		scale *= longestSide / longest
	}
	return scale, fpdf.SizeType{Wd: max(shortestSide, scene.Bounds.W*scale), Ht: max(shortestSide, scene.Bounds.H*scale)}
}

// scene begins a page and paints it.
func (p *page) scene(scene *draw.Scene) {
	scale, size := sizeOf(scene)
	p.doc.AddPageFormat("P", size)
	p.origin, p.scale, p.alpha = draw.Point{X: scene.Bounds.X, Y: scene.Bounds.Y}, scale, 1
	p.fill(scene.Background)
	p.doc.Rect(0, 0, size.Wd, size.Ht, "F")
	for i := range scene.Items {
		p.item(&scene.Items[i])
	}
}

// fontNames are the names of the faces inside the document.
var fontNames = [...]string{fonts.Regular: "notosans", fonts.Bold: "notosansbold", fonts.SymbolsRegular: "go", fonts.SymbolsBold: "gobold"}

// addFonts embeds the letters of each face that occurs.
func (p *page) addFonts(scenes []*draw.Scene) error {
	var letters [len(fontNames)]strings.Builder
	for _, scene := range scenes {
		for i := range scene.Items {
			if t := scene.Items[i].Text; t != nil {
				for _, run := range p.fonts.Runs(clean(t.Text), t.Bold) {
					letters[run.Face].WriteString(run.Text)
				}
			}
		}
	}
	for face, name := range fontNames {
		if letters[face].Len() == 0 {
			continue
		}
		data, err := fonts.Subset(fonts.Face(face), letters[face].String())
		if err != nil {
			return err
		}
		p.doc.AddUTF8FontFromBytes(name, "", data)
	}
	return p.doc.Error()
}

// clean replaces what the two-byte codes of the fonts cannot say.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ':
			return ' '
		case r > 0xffff:
			return '\ufffd'
		default:
			return r
		}
	}, s)
}

func (p *page) x(v float64) float64 { return (v - p.origin.X) * p.scale }
func (p *page) y(v float64) float64 { return (v - p.origin.Y) * p.scale }

func (p *page) opacity(c draw.RGBA) {
	if a := float64(c.A) / 255; a != p.alpha {
		p.doc.SetAlpha(a, "Normal")
		p.alpha = a
	}
}

func (p *page) fill(c draw.RGBA) {
	p.opacity(c)
	p.doc.SetFillColor(int(c.R), int(c.G), int(c.B))
}

// pen sets up a stroke.
func (p *page) pen(c draw.RGBA, width float64, dashed bool) {
	p.opacity(c)
	p.doc.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.doc.SetLineWidth(width * p.scale)
	p.doc.SetLineJoinStyle("round")
	if dashed {
		p.doc.SetLineCapStyle("butt")
		p.doc.SetDashPattern([]float64{draw.DashOn * p.scale, draw.DashOff * p.scale}, 0)
	} else {
		p.doc.SetLineCapStyle("round")
		p.doc.SetDashPattern([]float64{}, 0)
	}
}

func (p *page) item(it *draw.Item) {
	switch {
	case it.Box != nil:
		b := it.Box
		if b.Fill.A > 0 {
			p.fill(b.Fill)
			p.roundRect(b.Rect, b.Radius)
			p.doc.DrawPath("F")
		}
		if b.Width > 0 && b.Stroke.A > 0 {
			p.pen(b.Stroke, b.Width, b.Dashed)
			p.roundRect(b.Rect, b.Radius)
			p.doc.DrawPath("D")
		}
	case it.Polyline != nil:
		l := it.Polyline
		if len(l.Points) > 1 && l.Width > 0 && l.Stroke.A > 0 {
			p.pen(l.Stroke, l.Width, l.Dashed)
			p.line(l.Points)
			p.doc.DrawPath("D")
		}
	case it.Polygon != nil:
		g := it.Polygon
		if len(g.Points) < 3 {
			return
		}
		if g.Fill.A > 0 {
			p.fill(g.Fill)
			p.line(g.Points)
			p.doc.ClosePath()
			p.doc.DrawPath("F")
		}
		if g.Width > 0 && g.Stroke.A > 0 {
			p.pen(g.Stroke, g.Width, false)
			p.line(g.Points)
			p.doc.ClosePath()
			p.doc.DrawPath("D")
		}
	case it.Text != nil:
		p.text(it.Text)
	case it.Picture != nil:
		p.picture(it.Picture)
	}
}

func (p *page) line(points []draw.Point) {
	p.doc.MoveTo(p.x(points[0].X), p.y(points[0].Y))
	for _, q := range points[1:] {
		p.doc.LineTo(p.x(q.X), p.y(q.Y))
	}
}

// arc is the distance of the control points of a cubic curve that looks like a quarter of a circle.
const arc = 0.5522847498

func (p *page) roundRect(r draw.Rect, radius float64) {
	x1, y1, x2, y2 := p.x(r.X), p.y(r.Y), p.x(r.X+r.W), p.y(r.Y+r.H)
	radius = min(radius, r.W/2, r.H/2) * p.scale
	k := radius * (1 - arc)
	d := p.doc
	d.MoveTo(x1+radius, y1)
	d.LineTo(x2-radius, y1)
	if radius > 0 {
		d.CurveBezierCubicTo(x2-k, y1, x2, y1+k, x2, y1+radius)
	}
	d.LineTo(x2, y2-radius)
	if radius > 0 {
		d.CurveBezierCubicTo(x2, y2-k, x2-k, y2, x2-radius, y2)
	}
	d.LineTo(x1+radius, y2)
	if radius > 0 {
		d.CurveBezierCubicTo(x1+k, y2, x1, y2-k, x1, y2-radius)
	}
	d.LineTo(x1, y1+radius)
	if radius > 0 {
		d.CurveBezierCubicTo(x1, y1+k, x1+k, y1, x1+radius, y1)
	}
	d.ClosePath()
}

// text writes a line, face by face at the measured places.
func (p *page) text(t *draw.Text) {
	words := clean(t.Text)
	left := t.Left()
	width := p.fonts.Width(words, t.Size, t.Bold)
	switch t.Align {
	case draw.AlignCenter:
		left = t.At.X - width/2
	case draw.AlignRight:
		left = t.At.X - width
	}
	p.opacity(t.Color)
	p.doc.SetTextColor(int(t.Color.R), int(t.Color.G), int(t.Color.B))
	for _, run := range p.fonts.Runs(words, t.Bold) {
		p.doc.SetFont(fontNames[run.Face], "", t.Size*p.scale)
		p.doc.Text(p.x(left+run.X*t.Size), p.y(t.At.Y), run.Text)
	}
}

// picture embeds a bitmap; one that cannot be read leaves its place empty.
func (p *page) picture(g *draw.Picture) {
	kind := map[string]string{"image/png": "PNG", "image/jpeg": "JPG"}[g.MediaType]
	if kind == "" || p.doc.Error() != nil {
		return
	}
	name := fmt.Sprintf("picture%d", p.pictures)
	p.pictures++
	options := fpdf.ImageOptions{ImageType: kind}
	p.doc.RegisterImageOptionsReader(name, options, bytes.NewReader(g.Data))
	if p.doc.Error() != nil {
		p.doc.ClearError()
		return
	}
	p.opacity(draw.RGBA{A: 255})
	p.doc.ImageOptions(name, p.x(g.Rect.X), p.y(g.Rect.Y), g.Rect.W*p.scale, g.Rect.H*p.scale, false, options, 0, "")
}
