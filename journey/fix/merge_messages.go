package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
	"rehearse/journey/rule"
)

// MergeMessages makes one message of several that say the same. The kept one takes over the channels of the others and
// what it lacks itself: languages, topic, offer, goal, response. The others leave their ways, and rules and remarks about
// them are about the kept one. Their texts in languages the kept one has are gone.
type MergeMessages struct {
	Keep  journey.ID   `json:"keep"`
	Merge []journey.ID `json:"merge"`
	// Scenarios have nothing to do without the messages that go; they are deleted.
	Scenarios []journey.ID `json:"scenarios,omitempty"`
}

// Action is part of finding.Edit.
func (MergeMessages) Action() string { return "merge_messages" }

// Apply is part of finding.Edit.
func (f MergeMessages) Apply(tx *edit.Tx) error {
	for _, id := range append([]journey.ID{f.Keep}, f.Merge...) {
		if step := tx.Map().Step(id); step == nil || step.Message == nil {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
	}
	instead := map[journey.ID]journey.ID{}
	kept := journey.Clone(tx.Map().Step(f.Keep))
	for _, id := range f.Merge {
		if id == f.Keep {
			return gone(journey.Ref{Kind: journey.KindStep, ID: id})
		}
		instead[id] = f.Keep
		takeOver(kept.Message, tx.Map().Step(id).Message)
	}
	for _, id := range f.Scenarios {
		if scenario := tx.Map().Scenario(id); scenario == nil || !SendsOnly(tx.Map(), id, f.Merge) {
			return gone(journey.Ref{Kind: journey.KindScenario, ID: id})
		}
	}
	tx.Put(kept)
	for _, r := range rule.Repointed(tx.Map(), instead) {
		tx.Put(r)
	}
	for _, c := range slices.Clone(tx.Map().Comments) {
		if to := instead[c.On.ID]; to != "" {
			moved := journey.Clone(c)
			moved.On.ID = to
			tx.Put(moved)
		}
	}
	var leave []journey.Ref
	for _, id := range f.Scenarios {
		leave = append(leave, journey.Ref{Kind: journey.KindScenario, ID: id})
	}
	for _, id := range f.Merge {
		step := tx.Map().Step(id)
		if slices.Contains(f.Scenarios, step.Scenario) {
			continue
		}
		if err := leaveWay(tx, step, f.Keep); err != nil {
			return err
		}
		leave = append(leave, journey.Ref{Kind: journey.KindStep, ID: id})
	}
	return edit.DeleteRecords(tx, leave)
}

// takeOver gives a message what another one has and it lacks itself.
func takeOver(m, other *journey.Message) {
	all := m.Choice == journey.ChannelsAll && other.Choice == journey.ChannelsAll
	for _, channel := range other.Channels {
		if slices.Contains(m.Channels, channel) {
			continue
		}
		m.Channels = append(m.Channels, channel)
		if !all {
			m.Choice = journey.ChannelsFirst
		}
	}
	for _, content := range other.Contents {
		if !slices.ContainsFunc(m.Contents, func(c journey.Content) bool { return c.Language == content.Language }) {
			m.Contents = append(m.Contents, content)
		}
	}
	if m.Topic == "" {
		m.Topic = other.Topic
	}
	if m.Offer == "" {
		m.Offer = other.Offer
	}
	if m.Goal.IsZero() && !other.Goal.IsZero() {
		m.Goal, m.AttributionWindow = other.Goal, other.AttributionWindow
	}
	if m.Response == nil {
		m.Response = other.Response
	}
}
