package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// AddLanguages adds the missing languages to messages: a content of the same structure for each, with every text of the
// first language marked as still to be translated, "[→ ru] Your cart is waiting".
type AddLanguages struct {
	Steps     []journey.ID `json:"steps"`
	Languages []string     `json:"languages"`
}

// Action is part of finding.Edit.
func (AddLanguages) Action() string { return "add_languages" }

// Apply is part of finding.Edit.
func (f AddLanguages) Apply(tx *edit.Tx) error {
	return eachMessage(tx, f.Steps, func(m *journey.Message) bool {
		if len(m.Contents) == 0 {
			return false
		}
		for _, language := range f.Languages {
			if !slices.ContainsFunc(m.Contents, func(c journey.Content) bool { return c.Language == language }) {
				m.Contents = append(m.Contents, untranslated(m.Contents[0], language))
			}
		}
		return true
	})
}

func untranslated(c journey.Content, language string) journey.Content {
	gap := func(text string) string {
		if text == "" {
			return ""
		}
		return "[→ " + language + "] " + text
	}
	result := journey.Content{Language: language, Subject: gap(c.Subject), Preheader: gap(c.Preheader), Body: gap(c.Body), Link: c.Link}
	for _, call := range c.Calls {
		result.Calls = append(result.Calls, gap(call))
	}
	return result
}

// eachMessage changes message steps, or none of them where one is gone or no longer what it was.
func eachMessage(tx *edit.Tx, steps []journey.ID, change func(m *journey.Message) bool) error {
	var changed []*journey.Step
	for _, id := range steps {
		step := tx.Map().Step(id)
		if step == nil || step.Message == nil {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
		step = journey.Clone(step)
		if !change(step.Message) {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
		changed = append(changed, step)
	}
	for _, step := range changed {
		tx.Put(step)
	}
	return nil
}
