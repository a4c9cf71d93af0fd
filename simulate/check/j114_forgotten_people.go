package check

import (
	"slices"
	"strconv"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/fix"
	"rehearse/journey/rule"
	"rehearse/simulate"
)

// forgottenPeople finds people for whom something was drawn and to whom it never comes: scenarios and branches that nobody who
// comes to them can enter, and personas a scenario is meant for who cannot. It keeps silent where a finding about the rule
// itself says why. After a run it tells of scenarios that nobody entered though they could.
var forgottenPeople = criterion{
	RuleInfo: finding.RuleInfo{ID: "J114", Name: "forgotten_people", Class: "structure", Severity: finding.Warning},
	find: func(s *study) []finding.Finding {
		if s.ways() == nil {
			return nil
		}
		var list []finding.Finding
		for _, scenario := range s.m.Scenarios {
			if f, found := s.nobodyEnters(scenario); found {
				list = append(list, f)
			}
		}
		for _, step := range s.m.Steps {
			if step.Branch != nil {
				list = append(list, s.nobodyGoes(step)...)
			}
		}
		return list
	},
}

func (s *study) nobodyEnters(scenario *journey.Scenario) (finding.Finding, bool) {
	stay, ok := s.stay(scenario.Start)
	if !ok || !s.reached[scenario.Start] {
		return finding.Finding{}, false
	}
	f := finding.Finding{
		Targets: []journey.Ref{scenarioRef(scenario.ID)}, Args: journey.Args{"Scenario": s.name(scenario.ID)},
	}
	if !stay.Possible {
		if t := scenario.Trigger; t.Kind == journey.TriggerDate && t.Property == "" && s.program != nil && s.neverInTheRun(scenario) {
			f.Message, f.Field = "finding.J114.message_outside", "trigger.date"
			f.Args["Date"], f.Args["Start"], f.Args["Days"] = string(t.Date), string(s.m.Settings.Start), s.m.Settings.HorizonDays
			return f, true
		}
		own, started := s.segment(scenario.Segment), s.startFact(scenario)
		if s.toldElsewhere(own) || s.toldElsewhere(started) || own != nil && started != nil && s.impossible(own, started) || s.dateOfNobody(scenario) {
			return f, false
		}
		for _, id := range []journey.ID{scenario.Segment, scenario.Trigger.Segment} {
			if id != "" && s.m.Segment(id) != nil {
				f.Message = "finding.J114.message_segment"
				f.Args["Segment"] = s.name(id)
				f.Targets = append(f.Targets, journey.Ref{Kind: journey.KindSegment, ID: id})
				if id == scenario.Segment {
					f.Fixes = s.takeEverybody(scenario)
				}
				break
			}
		}
		return f, true
	}
	var forgotten []journey.ID
	for _, id := range scenario.Personas {
		if !slices.Contains(stay.Personas, id) && s.comesIn(id) {
			forgotten = append(forgotten, id)
		}
	}
	if len(forgotten) > 0 {
		f.Message = "finding.J114.message_persona"
		f.Args["Personas"] = s.list(forgotten, 4)
		for _, id := range forgotten {
			f.Targets = append(f.Targets, journey.Ref{Kind: journey.KindPersona, ID: id})
		}
		f.Fixes = []finding.Fix{{
			Message: "fix.mean_not", Args: journey.Args{"Scenario": s.name(scenario.ID), "Personas": f.Args["Personas"]},
			Edit: fix.MeanFor{Scenario: scenario.ID, Personas: slices.DeleteFunc(slices.Clone(scenario.Personas), func(id journey.ID) bool {
				return slices.Contains(forgotten, id)
			})},
		}}
		return f, true
	}
	return s.nobodyEntered(scenario, f)
}

// neverInTheRun tells that the date a scenario starts at, with all its repeats, lies before or after the run.
func (s *study) neverInTheRun(scenario *journey.Scenario) bool {
	i := slices.Index(s.m.Scenarios, scenario)
	return len(s.program.Scenarios[i].Trigger.Instants) == 0
}

