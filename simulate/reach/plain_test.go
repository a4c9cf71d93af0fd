package reach_test

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate/reach"
	"rehearse/simulate/trial"
)

// One persona, one entry, no channel, no rule: nothing tells people apart, and all of them come to every step all the same.
func TestPeopleWhomNothingTellsApartComeEverywhere(t *testing.T) {
	t.Parallel()
	b := trial.New(30)
	b.Cohort("arrive", 100)
	b.Touch("visit", "")
	b.Wait("think", "", journey.Day)
	b.Touch("again", "")
	b.Chain("arrive", "visit", "think", "again")
	r, _ := of(t, b.Done())
	for step, after := range map[journey.ID]int64{"arrive": 0, "visit": 0, "think": 0, "again": int64(journey.Day) * ms} {
		stay, ok := r.Stay(step)
		if want := (reach.Span{Least: after, Most: after}); !ok || !stay.Possible || stay.Visits != 1 || stay.SinceArrival != want {
			t.Errorf("%s: %+v", step, stay)
		}
	}
}

// Everybody is a subscriber of every topic until something changes it. Two letters about carts and news follow each other at
// once, in the visit's main flow. Whoever is taken off the news before gets no news, and the two never meet; who is taken off
// the carts after both has had them.
func TestTopicsMatterOnceSomethingChangesThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		off   journey.ID
		first bool
		meets bool
	}{{"", true, true}, {"news", true, false}, {"carts", false, true}} {
		b := shop()
		update := &journey.Update{Changes: []journey.Change{{Kind: journey.ChangeSubscription, Target: c.off, No: true}}}
		if c.off == "" {
			update.Changes = []journey.Change{{Kind: journey.ChangeMark, Value: "seen"}}
		}
		b.Step("change", "", update)
		letter(b, "one", "", "carts")
		letter(b, "two", "", "news")
		if c.first {
			b.Chain("order", "change", "one", "two")
		} else {
			b.Chain("order", "one", "two", "change")
		}
		r, _ := of(t, b.Done())
		pair, ok := r.Pair("one", "two")
		if !ok || (pair.Apart == reach.Unbounded) == c.meets {
			t.Errorf("off %q, first %v: %+v", c.off, c.first, pair)
		}
	}
}
