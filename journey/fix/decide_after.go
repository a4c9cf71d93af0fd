package fix

import (
	"rehearse/journey"
	"rehearse/journey/edit"
)

// DecideAfter lets a message be decided when the wait behind it would have ended, and takes the wait, which then waits
// for nothing, out of the way.
type DecideAfter struct {
	Message journey.ID       `json:"message"`
	Wait    journey.ID       `json:"wait"`
	After   journey.Duration `json:"after"`
}

// Action is part of finding.Edit.
func (DecideAfter) Action() string { return "decide_after" }

// Apply is part of finding.Edit.
func (f DecideAfter) Apply(tx *edit.Tx) error {
	message, wait := tx.Map().Step(f.Message), tx.Map().Step(f.Wait)
	if message == nil || message.Message == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Message})
	}
	if wait == nil || wait.Wait == nil {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Wait})
	}
	var in, out []*journey.Link
	for _, l := range tx.Map().Links {
		if l.To == f.Wait {
			in = append(in, l)
		}
		if l.From == f.Wait {
			out = append(out, l)
		}
	}
	if len(out) != 1 {
		return gone(journey.Ref{Kind: journey.KindStep, ID: f.Wait})
	}
	for _, l := range in {
		if err := edit.Reconnect(tx, l.ID, edit.LinkTarget, out[0].To, ""); err != nil {
			return err
		}
	}
	tx.Delete(journey.Ref{Kind: journey.KindStep, ID: f.Wait})
	changed := journey.Clone(message)
	changed.Message.DecideAfter = f.After
	tx.Put(changed)
	return nil
}
