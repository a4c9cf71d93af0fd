package picture

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/draw"
	"rehearse/ui/text"
)

// The sheet says when the person was at a step that is lit, and nothing under the one that is not.
func TestAWayThatIsLitUpIsDrawnInPlaceOfNumbers(t *testing.T) {
	t.Parallel()
	m := journey.New("Way", "2026-01-05")
	m.Steps = []*journey.Step{
		{ID: "a", Kind: journey.StepEntry, Name: "Door", Entry: &journey.Entry{}},
		{ID: "b", Kind: journey.StepTouchpoint, Name: "Hall", Touchpoint: &journey.Touchpoint{}, X: 400},
	}
	way := &draw.Overlay{
		Steps: map[journey.ID]draw.StepNumbers{"a": {People: "at noon"}},
		Way:   &draw.Way{Steps: map[journey.ID]draw.WayMark{"a": draw.WayPassed}, Present: journey.Ref{Kind: journey.KindStep, ID: "a"}},
	}
	var lit, plain bytes.Buffer
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	if err := Write(&lit, m, Options{Format: SVG, Date: at, Overlay: way}, text.New("en")); err != nil {
		t.Fatal(err)
	}
	if err := Write(&plain, m, Options{Format: SVG, Date: at}, text.New("en")); err != nil {
		t.Fatal(err)
	}
	theme := draw.Light()
	pale := func(s string) int {
		return strings.Count(strings.ToLower(s), hexOf(theme.Text.Mix(theme.Board, 0.45)))
	}
	if !strings.Contains(lit.String(), "at noon") || strings.Contains(plain.String(), "at noon") {
		t.Error("the time is not written under the step")
	}
	if pale(lit.String()) != 1 || pale(plain.String()) != 0 {
		t.Errorf("%d pale titles, %d without a way", pale(lit.String()), pale(plain.String()))
	}
}

func hexOf(c draw.RGBA) string {
	const digits = "0123456789abcdef"
	out := "#"
	for _, v := range []uint8{c.R, c.G, c.B} {
		out += string(digits[v>>4]) + string(digits[v&15])
	}
	return out
}

func TestTheCardsOfPeopleAreWrittenInEveryFormat(t *testing.T) {
	t.Parallel()
	m := journey.New("Shop", "2026-01-05")
	m.Personas = []*journey.Persona{{ID: "anna", Name: "Анна", Share: journey.Guess(1), Goals: []string{"A dress for Saturday"}}}
	at := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for format, begins := range map[Format]string{SVG: "<", PDF: "%PDF", PNG: "\x89PNG"} {
		var out bytes.Buffer
		if err := WritePeople(&out, m, nil, Options{Format: format, Scale: 1, Date: at}, text.New("en")); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), begins) {
			t.Errorf("%s begins with %q", format, out.String()[:8])
		}
		if format == SVG && (!strings.Contains(out.String(), "Анна") || !strings.Contains(out.String(), "A dress for Saturday")) {
			t.Error("the card does not say who it is and what she wants")
		}
	}
}