// nobodyEntered is the measured half.
func (s *study) nobodyEntered(scenario *journey.Scenario, f finding.Finding) (finding.Finding, bool) {
	r := s.seen.Result
	if r == nil || r.Counted < fewPeople || !ran(scenario, r.Spec) {
		return f, false
	}
	for _, row := range r.Scenarios {
		if row.Scenario != scenario.ID || row.People > 0 || row.Started > 0 {
			continue
		}
		// One run proves nothing of the people of another; what comes after its end, or seldom, is not forgotten.
		f.Severity = finding.Information
		share := simulate.NewShare(0, r.Counted, "entry")
		f.Numbers = []finding.Number{number("finding.number.people", share, 0)}
		f.Message = "finding.J114.message_measured"
		f.Args["Count"] = r.Counted
		for _, refused := range row.Refused {
			if refused.Reason == "not_in_segment" && refused.Count > 0 {
				f.Message = "finding.J114.message_refused"
				f.Args["Count"], f.Args["Segment"] = refused.Count, s.name(scenario.Segment)
				return f, true
			}
		}
		return f, true
	}
	return f, false
}

// ran tells that a scenario was among those chosen for a run.
func ran(scenario *journey.Scenario, spec simulate.Spec) bool {
	return (len(spec.Phases) == 0 || slices.Contains(spec.Phases, scenario.Phase)) &&
		(len(spec.Statuses) == 0 || slices.Contains(spec.Statuses, scenario.Status))
}

// fewPeople is of how many nobody proves little.
const fewPeople = 1000

// toldElsewhere tells that findings about a rule itself say why nobody meets it: it contradicts itself, or asks for an event or a
// property that never comes.
func (s *study) toldElsewhere(x rule.Expr) bool {
	if x == nil {
		return false
	}
	if s.impossible(x) {
		return true
	}
	whole := s.inline(x)
	if whole == nil {
		return true
	}
	for _, ref := range rule.References(whole) {
		switch ref.Kind {
		case rule.EventName:
			if !s.everHappens(journey.ID(ref.ID)) {
				return true
			}
		case rule.GoalName:
			if !s.reached[journey.ID(ref.ID)] {
				return true
			}
		case rule.PropertyName:
			for _, p := range s.m.Properties {
				if string(p.ID) == ref.ID && (!s.everSet(p) || len(s.valuesNeverSet(p)) > 0) {
					return true
				}
			}
		case rule.MarkName:
			if !s.markSet(ref.ID) {
				return true
			}
		}
	}
	return false
}

// everHappens tells that an event comes from outside, or from a step people come to.
func (s *study) everHappens(event journey.ID) bool {
	if e := s.m.Event(event); e != nil && e.Source == journey.EventOutside {
		return true
	}
	return slices.ContainsFunc(s.m.Steps, func(step *journey.Step) bool {
		return s.reached[step.ID] && slices.Contains(emitted(step), event)
	})
}

// dateOfNobody tells that a scenario starts by a date nobody has.
func (s *study) dateOfNobody(scenario *journey.Scenario) bool {
	for _, p := range s.m.Properties {
		if scenario.Trigger.Kind == journey.TriggerDate && p.ID == scenario.Trigger.Property {
			return !s.everSet(p)
		}
	}
	return false
}

// comesIn tells that people of a persona come in at some entry.
func (s *study) comesIn(persona journey.ID) bool {
	p := s.m.Persona(persona)
	return p != nil && slices.ContainsFunc(s.m.Steps, func(step *journey.Step) bool { return s.takes(step, p) })
}

// nobodyGoes finds rules of a branch that nobody who comes to it can meet.
func (s *study) nobodyGoes(step *journey.Step) []finding.Finding {
	if stay, ok := s.stay(step.ID); !ok || !stay.Possible {
		return nil
	}
	if len(s.shadowed(step)) > 0 {
		return nil
	}
	var list []finding.Finding
	for i, r := range step.Branch.Rules {
		if s.toldElsewhere(s.parse(r.Rule)) || !s.portDead(step, journey.Port(r.ID)) {
			continue
		}
		list = append(list, finding.Finding{
			Targets: []journey.Ref{stepRef(step.ID)}, Field: "branch.rules[" + strconv.Itoa(i) + "].rule",
			Message: "finding.J114.message_branch", Args: journey.Args{"Step": s.name(step.ID), "Name": ruleName(r)},
		})
	}
	return list
}

// portDead tells that a port is linked and that nobody comes to any step it leads to, each of which has no other way in.
func (s *study) portDead(step *journey.Step, port journey.Port) bool {
	linked := false
	for _, l := range s.out[step.ID] {
		if l.Port != port || !s.canTake(l, "") {
			continue
		}
		if stay, ok := s.stay(l.To); !ok || stay.Possible {
			return false
		}
		linked = true
	}
	return linked
}
