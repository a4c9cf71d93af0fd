package draw_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/journey/draw/specimen"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
)

// labelsLie lists what is wrong with the labels of links as seen at a zoom: those on steps and those on each other.
func labelsLie(scene *draw.Scene, zoom float64) (wrong []string) {
	var cards, labels []*draw.Item
	for i := range scene.Items {
		it := &scene.Items[i]
		if it.Box == nil || it.Detail > zoom || it.Until > 0 && zoom >= it.Until {
			continue
		}
		switch {
		case it.Of.Kind == journey.KindStep && it.Part == draw.PartBody && !it.Box.Dashed:
			cards = append(cards, it)
		case it.Of.Kind == journey.KindLink && it.Part == draw.PartLabel:
			labels = append(labels, it)
		}
	}
	for i, label := range labels {
		for _, card := range cards {
			if card.Box.Rect.Overlaps(label.Box.Rect) {
				wrong = append(wrong, fmt.Sprintf("at %v the label of %s lies on %s", zoom, label.Of.ID, card.Of.ID))
			}
		}
		for _, other := range labels[:i] {
			if other.Box.Rect.Overlaps(label.Box.Rect) {
				wrong = append(wrong, fmt.Sprintf("at %v the labels of %s and %s lie on each other", zoom, other.Of.ID, label.Of.ID))
			}
		}
	}
	return wrong
}

// zooms are one of each range in which a board shows other words.
var zooms = []float64{0.28, 0.36, 0.5, 1}

func TestLabelsOfHardMapsLieOnNothing(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	maps := specimen.Hard()
	maps["grid"], maps["cart"] = specimen.Grid(120), specimen.Cart()
	for name, m := range maps {
		for _, style := range []layout.Style{layout.Curved, layout.Angular} {
			for _, o := range []*draw.Overlay{nil, specimen.Numbers(m)} {
				scene := draw.Build(m, layout.In(style, m, set), draw.Options{Measurer: set, Overlay: o, Far: true})
				for _, zoom := range zooms {
					for _, wrong := range labelsLie(scene, zoom) {
						t.Errorf("%s: %s", name, wrong)
					}
				}
				if o == nil {
					continue
				}
				labelled := map[journey.ID]bool{}
				for _, it := range scene.Items {
					if it.Part == draw.PartLabel && it.Text != nil && it.Until == 0 {
						labelled[it.Of.ID] = true
					}
				}
				if len(labelled) != len(m.Links) {
					t.Errorf("%s: %d of %d links have their number", name, len(labelled), len(m.Links))
				}
			}
		}
	}
}

// Steps anywhere, even on each other: whatever the links do, their words stay off the steps.
func TestLabelsOfRandomMapsLieOnNothing(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	rapid.Check(t, func(t *rapid.T) {
		m := &journey.Map{Settings: &journey.Settings{}, Policy: &journey.Policy{}}
		for i := range rapid.IntRange(1, 14).Draw(t, "steps") {
			m.Steps = append(m.Steps, &journey.Step{
				ID: journey.ID(fmt.Sprint("s", i)), Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{},
				X: rapid.Float64Range(0, 1200).Draw(t, "x"), Y: rapid.Float64Range(0, 900).Draw(t, "y"),
			})
		}
		for i := range rapid.IntRange(0, 20).Draw(t, "links") {
			m.Links = append(m.Links, &journey.Link{
				ID: journey.ID(fmt.Sprint("k", i)), From: rapid.SampledFrom(m.Steps).Draw(t, "from").ID, Port: journey.PortOut,
				To: rapid.SampledFrom(m.Steps).Draw(t, "to").ID, Label: rapid.SampledFrom([]string{"", "45 %", "only after the second letter"}).Draw(t, "label"),
			})
		}
		scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Overlay: specimen.Numbers(m), Far: true})
		for _, zoom := range zooms {
			if wrong := labelsLie(scene, zoom); len(wrong) > 0 {
				t.Fatal(wrong)
			}
		}
	})
}

// An arrow that reaches into a step cannot be seen there.
func TestArrowsStandOutsideOfTheirSteps(t *testing.T) {
	t.Parallel()
	set := fonts.Embedded()
	for name, m := range specimen.Hard() {
		l := layout.Of(m, set)
		scene := draw.Build(m, l, draw.Options{Measurer: set, Overlay: specimen.Numbers(m)})
		for _, it := range scene.Items {
			if it.Part != draw.PartArrow {
				continue
			}
			target := l.Card(m.Lookup(it.Of).(*journey.Link).To).Rect
			for _, p := range it.Polygon.Points {
				if p.X > target.X+0.01 {
					t.Errorf("%s: the arrow of %s reaches to %v, its step begins at %v", name, it.Of.ID, p, target.X)
				}
			}
		}
	}
}

// Outcomes differ by a sign in the port and by the colour of their lines; who sees no colours has the sign and the word.
func TestOutcomesHaveASignAndAColour(t *testing.T) {
	t.Parallel()
	set, m := fonts.Embedded(), specimen.Hard()["five outcomes"]
	scene := draw.Build(m, layout.Of(m, set), draw.Options{Measurer: set, Labels: draw.Labels{Ports: map[journey.Port]string{
		journey.PortClicked: "clicked", journey.PortOpened: "opened", journey.PortNotOpened: "not opened", journey.PortNotSent: "not sent", journey.PortOut: "next",
	}}})
	theme := draw.Light()
	ports, lines, words := map[journey.Port]draw.RGBA{}, map[journey.Port]draw.RGBA{}, map[journey.Port]string{}
	at := map[draw.Point]journey.Port{}
	for _, it := range scene.Items {
		switch {
		case it.Part == draw.PartPort && it.Of.ID == "mail":
			ports[it.Port] = it.Box.Fill
			at[it.Box.Rect.Middle()] = it.Port
		case it.Part == draw.PartLine && it.Of.ID != "k5":
			lines[it.Port] = it.Polyline.Stroke
		case it.Part == draw.PartPortLabel:
			words[it.Port] = it.Text.Text
		}
	}
	signs := map[journey.Port]int{}
	for _, it := range scene.Items {
		if it.Part != draw.PartOrnament || it.Polyline == nil {
			continue
		}
		for middle, port := range at {
			if it.Area().Contains(middle) {
				signs[port]++
			}
		}
	}
	for port, want := range map[journey.Port]struct {
		fill  draw.RGBA
		signs int
	}{
		journey.PortClicked: {theme.Good, 1}, journey.PortOpened: {theme.Good, 1},
		journey.PortNotOpened: {theme.Bad, 2}, journey.PortNotSent: {theme.Bad, 2}, journey.PortOut: {theme.Card, 0},
	} {
		if ports[port] != want.fill || signs[port] != want.signs || words[port] == "" {
			t.Errorf("%s has the colour %v, %d strokes and the word %q; want %v and %d", port, ports[port], signs[port], words[port], want.fill, want.signs)
		}
	}
	if lines[journey.PortClicked] == lines[journey.PortNotOpened] || lines[journey.PortOut] != theme.Line {
		t.Errorf("lines %v", lines)
	}
}
