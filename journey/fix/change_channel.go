package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// ChangeChannel lets messages go by another channel in place of one of theirs.
type ChangeChannel struct {
	Steps []journey.ID `json:"steps"`
	From  journey.ID   `json:"from"`
	To    journey.ID   `json:"to"`
}

// Action is part of finding.Edit.
func (ChangeChannel) Action() string { return "change_channel" }

// Apply is part of finding.Edit.
func (f ChangeChannel) Apply(tx *edit.Tx) error {
	if tx.Map().Channel(f.To) == nil {
		return gone(journey.Ref{Kind: journey.KindChannel, ID: f.To})
	}
	return eachMessage(tx, f.Steps, func(m *journey.Message) bool {
		at := slices.Index(m.Channels, f.From)
		if at < 0 {
			return false
		}
		if slices.Contains(m.Channels, f.To) {
			m.Channels = slices.Delete(m.Channels, at, at+1)
		} else {
			m.Channels[at] = f.To
		}
		return true
	})
}

// PreferChannel lets messages go by a channel where it reaches the person, and by those they had where it does not.
type PreferChannel struct {
	Steps   []journey.ID `json:"steps"`
	Channel journey.ID   `json:"channel"`
}

// Action is part of finding.Edit.
func (PreferChannel) Action() string { return "prefer_channel" }

// Apply is part of finding.Edit.
func (f PreferChannel) Apply(tx *edit.Tx) error {
	if tx.Map().Channel(f.Channel) == nil {
		return gone(journey.Ref{Kind: journey.KindChannel, ID: f.Channel})
	}
	return eachMessage(tx, f.Steps, func(m *journey.Message) bool {
		if slices.Contains(m.Channels, f.Channel) {
			return false
		}
		m.Channels, m.Choice = append([]journey.ID{f.Channel}, m.Channels...), journey.ChannelsFirst
		return true
	})
}
