package overlay

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
	"rehearse/ui/text"
)

// 2,000 people stand for 20,000: 437 of them at a page are about 4,400, a fifth of 437 that go on is about 22 % with two
// digits, and what is spent and earned is ten times as much.
func TestAFirstEstimateSaysAboutHowManyThereWillBe(t *testing.T) {
	t.Parallel()
	b := trial.New(10)
	b.Event("seen")
	b.Touch("page", "seen")
	b.Touch("next", "seen")
	link := b.Link("page", journey.PortOut, "next")
	goal := b.Step("bought", "", &journey.Goal{})
	r := &simulate.Result{
		People: 2000,
		Steps:  []simulate.StepResult{{Step: "page", Tally: simulate.Tally{People: 437, Tokens: simulate.Tokens{Dropped: 61}}}},
		Links:  []simulate.LinkResult{{Link: link.ID, Tokens: 96, Share: simulate.Share{Num: 96, Den: 437, Share: 0.2197}}},
		Goals:  []simulate.GoalResult{{Step: goal.ID, People: 31, Rate: simulate.Share{Num: 31, Den: 2000, Share: 0.0155}}},
	}
	p := text.New("en")
	o := Rough(b.Map, r, 20_000, nil, p)
	if n := o.Steps["page"]; n.People != "≈ 4,400" || n.Drop != "−≈ 610" {
		t.Errorf("at the page: %+v", n)
	}
	if l := o.Links[link.ID]; l.Label != "≈ 22%" || o.Stale {
		t.Errorf("on the link: %+v, stale %v", l, o.Stale)
	}
	f := RoughFigures(b.Map, r, 20_000, p)
	if f[0].Value != "20,000" || f[1].Value != "≈ 1.6%" || f[1].Under != p.T("window.figure.goal_alone", journey.Args{"People": "≈ 310"}) {
		t.Errorf("headline: %+v", f)
	}
}
