package slides_test

import (
	"context"
	"fmt"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/journey/draw"
	"rehearse/journey/finding"
	"rehearse/journey/layout"
	"rehearse/persist/export/fonts"
	"rehearse/simulate"
	"rehearse/simulate/check"
	"rehearse/ui/slides"
	"rehearse/ui/text"
)

func sample(t testing.TB, name, language string) *journey.Map {
	t.Helper()
	data, err := assets.SampleIn(name, language)
	if err != nil {
		t.Fatal(err)
	}
	m, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return m
}

func rehearsed(t testing.TB, m *journey.Map) slides.Source {
	t.Helper()
	result, err := simulate.Run(context.Background(), m, simulate.Spec{People: 2000, Seed: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return slides.Source{Map: m, Result: result, Findings: check.Find(m, check.Seen{Result: result})}
}

func TestADeckTellsTheMapAndThenEachScenario(t *testing.T) {
	t.Parallel()
	m := sample(t, "startup_platform_after", "en")
	source, p := rehearsed(t, m), text.New("en")
	deck := slides.Of(source, p)
	if len(deck) != 1+len(m.Scenarios) || deck[0].Scenario != "" || deck[0].Title != m.Settings.Name {
		t.Fatalf("%d slides for %d scenarios, the first is %q", len(deck), len(m.Scenarios), deck[0].Title)
	}
	for i, c := range m.Scenarios {
		s := deck[i+1]
		if s.Scenario != c.ID || s.Title != c.Name || s.Notes != c.Notes {
			t.Errorf("slide %d is of %q", i+1, s.Title)
		}
		r := source.Result.Scenarios[i]
		if len(s.Figures) != 3 || s.Figures[0].Value != p.Int(r.People) || s.Figures[1].Value != p.Percent(r.GoalAfter.Share) {
			t.Errorf("%s: %+v, counted are %d people, %v", s.Title, s.Figures, r.People, r.GoalAfter)
		}
		if want := "95 %: " + p.Percent(r.GoalAfter.Low) + " – " + p.Percent(r.GoalAfter.High); s.Figures[1].Under != p.Int(r.GoalAfter.Num)+" people\n"+want {
			t.Errorf("%s: %q", s.Title, s.Figures[1].Under)
		}
	}
	if got := fmt.Sprint(deck[1].Facts); got != "[{For Start-up · Start-ups} {Starts when this happens: Signed up} {Goal Profile published} {Status agreed · phase 1 · Community team}]" {
		t.Error(got)
	}
	source.Result = nil
	if s := slides.Of(source, p)[1]; len(s.Figures) > 0 || s.Made != "" {
		t.Errorf("numbers without a run: %+v %q", s.Figures, s.Made)
	}
}

// Of what is found about a scenario the worst is told; what was silenced is kept from the room, and what is about another one too.
func TestTheWorstFindingOfAScenarioIsTold(t *testing.T) {
	t.Parallel()
	m := sample(t, "startup_platform_after", "en")
	about := func(c int, severity finding.Severity, name, silenced string) finding.Finding {
		return finding.Finding{
			Rule: "J101", Severity: severity, Silenced: silenced, Message: "finding.J101.message",
			Targets: []journey.Ref{{Kind: journey.KindScenario, ID: m.Scenarios[c].ID}}, Args: journey.Args{"Step": name},
		}
	}
	list := []finding.Finding{
		about(0, finding.Information, "A", ""), about(0, finding.Warning, "B", ""), about(0, finding.Warning, "C", ""),
		about(0, finding.Error, "D", "agreed"), about(1, finding.Error, "E", ""),
	}
	p := text.New("en")
	deck := slides.Of(slides.Source{Map: m, Findings: list}, p)
	for i, want := range []*finding.Finding{&list[4], &list[1], &list[4], nil} {
		words := ""
		if want != nil {
			words = p.T(want.Message, want.Args)
		}
		if deck[i].Finding != words || want != nil && deck[i].Severity != want.Severity {
			t.Errorf("slide %d tells %q, not %q", i, deck[i].Finding, words)
		}
	}
}

// On a small projector, a laptop, a large display and a narrow window: nothing stands outside the page, over another line or on
// the map, and the map keeps nearly half of the page.
func TestWordsOfASlideHaveRoom(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"startup_platform_before", "startup_platform_after", "abandoned_cart", "webinar"} {
		for _, language := range []string{"en", "ru"} {
			m := sample(t, name, language)
			l := layout.Of(m, fonts.Embedded())
			whole := draw.Build(m, l, draw.Options{Measurer: fonts.Embedded()}).Bounds
			deck := slides.Of(rehearsed(t, m), text.New(language))
			for i := range deck {
				for _, size := range [][2]float64{{1280, 720}, {1440, 900}, {3840, 2160}, {1000, 1000}} {
					page := slides.Paper{Width: size[0], Height: size[1], Theme: draw.Light(), Measurer: fonts.Embedded(), Counter: slides.Counter(i, len(deck)), Hint: "Esc: leave"}
					items, board := deck[i].Compose(page, deck[i].Area(l, whole))
					place := fmt.Sprintf("%s %s, slide %d on %v", name, language, i, size)
					if board.W*board.H < 0.45*size[0]*size[1] {
						t.Errorf("%s: the map has %v", place, board)
					}
					paper := draw.Rect{W: size[0], H: size[1]}
					var texts []draw.Rect
					for _, it := range items {
						if it.Text == nil {
							continue
						}
						// What is inked of a line, without the room above it.
						a := draw.Rect{X: it.Text.At.X, Y: it.Text.At.Y - 0.75*it.Text.Size, W: it.Text.Width, H: 0.95 * it.Text.Size}
						if a.X < 0 || a.Y < 0 || a.Right() > paper.W || a.Bottom() > paper.H {
							t.Errorf("%s: %q leaves the page: %v", place, it.Text.Text, a)
						}
						if a.Overlaps(board) {
							t.Errorf("%s: %q stands on the map", place, it.Text.Text)
						}
						for _, b := range texts {
							if a.Overlaps(b) {
								t.Errorf("%s: %q stands on another line", place, it.Text.Text)
							}
						}
						texts = append(texts, a)
					}
				}
			}
		}
	}
}

// On paper the steps of the scenario keep their colours and its frame is strong; all is on the page.
func TestAPageShowsTheScenarioAndPalesTheRest(t *testing.T) {
	t.Parallel()
	m := sample(t, "startup_platform_after", "en")
	l, p := layout.Of(m, fonts.Embedded()), text.New("en")
	deck := slides.Of(slides.Source{Map: m}, p)
	theme := draw.Light()
	scene := deck[1].Page(m, l, draw.Options{Theme: theme, Labels: draw.LabelsOf(p), Measurer: fonts.Embedded()}, "2 / 4")
	if scene.Bounds != (draw.Rect{W: 1280, H: 720}) {
		t.Fatalf("a page of %v", scene.Bounds)
	}
	own, other := 0, 0
	for _, it := range scene.Items {
		if it.Part == draw.PartTitle && it.Text != nil && it.Of.Kind == journey.KindStep {
			s := m.Step(it.Of.ID)
			if lit := it.Text.Color == theme.Text; lit != (s.Scenario == deck[1].Scenario) {
				t.Errorf("%q of %q: lit %v", it.Text.Text, s.Scenario, lit)
			} else if lit {
				own++
			} else {
				other++
			}
		}
		if it.Of.Kind == journey.KindScenario && it.Part == draw.PartBody && (it.Box.Stroke.A == 255) != (it.Of.ID == deck[1].Scenario) {
			t.Errorf("the frame of %s: %+v", it.Of.ID, it.Box)
		}
		if !it.Area().Overlaps(scene.Bounds) {
			t.Errorf("%+v is not on the page", it)
		}
	}
	if own == 0 || other == 0 {
		t.Errorf("%d names of the scenario, %d others", own, other)
	}
}
