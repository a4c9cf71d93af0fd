package story

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/simulate"
)

// week is the length of the seven days of the pressure on people, in milliseconds.
const week = 7 * 24 * 3600 * 1000

// Marked lists the moments of a story that a finding is about, in their order: what the story is told for. Where the
// finding says more than its targets (the fullest day, the pair within the window) only that is marked.
func Marked(m *journey.Map, f finding.Finding, s *simulate.Story) []int {
	touches := touchesOf(s)
	sent := func(of []int) []int {
		return slices.DeleteFunc(slices.Clone(of), func(i int) bool { return !about(m, f, &s.Moments[i]) })
	}
	var marked []int
	switch f.Rule {
	case "J110":
		marked = where(s, func(x *simulate.Moment) bool { return x.What == "stopped" })
	case "J203":
		if strings.HasPrefix(f.Message, "finding.J203.message_week") {
			marked = fullest(s, touches, sameWeek)
		} else {
			marked = fullest(s, touches, func(first, last *simulate.Moment) bool { return first.Local[:10] == last.Local[:10] })
		}
	case "J205":
		marked = afterGoal(s, sent(touches))
	case "J207":
		marked = fullest(s, touches, func(first, last *simulate.Moment) bool { return first.At == last.At })
	case "J208":
		marked = where(s, func(x *simulate.Moment) bool {
			return x.What == "send" || x.What == "call" || x.What == "refuse" || x.What == "not_started"
		})
	case "J212":
		marked = pressed(s)
	default:
		if window, ok := f.Args["Window"].(journey.Duration); ok {
			marked = near(s, touches, f, int64(window/journey.Second)*1000)
		}
	}
	if len(marked) > 0 {
		return marked
	}
	return atTargets(m, f, s)
}

// atTargets are the moments at a finding's targets: those that decide, else all there are.
func atTargets(m *journey.Map, f finding.Finding, s *simulate.Story) []int {
	marked := where(s, func(x *simulate.Moment) bool {
		switch x.What {
		case "send", "refuse", "hold", "call", "goal", "wait", "drop", "start", "not_started":
			return about(m, f, x)
		}
		return false
	})
	if len(marked) == 0 {
		marked = where(s, func(x *simulate.Moment) bool { return about(m, f, x) })
	}
	return marked
}

func sameWeek(first, last *simulate.Moment) bool { return last.At-first.At < week }

// afterGoal are the contacts that come after a goal, with the last goal before each.
func afterGoal(s *simulate.Story, touches []int) (list []int) {
	goal := -1
	for i := range s.Moments {
		switch {
		case s.Moments[i].What == "goal":
			goal = i
		case goal >= 0 && slices.Contains(touches, i):
			if !slices.Contains(list, goal) {
				list = append(list, goal)
			}
			list = append(list, i)
		}
	}
	return list
}

// pressed is what became of the messages that were meant for the person in the fullest seven days.
func pressed(s *simulate.Story) []int {
	wants := fullest(s, where(s, func(x *simulate.Moment) bool { return x.What == "want" }), sameWeek)
	if len(wants) == 0 {
		return nil
	}
	first, last := &s.Moments[wants[0]], &s.Moments[wants[len(wants)-1]]
	return where(s, func(x *simulate.Moment) bool {
		return (x.What == "send" || x.What == "refuse" || x.What == "hold") && x.At >= first.At && x.At <= last.At
	})
}

// touchesOf are the contacts of a story as the engine counts them: a message whatever its channels, each attempt of a call.
func touchesOf(s *simulate.Story) (list []int) {
	for i := range s.Moments {
		x := &s.Moments[i]
		switch x.What {
		case "call":
			list = append(list, i)
		case "send":
			byAnotherChannel := func(i int) bool {
				other := &s.Moments[i]
				return other.What == "send" && other.Step == x.Step && other.Visit == x.Visit && other.Instance == x.Instance && other.Scenario == x.Scenario
			}
			if !slices.ContainsFunc(list, byAnotherChannel) {
				list = append(list, i)
			}
		}
	}
	return list
}

// fullest is the first longest run of contacts whose first and last are together.
func fullest(s *simulate.Story, touches []int, together func(first, last *simulate.Moment) bool) (best []int) {
	from := 0
	for i := range touches {
		for !together(&s.Moments[touches[from]], &s.Moments[touches[i]]) {
			from++
		}
		if run := touches[from : i+1]; len(run) > len(best) {
			best = run
		}
	}
	return best
}

// near are the contacts by the finding's messages that have another one nearer than the window, in milliseconds.
func near(s *simulate.Story, touches []int, f finding.Finding, window int64) (list []int) {
	var of []int
	for _, i := range touches {
		if slices.Contains(f.Targets, journey.Ref{Kind: journey.KindStep, ID: s.Moments[i].Step}) {
			of = append(of, i)
		}
	}
	for n, i := range of {
		before := n > 0 && s.Moments[i].At-s.Moments[of[n-1]].At < window
		after := n+1 < len(of) && s.Moments[of[n+1]].At-s.Moments[i].At < window
		if before || after {
			list = append(list, i)
		}
	}
	return list
}

// about reports whether a moment is about a target of a finding: its step, its link, or its scenario.
func about(m *journey.Map, f finding.Finding, x *simulate.Moment) bool {
	scenario := x.Scenario
	if step := m.Step(x.Step); scenario == "" && step != nil {
		scenario = step.Scenario
	}
	return slices.ContainsFunc(f.Targets, func(r journey.Ref) bool {
		return r.ID != "" && (r.Kind == journey.KindStep && r.ID == x.Step || r.Kind == journey.KindLink && r.ID == x.Link ||
			r.Kind == journey.KindScenario && r.ID == scenario)
	})
}

func where(s *simulate.Story, holds func(*simulate.Moment) bool) (list []int) {
	for i := range s.Moments {
		if holds(&s.Moments[i]) {
			list = append(list, i)
		}
	}
	return list
}
