package edit

import (
	"slices"

	"rehearse/journey"
)

// Renamer brings texts of rules up to date from one map to the next: names that meant a record before
// become its new name.
type Renamer func(before, after *journey.Map) func(text string) string

// RenameInRules lets edits that rename records rename them inside rules as well. The language of rules is
// package rule's, which this package does not know.
func (e *Editor) RenameInRules(renamer Renamer) { e.renamer = renamer }

// settleRules renames inside rules what this edit renamed.
func (tx *Tx) settleRules() {
	if tx.editor.renamer == nil || !tx.renames() {
		return
	}
	renamed := tx.editor.renamer(tx.editor.m, tx.next)
	for _, kind := range []journey.Kind{journey.KindSegment, journey.KindScenario, journey.KindEvent, journey.KindStep} {
		for _, r := range tx.next.Records(kind) {
			stale := slices.ContainsFunc(ruleTexts(r), func(text *string) bool { return renamed(*text) != *text })
			if !stale {
				continue
			}
			changed := journey.Clone(r)
			for _, text := range ruleTexts(changed) {
				*text = renamed(*text)
			}
			tx.Put(changed)
		}
	}
}

// renames reports whether a record that was there before has another name now.
func (tx *Tx) renames() bool {
	for r := range tx.touched {
		c := collectionOf(r.Kind)
		before, _ := c.find(tx.editor.m, r.ID)
		after, _ := c.find(tx.next, r.ID)
		if before != nil && after != nil && journey.NameOf(before) != journey.NameOf(after) {
			return true
		}
	}
	return false
}

// ruleTexts are the fields of a record that hold rules.
func ruleTexts(r journey.Record) []*string {
	var texts []*string
	switch r := r.(type) {
	case *journey.Segment:
		texts = append(texts, &r.Rule)
	case *journey.Scenario:
		for i := range r.Exits {
			texts = append(texts, &r.Exits[i].Rule)
		}
	case *journey.Event:
		if r.Outside != nil {
			for i := range r.Outside.Multipliers {
				texts = append(texts, &r.Outside.Multipliers[i].Rule)
			}
		}
	case *journey.Step:
		if r.Branch != nil {
			for i := range r.Branch.Rules {
				texts = append(texts, &r.Branch.Rules[i].Rule)
			}
		}
	}
	return slices.DeleteFunc(texts, func(text *string) bool { return *text == "" })
}
