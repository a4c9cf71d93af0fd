package check

import (
	"context"
	"slices"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// shows tells by rule what the story of the witness must show: the very thing the finding says.
var shows = map[string]func(m *journey.Map, f finding.Finding, story *simulate.Story) bool{
	"J201": func(m *journey.Map, f finding.Finding, story *simulate.Story) bool {
		return twice(m, story, func(a, b simulate.Moment) bool {
			return m.Step(a.Step).Scenario != m.Step(b.Step).Scenario || a.Instance == b.Instance && a.Step == b.Step
		}, f.Targets)
	},
	"J203": func(m *journey.Map, f finding.Finding, story *simulate.Story) bool {
		day, week := fullest(m, story)
		if f.Message == "finding.J203.message_week" || f.Message == "finding.J203.message_week_alone" {
			return week > m.Policy.MostAWeek() && int64(week) == f.Args["WorstWeek"]
		}
		return day > m.Policy.MostADay() && int64(day) == f.Args["Worst"]
	},
	"J205": func(_ *journey.Map, f finding.Finding, story *simulate.Story) bool {
		reached := false
		for _, x := range story.Moments {
			reached = reached || x.What == "goal"
			if reached && x.What == "send" && slices.Contains(f.Targets, stepRef(x.Step)) {
				return true
			}
		}
		return false
	},
	"J207": func(_ *journey.Map, f finding.Finding, story *simulate.Story) bool {
		together := map[int64]int64{}
		for _, x := range story.Moments {
			if x.What == "send" {
				together[x.At]++
			}
		}
		for _, n := range together {
			if n == f.Args["Worst"] {
				return true
			}
		}
		return false
	},
	"J208": func(m *journey.Map, f finding.Finding, story *simulate.Story) bool {
		n, until := int64(0), story.Moments[0].At+int64(m.Policy.LeastTouchesDays)*86_400_000
		for _, x := range sendsOf(story) {
			if m.Policy.LeastTouchesDays == 0 || x.At < until {
				n++
			}
		}
		return n < f.Args["Least"].(int64)
	},
	"J209": func(m *journey.Map, f finding.Finding, story *simulate.Story) bool {
		return twice(m, story, func(a, b simulate.Moment) bool { return a.Scenario == b.Scenario && a.Instance != b.Instance }, f.Targets)
	},
	"J212": func(m *journey.Map, _ finding.Finding, story *simulate.Story) bool {
		var wanted []int64
		for _, x := range story.Moments {
			if x.What == "want" {
				wanted = append(wanted, x.At)
			}
		}
		_, week := fullest(m, story)
		return within7Days(wanted) > m.Policy.MostAWeek() && week <= m.Policy.MostAWeek()
	},
}

// seenInTheStory replays the witness of a finding and looks for what it says.
func seenInTheStory(t *testing.T, path string, m *journey.Map, f finding.Finding) {
	t.Helper()
	look, listed := shows[f.Rule]
	if !listed {
		return
	}
	person, ok := f.Witness.(simulate.PersonRef)
	if !ok {
		t.Errorf("%s: the witness is a %T", path, f.Witness)
		return
	}
	story, err := simulate.Replay(context.Background(), m, sampleSpec(m), person)
	if err != nil {
		t.Errorf("%s: %v", path, err)
	} else if !look(m, f, story) {
		t.Errorf("%s: the story of %v does not show it", path, person)
	}
}

// sendsOf are the messages of a story, each once whatever its channels.
func sendsOf(story *simulate.Story) []simulate.Moment {
	var list []simulate.Moment
	for _, x := range story.Moments {
		if x.What == "send" && !slices.ContainsFunc(list, func(y simulate.Moment) bool {
			return y.Step == x.Step && y.Instance == x.Instance && y.Visit == x.Visit
		}) {
			list = append(list, x)
		}
	}
	return list
}

// twice tells that two sends of some messages come within the duplicate window and are a pair of the kind asked for.
func twice(m *journey.Map, story *simulate.Story, pair func(a, b simulate.Moment) bool, of []journey.Ref) bool {
	list := sendsOf(story)
	for i, b := range list {
		for _, a := range list[:i] {
			if slices.Contains(of, stepRef(a.Step)) && slices.Contains(of, stepRef(b.Step)) && pair(a, b) && b.At-a.At < int64(m.Policy.RepeatsWithin())*1000 {
				return true
			}
		}
	}
	return false
}

// fullest counts the person's fullest day and 7 × 24 h.
func fullest(m *journey.Map, story *simulate.Story) (day, week int) {
	perDay := map[string]int{}
	var times []int64
	for _, x := range sendsOf(story) {
		on := x.Local[:len(time.DateOnly)]
		perDay[on]++
		day = max(day, perDay[on])
		times = append(times, x.At)
	}
	return day, within7Days(times)
}

func within7Days(times []int64) (most int) {
	for i := range times {
		n := 0
		for _, before := range times[:i+1] {
			if times[i]-before < 7*86_400_000 {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}
