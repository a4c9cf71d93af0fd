package check

import (
	"strings"

	"rehearse/journey"
	"rehearse/journey/finding"
	"rehearse/journey/rule"
	"rehearse/simulate"
	"rehearse/simulate/program"
	"rehearse/simulate/reach"
)

// study is what the rules need to know of a map, worked out once.
type study struct {
	m    *journey.Map
	seen Seen
	// limit is the threshold of the rule that is asked, the map's own where it has one.
	limit float64
	index *journey.Index
	out   map[journey.ID][]*journey.Link
	// reached are the steps somebody can come to, by links with a weight above 0, triggers, pulls and
	// responses, starting from the entries.
	reached    map[journey.ID]bool
	problems   journey.Problems
	program    *program.Program // nil for a map that cannot be run
	vocabulary *rule.Vocabulary
	segments   map[string]rule.Expr
	// trial tells that the map is one a fix was tried on: no further fixes are looked for.
	trial bool
	// known is what several rules ask for, found out at the first question; the copies of a study share it.
	known *knowledge
	// rule documents a rule by its id.
	rule func(id string) (finding.RuleInfo, bool)
	// again is the study of another map, without a run; times is how often a rule speaks of a study.
	again func(m *journey.Map) *study
	times func(s *study, id string) int
}

// knowledge is filled as it is asked for.
type knowledge struct {
	texts    map[string]rule.Expr // rules by their text, read; nil for those with errors
	asked    *asked
	wider    *rule.Vocabulary
	ways     *reach.Reach
	families [][]chooser
	happens  map[journey.ID]bool
	stays    map[journey.ID]reach.Stay
	assumed  []journey.ListedAssumption
	// trials is how many maps fixes were tried on.
	trials int
}

// assumptions lists the numbers of the map, for reading.
func (s *study) assumptions() []journey.ListedAssumption {
	if s.known.assumed == nil {
		s.known.assumed = journey.ListAssumptions(s.m)
	}
	return s.known.assumed
}

func newStudy(m *journey.Map, seen Seen) *study {
	s := &study{
		m: m, seen: seen, index: journey.NewIndex(m), out: map[journey.ID][]*journey.Link{},
		vocabulary: rule.VocabularyOf(m), segments: map[string]rule.Expr{}, known: &knowledge{texts: map[string]rule.Expr{}},
		rule: Rule, times: times,
	}
	s.again = func(m *journey.Map) *study { return newStudy(m, Seen{Today: seen.Today}) }
	for _, l := range m.Links {
		s.out[l.From] = append(s.out[l.From], l)
	}
	s.program, s.problems = simulate.Compile(m)
	for _, segment := range m.Segments {
		if x := s.parse(segment.Rule); x != nil {
			s.segments[string(segment.ID)] = x
		}
	}
	s.reached = s.reach("", func(*journey.Step) bool { return true })
	return s
}

// canTake reports whether some person of the persona ("" any) can take a link.
func (s *study) canTake(l *journey.Link, persona journey.ID) bool {
	possible := l.Weight == nil || s.m.Value(*l.Weight).Value > 0
	if persona == "" {
		for _, w := range l.Weights {
			possible = possible || s.m.Value(w.Weight).Value > 0
		}
		return possible
	}
	some := false
	for _, w := range l.Weights {
		if w.Persona != persona && w.Persona != "" {
			continue
		}
		if s.m.Value(w.Weight).Value > 0 {
			some = true
		} else if w.Persona == persona && w.Entry == "" {
			possible = false
		}
	}
	return possible || some
}

