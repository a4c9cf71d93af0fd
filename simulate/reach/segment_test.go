package reach_test

import (
	"slices"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate/reach"
)

func TestSegmentsExcludeEachOtherOrShareSomebody(t *testing.T) {
	t.Parallel()
	b := shop()
	plans(b)
	b.Segment("free", `property("plan") = "free"`)
	b.Segment("paid", `property("plan") in ("pro", "team")`)
	b.Segment("team", `property("plan") = "team"`) // nobody has it
	b.Segment("quiet", `last("visited") >= 10d`)
	b.Segment("fresh", `last("visited") < 5d`)
	b.Segment("unused", `true`)
	for _, id := range []journey.ID{"free", "paid", "team", "quiet", "fresh"} {
		series(b, "s-"+id, "carted", 0, "carts").Segment = id
	}
	r, _ := of(t, b.Done())
	want := map[[2]journey.ID]reach.Relation{
		{"free", "paid"}: reach.Apart, {"free", "team"}: reach.Apart, {"paid", "team"}: reach.Apart, {"quiet", "fresh"}: reach.Apart,
		{"free", "quiet"}: reach.Overlap, {"free", "fresh"}: reach.Overlap, {"paid", "quiet"}: reach.Overlap, {"paid", "fresh"}: reach.Overlap,
		{"team", "quiet"}: reach.Apart, {"team", "fresh"}: reach.Apart,
	}
	pairs := r.Segments()
	if len(pairs) != len(want) {
		t.Errorf("%d pairs, want %d", len(pairs), len(want))
	}
	for _, pair := range pairs {
		if pair.Relation != want[[2]journey.ID{pair.A, pair.B}] {
			t.Errorf("%s and %s are %s", pair.A, pair.B, pair.Relation)
		}
		if (pair.Relation == reach.Overlap) != (pair.Example != nil) {
			t.Errorf("%s and %s: %+v", pair.A, pair.B, pair)
		}
		if pair.A == "paid" && pair.B == "quiet" {
			if pair.Example.Persona != "p" || !slices.Contains(pair.Example.Properties, reach.Value{Property: "plan", Value: "pro"}) {
				t.Errorf("the example is %+v", pair.Example)
			}
			if text := rule.Format(rule.All(pair.Why...), rule.English); text != `last("visited") >= 10d and property("plan") in ("pro", "team")` {
				t.Errorf("because of %s", text)
			}
		}
	}
}

func TestAGapIsSomebodyWhomNoneOfTheSiblingsTakes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rules []string
		gap   string // the plan of the example, "" for no gap
	}{
		"one plan is left out":             {[]string{`property("plan") = "free"`, `property("plan") = "team"`}, "pro"},
		"every plan somebody has is there": {[]string{`property("plan") = "free"`, `property("plan") = "pro"`}, ""},
		"one segment divides nobody":       {[]string{`property("plan") = "free"`}, ""},
		"they overlap":                     {[]string{`property("plan") = "free"`, `property("plan") in ("free", "team")`}, ""},
		"they ask for different things":    {[]string{`property("plan") = "free"`, `property("plan") = "team" and known("email")`}, ""},
		"what changes divides nobody":      {[]string{`never("ordered")`, `count("ordered") > 5`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := shop()
			plans(b)
			var want []journey.ID
			for i, text := range c.rules {
				id := journey.ID(rune('a' + i))
				b.Segment("seg"+id, text)
				series(b, id, "carted", 0, "carts").Segment = "seg" + id
				want = append(want, id)
			}
			r, _ := of(t, b.Done())
			gaps := r.Gaps()
			if c.gap == "" {
				if len(gaps) > 0 {
					t.Errorf("%+v", gaps)
				}
				return
			}
			if len(gaps) != 1 || !slices.Equal(gaps[0].Scenarios, want) || !slices.Contains(gaps[0].Example.Properties, reach.Value{Property: "plan", Value: c.gap}) {
				t.Errorf("%+v", gaps)
			}
		})
	}
}
