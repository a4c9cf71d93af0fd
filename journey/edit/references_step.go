package edit

import "rehearse/journey"

// step visits the references of a step; false when the step itself must go.
func (w *walker) step(s *journey.Step) bool {
	w.clear(&s.Stage)
	if s.Entry != nil {
		w.entry(s.Entry)
	}
	if s.Touchpoint != nil {
		w.clear(&s.Touchpoint.Event)
		drop(&s.Touchpoint.Changes, w.change)
	}
	if s.Message != nil {
		w.message(s.Message)
	}
	if s.Wait != nil {
		w.clear(&s.Wait.Event)
		w.anchor(s.Wait.Anchor)
	}
	if s.Support != nil {
		w.clear(&s.Support.Channel)
	}
	if s.Call != nil {
		w.clear(&s.Call.Channel)
	}
	if s.Update != nil {
		drop(&s.Update.Changes, w.change)
	}
	if s.Goal != nil {
		w.clear(&s.Goal.Event)
		w.clear(&s.Goal.Value.Property)
		w.anchor(s.Goal.Deadline)
	}
	return w.must(&s.Scenario)
}

func (w *walker) entry(e *journey.Entry) {
	w.clear(&e.Channel)
	w.clear(&e.Before)
	before, count := mixTotal(e.Mix), len(e.Mix)
	drop(&e.Mix, func(v *journey.Weighted) bool { return w.value(&v.Value) })
	if len(e.Mix) < count {
		rescale(e.Mix, before)
	}
	if b := e.Base; b != nil {
		drop(&b.Events, func(p *journey.PastEvent) bool { return w.must(&p.Event) })
		drop(&b.Score, func(p *journey.PastScore) bool { return w.must(&p.Score) })
		drop(&b.Unsubscribed, func(v *journey.Weighted) bool { return w.value(&v.Value) })
	}
}

func (w *walker) message(m *journey.Message) {
	w.dropIDs(&m.Channels)
	w.clear(&m.Topic)
	w.clear(&m.Offer)
	w.clearRef(&m.Goal)
	if r := m.Response; r != nil {
		step := w.must(&r.Step)
		if event := w.must(&r.Event); !step || !event {
			m.Response = nil
		}
	}
}

// change keeps a change that still has what it sets.
func (w *walker) change(c *journey.Change) bool {
	return w.must(&c.Target)
}

func mixTotal(mix []journey.Weighted) float64 {
	sum := 0.0
	for _, v := range mix {
		sum += v.Share.Value
	}
	return sum
}

// rescale gives what a value that went had to the others, in proportion. Shares that come from shared
// assumptions cannot be changed here; then the mix stays and the checks ask for the rest.
func rescale(mix []journey.Weighted, total float64) {
	rest := mixTotal(mix)
	for _, v := range mix {
		if v.Share.Use != "" {
			return
		}
	}
	if rest <= 0 {
		return
	}
	for i := range mix {
		share := &mix[i].Share
		share.Value *= total / rest
		share.Low, share.High = nil, nil // a range around the old share means nothing around the new one
	}
}
