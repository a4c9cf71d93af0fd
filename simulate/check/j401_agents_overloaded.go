package check

import (
	"math"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/simulate"
)

// mostGiveUp is the share of people who give up beyond which agents are too few whenever they come, however idle the agents
// are at other hours.
const mostGiveUp = 0.1

// agentsOverloaded finds support and calls whose agents cannot keep up: busy nearly all of their time, or given up on by
// many. Callers may well be busy all the time; they are overloaded when people are left who were never called.
var agentsOverloaded = criterion{
	RuleInfo: finding.RuleInfo{ID: "J401", Name: "agents_overloaded", Class: "load", Severity: finding.Warning, Measured: true, Threshold: &finding.Threshold{Usual: 0.9, Min: 0.1, Max: 1, Unit: finding.UnitShare}},
	find: func(s *study) []finding.Finding {
		var list []finding.Finding
		for i := range s.seen.Result.Support {
			d := &s.seen.Result.Support[i]
			step := s.m.Step(d.Step)
			if step == nil || step.Support == nil && step.Call == nil || d.Answered+d.GaveUp+d.Waiting < fewestCases {
				continue
			}
			if f, ok := s.overloaded(step, d); ok {
				list = append(list, f)
			}
		}
		return list
	},
}

func (s *study) overloaded(step *journey.Step, d *simulate.SupportResult) (finding.Finding, bool) {
	least := d.Utilisation
	if d.UtilisationInterval != nil {
		least = d.UtilisationInterval.Low
	}
	f := finding.Finding{
		Targets: []journey.Ref{stepRef(step.ID)},
		Args: journey.Args{
			"Step": s.name(step.ID), "Busy": finding.Percent(d.Utilisation), "Wait": journey.Duration(math.Round(d.Wait.Mean)),
			"GaveUp": finding.Percent(d.Abandoned.Share), "Count": d.Waiting,
		},
		Numbers: []finding.Number{measured("finding.number.busy", d.Utilisation, d.UtilisationInterval, s.limit)},
	}
	agents, atOnce := agentsOf(step)
	left := d.GaveUp + d.Waiting
	growing := d.Waiting*20 > d.Cases && d.Waiting >= 20
	switch {
	case step.Call != nil:
		// Whoever was not called by the evening asks again in the morning: those who are still at the step were never called.
		var entered int64
		left, entered = s.stillAt(step.ID)
		if least < s.limit || left*10 < entered {
			return f, false
		}
		f.Message, f.Args["Left"], f.Args["Leads"] = "finding.J401.message_calls", left, entered
	case least >= s.limit && growing:
		f.Message = "finding.J401.message_growing"
	case least >= s.limit:
		if d.GaveUp > 0 {
			f.Message = "finding.J401.message_give_up"
		}
	case sure(d.Abandoned).Low >= mostGiveUp:
		f.Numbers = []finding.Number{number("finding.number.gave_up", d.Abandoned, mostGiveUp)}
		if l, ok := loadOf(d, agents, atOnce, left); !ok || l.busy(agents) < s.limit {
			f.Message = "finding.J401.message_peak"
			return f, true // more agents at all hours would mostly sit idle: when they are there is for people to say
		}
		f.Message = "finding.J401.message_give_up" // only those who give up leave the agents a minute
	default:
		return f, false
	}
	if l, ok := loadOf(d, agents, atOnce, left); ok {
		// A little below the threshold, so that luck does not bring the finding back.
		if n := enough(agents, func(n int) bool { return l.busy(n) <= s.limit-0.05 }); n > 0 {
			f.Fixes = []finding.Fix{s.moreAgents(step, n)}
		}
	}
	return f, true
}

// stillAt are the tokens at a step when the run ended, and all that came to it.
func (s *study) stillAt(step journey.ID) (left, entered int64) {
	for i := range s.seen.Result.Steps {
		if t := &s.seen.Result.Steps[i]; t.Step == step {
			return t.Tokens.InProgress, t.Tokens.Entered
		}
	}
	return 0, 0
}

// agentsOf are the agents of a support or call step and how many cases each has at once.
func agentsOf(step *journey.Step) (agents, atOnce int) {
	if step.Call != nil {
		return step.Call.Agents, 1
	}
	return step.Support.Agents, max(1, step.Support.CasesAtOnce)
}

func (s *study) moreAgents(step *journey.Step, agents int) finding.Fix {
	return finding.Fix{
		Message: "fix.set_agents", Args: journey.Args{"Step": s.name(step.ID), "Count": agents},
		Edit: fix.SetAgents{Step: step.ID, Agents: agents},
	}
}
