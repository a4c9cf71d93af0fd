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

// meeting is two messages somebody got, the later second.
type meeting struct {
	of  [2]journey.ID
	gap int64
}

// meetings are all pairs of messages of a story. Several channels of one visit are one message.
func meetings(story *simulate.Story) (list []meeting) {
	type visit struct {
		step            journey.ID
		instance, visit int64
	}
	got := map[visit]int64{}
	for _, moment := range story.Moments {
		this := visit{moment.Step, moment.Instance, moment.Visit}
		if _, again := got[this]; moment.What != "send" || again {
			continue
		}
		for other, at := range got {
			list = append(list, meeting{[2]journey.ID{other.step, this.step}, moment.At - at})
		}
		got[this] = moment.At
	}
	return list
}

// near tells which pairs of messages some people got less than a window apart, either first.
func near(t *testing.T, m *journey.Map, seed uint64, people int, window int64) map[[2]journey.ID]bool {
	t.Helper()
	found := map[[2]journey.ID]bool{}
	for _, story := range stories(t, m, seed, people) {
		for _, one := range meetings(story) {
			if one.gap < window {
				found[one.of], found[[2]journey.ID{one.of[1], one.of[0]}] = true, true
			}
		}
	}
	return found
}

// Whatever anybody does on a random map, the static answers must allow it: the steps they enter, when, and how near the
// messages come that they get.
func TestNobodyDoesWhatIsProvedImpossible(t *testing.T) {
	t.Parallel()
	maps := uint64(60)
	if testing.Short() {
		maps = 20
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
			arrived := story.Moments[0].At
			for _, moment := range story.Moments {
				switch moment.What {
				case "enter":
					stay, ok := r.Stay(moment.Step)
					since := moment.At - arrived
					if !ok || !stay.Possible || since < stay.SinceArrival.Least || since > stay.SinceArrival.Most {
						t.Fatalf("map %d: %s enters %s after %d: %+v", seed, story.Persona, moment.Step, since, stay)
					}
				}
			}
			for _, meeting := range meetings(story) {
				met++
				pair := pairs[meeting.of]
				if meeting.gap < pair.Apart || meeting.gap < p.Policy.DuplicateWindow && pair.Answer == rule.No {
					t.Fatalf("map %d: %s gets %v within %d: %+v", seed, story.Persona, meeting.of, meeting.gap, pair)
				}
			}
		}
	}
	if proved == 0 || met == 0 {
		t.Errorf("too tame: %d proved, %d met", proved, met)
	}
	t.Logf("%d pairs proved impossible, %d pairs met", proved, met)
}
