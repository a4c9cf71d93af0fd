package draw_test

import (
	"encoding/json"
	"io/fs"
	"math"
	"reflect"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

// words is a Printer straight from the language files; a missing message is a failure.
type words struct {
	t        *testing.T
	messages map[string]string
}

func printer(t *testing.T, language string) words {
	t.Helper()
	data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/draw.json")
	if err != nil {
		t.Fatal(err)
	}
	w := words{t: t, messages: map[string]string{}}
	if err := json.Unmarshal(data, &w.messages); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w words) T(id string, args journey.Args) string {
	s, ok := w.messages[id]
	if !ok {
		w.t.Errorf("no message %q", id)
	}
	for name, value := range args {
		s = strings.ReplaceAll(s, "{{."+name+"}}", value.(string))
	}
	return s
}
func (words) Duration(journey.Duration) string { return "3 d" }
func (words) Law(journey.Law) string           { return "1 h" }
func (words) Percent(float64) string           { return "12 %" }

// scenes are drawings of many kinds, for what must hold of all of them.
func scenes(t *testing.T) map[string]*draw.Scene {
	t.Helper()
	out := map[string]*draw.Scene{}
	maps := map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(60), "empty": {Settings: &journey.Settings{}, Policy: &journey.Policy{}}}
	for _, s := range assets.Samples() {
		data, err := assets.Sample(s.Name)
		if err != nil {
			t.Fatal(err)
		}
		m, problems := codec.DecodeMap(data)
		if problems != nil {
			t.Fatal(problems)
		}
		maps[s.Name] = m
	}
	set := fonts.Embedded()
	for name, m := range maps {
		l := layout.Of(m, set)
		for theme, colors := range map[string]*draw.Theme{"light": draw.Light(), "dark": draw.Dark()} {
			o := draw.Options{Theme: colors, Labels: draw.LabelsOf(printer(t, "ru")), Measurer: set}
			out[name+" "+theme] = draw.Build(m, l, o)
			o.Overlay = specimen.Numbers(m)
			if name == "cart" {
				o.Overlay = specimen.CartNumbers()
			}
			o.Sheet = &draw.Sheet{Date: "22.11.2026"}
			out[name+" "+theme+" with numbers on a sheet"] = draw.Build(m, l, o)
		}
	}
	return out
}

func TestNothingIsCutAtTheBorder(t *testing.T) {
	t.Parallel()
	for name, s := range scenes(t) {
		for i := range s.Items {
			a := s.Items[i].Area()
			if a.X < s.Bounds.X || a.Y < s.Bounds.Y || a.X+a.W > s.Bounds.X+s.Bounds.W || a.Y+a.H > s.Bounds.Y+s.Bounds.H || math.IsNaN(a.X+a.W+a.Y+a.H) {
				t.Fatalf("%s: item %d of %v at %v is outside %v", name, i, s.Items[i].Of, a, s.Bounds)
			}
		}
	}
}

