package simulate_test

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"rehearse/assets"
	"rehearse/journey"
	"rehearse/persist/exchange"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// counts are numbers by what they count.
type counts map[string]int64

// counted reads every number of a result that is the number of somebody's moments.
func counted(r *simulate.Result) counts {
	n := counts{"people": r.Counted, "stopped": r.Stopped}
	add := func(number int64, name string, of ...any) {
		if number != 0 {
			n[fmt.Sprintf(name, of...)] += number
		}
	}
	for _, s := range r.Steps {
		k := s.Tokens
		for what, number := range map[string]int64{
			"entered": k.Entered, "went on": k.WentOn, "dropped": k.Dropped, "completed": k.Completed, "at goal": k.AtGoal, "exited": k.Exited,
			"withdrawn": k.Withdrawn, "stopped": k.Stopped, "in progress": k.InProgress, "spawned": k.Spawned, "people": s.People,
		} {
			add(number, "step %s %s", s.Step, what)
		}
		for _, g := range s.ByPersona {
			add(g.Tokens.Entered, "step %s entered by %s", s.Step, g.ID)
		}
		for _, g := range s.ByEntry {
			add(g.Tokens.WentOn, "step %s went on from %s", s.Step, g.ID)
		}
	}
	for _, l := range r.Links {
		add(l.Tokens, "link %s", l.Link)
		add(l.People, "link %s people", l.Link)
		add(l.Ignored, "link %s ignored", l.Link)
		add(l.Delayed, "link %s under way", l.Link)
	}
	for _, m := range r.Messages {
		for what, number := range map[string]int64{
			"entered": m.Entered, "attempts": m.Attempts, "wanted": m.Wanted, "sent": m.Sent, "delivered": m.Delivered, "hard": m.HardBounced,
			"soft": m.SoftBounced, "opened": m.Opened, "clicked": m.Clicked, "unsubscribed": m.Unsubscribed, "responded": m.Responded,
			"attributed": m.Attributed, "held": m.Held, "people": m.People,
		} {
			add(number, "message %s %s %s", m.Step, m.Channel, what)
		}
		for _, reason := range m.Refused {
			add(reason.Count, "message %s %s refused %s", m.Step, m.Channel, reason.Reason)
		}
	}
	for _, s := range r.Scenarios {
		add(s.Started, "scenario %s started", s.Scenario)
		add(s.People, "scenario %s people", s.Scenario)
		add(s.Holdout, "scenario %s held out", s.Scenario)
		add(s.Completed, "scenario %s ended completed", s.Scenario)
		add(s.Running, "scenario %s running", s.Scenario)
		for _, reason := range s.Refused {
			add(reason.Count, "scenario %s refused %s", s.Scenario, reason.Reason)
		}
		for _, reason := range s.Withdrawn {
			add(reason.Count, "scenario %s ended %s", s.Scenario, reason.Reason)
		}
	}
	for _, g := range r.Goals {
		add(g.People, "goal %s people", g.Step)
		add(g.Count, "goal %s", g.Step)
		add(g.Late, "goal %s late", g.Step)
		add(int64(g.Value), "goal %s value", g.Step)
		for _, a := range g.Attributed {
			add(int64(a.Value), "credited to %s", a.Message)
		}
	}
	for _, s := range r.Support {
		add(s.GaveUp, "support %s gave_up", s.Step)
		add(s.Closed, "support %s closed", s.Step)
	}
	add(int64(math.Round(r.Touches.PerPerson.Mean*float64(r.Touches.PerPerson.People))), "touches") // the last of the counts is "or more"
	return n
}

