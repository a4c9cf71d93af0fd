package oracle_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"rehearse/journey"
)

// crowded changes a random map so that people get too much, hear the same twice and too late, after a warm-up that is not counted. It
// returns what to mute: nothing, a scenario, or a message and a call of another.
func crowded(m *journey.Map, seed uint64) (mute []journey.ID) {
	k := &maker{r: rand.New(rand.NewPCG(seed, 17)), m: m}
	m.Settings.WarmUpDays = oneOf(k, 0, 4, 9, 9)
	p := m.Policy
	p.MostPerDay, p.MostPerWeek = oneOf(k, 0, 1, 3), oneOf(k, 0, 2, 3)
	p.DuplicateWindow = oneOf(k, 0, 2*journey.Day, 12*journey.Day)
	p.LeastTouches, p.LeastTouchesDays = oneOf(k, 1, 2, 4), oneOf(k, 0, 5, 10)
	const body = "Your cart is saved for two days, the prices will not change. Come back and finish the order with one click."
	letters := []journey.Content{
		{Subject: "Your red cart waits"}, {Subject: "Your red cart still waits"}, {Subject: "Your red cart, still there"}, {Subject: "your RED cart is waiting!"},
		{Subject: "Back soon?", Body: body}, {Subject: "We miss you", Body: body + " See you."}, {},
	}
	for _, s := range m.Steps {
		if s.Goal != nil && k.chance(0.7) {
			s.Goal.EveryTime = false
		}
		if s.Message == nil {
			continue
		}
		s.Message.Class = oneOf(k, s.Message.Class, journey.ClassMarketing)
		s.Message.RepeatOK = k.chance(0.15)
		s.Message.Role = oneOf(k, s.Message.Role, journey.RoleOffer, journey.RoleReminder)
		s.Message.Contents = nil
		for _, language := range m.Settings.Languages {
			if letter := oneOf(k, letters...); k.chance(0.8) && letter.Subject != "" {
				letter.Language = language
				s.Message.Contents = append(s.Message.Contents, letter)
			}
		}
		if k.chance(0.2) {
			mute = append(mute, s.ID)
		}
	}
	if k.chance(0.4) {
		mute = append(mute, m.Scenarios[0].ID)
	}
	return mute
}

// ORACLE_SEEDS=1-100 tries three hundred of them, and ten with shared agents.
func TestTheEngineAndTheOracleAgreeOnCrowdedMaps(t *testing.T) {
	t.Parallel()
	first, last := seeds(t, 1, 2)
	for n := 3 * first; n <= 3*last+2; n++ {
		seed, rich, full := n/3, n%3 > 0, n%3 == 2
		t.Run(fmt.Sprintf("%d/rich=%v,full=%v", seed, rich, full), func(t *testing.T) {
			t.Parallel()
			m := randomMap(seed+500, rich, full)
			mute := crowded(m, n)
			agreeMuted(t, m, 60_000, 5_000, seed, mute, "refused/instance_ended", "money/sends")
		})
	}
}

func TestTheEngineAndTheOracleAgreeOnCrowdedMapsWithAgents(t *testing.T) {
	t.Parallel()
	first, last := seeds(t, 3, 3)
	for seed := first; seed <= min(last, first+9); seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			m := randomMapWith(seed+500, true, seed%2 == 1, true)
			crowded(m, seed)
			agreeTogether(t, m, 250, seed, "refused/instance_ended", "money/sends")
		})
	}
}