// Every item is exactly one thing that each painter can paint.
func TestItemsAreWhatPaintersCanPaint(t *testing.T) {
	t.Parallel()
	for name, s := range scenes(t) {
		for i, it := range s.Items {
			n := 0
			for _, set := range []bool{it.Box != nil, it.Polyline != nil, it.Polygon != nil, it.Text != nil, it.Picture != nil} {
				if set {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: item %d is %d things", name, i, n)
			}
			if g := it.Polygon; g != nil && (len(g.Points) < 3 || len(g.Points) > 16 || !convex(g.Points)) {
				t.Errorf("%s: polygon of %v is not convex with 3 to 16 corners: %v", name, it.Of, g.Points)
			}
			if l := it.Polyline; l != nil && (len(l.Points) < 2 || l.Width <= 0) {
				t.Errorf("%s: line of %v: %v", name, it.Of, l)
			}
			if w := it.Text; w != nil {
				if want := fonts.Embedded().Width(w.Text, w.Size, w.Bold); math.Abs(w.Width-want) > 1e-9 {
					t.Errorf("%s: %q is said to be %g wide, is %g", name, w.Text, w.Width, want)
				}
				if strings.ContainsAny(w.Text, "\n\t") {
					t.Errorf("%s: %q is more than one line", name, w.Text)
				}
			}
		}
	}
}

func convex(points []draw.Point) bool {
	sign := 0.0
	for i := range points {
		a, b, c := points[i], points[(i+1)%len(points)], points[(i+2)%len(points)]
		turn := (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
		if turn*sign < 0 {
			return false
		}
		if turn != 0 {
			sign = turn
		}
	}
	return true
}

// Words on the ground they really stand on, both themes: the level AA of WCAG 2.
func TestTextsCanBeRead(t *testing.T) {
	t.Parallel()
	for name, s := range scenes(t) {
		for i, it := range s.Items {
			if it.Text == nil {
				continue
			}
			a := it.Text.Area()
			at := draw.Point{X: a.X + a.W/2, Y: it.Text.At.Y - it.Text.Size*0.3}
			least := 4.5
			if it.Part == draw.PartIcon || it.Text.Size >= 24 || it.Part == draw.PartLegend && it.Text.Text == "A/B" {
				least = 3 // large letters and marks
			}
			if c := draw.Contrast(it.Text.Color, ground(s, i, at)); c < least {
				t.Errorf("%s: %q has a contrast of %.2f", name, it.Text.Text, c)
			}
		}
	}
}

// ground is the colour painted at a point before an item.
func ground(s *draw.Scene, before int, at draw.Point) draw.RGBA {
	c := s.Background
	for _, it := range s.Items[:before] {
		if it.Box != nil && it.Box.Rect.Contains(at) && it.Box.Fill.A > 0 {
			f := it.Box.Fill
			c = c.Mix(draw.RGBA{R: f.R, G: f.G, B: f.B, A: 255}, float64(f.A)/255)
		}
	}
	return c
}

func TestMarksStandOutFromTheirGround(t *testing.T) {
	t.Parallel()
	for name, theme := range map[string]*draw.Theme{"light": draw.Light(), "dark": draw.Dark()} {
		for _, kind := range journey.StepKind("").Words() {
			if c := draw.Contrast(theme.Icon, theme.Accent(journey.StepKind(kind))); c < 3 {
				t.Errorf("%s: the mark of %s has a contrast of %.2f", name, kind, c)
			}
		}
		for i, c := range append([]draw.RGBA{theme.Good, theme.Bad}, theme.Arms...) {
			if got := draw.Contrast(c, theme.Card); got < 3 {
				t.Errorf("%s: the port of outcome %d has a contrast of %.2f to its card", name, i, got)
			}
			if got := draw.Contrast(theme.Icon, c); got < 4.5 {
				t.Errorf("%s: the sign of outcome %d has a contrast of %.2f", name, i, got)
			}
			if got := draw.Contrast(theme.Line.Mix(c, 0.6), theme.Board); got < 3 {
				t.Errorf("%s: the line of outcome %d has a contrast of %.2f", name, i, got)
			}
		}
		for i, c := range theme.Scenarios {
			if got := draw.Contrast(draw.Ink(c), c); got < 4.5 {
				t.Errorf("%s: the name on scenario colour %d has a contrast of %.2f", name, i, got)
			}
		}
	}
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := draw.RGBA{R: uint8(r), G: uint8(g), B: uint8(b), A: 255}
				if got := draw.Contrast(draw.Ink(c), c); got < 4.5 {
					t.Fatalf("words on %v have a contrast of %.2f", c, got)
				}
			}
		}
	}
}

// Words of links that cover a step hide the step's words.
func TestLabelsOfLinksKeepOffCards(t *testing.T) {
	t.Parallel()
	for name, s := range scenes(t) {
		if strings.HasPrefix(name, "grid") {
			continue // every gap of it is 80 wide, on purpose
		}
		cards := map[journey.ID]draw.Rect{}
		for _, it := range s.Items {
			if it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && it.Box != nil && !it.Box.Dashed {
				cards[it.Of.ID] = it.Box.Rect
			}
		}
		for _, it := range s.Items {
			if it.Of.Kind != journey.KindLink || it.Part != draw.PartLabel || it.Box == nil {
				continue
			}
			for id, card := range cards {
				if card.Overlaps(it.Box.Rect) {
					t.Errorf("%s: the label of %s lies on %s", name, it.Of.ID, id)
				}
			}
		}
	}
}

// What belongs to a step stays in its card: title, subtitle, rows, mark.
func TestWordsOfAStepStayInItsCard(t *testing.T) {
	t.Parallel()
	for name, s := range scenes(t) {
		cards := map[journey.ID]draw.Rect{}
		for _, it := range s.Items {
			if it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && it.Box != nil {
				cards[it.Of.ID] = it.Box.Rect
			}
		}
		for _, it := range s.Items {
			if it.Of.Kind != journey.KindStep || it.Text == nil || it.Part == draw.PartNumber || it.Part == draw.PartBadge {
				continue
			}
			card, a := cards[it.Of.ID], it.Text.Area()
			if a.X < card.X || a.X+a.W > card.X+card.W+0.5 || it.Text.At.Y > card.Y+card.H-2 || it.Text.At.Y < card.Y+10 {
				t.Errorf("%s: %q of %s at %v leaves its card %v", name, it.Text.Text, it.Of.ID, a, card)
			}
		}
	}
}

