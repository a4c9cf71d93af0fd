package simulate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// Changes of a map that must not matter, or must matter in a known way. None of these tests knows a right answer: they
// know how the answers of two maps hang together.

// copyOf is a map of its own.
func copyOf(t testing.TB, m *journey.Map) *journey.Map {
	t.Helper()
	data := codec.EncodeMap(m, true)
	c, problems := codec.DecodeMap(data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

// storiesOf are the stories of the first so many people of a run, or of all when there are fewer.
func storiesOf(t testing.TB, m *journey.Map, spec simulate.Spec, most int64) []*simulate.Story {
	t.Helper()
	people := run(t, m, spec).People
	var list []*simulate.Story
	for n := int64(1); n <= min(most, people); n++ {
		s, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: spec.Seed, Number: n})
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// sameStories compares stories letter by letter.
func sameStories(t testing.TB, what string, a, b []*simulate.Story) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%s: %d people instead of %d", what, len(b), len(a))
	}
	for i := range a {
		one, _ := json.Marshal(a[i])
		two, _ := json.Marshal(b[i])
		if !bytes.Equal(one, two) {
			t.Errorf("%s: person %d has another story:\n%s\n%s", what, i+1, one, two)
			return
		}
	}
}

// unrelated adds one record of every kind that nobody meets.
func unrelated(m *journey.Map) {
	normal := func(r journey.Record) { journey.Normalize(r) }
	add := func(s *journey.Step) {
		normal(s)
		m.Steps = append([]*journey.Step{s}, m.Steps...) // before all others: no index may matter
	}
	never := &journey.Event{ID: "x_never", Name: "never"}
	channel := &journey.Channel{ID: "x_channel", Name: "channel"}
	segment := &journey.Segment{ID: "x_segment", Name: "segment", Rule: `last("x_never") < 1d`}
	persona := &journey.Persona{ID: "x_nobody", Name: "nobody", Share: journey.Guess(0)}
	topic := &journey.Topic{ID: "x_topic", Name: "topic"}
	property := &journey.Property{ID: "x_property", Name: "property", Type: journey.PropertyNumber, Default: "3"}
	score := &journey.Score{ID: "x_score", Name: "score", Points: []journey.EventPoints{{Event: "x_never", Points: 3}}}
	scenario := &journey.Scenario{ID: "x_scenario", Name: "scenario", Start: "x_wait", Trigger: journey.Trigger{Event: "x_never"}}
	for _, r := range []journey.Record{never, channel, segment, persona, topic, property, score, scenario} {
		normal(r)
	}
	m.Events = append([]*journey.Event{never}, m.Events...)
	m.Channels = append(m.Channels, channel) // by the first one a base was sent its past messages
	m.Segments = append([]*journey.Segment{segment}, m.Segments...)
	m.Personas = append([]*journey.Persona{persona}, m.Personas...)
	m.Topics = append([]*journey.Topic{topic}, m.Topics...)
	m.Properties = append([]*journey.Property{property}, m.Properties...)
	m.Scores = append(m.Scores, score) // score > 4 means the first
	m.Scenarios = append([]*journey.Scenario{scenario}, m.Scenarios...)
	add(&journey.Step{ID: "x_step", Name: "x", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{Event: "x_never"}})
	add(&journey.Step{ID: "x_wait", Name: "x", Kind: journey.StepWait, Scenario: "x_scenario", Wait: &journey.Wait{For: journey.Fixed(journey.Hour)}})
	add(&journey.Step{ID: "x_send", Name: "x", Kind: journey.StepMessage, Scenario: "x_scenario", Message: &journey.Message{Channels: []journey.ID{"x_channel"}}})
	link := &journey.Link{ID: "x_link", From: "x_wait", To: "x_send"}
	normal(link)
	m.Links = append([]*journey.Link{link}, m.Links...)
}

func TestWhatNobodyMeetsChangesNobodysStory(t *testing.T) {
	t.Parallel()
	moments := 0
	for seed := range uint64(25) {
		m := richMap(seed + 40_000)
		spec := simulate.Spec{Seed: 5, People: 25}
		before := storiesOf(t, m, spec, 25)
		more := copyOf(t, m)
		unrelated(more)
		sameStories(t, fmt.Sprintf("map %d with records that nobody meets", seed), before, storiesOf(t, more, spec, 25))
		for _, s := range before {
			moments += len(s.Moments)
		}
		if t.Failed() {
			return
		}
	}
	if moments < 8_000 {
		t.Errorf("only %d moments were compared", moments)
	}
}

