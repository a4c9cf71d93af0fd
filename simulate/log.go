package simulate

import (
	"context"
	"fmt"
	"io"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/engine"
)

// LogColumns is the head of an event log, one row per event. A case is a person's way through the main flow (3812), or one
// instance of a scenario for them (3812/cart/1). Time is ISO 8601 in UTC, local the same on the person's clock with its
// offset; event is the activity as a person reads it, what its code; step, scenario, channel and persona are ids;
// outcome is the code of a reason or the port that was taken, value an amount in units of the currency, waited how many seconds
// somebody stood in a line that ends now.
const LogColumns = "case,person,time,event,step,scenario,channel,outcome,value,what,local,persona,waited"

// Logged lists the codes of what stands in an event log, as engine.Moment names them, in the order of a person's way. How people move
// between steps (go, fork, pulling), what they wait for and what is still open at the end of the run is no event of theirs.
func Logged() []string {
	return []string{
		"arrive", "enter", "join", "take", "drop", "complete", "at_goal", "exit", "withdraw", "late", "pull", "pull_ignored", "event", "segment",
		"start", "not_started", "end", "send", "refuse", "hold", "other_channel", "deliver", "open", "click", "unsubscribe", "hard_bounce",
		"soft_bounce", "respond", "credit", "serve", "give_up", "call", "goal", "exit_map", "stopped",
	}
}

// Activity names an activity: what happened (a code of Logged) to the record with a name; of a "take" also the port. The
// text may hold anything.
type Activity func(what, name string, port journey.Port) string

// WriteLog writes the event log of a run as CSV (RFC 4180, UTF-8, comma): everybody whom Run counts with this specification, by their
// number, each in the order in which things happened. The bytes depend on neither time nor workers, and memory
// not on the number of people. Errors are those of Run, and of the writer. Progress may be nil.
func WriteLog(ctx context.Context, m *journey.Map, spec Spec, activity Activity, out io.Writer, progress func(Progress)) error {
	r, err := prepare(m, spec)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, LogColumns+"\n"); err != nil {
		return err
	}
	var tell func(done, of int64)
	if progress != nil {
		tell = func(done, of int64) { progress(Progress{Done: done, Of: of}) }
	}
	names := r.logNames()
	teller := func() engine.Teller { return newLogTeller(r.program, names, activity) }
	if err := engine.Listen(ctx, r.program, r.plan, r.options, r.workers(), teller, out, tell); err != nil {
		return fmt.Errorf("simulate: log: %w", err)
	}
	return nil
}

// logNames are what records are called in a log: by name, and by id too where two of a kind share one.
type logNames struct {
	steps, scenarios, events []string
}

func (r *rehearsal) logNames() *logNames {
	p, n := r.program, &logNames{}
	index := journey.NewIndex(r.m)
	name := func(id journey.ID) string {
		if record := index.Get(id); record != nil && journey.NameOf(record) != "" {
			return journey.NameOf(record)
		}
		return string(id)
	}
	list := func(ids []journey.ID) []string {
		times := map[string]int{}
		for _, id := range ids {
			times[name(id)]++
		}
		names := make([]string, len(ids))
		for i, id := range ids {
			names[i] = name(id)
			if times[names[i]] > 1 {
				names[i] += " (" + string(id) + ")"
			}
		}
		return names
	}
	steps, scenarios, events := make([]journey.ID, len(p.Steps)), make([]journey.ID, len(p.Scenarios)), make([]journey.ID, len(p.Events))
	for i := range p.Steps {
		steps[i] = p.Steps[i].ID
	}
	for i := range p.Scenarios {
		scenarios[i] = p.Scenarios[i].ID
	}
	for i := range p.Events {
		events[i] = p.Events[i].ID
	}
	n.steps, n.scenarios, n.events = list(steps), list(scenarios), list(events)
	return n
}

var _ engine.Teller = (*logTeller)(nil)

// Tell appends the rows of one person.
func (t *logTeller) Tell(to []byte, story *engine.Story, who *cohort.Person) []byte {
	for i := range story.Moments {
		m := &story.Moments[i]
		what, logged := t.whats[m.What]
		if !logged || t.hidden(m) {
			continue
		}
		to = t.row(to, m, what, who)
	}
	return to
}