func TestSameInputsSameScene(t *testing.T) {
	t.Parallel()
	a, b := scenes(t), scenes(t)
	for name := range a {
		if !reflect.DeepEqual(a[name], b[name]) {
			t.Errorf("%s: two drawings differ", name)
		}
	}
}

func TestFlowMakesTheWidthOfALink(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	m := specimen.Cart()
	o := specimen.CartNumbers()
	o.Links["l4"] = draw.LinkNumbers{Label: "?", Flow: math.NaN()}
	o.Links["l5"] = draw.LinkNumbers{Flow: 7}
	s := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Overlay: o})
	width := map[journey.ID]float64{}
	for _, it := range s.Items {
		if it.Part == draw.PartLine && it.Polyline != nil {
			width[it.Of.ID] = it.Polyline.Width
		}
	}
	if width["l1"] != width["l5"] || width["l1"] < 10 || width["l13"] > 2 || width["l2"] <= width["l3"] || !(width["l4"] < 2) {
		t.Errorf("widths %v", width)
	}
}

func TestBarAtTheFootOfACardShowsHowBusyItIs(t *testing.T) {
	t.Parallel()
	set, m := fonts.Embedded(), specimen.Cart()
	l := layout.Of(m, set)
	o := &draw.Overlay{Steps: map[journey.ID]draw.StepNumbers{
		"visit": {Heat: 1}, "browse": {Heat: 0.5}, "basket": {Heat: 0.001}, "w1": {Heat: math.NaN()}, "m1": {Heat: 9},
	}}
	bars := map[journey.ID]float64{}
	for _, it := range draw.Build(m, l, draw.Options{Measurer: set, Overlay: o}).Items {
		if it.Part == draw.PartNumber && it.Box != nil {
			if card := l.Card(it.Of.ID).Rect; !card.Contains(draw.Point{X: it.Box.Rect.X + it.Box.Rect.W, Y: it.Box.Rect.Y}) {
				t.Errorf("the bar of %s leaves its card", it.Of.ID)
			}
			bars[it.Of.ID] = it.Box.Rect.W
		}
	}
	if len(bars) != 3 || bars["visit"] != 2*bars["browse"] || bars["m1"] != bars["visit"] {
		t.Errorf("bars %v", bars)
	}
}

func TestLegendNamesTheKindsThatOccurAndTheSheetItsClient(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ru"} {
		set := fonts.Embedded()
		m := specimen.Cart()
		labels := draw.LabelsOf(printer(t, language))
		s := draw.Build(m, layout.Of(m, set), draw.Options{Labels: labels, Measurer: set, Overlay: specimen.CartNumbers(), Sheet: &draw.Sheet{Date: "the day"}})
		var all []string
		for _, it := range s.Items {
			if it.Part == draw.PartLegend && it.Text != nil {
				all = append(all, it.Text.Text)
			}
		}
		text := strings.Join(all, "\n")
		for _, want := range []string{labels.Kinds[journey.StepEntry], labels.Kinds[journey.StepSplit], "Брошенная корзина", "ООО «Ёлочка»", "the day", "зерно 1", labels.Outcomes, labels.Good, labels.Bad} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the sheet does not say %q:\n%s", language, want, text)
			}
		}
	}
}

func TestEveryKindAndMediumHasAMark(t *testing.T) {
	t.Parallel()
	theme, area := draw.Light(), draw.Rect{W: 32, H: 32}
	for _, kind := range journey.StepKind("").Words() {
		if n := len(draw.Icon(journey.StepKind(kind), "", area, theme)); n < 2 {
			t.Errorf("%s has a mark of %d items", kind, n)
		}
	}
	seen := map[int]string{}
	for i, medium := range journey.ChannelMedium("").Words() {
		items := draw.Icon(journey.StepMessage, journey.ChannelMedium(medium), area, theme)
		if len(items) < 2 {
			t.Errorf("a message by %s has no mark", medium)
		}
		if medium != "email" && reflect.DeepEqual(items, draw.Icon(journey.StepMessage, journey.MediumEmail, area, theme)) {
			t.Errorf("a message by %s looks like an e-mail", medium)
		}
		seen[i] = medium
	}
	if len(seen) < 13 {
		t.Errorf("%d media", len(seen))
	}
}