// tell adds one person's story.
func (n counts) tell(m *journey.Map, story *simulate.Story) {
	once := map[string]bool{}
	add := func(number int64, name string, of ...any) { n[fmt.Sprintf(name, of...)] += number }
	first := func(name string, of ...any) {
		if key := fmt.Sprintf(name, of...); !once[key] {
			once[key] = true
			n[key]++
		}
	}
	n["people"]++
	firstStart, heldOut := map[journey.ID]bool{}, map[journey.ID]bool{} // who is held out asks no desk
	for i, x := range story.Moments {
		visit := fmt.Sprintf("%s/%d/%d/%s", x.Scenario, x.Instance, x.Visit, x.Of)
		perVisit := func(what string) {
			if key := x.Step + "|" + journey.ID(visit+what); !once[string(key)] {
				once[string(key)] = true
				add(1, "message %s %s %s", x.Step, x.Of, what)
			}
		}
		switch x.What {
		case "enter", "join":
			add(1, "step %s entered", x.Step)
			add(1, "step %s entered by %s", x.Step, story.Persona)
			if x.What == "join" {
				add(1, "step %s withdrawn", x.Step)
				continue
			}
			first("step %s people", x.Step)
			if step := m.Step(x.Step); step.Message != nil && story.Moments[i+1].What != "stopped" {
				for _, c := range step.Message.Channels {
					add(1, "message %s %s entered", x.Step, c)
				}
			}
		case "other_channel": // a row of its own where the message does not go by that channel anyway
			if !slices.Contains(m.Step(x.Step).Message.Channels, x.Of) {
				add(1, "message %s %s entered", x.Step, x.Of)
			}
		case "take":
			if m.Step(x.Step).Support != nil && x.Port != "answered" && !heldOut[x.Scenario] {
				add(1, "support %s %s", x.Step, x.Port)
			}
		case "go":
			add(1, "step %s went on", x.Step)
			add(1, "step %s went on from %s", x.Step, story.Person.Entry)
			add(1, "link %s", x.Link)
			first("link %s people", x.Link)
		case "fork": // the side token takes a link, the main one goes on
			add(1, "step %s spawned", x.Step)
			add(-1, "step %s went on", x.Step)
			add(-1, "step %s went on from %s", x.Step, story.Person.Entry)
		case "drop":
			add(1, "step %s dropped", x.Step)
		case "complete":
			add(1, "step %s completed", x.Step)
		case "at_goal":
			add(1, "step %s at goal", x.Step)
		case "exit":
			add(1, "step %s exited", x.Step)
		case "withdraw":
			if x.Reason == "stopped" {
				add(1, "step %s stopped", x.Step)
			} else {
				add(1, "step %s withdrawn", x.Step)
			}
		case "in_progress":
			add(1, "step %s in progress", x.Step)
		case "pulling":
			add(1, "link %s", x.Link)
			first("link %s people", x.Link)
		case "pull_ignored":
			add(1, "link %s ignored", x.Link)
		case "under_way":
			add(1, "link %s under way", x.Link)
		case "want":
			perVisit("wanted")
			perVisit("attempts")
		case "refuse":
			perVisit("attempts")
			add(1, "message %s %s refused %s", x.Step, x.Of, x.Reason)
		case "hold":
			perVisit("held")
		case "send":
			add(1, "message %s %s sent", x.Step, x.Of)
			first("message %s %s people", x.Step, x.Of)
			if key := x.Step + "|" + journey.ID(fmt.Sprintf("%s/%d/%d", x.Scenario, x.Instance, x.Visit)) + "touch"; !once[string(key)] {
				once[string(key)] = true
				n["touches"]++
			}
		case "call":
			n["touches"]++
		case "deliver", "hard_bounce", "soft_bounce", "open", "click", "unsubscribe", "respond":
			word := map[string]string{
				"deliver": "delivered", "hard_bounce": "hard", "soft_bounce": "soft", "open": "opened", "click": "clicked",
				"unsubscribe": "unsubscribed", "respond": "responded",
			}[x.What]
			add(1, "message %s %s %s", x.Step, x.Of, word)
		case "credit":
			add(1, "message %s %s attributed", x.Step, x.Of)
			add(int64(x.Value), "credited to %s", x.Step)
		case "start":
			add(1, "scenario %s started", x.Scenario)
			add(1, "scenario %s running", x.Scenario)
			if !firstStart[x.Scenario] {
				firstStart[x.Scenario] = true
				add(1, "scenario %s people", x.Scenario)
				if heldOut[x.Scenario] = x.Reason == "holdout"; heldOut[x.Scenario] {
					add(1, "scenario %s held out", x.Scenario)
				}
			}
		case "not_started":
			add(1, "scenario %s refused %s", x.Scenario, x.Reason)
		case "end":
			add(1, "scenario %s ended %s", x.Scenario, x.Reason)
			add(-1, "scenario %s running", x.Scenario)
		case "goal":
			add(1, "goal %s", x.Step)
			first("goal %s people", x.Step)
			add(int64(x.Value), "goal %s value", x.Step)
			if x.Reason == "late" {
				add(1, "goal %s late", x.Step)
			}
		case "stopped":
			n["stopped"]++
		}
	}
}

