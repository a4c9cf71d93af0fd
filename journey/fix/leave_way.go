package fix

import (
	"slices"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// leaveWay lets people pass by a message that another one stands in for. Where their way depends on what becomes of it, a
// wait as long as that takes to be decided and a branch ask the same of the other message; the delay of its link becomes
// a wait. It is refused where the message has several links by one port and no outcome: no step stands for that.
func leaveWay(tx *edit.Tx, step *journey.Step, other journey.ID) error {
	by := map[journey.Port][]*journey.Link{}
	for _, l := range tx.Map().Links {
		if l.From == step.ID {
			by[l.Port] = append(by[l.Port], l)
		}
	}
	if len(by[journey.PortClicked])+len(by[journey.PortOpened])+len(by[journey.PortNotOpened]) > 0 {
		return askOther(tx, step, other, by)
	}
	links := by[journey.PortNotSent]
	if len(links) == 0 {
		links = by[journey.PortOut]
	}
	switch {
	case len(links) > 1:
		return gone(journey.Ref{Kind: journey.KindStep, ID: step.ID})
	case len(links) == 0 || links[0].To == step.ID:
		return nil
	}
	next := links[0].To
	if delay := links[0].Delay; !delay.IsZero() {
		wait, err := waitAt(tx, step, delay)
		if err != nil {
			return err
		}
		if _, err := edit.Connect(tx, wait, journey.PortOut, next); err != nil {
			return err
		}
		next = wait
	}
	return lead(tx, step.ID, next)
}

// askOther puts a wait and a branch in the place of a message: who clicked, opened or did neither with the other message
// goes on as if it had been this one. An outcome without a link goes by "out", as at the message.
func askOther(tx *edit.Tx, step *journey.Step, other journey.ID, by map[journey.Port][]*journey.Link) error {
	wait, err := waitAt(tx, step, journey.Fixed(decidedAfter(tx.Map(), step.Message)))
	if err != nil {
		return err
	}
	x, y := free(tx.Map(), step.X+nextStep, step.Y)
	id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepBranch, Scenario: step.Scenario, Stage: step.Stage, X: x, Y: y})
	if err != nil {
		return err
	}
	source := func(port journey.Port) journey.Port {
		if len(by[port]) > 0 {
			return port
		}
		return journey.PortOut
	}
	branch := journey.Clone(tx.Map().Step(id))
	branch.Branch.Rules = nil
	var links []*journey.Link
	take := func(from, to journey.Port) {
		for _, l := range by[from] {
			copied := journey.Clone(l)
			copied.ID, copied.From, copied.Port = tx.NewID(), id, to
			links = append(links, copied)
		}
		for _, o := range step.Ports {
			if o.Port == from {
				branch.Ports = append(branch.Ports, journey.PortOption{Port: to, Fork: o.Fork, Race: o.Race})
			}
		}
	}
	clicked, opened, rest := source(journey.PortClicked), source(journey.PortOpened), source(journey.PortNotOpened)
	name := named(tx.Map(), journey.KindStep, other)
	if clicked != opened {
		r := journey.BranchRule{ID: tx.NewID(), Rule: "clicked(" + name + ")"}
		branch.Branch.Rules = append(branch.Branch.Rules, r)
		take(clicked, journey.Port(r.ID))
	}
	if opened != rest {
		r := journey.BranchRule{ID: tx.NewID(), Rule: "opened(" + name + ")"}
		branch.Branch.Rules = append(branch.Branch.Rules, r)
		take(opened, journey.Port(r.ID))
	}
	take(rest, journey.PortOtherwise)
	tx.Put(branch)
	for _, l := range links {
		tx.Put(l)
	}
	if _, err := edit.Connect(tx, wait, journey.PortOut, id); err != nil {
		return err
	}
	return lead(tx, step.ID, wait)
}

// waitAt puts a wait where a step stands.
func waitAt(tx *edit.Tx, step *journey.Step, length journey.Law) (journey.ID, error) {
	id, err := edit.AddStep(tx, edit.NewStep{Kind: journey.StepWait, Scenario: step.Scenario, Stage: step.Stage, X: step.X, Y: step.Y})
	if err != nil {
		return "", err
	}
	wait := journey.Clone(tx.Map().Step(id))
	wait.Wait.For = length
	tx.Put(wait)
	return id, nil
}

// decidedAfter is when opened and not opened are decided: where the message does not say, 3 days after it for e-mail as
// the first channel, a day for any other.
func decidedAfter(m *journey.Map, message *journey.Message) journey.Duration {
	if message.DecideAfter > 0 {
		return message.DecideAfter
	}
	if len(message.Channels) > 0 {
		if c := m.Channel(message.Channels[0]); c != nil && c.Medium == journey.MediumEmail {
			return 3 * journey.Day
		}
	}
	return journey.Day
}

// SendsOnly tells that a scenario does nothing but send some messages: what else it has are waits, branches and ends.
func SendsOnly(m *journey.Map, scenario journey.ID, messages []journey.ID) bool {
	for _, step := range m.Steps {
		if step.Scenario != scenario || slices.Contains(messages, step.ID) {
			continue
		}
		switch step.Kind {
		case journey.StepWait, journey.StepBranch, journey.StepSplit, journey.StepNote, journey.StepFrame:
		case journey.StepExit:
			if step.Exit.Map {
				return false
			}
		default:
			return false
		}
	}
	for _, l := range m.Links {
		if from, to := m.Step(l.From), m.Step(l.To); from != nil && to != nil && from.Scenario == scenario && to.Scenario != scenario {
			return false // it pulls people in the main flow
		}
	}
	return true
}