func TestDashesCoverSixTenthsOfALine(t *testing.T) {
	t.Parallel()
	line := []draw.Point{{X: 0, Y: 0}, {X: 103, Y: 0}, {X: 103, Y: 397}}
	sum := 0.0
	for _, piece := range draw.Dashes(line) {
		l := layout.Length(piece)
		if l > draw.DashOn+1e-9 {
			t.Errorf("a dash of %g", l)
		}
		sum += l
	}
	if math.Abs(sum-300) > 1e-6 {
		t.Errorf("dashes of %g in all, want 300", sum)
	}
}

// What a move of the mouse costs while one of 300 steps is dragged: ways, lines and words of its links.
func BenchmarkPreviewOfADrag300Steps(b *testing.B) {
	set := fonts.Embedded()
	m := specimen.Grid(300)
	l, o := layout.Of(m, set), draw.Options{Measurer: set, Overlay: specimen.Numbers(m), Far: true}
	scene := draw.Build(m, l, o)
	moved := map[journey.ID]bool{"s150": true}
	for i := range b.N {
		next, routed := l.Moved([]journey.ID{"s150"}, float64(i%200), float64(i%130))
		links := map[journey.ID]bool{}
		for _, id := range routed {
			links[id] = true
		}
		draw.Relinked(m, next, o, links, moved, scene)
	}
}

func BenchmarkBuild300Steps(b *testing.B) {
	set := fonts.Embedded()
	m := specimen.Grid(300)
	l, o := layout.Of(m, set), specimen.Numbers(m)
	for b.Loop() {
		draw.Build(m, l, draw.Options{Measurer: set, Overlay: o})
	}
}

// At every zoom from 25 % up the name of a step is painted once, in at least 8 pixels.
func TestNamesCanBeReadFromAQuarterOfTheSizeUp(t *testing.T) {
	t.Parallel()
	m := specimen.Cart()
	scene := draw.Build(m, layout.Of(m, fonts.Embedded()), draw.Options{Measurer: fonts.Embedded(), Far: true})
	for _, zoom := range []float64{0.25, 0.3, 0.39, 0.4, 0.5, 0.61, 0.62, 0.8, 1, 2} {
		lines := map[journey.Ref]float64{}
		for i := range scene.Items {
			it := &scene.Items[i]
			if it.Text == nil || it.Part != draw.PartTitle || it.Detail > zoom || it.Until > 0 && zoom >= it.Until {
				continue
			}
			if size, ok := lines[it.Of]; ok && size != it.Text.Size {
				t.Errorf("at %v %s is named twice", zoom, it.Of.ID)
			}
			lines[it.Of] = it.Text.Size
		}
		for _, s := range m.Steps {
			if size := lines[journey.Ref{Kind: journey.KindStep, ID: s.ID}]; s.Kind.Simulated() && s.Name != "" && size*zoom < 7.99 {
				t.Errorf("at %v the name of %s is %v pixels high", zoom, s.ID, size*zoom)
			}
		}
	}
}

// The words of one card stand beside each other at every zoom: a subtitle was written across the larger names of 55 to 62 %.
func TestNoWordsOfACardAreWrittenAcrossOthersAtAnyZoom(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	for name, m := range map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(12)} {
		scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Far: true, Overlay: specimen.Numbers(m)})
		for zoom := 0.16; zoom < 1.2; zoom += 0.03 {
			of := map[journey.Ref][]*draw.Item{}
			for i := range scene.Items {
				it := &scene.Items[i]
				switch {
				case it.Text == nil || it.Text.Text == "" || it.Detail > zoom || it.Until > 0 && zoom >= it.Until:
				case it.Part == draw.PartTitle || it.Part == draw.PartSubtitle || it.Part == draw.PartNumber:
					of[it.Of] = append(of[it.Of], it)
				}
			}
			for ref, list := range of {
				for i, a := range list {
					for _, b := range list[:i] {
						if ra, rb := inkOf(set, a.Text), inkOf(set, b.Text); ra.X < rb.Right() && rb.X < ra.Right() && ra.Y < rb.Bottom() && rb.Y < ra.Bottom() {
							t.Errorf("%s at %.2f: %q is written across %q of %s", name, zoom, a.Text.Text, b.Text.Text, ref.ID)
						}
					}
				}
			}
		}
	}
}

