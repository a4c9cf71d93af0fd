package rule

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rehearse/journey"
)

// Source is one rule's text in a map and where it stands.
type Source struct {
	Record journey.Ref
	Field  string // JSON path inside the record
	Text   string
}

// Sources lists every rule of a map: segments, multipliers of outside events, exits of scenarios, branches.
// Fields that may be left empty and are, are not listed.
func Sources(m *journey.Map) []Source {
	var sources []Source
	eachHolder(m, func(r journey.Record) {
		of := journey.Ref{Kind: r.RecordKind(), ID: r.RecordID()}
		rewrite(r, func(field, text string) string {
			sources = append(sources, Source{of, field, text})
			return text
		})
	})
	return sources
}

// Problems reads every rule of a map and tells what is wrong with them, each problem with its record,
// field and place in the text.
func Problems(m *journey.Map) journey.Problems {
	vocabulary := VocabularyOf(m)
	segments := Segments(m, vocabulary)
	var problems journey.Problems
	for _, s := range Sources(m) {
		x, errs := Read(s.Text, vocabulary)
		if len(errs) == 0 {
			if s.Record.Kind == journey.KindSegment {
				// A circle is told with each segment of it: start as if the segment itself were asked for.
				x = &Is{Span: x.Place(), Fact: InSegment, Of: Ref{Kind: SegmentName, ID: string(s.Record.ID), Name: m.Segment(s.Record.ID).Name}}
			}
			if _, err := Inline(x, segments); err != nil {
				errs = []*Error{err}
			}
		}
		for _, err := range errs {
			problems = append(problems, err.Problem(s.Record, s.Field, s.Text))
		}
	}
	return problems
}

// Segments returns the lookup Inline needs: the checked rules of a map's segments, each read once; nil for
// those with faults.
func Segments(m *journey.Map, vocabulary *Vocabulary) func(id string) Expr {
	known := map[string]Expr{}
	return func(id string) Expr {
		x, done := known[id]
		if segment := m.Segment(journey.ID(id)); !done && segment != nil {
			x, _ = Read(segment.Rule, vocabulary)
			known[id] = x
		}
		return x
	}
}

// Followed lists the records whose rules must change because others were renamed between two revisions
// of a map, as copies of the newer ones with their rules brought up to date by Renamed.
func Followed(before, after *journey.Map) []journey.Record {
	old, current := VocabularyOf(before), VocabularyOf(after)
	if reflect.DeepEqual(old, current) {
		return nil
	}
	var changed []journey.Record
	eachHolder(after, func(r journey.Record) {
		different := false
		copied := rewrite(r, func(_, text string) string {
			renamed := Renamed(text, old, current)
			different = different || renamed != text
			return renamed
		})
		if different {
			changed = append(changed, copied)
		}
	})
	return changed
}

// eachHolder visits the records that hold rules.
func eachHolder(m *journey.Map, visit func(journey.Record)) {
	for _, segment := range m.Segments {
		visit(segment)
	}
	for _, event := range m.Events {
		if event.Outside != nil {
			visit(event)
		}
	}
	for _, scenario := range m.Scenarios {
		visit(scenario)
	}
	for _, step := range m.Steps {
		if step.Branch != nil {
			visit(step)
		}
	}
}

// rewrite returns a copy of a record in which each rule's text is what change makes of it.
func rewrite(r journey.Record, change func(field, text string) string) journey.Record {
	switch r := r.(type) {
	case *journey.Segment:
		c := *r
		c.Rule = change("rule", r.Rule)
		return &c
	case *journey.Event:
		c, outside := *r, *r.Outside
		c.Outside, outside.Multipliers = &outside, slices.Clone(outside.Multipliers)
		for i, m := range outside.Multipliers {
			outside.Multipliers[i].Rule = change("outside.multipliers["+strconv.Itoa(i)+"].rule", m.Rule)
		}
		return &c
	case *journey.Scenario:
		c := *r
		c.Exits = slices.Clone(r.Exits)
		for i, exit := range c.Exits {
			if strings.TrimSpace(exit.Rule) != "" {
				c.Exits[i].Rule = change("exits["+strconv.Itoa(i)+"].rule", exit.Rule)
			}
		}
		return &c
	case *journey.Step:
		c, branch := *r, *r.Branch
		c.Branch, branch.Rules = &branch, slices.Clone(branch.Rules)
		for i, rule := range branch.Rules {
			branch.Rules[i].Rule = change("branch.rules["+strconv.Itoa(i)+"].rule", rule.Rule)
		}
		return &c
	}
	return r
}
