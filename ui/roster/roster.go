// Package roster lays out the records of one kind as a table of ready words: for scenarios whom they are for, their goal,
// priority, phase, owner, steps and whether they are as they were signed; for the others what matters of them. It also knows
// what uses a record. It knows no window.
package roster

import (
	"slices"
	"strings"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/rule"
	"rehearse/simulate/check"
	"rehearse/ui/phrase"
	"rehearse/ui/review"
	"rehearse/ui/text"
)

// Column is one column. Wide is how much of the room it takes beside the others.
type Column struct {
	Title string
	Wide  float32
	// Number columns are aligned to the right.
	Number bool
}

// Row is one record.
type Row struct {
	Of    journey.Ref
	Color journey.Color // "" for none
	Cells []string      // one for each column; the first is the name
}

// Table are the records of a kind, in the order of the map.
type Table struct {
	Columns []Column
	Rows    []Row
}

// maker fills a table.
type maker struct {
	m      *journey.Map
	index  *journey.Index
	p      *text.Printer
	users  map[journey.ID][]journey.Ref
	signed map[journey.ID]check.SignState
	v      *rule.Vocabulary
}

// Of lays out the records of a kind. signed is what was agreed last, nil for nothing.
func Of(m *journey.Map, kind journey.Kind, signed *check.Signed, p *text.Printer) Table {
	k := &maker{m: m, index: journey.NewIndex(m), p: p, users: everyUse(m), v: rule.VocabularyOf(m)}
	var t Table
	add := func(id string, wide float32, number bool) {
		t.Columns = append(t.Columns, Column{p.T("roster."+id, nil), wide, number})
	}
	add("name", 3, false)
	var cells func(r journey.Record) []string
	switch kind {
	case journey.KindScenario:
		k.signed = signed.Scenarios(m)
		for _, c := range []struct {
			id     string
			wide   float32
			number bool
		}{{"for_whom", 2, false}, {"goal", 1.6, false}, {"priority", 1.15, true}, {"phase", 1, true}, {"owner", 1.3, false}, {"steps", 1, true}, {"status", 1.1, false}, {"signed", 1.5, false}} {
			add(c.id, c.wide, c.number)
		}
		cells = k.scenario
	case journey.KindSegment:
		add("rule", 4, false)
		add("used", 1.1, true)
		cells = k.segment
	case journey.KindPersona:
		add("share", 1.1, true)
		add("languages", 1.5, false)
		add("likes", 1.5, false)
		add("scenarios", 1.6, false)
		cells = k.persona
	case journey.KindChannel:
		add("medium", 1.3, false)
		add("use", 1.4, false)
		add("cost", 1.1, true)
		add("used", 1.1, true)
		cells = k.channel
	case journey.KindTerm:
		add("meaning", 4, false)
		add("said", 1.4, true)
		cells = k.term
	case journey.KindAssumption:
		add("value", 1.1, true)
		add("founded", 1.3, false)
		add("used", 1.1, true)
		cells = k.assumption
	case journey.KindSilence:
		add("about", 2, false)
		add("reason", 3, false)
		cells = k.silence
	default:
		add("used", 1.1, true)
		cells = func(r journey.Record) []string { return []string{k.used(r)} }
	}
	for _, r := range m.Records(kind) {
		row := Row{Of: journey.Ref{Kind: kind, ID: r.RecordID()}, Cells: append([]string{review.Name(p, r)}, cells(r)...)}
		switch r := r.(type) {
		case *journey.Scenario:
			row.Color = r.Color
		case *journey.Persona:
			row.Color = r.Color
		case *journey.Stage:
			row.Color = r.Color
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (k *maker) name(id journey.ID) string {
	if r := k.index.Get(id); r != nil {
		return review.Name(k.p, r)
	}
	return ""
}

func (k *maker) names(ids []journey.ID) string {
	var list []string
	for _, id := range ids {
		if name := k.name(id); name != "" {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}

func (k *maker) count(n int) string {
	if n == 0 {
		return "–"
	}
	return k.p.Int(int64(n))
}

func (k *maker) used(r journey.Record) string { return k.count(len(k.users[r.RecordID()])) }

func (k *maker) word(id string) string { return k.p.T("step.word."+id, nil) }

func (k *maker) scenario(r journey.Record) []string {
	s := r.(*journey.Scenario)
	whom := k.names(s.Personas)
	if whom == "" {
		whom = k.name(s.Segment)
	}
	if whom == "" {
		whom = k.p.T("roster.everybody", nil)
	}
	goal := k.name(s.Goal.ID)
	if goal == "" {
		goal = "–"
	}
	phase, owner := k.count(s.Phase), s.Owner
	if owner == "" {
		owner = "–"
	}
	return []string{
		whom, goal, k.p.Int(int64(s.Rank())), phase, owner, k.count(len(StepsOf(k.m, journey.Ref{Kind: journey.KindScenario, ID: s.ID}))),
		k.word("ScenarioStatus." + string(s.Status)),
		k.p.T([...]string{"roster.not_signed", "roster.as_signed", "roster.changed_since"}[k.signed[s.ID]], nil),
	}
}

func (k *maker) segment(r journey.Record) []string {
	s := r.(*journey.Segment)
	words := s.Rule
	if x, faults := rule.Read(s.Rule, k.v); len(faults) == 0 && s.Rule != "" {
		words = phrase.Rule(k.p, k.v, x)
	}
	return []string{words, k.used(r)}
}

func (k *maker) persona(r journey.Record) []string {
	p := r.(*journey.Persona)
	var languages []string
	for _, l := range p.Languages {
		languages = append(languages, l.Value)
	}
	if len(languages) == 0 && len(k.m.Settings.Languages) > 0 {
		languages = k.m.Settings.Languages[:1]
	}
	var scenarios []journey.ID
	for _, s := range k.m.Scenarios {
		if slices.Contains(s.Personas, p.ID) {
			scenarios = append(scenarios, s.ID)
		}
	}
	return []string{k.p.Percent(k.m.Value(p.Share).Value), strings.Join(languages, ", "), k.names(p.LikedChannels), k.names(scenarios)}
}

func (k *maker) channel(r journey.Record) []string {
	c := r.(*journey.Channel)
	cost := "–"
	if c.CostPerSend != 0 || c.CostPerVisit != 0 {
		cost = k.p.Money(c.CostPerSend+c.CostPerVisit, k.m.Settings.Currency)
	}
	return []string{k.word("ChannelMedium." + string(c.Medium)), k.word("ChannelUse." + string(c.Use)), cost, k.used(r)}
}

func (k *maker) term(r journey.Record) []string {
	t := r.(*journey.Term)
	return []string{t.Meaning, k.count(len(Said(k.m, t.Name)))}
}

func (k *maker) assumption(r journey.Record) []string {
	a := r.(*journey.AssumptionRecord)
	value := k.p.Number(a.Fact.Value)
	if a.Fact.Value > 0 && a.Fact.Value <= 1 {
		value = k.p.Percent(a.Fact.Value)
	}
	return []string{value, k.word("Evidence." + string(a.Fact.Evidence)), k.used(r)}
}

func (k *maker) silence(r journey.Record) []string {
	s := r.(*journey.Silence)
	return []string{k.name(s.Target.ID), s.Reason}
}

// everyUse lists for each record those that refer to it, by fields or by name in a rule.
func everyUse(m *journey.Map) map[journey.ID][]journey.Ref {
	users := edit.AllUsers(m)
	v := rule.VocabularyOf(m)
	for _, s := range rule.Sources(m) {
		x, faults := rule.Read(s.Text, v)
		if len(faults) > 0 {
			continue
		}
		for _, ref := range rule.References(x) {
			if id := journey.ID(ref.ID); id != s.Record.ID && !slices.Contains(users[id], s.Record) {
				users[id] = append(users[id], s.Record)
			}
		}
	}
	return users
}

// Users lists what uses a record: records that refer to it, and those whose rules name it.
func Users(m *journey.Map, ref journey.Ref) []journey.Ref { return everyUse(m)[ref.ID] }

// StepsOf lists the steps of the board that belong to a record: those of a scenario or a stage, those that use anything
// else, by themselves or through their scenario; of a term the steps whose words say it.
func StepsOf(m *journey.Map, ref journey.Ref) []journey.ID {
	wanted := map[journey.ID]bool{}
	switch ref.Kind {
	case journey.KindScenario, journey.KindStage:
		for _, s := range m.Steps {
			if s.Kind.Simulated() && (s.Scenario == ref.ID || s.Stage == ref.ID) {
				wanted[s.ID] = true
			}
		}
	case journey.KindTerm:
		if t, ok := m.Lookup(ref).(*journey.Term); ok {
			for _, id := range Said(m, t.Name) {
				wanted[id] = true
			}
		}
	default:
		for _, user := range Users(m, ref) {
			switch user.Kind {
			case journey.KindStep:
				wanted[user.ID] = true
			case journey.KindLink:
				if l := m.Link(user.ID); l != nil {
					wanted[l.From] = true
				}
			case journey.KindScenario:
				for _, s := range m.Steps {
					if s.Scenario == user.ID {
						wanted[s.ID] = true
					}
				}
			}
		}
	}
	var list []journey.ID
	for _, s := range m.Steps {
		if wanted[s.ID] {
			list = append(list, s.ID)
		}
	}
	return list
}

// Said lists the steps whose name, subject or text says a word of the glossary, whatever the case of its letters.
func Said(m *journey.Map, word string) []journey.ID {
	fold := func(s string) string { return strings.ReplaceAll(strings.ToLower(s), "ё", "е") }
	if word = fold(strings.TrimSpace(word)); word == "" {
		return nil
	}
	var list []journey.ID
	for _, s := range m.Steps {
		texts := []string{s.Name}
		if s.Message != nil {
			for _, c := range s.Message.Contents {
				texts = append(append(texts, c.Subject, c.Body), c.Calls...)
			}
		}
		if s.Note != nil {
			texts = append(texts, s.Note.Text)
		}
		if slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(fold(t), word) }) {
			list = append(list, s.ID)
		}
	}
	return list
}
