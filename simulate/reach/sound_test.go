package reach_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"rehearse/journey"
	"rehearse/journey/rule"
	"rehearse/simulate"
	"rehearse/simulate/program"
	"rehearse/simulate/reach"
	"rehearse/simulate/trial"
)

// anyMap is the map of a seed, with what maps have only when asked in turn.
func anyMap(seed uint64) *journey.Map {
	features := [][]trial.Feature{nil, {trial.SharedAgents}, {trial.CapSwitches}, {trial.BasePeople, trial.OutsideEvents}, {trial.BasePeople, trial.OutsideEvents, trial.CapSwitches}}
	return trial.Map(rand.New(rand.NewPCG(seed, 1)).IntN, features[seed%uint64(len(features))]...)
}

func of(t testing.TB, m *journey.Map) (*reach.Reach, *program.Program) {
	t.Helper()
	p, problems := program.Compile(m)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return reach.Of(p), p
}

// stories are those of the first people of a run.
func stories(t *testing.T, m *journey.Map, seed uint64, people int) []*simulate.Story {
	t.Helper()
	spec := simulate.Spec{Seed: seed, People: people, Workers: 1}
	var list []*simulate.Story
	for n := range int64(people) {
		story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: seed, Number: n + 1})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, story)
	}
	return list
}

// Whatever anybody does on a random map, the static answers must allow it: the steps they enter, when, and how near the
// messages come that they get.
func TestNobodyDoesWhatIsProvedImpossible(t *testing.T) {
	t.Parallel()
	maps := uint64(120)
	if testing.Short() {
		maps = 30
	}
	proved, met := 0, 0
	for seed := range maps {
		m := anyMap(seed)
		r, p := of(t, m)
		pairs := map[[2]journey.ID]reach.Pair{}
		for _, a := range m.Steps {
			for _, b := range m.Steps {
				if pair, ok := r.Pair(a.ID, b.ID); ok {
					pairs[[2]journey.ID{a.ID, b.ID}] = pair
					if pair.Answer == rule.No {
						proved++
					}
				}
			}
		}
		for _, story := range stories(t, m, seed, 25) {
			type send struct {
				step  journey.ID
				at    int64
				visit [2]int64
			}
			var sends []send
			arrived := story.Moments[0].At
			for _, moment := range story.Moments {
				switch moment.What {
				case "enter":
					stay, ok := r.Stay(moment.Step)
					since := moment.At - arrived
					if !ok || !stay.Possible || since < stay.SinceArrival.Least || since > stay.SinceArrival.Most {
						t.Fatalf("map %d: %s enters %s after %d: %+v", seed, story.Persona, moment.Step, since, stay)
					}
				case "send":
					visit := [2]int64{moment.Instance, moment.Visit}
					if n := len(sends); n > 0 && sends[n-1].step == moment.Step && sends[n-1].visit == visit {
						continue // another channel of the same visit
					}
					for _, other := range sends {
						if other.step == moment.Step && other.visit == visit {
							continue
						}
						met++
						pair := pairs[[2]journey.ID{other.step, moment.Step}]
						if gap := moment.At - other.at; gap < pair.Apart || gap < p.Policy.DuplicateWindow && pair.Answer == rule.No {
							t.Fatalf("map %d: %s gets %s and %s within %d: %+v", seed, story.Persona, other.step, moment.Step, gap, pair)
						}
					}
					sends = append(sends, send{moment.Step, moment.At, visit})
				}
			}
		}
	}
	if proved == 0 || met == 0 {
		t.Errorf("too tame: %d proved, %d met", proved, met)
	}
	t.Logf("%d pairs proved impossible, %d pairs met", proved, met)
}
