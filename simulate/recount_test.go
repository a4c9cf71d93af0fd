package simulate_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/simulate"
	"rehearse/simulate/trial"
)

// recount is a result counted again, from the stories of everybody, by what they say in words.
type recount struct {
	counts map[string]int64
	day    map[int64]int64 // fullest day: how many people had how many
	week   map[int64]int64
	all    map[int64]int64
}

func (r *recount) add(parts ...string) {
	key := ""
	for _, p := range parts {
		key += "/" + p
	}
	r.counts[key]++
}

// read counts one story.
func (r *recount) read(m *journey.Map, s *simulate.Story) {
	var touches []touchAt
	touched := map[stay]bool{}
	people := map[string]bool{}
	once := func(parts ...string) {
		key := ""
		for _, p := range parts {
			key += "/" + p
		}
		if !people[key] {
			people[key] = true
			r.counts[key]++
		}
	}
	for _, x := range s.Moments {
		step, channel, scenario := string(x.Step), string(x.Of), string(x.Scenario)
		switch x.What {
		case "enter", "join":
			r.add("step", step, "entered")
			once("step", step, "people")
		case "send":
			r.add("send", step, channel, "sent")
			once("send", step, channel, "people")
			if here := stayOf(&x); !touched[here] { // several channels of one message are one touch
				touched[here] = true
				touches = append(touches, touchAt{x.At, step, x.Instance})
			}
		case "call":
			touches = append(touches, touchAt{x.At, step, x.Instance})
		case "deliver", "open", "click", "unsubscribe", "hard_bounce", "soft_bounce":
			r.add("send", step, channel, x.What)
		case "respond":
			r.add("send", step, x.What)
		case "refuse":
			r.add("send", step, channel, "refused", x.Reason)
		case "start":
			r.add("scenario", scenario, "started")
			once("scenario", scenario, "people")
		case "not_started":
			r.add("scenario", scenario, "refused", x.Reason)
		case "end":
			r.add("scenario", scenario, "end", x.Reason)
		case "goal":
			r.add("goal", step, "count")
			once("goal", step, "people")
		}
	}
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		panic(err)
	}
	if m.Step("base") == nil { // windows know of messages before the run, which no story tells
		r.readHarm(m, s, touches, zone)
	}
	r.readMore(m, s, touches)
	perDay, day, week := map[string]int64{}, int64(0), int64(0)
	for i, at := range touches {
		on := startOf(m).Add(time.Duration(at.at) * time.Millisecond).In(zone).Format(time.DateOnly)
		perDay[on]++
		day = max(day, perDay[on])
		n := int64(0)
		for _, before := range touches[:i+1] {
			if at.at-before.at < 7*24*3_600_000 {
				n++
			}
		}
		week = max(week, n)
	}
	r.day[day]++
	r.week[week]++
	r.all[int64(len(touches))]++
}

type touchAt struct {
	at       int64
	step     string
	instance int64
}

// stay is one visit of a step.
type stay struct {
	scenario, step  journey.ID
	instance, visit int64
}

func stayOf(x *simulate.Moment) stay { return stay{x.Scenario, x.Step, x.Instance, x.Visit} }

// startOf is the moment a map starts, by Go's own clock.
func startOf(m *journey.Map) time.Time {
	zone, err := time.LoadLocation(m.Settings.Zone)
	if err != nil {
		panic(err)
	}
	on, err := time.Parse(time.DateOnly, string(m.Settings.Start))
	if err != nil {
		panic(err)
	}
	return time.Date(on.Year(), on.Month(), on.Day(), 0, 0, int(m.Settings.StartAt), 0, zone)
}

