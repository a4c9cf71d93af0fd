package session

import (
	"testing"

	"rehearse/journey"
	"rehearse/simulate"
)

func TestAgentsHaveTheLoadOfTheMapUnlessANumberIsAskedFor(t *testing.T) {
	t.Parallel()
	plain := &journey.Map{Steps: []*journey.Step{{Kind: journey.StepCall, Call: &journey.Call{}}}}
	shared := &journey.Map{Steps: []*journey.Step{{Kind: journey.StepSupport, Support: &journey.Support{Agents: 1}}}}
	for _, c := range []struct {
		m           *journey.Map
		asked, want int
	}{{plain, UsualPeople, UsualPeople}, {shared, UsualPeople, 0}, {shared, 500, 500}} {
		if got := Loaded(c.m, simulate.Spec{People: c.asked}).People; got != c.want {
			t.Errorf("%d people asked for: %d, want %d", c.asked, got, c.want)
		}
	}
}
