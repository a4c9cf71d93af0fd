package edit

import (
	"slices"

	"rehearse/journey"
)

// settle makes the outcome of an edit whole: whatever referred to a deleted record follows by the
// table of walker, links leave ports that are gone, and what cannot be put right refuses the edit. It
// is the only place that knows how records hang together.
func (tx *Tx) settle() error {
	if tx.refusal != nil {
		return tx.refusal
	}
	tx.settlePorts()
	tx.settleStarts()
	tx.settleRules()
	gone := map[journey.ID]bool{}
	for tx.newlyGone(gone) {
		if err := tx.follow(gone); err != nil {
			return err
		}
	}
	return tx.refusal
}

// newlyGone adds the deleted records to gone and reports whether there were new ones.
func (tx *Tx) newlyGone(gone map[journey.ID]bool) bool {
	fresh := false
	for r := range tx.moved {
		if gone[r.ID] {
			continue
		}
		if now, _ := collectionOf(r.Kind).find(tx.next, r.ID); now == nil {
			gone[r.ID] = true
			fresh = true
		}
	}
	return fresh
}

// follow rewrites or deletes every record that refers to one that is gone.
func (tx *Tx) follow(gone map[journey.ID]bool) error {
	hit := false
	look := &walker{target: func(id journey.ID) (journey.ID, bool) {
		hit = hit || gone[id]
		return id, true
	}}
	write := &walker{target: func(id journey.ID) (journey.ID, bool) {
		if gone[id] {
			return "", false
		}
		return id, true
	}}
	if slices.ContainsFunc(tx.editor.m.Assumptions, func(a *journey.AssumptionRecord) bool { return gone[a.ID] }) {
		look.fact = tx.factBefore
		write.fact = tx.factBefore
	}
	for _, kind := range journey.Kinds() {
		for _, r := range tx.next.Records(kind) {
			hit = false
			look.walk(r)
			if !hit {
				continue
			}
			changed := journey.Clone(r)
			if !write.walk(changed) {
				tx.Delete(ref(r))
				continue
			}
			if len(write.guarded) > 0 {
				return tx.inUse(write.guarded[0], r)
			}
			tx.Put(changed)
		}
	}
	return nil
}

// inUse refuses to delete a record that another one cannot do without.
func (tx *Tx) inUse(target journey.ID, by journey.Record) journey.Problem {
	args := journey.Args{"Name": string(target), "By": nameOf(by)}
	if was := tx.editor.m.Segment(target); was != nil {
		args["Name"] = nameOf(was)
	}
	return journey.Problem{Code: "edit.segment_in_use", Args: args, Record: ref(by), Field: "segment"}
}

// factBefore is what the use of a shared assumption meant before this edit.
func (tx *Tx) factBefore(use journey.Assumption) journey.Assumption { return tx.editor.m.Value(use) }

// settlePorts takes links and options away from ports that the edited steps no longer have. A wait
// that changes its kind keeps its main way out.
func (tx *Tx) settlePorts() {
	ports := map[journey.ID][]journey.Port{}
	for r := range tx.touched {
		if r.Kind == journey.KindStep {
			if s := tx.next.Step(r.ID); s != nil {
				ports[s.ID] = journey.PortsOf(s)
			}
		}
	}
	if len(ports) == 0 {
		return
	}
	for _, l := range slices.Clone(tx.next.Links) {
		has, edited := ports[l.From]
		if !edited || slices.Contains(has, l.Port) {
			continue
		}
		if main := mainPort(tx.next.Step(l.From)); main != "" && (l.Port == journey.PortOut || l.Port == journey.PortHappened) {
			moved := journey.Clone(l)
			moved.Port = main
			tx.Put(moved)
			continue
		}
		tx.Delete(ref(l))
	}
	for _, s := range slices.Clone(tx.next.Steps) {
		has, edited := ports[s.ID]
		lost := func(o journey.PortOption) bool { return !slices.Contains(has, o.Port) }
		if edited && slices.ContainsFunc(s.Ports, lost) {
			changed := journey.Clone(s)
			changed.Ports = slices.DeleteFunc(changed.Ports, lost)
			tx.Put(changed)
		}
	}
}

// settleStarts clears the start of scenarios whose first step now belongs elsewhere.
func (tx *Tx) settleStarts() {
	for _, scenario := range slices.Clone(tx.next.Scenarios) {
		if scenario.Start == "" || !tx.touched[journey.Ref{Kind: journey.KindStep, ID: scenario.Start}] {
			continue
		}
		if start := tx.next.Step(scenario.Start); start != nil && start.Scenario != scenario.ID {
			changed := journey.Clone(scenario)
			changed.Start = ""
			tx.Put(changed)
		}
	}
}

// mainPort is the way a wait goes on when what it waits for has come; "" for other kinds.
func mainPort(s *journey.Step) journey.Port {
	switch {
	case s.Wait == nil:
		return ""
	case s.Wait.Kind == journey.WaitEvent:
		return journey.PortHappened
	default:
		return journey.PortOut
	}
}
