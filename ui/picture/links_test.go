package picture

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/layout"
	"rehearse/ui/text"
)

// A picture draws links as it was asked to: at right angles a link between steps of different heights has long level and
// upright pieces only, curved it swings.
func TestAPictureDrawsLinksAsAsked(t *testing.T) {
	t.Parallel()
	m := journey.New("Links", "2026-01-05")
	m.Steps = []*journey.Step{
		{ID: "a", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}},
		{ID: "b", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}, X: 500, Y: 300},
	}
	m.Links = []*journey.Link{{ID: "k", From: "a", Port: journey.PortOut, To: "b"}}
	line := regexp.MustCompile(`<polyline points="208,36 ([^"]*)"`)
	points := map[layout.Style]int{}
	for _, style := range []layout.Style{layout.Curved, layout.Angular} {
		var out bytes.Buffer
		if err := Write(&out, m, Options{Format: SVG, Links: style, Date: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)}, text.New("en")); err != nil {
			t.Fatal(err)
		}
		found := line.FindStringSubmatch(out.String())
		if found == nil {
			t.Fatalf("no link begins at the port:\n%s", out.String())
		}
		points[style] = strings.Count(found[1], ",")
		if upright := strings.Contains(found[1], "354,") && strings.Count(found[1], "354,") > 1; upright != (style == layout.Angular) {
			t.Errorf("style %d: %s", style, found[1])
		}
	}
	if points[layout.Curved] == points[layout.Angular] {
		t.Errorf("both styles have %d points", points[layout.Curved])
	}
}