// TestTheStoriesOfEverybodyAddUpToTheResult tells the story of every person of random maps and counts again what the
// result says: entries of steps, the funnel of every message with its reasons, scenarios, goals, and the
// distribution of touches.
func TestTheStoriesOfEverybodyAddUpToTheResult(t *testing.T) {
	t.Parallel()
	compared, harms := 0, map[string]int{}
	for seed := range uint64(50) {
		m := richMap(seed + 20_000)
		if seed%2 == 1 {
			m = randomMap(seed+20_000, trial.OutsideEvents)
		}
		write(m)
		switch seed {
		case 0:
			m = payers().Done()
		case 1:
			m = crowded().Done()
		case 2: // what comes at midnight goes out together in the morning
			b := crowded()
			b.Policy.QuietHours = nightly(22, 8)
			m = b.Done()
		}
		spec := simulate.Spec{Seed: 9, People: 60}
		result := run(t, m, spec)
		r := &recount{counts: map[string]int64{}, day: map[int64]int64{}, week: map[int64]int64{}, all: map[int64]int64{}}
		for n := int64(1); n <= result.People; n++ {
			story, err := simulate.Replay(context.Background(), m, spec, simulate.PersonRef{Seed: 9, Number: n})
			if err != nil {
				t.Fatal(err)
			}
			r.read(m, story)
		}
		want := map[string]int64{}
		set := func(n int64, parts ...string) {
			key := ""
			for _, p := range parts {
				key += "/" + p
			}
			if n != 0 {
				want[key] += n
			}
		}
		for _, s := range result.Steps {
			set(s.Tokens.Entered, "step", string(s.Step), "entered")
			set(s.People, "step", string(s.Step), "people")
		}
		for _, s := range result.Messages {
			set(s.Sent, "send", string(s.Step), string(s.Channel), "sent")
			set(s.People, "send", string(s.Step), string(s.Channel), "people")
			set(s.Delivered, "send", string(s.Step), string(s.Channel), "deliver")
			set(s.Opened, "send", string(s.Step), string(s.Channel), "open")
			set(s.Clicked, "send", string(s.Step), string(s.Channel), "click")
			set(s.Unsubscribed, "send", string(s.Step), string(s.Channel), "unsubscribe")
			set(s.HardBounced, "send", string(s.Step), string(s.Channel), "hard_bounce")
			set(s.SoftBounced, "send", string(s.Step), string(s.Channel), "soft_bounce")
			set(s.Responded, "send", string(s.Step), "respond")
			for _, x := range s.Refused {
				set(x.Count, "send", string(s.Step), string(s.Channel), "refused", x.Reason)
			}
		}
		for _, s := range result.Scenarios {
			set(s.Started, "scenario", string(s.Scenario), "started")
			set(s.People, "scenario", string(s.Scenario), "people")
			for _, x := range s.Refused {
				set(x.Count, "scenario", string(s.Scenario), "refused", x.Reason)
			}
			for _, x := range s.Withdrawn {
				set(x.Count, "scenario", string(s.Scenario), "end", x.Reason)
			}
			set(s.Completed, "scenario", string(s.Scenario), "end", "completed")
		}
		for _, g := range result.Goals {
			set(g.Count, "goal", string(g.Step), "count")
			set(g.People, "goal", string(g.Step), "people")
		}
		if m.Step("base") == nil {
			setHarm(result, set)
		}
		setMore(result, set)
		keys := map[string]bool{}
		for k := range want {
			keys[k] = true
		}
		for k := range r.counts {
			keys[k] = true
		}
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			if part := strings.Split(k, "/"); slices.Contains([]string{"over", "together", "pair", "after_goal"}, part[1]) {
				harms[strings.Join(part[1:min(4, len(part))], " ")]++
				harms[part[1]]++
			}
			if want[k] != r.counts[k] {
				t.Errorf("map %d: %s is %d in the result and %d in the stories", seed, k, want[k], r.counts[k])
			}
		}
		compared += len(keys)
		for name, pair := range map[string]struct {
			of   simulate.Distribution
			told map[int64]int64
		}{"all": {result.Touches.PerPerson, r.all}, "day": {result.Touches.WorstDay, r.day}, "week": {result.Touches.Worst7Days, r.week}} {
			if name != "all" && m.Step("base") != nil { // windows know of messages before the run, which no story tells
				continue
			}
			for k, n := range pair.of.Counts[:len(pair.of.Counts)-1] {
				if pair.told[int64(k)] != n {
					t.Errorf("map %d: touches %s: %d people had %d in the result, %d in the stories", seed, name, n, k, pair.told[int64(k)])
				}
			}
			if worst := slices.Max(slices.Collect(maps.Keys(pair.told))); worst != pair.of.Worst {
				t.Errorf("map %d: touches %s: the worst is %d in the result, %d in the stories", seed, name, pair.of.Worst, worst)
			}
		}
	}
	for _, kind := range []string{"over day", "over week", "pair same_topic between", "pair same_content between", "pair near_content between", "pair same_content within", "over pressed", "over at_once", "over under", "after_goal"} {
		if harms[kind] == 0 {
			t.Errorf("nothing was %q", kind)
		}
	}
	if compared < 700 {
		t.Errorf("only %d numbers were compared", compared)
	}
}