// reach walks from the entries that take people of the persona over everything that can bring a person
// on. It finds too much rather than too little: rules and segments are taken to hold.
func (s *study) reach(persona journey.ID, start func(*journey.Step) bool) map[journey.ID]bool {
	seen := map[journey.ID]bool{}
	var queue []journey.ID
	visit := func(id journey.ID) {
		if id != "" && !seen[id] && s.step(id) != nil {
			seen[id] = true
			queue = append(queue, id)
		}
	}
	events := map[journey.ID]bool{}
	for _, e := range s.m.Events {
		events[e.ID] = e.Source == journey.EventOutside
	}
	for _, step := range s.m.Steps {
		if step.Kind == journey.StepEntry && start(step) {
			visit(step.ID)
		}
	}
	for {
		for len(queue) > 0 {
			step := s.step(queue[0])
			queue = queue[1:]
			for _, l := range s.out[step.ID] {
				if s.canTake(l, persona) {
					visit(l.To)
				}
			}
			for _, id := range emitted(step) {
				events[id] = true
			}
			if step.Message != nil && step.Message.Response != nil {
				visit(step.Message.Response.Step)
			}
		}
		if len(seen) > 0 {
			for _, scenario := range s.m.Scenarios {
				if scenario.Trigger.Kind != journey.TriggerEvent || events[scenario.Trigger.Event] || s.happensByMessage(scenario.Trigger.Event, seen) {
					visit(scenario.Start)
				}
			}
		}
		if len(queue) == 0 {
			return seen
		}
	}
}

// emitted are the events a step makes happen.
func emitted(step *journey.Step) []journey.ID {
	var ids []journey.ID
	if step.Touchpoint != nil {
		ids = append(ids, step.Touchpoint.Event)
	}
	if step.Goal != nil {
		ids = append(ids, step.Goal.Event, step.ID)
	}
	if step.Message != nil {
		ids = append(ids, unsubscribed)
		if step.Message.Response != nil {
			ids = append(ids, step.Message.Response.Event)
		}
	}
	return ids
}

// unsubscribed is the event that unsubscribing emits, where the map has one with this ID.
const unsubscribed journey.ID = "unsubscribed"

// happensByMessage tells that a trigger names a reached step itself: the goal, or the message whose
// sending, opening or click is the event.
func (s *study) happensByMessage(event journey.ID, seen map[journey.ID]bool) bool { return seen[event] }

// takes reports whether people of a persona come in by an entry.
func (s *study) takes(entry *journey.Step, persona *journey.Persona) bool {
	if entry.Entry == nil {
		return false
	}
	if len(entry.Entry.Mix) == 0 {
		return s.m.Value(persona.Share).Value > 0
	}
	for _, w := range entry.Entry.Mix {
		if w.Value == string(persona.ID) {
			return s.m.Value(w.Share).Value > 0
		}
	}
	return false
}

// read reads a rule and puts the rules of segments in place of their names; nil when it has errors,
// which are the compiler's to name.
func (s *study) read(text string) rule.Expr {
	x := s.parse(text)
	if x == nil {
		return nil
	}
	return s.inline(x)
}

// inline puts the rules of segments in place of their names; nil when that cannot be done.
func (s *study) inline(x rule.Expr) rule.Expr {
	whole, err := rule.Inline(x, func(id string) rule.Expr { return s.segments[id] })
	if err != nil {
		return nil
	}
	return whole
}

// parse reads a rule as it is written; nil when it has errors.
func (s *study) parse(text string) rule.Expr {
	x, known := s.known.texts[text]
	if !known {
		if read, errs := rule.Read(text, s.vocabulary); len(errs) == 0 {
			x = read
		}
		s.known.texts[text] = x
	}
	return x
}

// threshold is the number a rule judges by: the map's own, where it is one the rule can have, or the usual one; 0 for
// rules without.
func (s *study) threshold(info finding.RuleInfo) float64 {
	if info.Threshold == nil {
		return 0
	}
	if s.m.Policy != nil {
		for _, t := range s.m.Policy.Thresholds {
			if t.Rule == info.ID && info.Threshold.Holds(t.Value) {
				return t.Value
			}
		}
	}
	return info.Threshold.Usual
}

// name is what people call a record, or its ID: what a step without a name is called only those know who speak a language, see
// review.Said.
func (s *study) name(id journey.ID) string {
	return or(journey.NameOf(s.index.Get(id)), id)
}

// ruleName is what a rule of a branch is called: by its text where it has no name.
func ruleName(r journey.BranchRule) string {
	if r.Name == "" {
		return or(strings.TrimSpace(r.Rule), r.ID)
	}
	return r.Name
}

func or(name string, id journey.ID) string {
	if name == "" {
		return string(id)
	}
	return name
}

func stepRef(id journey.ID) journey.Ref     { return journey.Ref{Kind: journey.KindStep, ID: id} }
func scenarioRef(id journey.ID) journey.Ref { return journey.Ref{Kind: journey.KindScenario, ID: id} }