// The names of personas are in the rules, nowhere in chance.
func TestPersonasRenamedLiveTheSameLives(t *testing.T) {
	t.Parallel()
	for seed := range uint64(15) {
		m := richMap(seed + 41_000)
		data := codec.EncodeMap(m, true)
		text := strings.NewReplacer(`"id":"p"`, `"id":"zz"`, `"id": "p"`, `"id": "zz"`, `persona = \"p\"`, `persona = \"zz\"`).Replace(string(data))
		renamed, problems := codec.DecodeMap([]byte(text))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if renamed.Persona("zz") == nil {
			t.Fatal("nobody was renamed")
		}
		spec := simulate.Spec{Seed: 5, People: 20}
		a, b := storiesOf(t, m, spec, 20), storiesOf(t, renamed, spec, 20)
		for _, s := range b {
			if s.Persona == "zz" {
				s.Persona = "p"
			}
		}
		sameStories(t, fmt.Sprintf("map %d with personas renamed", seed), a, b)
	}
}

// A bigger stream brings more people; those who came anyway live as before, and so do those of the other entry.
func TestMoreVolumeRenumbersNobodyElse(t *testing.T) {
	t.Parallel()
	compared := 0
	for seed := range uint64(20) {
		m := richMap(seed + 42_000)
		stream := m.Step("stream")
		if stream == nil {
			continue
		}
		more := copyOf(t, m)
		more.Step("stream").Entry.PerDay = journey.Guess(11.25)
		spec := simulate.Spec{Seed: 6}
		for _, s := range storiesOf(t, m, spec, 40) {
			person := s.Person
			again, err := simulate.Replay(context.Background(), more, spec, person)
			if err != nil {
				t.Fatal(err)
			}
			again.Person.Number = person.Number // the running number is for the eye
			sameStories(t, fmt.Sprintf("map %d with more volume", seed), []*simulate.Story{s}, []*simulate.Story{again})
			compared++
		}
	}
	if compared < 300 {
		t.Errorf("only %d people were compared", compared)
	}
}

// From a quarter to two fifths: those who were in the first quarter stay who they are and live as they did, of the others as
// many as the difference become the first persona, and the rest stay.
func TestAChangedMixMovesOnlyThoseWhoseThresholdMoved(t *testing.T) {
	t.Parallel()
	people, moved := 0, 0
	for seed := range uint64(20) {
		m := richMap(seed + 43_000)
		if len(m.Personas) < 2 {
			continue
		}
		other := copyOf(t, m)
		other.Personas[0].Share, other.Personas[1].Share = journey.Guess(0.4), journey.Guess(0.6)
		spec := simulate.Spec{Seed: 7, People: 50}
		a, b := storiesOf(t, m, spec, 50), storiesOf(t, other, spec, 50)
		for i := range a {
			people++
			switch {
			case a[i].Persona == b[i].Persona:
				sameStories(t, fmt.Sprintf("map %d with another mix", seed), a[i:i+1], b[i:i+1])
			case a[i].Persona == "q" && b[i].Persona == "p":
				moved++
			default:
				t.Errorf("map %d, person %d: %s became %s", seed, i+1, a[i].Persona, b[i].Persona)
			}
		}
	}
	// 15 % of them; 5 standard deviations are 5·√(n·0.15·0.85).
	if want := 0.15 * float64(people); people < 400 || float64(moved) < want-5*0.36*math.Sqrt(float64(people)) || float64(moved) > want+5*0.36*math.Sqrt(float64(people)) {
		t.Errorf("%d of %d people became somebody else, want about %.0f", moved, people, want)
	}
}

// In which order steps, links of different ports, events and notes stand in the file is nobody's fate.
func TestTheOrderOfRecordsChangesNobodysStory(t *testing.T) {
	t.Parallel()
	missing := 0
	for seed := range uint64(20) {
		m := richMap(seed + 44_000)
		other := copyOf(t, m)
		r := rand.New(rand.NewPCG(seed, 3))
		r.Shuffle(len(other.Steps), func(i, j int) { other.Steps[i], other.Steps[j] = other.Steps[j], other.Steps[i] })
		r.Shuffle(len(other.Events), func(i, j int) { other.Events[i], other.Events[j] = other.Events[j], other.Events[i] })
		r.Shuffle(len(other.Segments), func(i, j int) { other.Segments[i], other.Segments[j] = other.Segments[j], other.Segments[i] })
		// Links of one port keep their order: it is the order of the cumulative thresholds.
		slices.SortStableFunc(other.Links, func(a, b *journey.Link) int {
			return strings.Compare(string(b.From)+string(b.Port), string(a.From)+string(a.Port))
		})
		a, b := byName(t, m, 8), byName(t, other, 8)
		for person, story := range a {
			if b[person] == "" { // forty people over three entries: who gets the last one depends on their order
				missing++
				continue
			}
			if b[person] != story {
				t.Errorf("map %d, %s: another story in another order:\n%s\n%s", seed, person, story, b[person])
				return
			}
		}
	}
	if missing > 20 {
		t.Errorf("%d people are missing", missing)
	}
}