// A name of two lines went over the foot of its card at 38 %, where a whole map is often seen: from the head of its capitals
// to the foot of its "y" it stays inside, and no name is lost for it.
func TestNamesStayInsideTheirCardsAtAnyZoom(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	maps := map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(12), "two lines": specimen.Cart()}
	for i := range maps["two lines"].Steps {
		maps["two lines"].Steps[i].Name = []string{"We miss you", "Placed order", "Quality of every day", "Отложить «ёлку»"}[i%4]
	}
	for name, m := range maps {
		l := layout.Of(m, set)
		scene := draw.Build(m, l, draw.Options{Measurer: set, Far: true, Overlay: specimen.Numbers(m)})
		for zoom := 0.16; zoom < 1.2; zoom += 0.02 {
			named := map[journey.ID]bool{}
			for i := range scene.Items {
				it := &scene.Items[i]
				if zoom < 0.25 && it.Part == draw.PartIcon && it.ShownAt(zoom) {
					named[it.Of.ID] = true // there a name of which too little would be left gives way to the mark
				}
				if it.Text == nil || it.Part != draw.PartTitle || it.Detail > zoom || it.Until > 0 && zoom >= it.Until {
					continue
				}
				c := l.Card(it.Of.ID)
				if c == nil || !c.Step.Kind.Simulated() {
					continue
				}
				named[it.Of.ID] = true
				top, foot := it.Text.At.Y-0.73*it.Text.Size, it.Text.At.Y+0.22*it.Text.Size
				if top < c.Rect.Y+1 || foot > c.Rect.Bottom()-1 || it.Text.At.X < c.Rect.X || it.Text.At.X+set.Width(it.Text.Text, it.Text.Size, it.Text.Bold) > c.Rect.Right() {
					t.Errorf("%s at %.2f: %q lies at %.1f..%.1f, its card at %.1f..%.1f", name, zoom, it.Text.Text, top, foot, c.Rect.Y, c.Rect.Bottom())
				}
			}
			for i := range m.Steps {
				if s := m.Steps[i]; s.Kind.Simulated() && s.Name != "" && !named[s.ID] {
					t.Errorf("%s at %.2f: %q is neither written nor marked", name, zoom, s.Name)
				}
			}
		}
	}
}

// On a board seen small names of stages went over the edges of their heads, names of scenarios lay across the frame, and
// badges covered the words.
func TestHeadingsAndBadgesStandFreeOnABoardSeenSmall(t *testing.T) {
	t.Parallel()
	set, m := fonts.Embedded(), specimen.Cart()
	m.Stages[0].Name, m.Stages[1].Name = "Осматривается на платформе", "Finds the service"
	findings := map[journey.ID]draw.FindingCount{}
	for _, s := range m.Steps {
		findings[s.ID] = draw.FindingCount{Errors: 2, Warnings: 1}
	}
	scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Far: true, Overlay: &draw.Overlay{Findings: findings}})
	for zoom := 0.16; zoom < 0.62; zoom += 0.03 {
		heads, lanes := map[journey.Ref]draw.Rect{}, map[journey.Ref]draw.Rect{}
		var names, dots []*draw.Item
		for i := range scene.Items {
			switch it := &scene.Items[i]; {
			case !it.ShownAt(zoom):
			case it.Of.Kind == journey.KindStage && it.Part == draw.PartTitle && it.Box != nil:
				heads[it.Of] = it.Box.Rect
			case it.Of.Kind == journey.KindScenario && it.Part == draw.PartBody && it.Box != nil:
				lanes[it.Of] = it.Box.Rect
			case it.Of.Kind != journey.KindLink && it.Text != nil && it.Part != draw.PartBadge:
				names = append(names, it)
			case it.Part == draw.PartBadge && it.Of.Kind == journey.KindStep && it.Box != nil && zoom < 0.25:
				dots = append(dots, it)
			}
		}
		if len(heads) != len(m.Stages) || len(lanes) == 0 {
			t.Fatalf("at %.2f there are %d heads and %d lanes", zoom, len(heads), len(lanes))
		}
		for _, it := range names {
			ink := inkOf(set, it.Text)
			for _, area := range [...]draw.Rect{heads[it.Of], lanes[it.Of]} {
				if area.W > 0 && (ink.Y < area.Y || ink.Bottom() > area.Bottom() || ink.X < area.X || ink.Right() > area.Right()) {
					t.Errorf("at %.2f %q goes over the edge of its head", zoom, it.Text.Text)
				}
			}
			for _, dot := range dots {
				if r := dot.Box.Rect; it.Of.Kind == journey.KindScenario && ink.Overlaps(r) {
					t.Errorf("at %.2f a badge covers %q", zoom, it.Text.Text)
				}
			}
		}
	}
}