// sumUp runs a map, sums the stories of everybody in it and compares.
func sumUp(t *testing.T, name string, m *journey.Map, spec simulate.Spec) map[string]int {
	t.Helper()
	r, err := simulate.Run(context.Background(), m, spec, nil)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	told, seen := counts{"stopped": 0}, map[string]int{}
	for number := int64(1); number <= r.People; number++ {
		story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: spec.Seed, Number: number})
		if err != nil {
			if strings.Contains(err.Error(), "warm_up_person") {
				continue
			}
			t.Fatalf("%s, person %d: %v", name, number, err)
		}
		told.tell(m, story)
		for _, moment := range story.Moments {
			seen[moment.What]++
		}
	}
	want := counted(r)
	for _, c := range m.Steps {
		if c.Call != nil { // agents of calls: giving up is the end of the calling hours, no moment of the person
			delete(want, fmt.Sprintf("support %s gave_up", c.ID))
			delete(want, fmt.Sprintf("support %s closed", c.ID))
		}
	}
	keys := slices.Sorted(maps.Keys(want))
	for key, n := range told {
		if _, known := want[key]; !known && n != 0 {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		if told[key] != want[key] {
			t.Errorf("%s: %s: the run counted %d, the stories tell of %d", name, key, want[key], told[key])
		}
	}
	return seen
}

// pastMap is any map, every third with people who were there before and events from outside.
func pastMap(seed uint64) *journey.Map {
	if seed%3 == 0 {
		return randomMap(seed, trial.BasePeople, trial.OutsideEvents)
	}
	return anyMap(seed)
}

// What replay tells is what the run counted: the stories of all people add up to every number of the result. The samples
// are run whole, muted and by phase too; random maps bring every kind of moment.
func TestTheStoriesOfAllPeopleAddUpToTheResult(t *testing.T) {
	t.Parallel()
	for _, sample := range assets.Samples() {
		file, err := assets.Sample(sample.Name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := exchange.Read(strings.NewReader(string(file)))
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Steps) == 0 {
			continue
		}
		sumUp(t, sample.Name, m, simulate.Spec{Seed: 5, People: 60})
		if len(m.Scenarios) > 0 {
			sumUp(t, sample.Name+" muted", m, simulate.Spec{Seed: 5, People: 40, Mute: []journey.ID{m.Scenarios[0].ID}})
			sumUp(t, sample.Name+" first phase", m, simulate.Spec{Seed: 5, People: 40, Phases: []int{1}})
		}
	}
	seen := map[string]int{}
	for seed := range uint64(150) {
		for what, n := range sumUp(t, fmt.Sprint("random map ", seed), pastMap(seed+500), simulate.Spec{Seed: seed, People: 12}) {
			seen[what] += n
		}
	}
	for _, what := range []string{
		"arrive", "enter", "join", "take", "go", "fork", "drop", "complete", "at_goal", "exit", "withdraw", "lose", "wait", "late",
		"pulling", "pull", "pull_ignored", "event", "segment", "start", "not_started", "end", "want", "send", "refuse", "hold",
		"other_channel", "deliver", "open", "click", "unsubscribe", "hard_bounce", "soft_bounce", "respond", "credit", "call", "serve", "give_up", "goal", "exit_map",
		"in_progress", "still_held", "under_way", "horizon",
	} {
		if seen[what] == 0 {
			t.Errorf("no story had a moment of the kind %q", what)
		}
	}
}

// With shared agents the story of one person hangs on everybody in the line before: it adds up all the same. Thirty people come
// within an hour to a desk of one agent, open until noon, then to a call center of one.
func TestTheStoriesOfPeopleWhoShareAgentsAddUp(t *testing.T) {
	t.Parallel()
	b := trial.New(2)
	b.Channel("phone")
	b.Cohort("in", 30)
	b.Step("spread", "", &journey.Wait{For: journey.Law{Kind: journey.LawUniform, High: 15 * journey.Hour}})
	hours := []journey.Hours{{Day: "mon", From: 8 * 3600, Until: 12 * 3600}}
	b.Step("desk", "", &journey.Support{
		Agents: 1, Opening: hours, Handling: journey.Fixed(20 * journey.Minute), Patience: journey.Law{Kind: journey.LawExponential, Mean: journey.Hour},
	})
	b.Step("ring", "", &journey.Call{
		Channel: "phone", Agents: 1, Answered: journey.Guess(0.5), Refused: journey.Guess(0.2), Attempts: 3, RetryAfter: journey.Fixed(journey.Hour),
		Talk: journey.Fixed(30 * journey.Minute),
	})
	b.Step("order", "", &journey.Goal{})
	b.Chain("in", "spread", "desk")
	b.Link("desk", "gave_up", "ring")
	b.Link("desk", "answered", "order")
	b.Link("ring", "reached", "order")
	seen := sumUp(t, "shared agents", b.Done(), simulate.Spec{Seed: 4})
	if seen["call"] == 0 || seen["wait"] == 0 {
		t.Errorf("nobody was called or waited: %v", seen)
	}
}