// byName are stories by the stable names of people.
func byName(t testing.TB, m *journey.Map, seed uint64) map[string]string {
	t.Helper()
	stories := map[string]string{}
	for _, s := range storiesOf(t, m, simulate.Spec{Seed: seed, People: 40}, 40) {
		name := fmt.Sprintf("%s/%d/%d", s.Person.Entry, s.Person.Day, s.Person.Ordinal)
		s.Person.Number = 0
		data, _ := json.Marshal(s)
		stories[name] = string(data)
	}
	return stories
}

// shopper is a main flow with waits, a loop and a scenario with a message, all times given in one unit.
func shopper(unit journey.Duration) *journey.Map {
	b := trial.New(int(30 * unit / journey.Hour))
	b.Event("carted", "ordered")
	c := b.Channel("email")
	c.Rates.Opened, c.Rates.Clicked = trial.Rate(0.5, journey.PerDelivered), trial.Rate(0.2, journey.PerDelivered)
	c.Rates.OpenDelay, c.Rates.ClickDelay = journey.Law{Kind: journey.LawExponential, Mean: 10 * unit}, journey.Law{Kind: journey.LawExponential, Mean: unit}
	b.Scenario("remind", "carted").Exits = []journey.ExitCriterion{{Event: "ordered"}}
	b.Cohort("in", 1000)
	b.Touch("visit", "")
	b.Touch("cart", "carted")
	b.Step("order", "", &journey.Goal{Event: "ordered"})
	b.Chain("in", "visit")
	b.Weighted("visit", "cart", 0.5).Delay = journey.Law{Kind: journey.LawExponential, Mean: 3 * unit}
	b.Weighted("visit", "visit", 0.3).Delay = journey.Law{Kind: journey.LawLogNormal, Median: 24 * unit, Sigma: 1}
	b.Weighted("cart", "order", 0.3).Delay = journey.Law{Kind: journey.LawUniform, Low: unit, High: 5 * unit}
	b.Wait("pause", "remind", 2*unit)
	b.Step("letter", "remind", &journey.Message{Channels: []journey.ID{"email"}, DecideAfter: 100 * unit})
	b.Step("again", "remind", &journey.Message{Channels: []journey.ID{"email"}, DecideAfter: 100 * unit})
	b.Chain("pause", "letter")
	b.Link("letter", journey.PortClicked, "cart")
	b.Link("letter", journey.PortNotOpened, "again")
	b.Link("again", journey.PortClicked, "cart")
	return b.Done()
}

// Everything twice as slow over twice the time is the same: people count the same, but for those few whom a rounded
// millisecond puts on the other side of the horizon or of one another.
func TestTimeScaledTwiceGivesTheSameCounts(t *testing.T) {
	t.Parallel()
	const people = 50_000
	one, two := run(t, shopper(journey.Hour), simulate.Spec{People: people}), run(t, shopper(2*journey.Hour), simulate.Spec{People: people})
	for i := range one.Steps {
		a, b := one.Steps[i], two.Steps[i]
		if d := a.Tokens.Entered - b.Tokens.Entered; d < -5 || d > 5 || a.People == 0 {
			t.Errorf("%s: %d entered, %d when time is twice as slow", a.Step, a.Tokens.Entered, b.Tokens.Entered)
		}
	}
}

// A touchpoint that does nothing and passes everybody on, put in front of a step, changes no number of any other step.
func TestAStepSplitInTwoChangesNothingElse(t *testing.T) {
	t.Parallel()
	m := shopper(journey.Hour)
	split := copyOf(t, m)
	for _, l := range split.Links {
		if l.To == "cart" {
			l.To = "door"
		}
	}
	door := &journey.Step{ID: "door", Name: "door", Kind: journey.StepTouchpoint, Touchpoint: &journey.Touchpoint{}}
	pass := &journey.Link{ID: "pass", From: "door", To: "cart"}
	journey.Normalize(door)
	journey.Normalize(pass)
	split.Steps, split.Links = append(split.Steps, door), append(split.Links, pass)
	const people = 50_000
	one, two := run(t, m, simulate.Spec{People: people}), run(t, split, simulate.Spec{People: people})
	for i, a := range one.Steps {
		b := two.Steps[i]
		if a.Tokens != b.Tokens || a.People != b.People {
			t.Errorf("%s: %+v, with a step split in two %+v", a.Step, a.Tokens, b.Tokens)
		}
	}
	if door, cart := two.Steps[len(two.Steps)-1], one.Steps[2]; door.Tokens.Entered != cart.Tokens.Entered || door.Tokens.WentOn != door.Tokens.Entered {
		t.Errorf("the new step %+v, the old one %+v", door.Tokens, cart.Tokens)
	}
	if !reflect.DeepEqual(one.Messages, two.Messages) || !reflect.DeepEqual(one.Goals, two.Goals) {
		t.Error("messages or goals have other numbers")
	}
}