// The first slide of a map of three hundred steps, and the board on which it is seen whole, had no words at all.
func TestScenariosAndStagesAreNamedOnABoardSeenVerySmall(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	for name, m := range map[string]*journey.Map{"cart": specimen.Cart(), "grid": specimen.Grid(60)} {
		scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Far: true, Overlay: specimen.Numbers(m)})
		lanes := map[journey.ID]bool{}
		for _, it := range scene.Items {
			if it.Of.Kind == journey.KindScenario && it.Part == draw.PartBody {
				lanes[it.Of.ID] = true
			}
		}
		for _, zoom := range []float64{0.05, 0.07, 0.1, 0.13, 0.159} {
			named, inks := map[journey.ID]bool{}, []draw.Rect{}
			for i := range scene.Items {
				it := &scene.Items[i]
				if it.Text == nil || it.Part != draw.PartTitle || !it.ShownAt(zoom) {
					continue
				}
				if it.Text.Size*zoom < 6.5 {
					t.Errorf("%s at %v: %q is %.1f pixels high", name, zoom, it.Text.Text, it.Text.Size*zoom)
				}
				ink := inkOf(set, it.Text)
				for _, other := range inks {
					if ink.Overlaps(other) {
						t.Errorf("%s at %v: %q is written over another name", name, zoom, it.Text.Text)
					}
				}
				inks, named[it.Of.ID] = append(inks, ink), true
			}
			for id := range lanes {
				if !named[id] {
					t.Errorf("%s at %v: scenario %s has no name", name, zoom, id)
				}
			}
		}
	}
}

// inkOf is about where the ink of a text is: a little less than its line, in which lines may touch.
func inkOf(m draw.Measurer, t *draw.Text) draw.Rect {
	w := m.Width(t.Text, t.Size, t.Bold)
	x := t.At.X
	switch t.Align {
	case draw.AlignCenter:
		x -= w / 2
	case draw.AlignRight:
		x -= w
	}
	return draw.Rect{X: x, Y: t.At.Y - 0.7*t.Size, W: w, H: 0.85 * t.Size}
}

// The heads of narrow stages said "Regis…" below 16 %, and the name of a scenario of one step was cut at the end of its lane though
// nothing stands beyond it.
func TestNamesOfStagesAndShortScenariosAreWholeOnABoardSeenSmall(t *testing.T) {
	t.Parallel()
	set, m := fonts.Embedded(), journey.New("Digest", "2026-01-05")
	m.Stages = []*journey.Stage{{ID: "a", Name: "Осматривается", Width: 320}, {ID: "b", Name: "Регистрируется", Width: 320}}
	m.Scenarios = []*journey.Scenario{{ID: "s", Name: "Дайджест по вторникам", Start: "letter"}}
	m.Steps = []*journey.Step{
		{ID: "page", Name: "Page", Kind: journey.StepTouchpoint, Stage: "a", X: 40, Touchpoint: &journey.Touchpoint{}},
		{ID: "form", Name: "Form", Kind: journey.StepTouchpoint, Stage: "b", X: 400, Touchpoint: &journey.Touchpoint{}},
		{ID: "letter", Name: "Letter", Kind: journey.StepTouchpoint, Scenario: "s", Y: 300, Touchpoint: &journey.Touchpoint{}},
	}
	scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Far: true})
	for _, zoom := range []float64{0.13, 0.15, 0.17, 0.2, 0.24, 0.3} {
		words := map[journey.ID]string{}
		for i := range scene.Items {
			if it := &scene.Items[i]; it.Text != nil && it.ShownAt(zoom) && (it.Of.Kind == journey.KindStage || it.Of.Kind == journey.KindScenario) {
				words[it.Of.ID] = strings.TrimSuffix(words[it.Of.ID], "-") + it.Text.Text
			}
		}
		for id, want := range map[journey.ID]string{"a": "Осматривается", "b": "Регистрируется", "s": "Дайджест по вторникам"} {
			if got := words[id]; strings.ReplaceAll(got, "\u00a0", " ") != want && !(id == "s" && strings.ReplaceAll(got, " ", "") == strings.ReplaceAll(want, " ", "")) {
				t.Errorf("at %v %s is called %q", zoom, id, got)
			}
		}
	}
}
