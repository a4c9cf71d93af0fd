package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// LeaveByClick lets a link of a message begin at the click, for those who click alone.
type LeaveByClick struct {
	Link journey.ID `json:"link"`
}

// Action is part of finding.Edit.
func (LeaveByClick) Action() string { return "leave_by_click" }

// Apply is part of finding.Edit.
func (f LeaveByClick) Apply(tx *edit.Tx) error {
	l := tx.Map().Link(f.Link)
	if l == nil || tx.Map().Step(l.From) == nil || tx.Map().Step(l.From).Message == nil {
		return gone(journey.Ref{Kind: journey.KindLink, ID: f.Link})
	}
	return edit.Reconnect(tx, f.Link, edit.LinkStart, l.From, journey.PortClicked)
}
