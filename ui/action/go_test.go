package action

import (
	"testing"

	"rehearse/journey"
	"rehearse/journey/draw"
)

// Two stages: in the first a above b, in the second c above d, and e right of c in the same row. Links a→c, a→d, b→d, d→a.
//
//	a   c e
//	b   d
func walkDesk() *desk {
	d := &desk{m: &journey.Map{}, areas: map[journey.ID]draw.Rect{
		"d": {X: 300, Y: 200, W: 100, H: 40}, "e": {X: 420, Y: 0, W: 100, H: 40}, "c": {X: 300, Y: 0, W: 100, H: 40},
		"b": {X: 10, Y: 200, W: 100, H: 40}, "a": {X: 0, Y: 0, W: 100, H: 40},
	}}
	for _, id := range []journey.ID{"d", "e", "c", "b", "a"} {
		stage := journey.ID("late")
		if id == "a" || id == "b" {
			stage = "early"
		}
		d.m.Steps = append(d.m.Steps, &journey.Step{ID: id, Stage: stage})
	}
	d.m.Links = []*journey.Link{{ID: "ad", From: "a", To: "d"}, {ID: "ac", From: "a", To: "c"}, {ID: "bd", From: "b", To: "d"}, {ID: "da", From: "d", To: "a"}}
	return d
}

func (d *desk) at() journey.ID {
	if len(d.selected) != 1 {
		return ""
	}
	return d.selected[0].ID
}

func TestEveryStepIsReachedOneAfterTheOtherInTheOrderOfReading(t *testing.T) {
	t.Parallel()
	d := walkDesk()
	way := ""
	for range 6 {
		Run("next_step", d)
		way += string(d.at())
	}
	if way != "abceda" {
		t.Errorf("forward %q", way)
	}
	d.selected = nil
	way = ""
	for range 3 {
		Run("previous_step", d)
		way += string(d.at())
	}
	if way != "dec" {
		t.Errorf("backward %q", way)
	}
}

func TestLinksLeadFromStepToStep(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, command, to string }{
		{"a", "along_link", "c"}, // the higher of two
		{"c", "along_link", "c"}, // leads nowhere: one stays
		{"c", "back_link", "a"},
		{"d", "back_link", "a"},
		{"c", "step_below", "d"},
		{"d", "step_above", "c"},
		{"a", "step_below", "b"},
		{"b", "step_below", "b"},
	} {
		d := walkDesk()
		d.selected = []journey.Ref{step(journey.ID(c.from))}
		Run(c.command, d)
		if string(d.at()) != c.to {
			t.Errorf("%s from %s: %s, want %s", c.command, c.from, d.at(), c.to)
		}
	}
}

func TestTheLinksOfAStepAreSelectedOneAfterTheOther(t *testing.T) {
	t.Parallel()
	d := walkDesk()
	d.selected = []journey.Ref{step("a")}
	way := ""
	for range 4 {
		Run("next_link", d)
		way += string(d.at()) + " "
	}
	if way != "ad ac da ad " {
		t.Errorf("%q", way)
	}
	d.selected = []journey.Ref{{Kind: journey.KindLink, ID: "bd"}}
	Run("along_link", d)
	if d.at() != "d" {
		t.Errorf("the link leads to %s", d.at())
	}
	d.selected = []journey.Ref{step("e")}
	if Run("next_link", d) {
		t.Error("a step without links offers some")
	}
}
