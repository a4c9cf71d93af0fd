package simulate_test

import (
	"fmt"
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Thresholds 10, 20 and 40: interest is 1 below 10, 2 from 10, 3 from 20, 4 from 40 on.
func TestInterestRisesExactlyAtItsThresholds(t *testing.T) {
	t.Parallel()
	for points, want := range map[int]int{0: 1, 9: 1, 10: 2, 19: 2, 20: 3, 39: 3, 40: 4, 1000: 4} {
		b := trial.New(1)
		b.Event("deed")
		b.Scores = append(b.Scores, &journey.Score{
			ID: "warm", Name: "warm", Points: []journey.EventPoints{{Event: "deed", Points: points}}, Interest: []int{10, 20, 40},
		})
		b.Cohort("in", 4)
		b.Touch("does", "deed")
		var rules []journey.BranchRule
		for level := 1; level <= 4; level++ {
			rules = append(rules, journey.BranchRule{ID: journey.ID(fmt.Sprintf("r%d", level)), Rule: fmt.Sprintf(`interest("warm") = %d`, level)})
		}
		b.Step("sort", "", &journey.Branch{Rules: rules})
		b.Chain("in", "does", "sort")
		for level := 1; level <= 4; level++ {
			to := journey.ID(fmt.Sprintf("level_%d", level))
			b.Step(to, "", &journey.Touchpoint{})
			b.Link("sort", journey.Port(fmt.Sprintf("r%d", level)), to)
		}
		r := run(t, b.Done(), simulate.Spec{})
		for level := 1; level <= 4; level++ {
			people := int64(0)
			if level == want {
				people = 4
			}
			if got := r.Steps[2+level].People; got != people {
				t.Errorf("%d points: %d people of interest %d, want %d", points, got, level, people)
			}
		}
	}
}

// "At most B" is A or B: pay_grade <= "B" holds for the best paid, not for the alphabet's rest.
func TestPayGradesAreOrderedFromAToE(t *testing.T) {
	t.Parallel()
	for grade, want := range map[string]int64{"A": 5, "B": 5, "C": 0, "E": 0} {
		b := trial.New(1)
		b.Personas[0].PayGrades = []journey.Weighted{{Value: grade, Share: journey.Guess(1)}}
		b.Cohort("in", 5)
		b.Step("sort", "", &journey.Branch{Rules: []journey.BranchRule{{ID: "well", Rule: `pay_grade <= "B"`}}})
		b.Step("offer", "", &journey.Touchpoint{})
		b.Chain("in", "sort")
		b.Link("sort", "well", "offer")
		if got := run(t, b.Done(), simulate.Spec{}).Steps[2].People; got != want {
			t.Errorf("%s: %d people get the offer, want %d", grade, got, want)
		}
	}
}
