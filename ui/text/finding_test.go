package text

import (
	"testing"

	"rehearse/journey/finding"
)

func TestANumberOfAFindingHasItsUnitItsIntervalAndItsThreshold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n    finding.Number
		want string
	}{
		{finding.Number{Name: "finding.number.people", Value: 0.25, Unit: finding.UnitShare, Threshold: 0.01, Interval: &finding.Interval{Low: 0.2, High: 0.3, Of: finding.Luck}},
			"of the people: 25% (95%: 20% to 30%); it speaks from 1% on"},
		// A mean of 2.9 messages is no share, whatever the rule judges by.
		{finding.Number{Name: "finding.number.people", Value: 2.9, Unit: finding.UnitCount}, "of the people: 2.9"},
		{finding.Number{Name: "finding.number.people", Value: 5400, Unit: finding.UnitTime}, "of the people: 1 h 30 min"},
		{finding.Number{Name: "finding.number.people", Value: 0.15, Unit: finding.UnitShare, Interval: &finding.Interval{Low: 0.09, High: 0.21, Of: finding.Range}},
			"of the people: 15% (9% to 21% over the range of the guess)"},
	} {
		if got := New("en").Measured(c.n); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
