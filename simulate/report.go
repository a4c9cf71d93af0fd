package simulate

import (
	"cmp"
	"slices"

	"rehearse/journey"
	"rehearse/journey/codec"
	"rehearse/simulate/engine"
	"rehearse/simulate/program"
	"rehearse/simulate/stats"
)

// result turns what was counted into what is shown.
func (r *rehearsal) result(found *found) *Result {
	t := found.tally
	p, settings := r.program, r.m.Settings
	result := &Result{
		Engine: EngineVersion, Fingerprint: codec.Fingerprint(r.m), Map: settings.Name, Currency: settings.Currency, Spec: r.spec,
		HorizonDays: settings.HorizonDays, WarmUpDays: settings.WarmUpDays, Intervals: found.sampling,
		People: found.people, Counted: sum(t.People), Stopped: t.Stopped,
		Links: []LinkResult{}, Scenarios: []ScenarioResult{}, Goals: []GoalResult{}, Messages: []MessageResult{},
	}
	v := r.view(found)
	for i := range p.Personas {
		result.Personas = append(result.Personas, Group{ID: p.Personas[i].ID, People: v.people(int32(i), program.None)})
	}
	for i := range p.Entries {
		result.Entries = append(result.Entries, Group{ID: p.Entries[i].ID, People: v.people(program.None, int32(i))})
	}
	for i := range p.Steps {
		result.Steps = append(result.Steps, v.step(int32(i)))
	}
	for i := range p.Links {
		result.Links = append(result.Links, v.link(int32(i)))
	}
	for i := range p.Scenarios {
		result.Scenarios = append(result.Scenarios, v.scenario(i))
	}
	for i := range p.Goals {
		result.Goals = append(result.Goals, v.goal(i))
	}
	for i := range p.Messages {
		for place := range p.Messages[i].Channels {
			result.Messages = append(result.Messages, v.message(&p.Messages[i], place))
		}
	}
	for i := range p.Desks {
		result.Support = append(result.Support, v.support(i))
	}
	result.Touches = v.touches()
	result.Money = v.money(settings.Currency)
	if r.spec.Detail {
		result.Cross = v.cross()
	}
	result.Witnesses = r.witnesses(t)
	result.Pairs, result.Repeats = v.pairs()
	result.AfterGoal = v.afterGoal()
	return result
}

// view reads a tally in the ways a result needs.
type view struct {
	p     *program.Program
	t     *engine.Tally
	fixed journey.Money
	// agents is what desks cost for being there.
	agents journey.Money
	// sampling says where intervals come from; runs are the replications, where there are some.
	sampling Sampling
	runs     []*view
	// before are the links that lead to a step, by step; made at the first question.
	before [][]int32
}

func sum(numbers []int64) (n int64) {
	for _, x := range numbers {
		n += x
	}
	return n
}

// people counts arrivals of a persona and an entry; None is any.
func (v *view) people(persona, entry int32) (n int64) {
	v.profiles(persona, entry, func(profile int32) { n += v.t.People[profile] })
	return n
}

// profiles visits the profiles of a persona and an entry; None is any.
func (v *view) profiles(persona, entry int32, visit func(profile int32)) {
	for i := range v.p.Personas {
		for j := range v.p.Entries {
			if (persona == program.None || persona == int32(i)) && (entry == program.None || entry == int32(j)) {
				visit(v.p.Profile(int32(i), int32(j)))
			}
		}
	}
}

// contexts visits the counts of a persona, an entry and a pull (None any; 0 none, else a scenario plus 1).
func (v *view) contexts(persona, entry, pull int32, visit func(c *engine.Context)) {
	v.profiles(persona, entry, func(profile int32) {
		for by := range v.t.Pulls() {
			if pull == program.None || pull == int32(by) {
				if c := v.t.Contexts[int(profile)*v.t.Pulls()+by]; c != nil {
					visit(c)
				}
			}
		}
	})
}

// count sums a step's counts for a group.
func (v *view) count(step, persona, entry, pull int32) (n engine.StepCount) {
	v.contexts(persona, entry, pull, func(c *engine.Context) {
		s := &c.Steps[step]
		n.Entered += s.Entered
		n.WentOn += s.WentOn
		n.Dropped += s.Dropped
		n.Completed += s.Completed
		n.AtGoal += s.AtGoal
		n.Exited += s.Exited
		n.Withdrawn += s.Withdrawn
		n.Stopped += s.Stopped
		n.InProgress += s.InProgress
		n.Spawned += s.Spawned
		n.People += s.People
	})
	return n
}

// tally counts a step for a group whose arrivals are the denominator of "from entry".
func (v *view) tally(step, persona, entry, pull int32) Tally {
	whole, n := v, v.count(step, persona, entry, pull)
	of := func(per string, part func(v *view, n engine.StepCount) (int64, int64)) Share {
		return v.share(per, func(v *view) (int64, int64) {
			if v == whole {
				return part(v, n)
			}
			return part(v, v.count(step, persona, entry, pull))
		})
	}
	return Tally{
		Tokens: Tokens{
			Entered: n.Entered, WentOn: n.WentOn, Dropped: n.Dropped, Completed: n.Completed, AtGoal: n.AtGoal, Exited: n.Exited,
			Withdrawn: n.Withdrawn, Stopped: n.Stopped, InProgress: n.InProgress, Spawned: n.Spawned,
		},
		People: n.People, Visits: n.Entered,
		FromEntry:    of("entry", func(v *view, n engine.StepCount) (int64, int64) { return n.People, v.people(persona, entry) }),
		FromPrevious: v.share("previous", func(v *view) (int64, int64) { return v.fromPrevious(step, persona, entry, pull) }),
		WentOn:       of("entered", func(_ *view, n engine.StepCount) (int64, int64) { return n.WentOn, n.Entered }),
		Dropped:      of("entered", func(_ *view, n engine.StepCount) (int64, int64) { return n.Dropped, n.Entered }),
		Settled:      of("settled", func(_ *view, n engine.StepCount) (int64, int64) { return n.WentOn, n.Entered - n.InProgress }),
	}
}

// fromPrevious counts the tokens that came to a step by its links, and those that entered the steps these leave. Pulls
// bring people from wherever they were.
func (v *view) fromPrevious(step, persona, entry, pull int32) (came, entered int64) {
	if v.before == nil {
		v.before = make([][]int32, len(v.p.Steps))
		for i := range v.p.Links {
			if l := &v.p.Links[i]; !l.Pull {
				v.before[l.To] = append(v.before[l.To], int32(i))
			}
		}
	}
	var steps []int32
	for _, link := range v.before[step] {
		if from := v.p.Links[link].From; !slices.Contains(steps, from) {
			steps = append(steps, from)
		}
	}
	v.contexts(persona, entry, pull, func(c *engine.Context) {
		for _, link := range v.before[step] {
			came += c.Links[link].Arrived
		}
		for _, from := range steps {
			entered += c.Steps[from].Entered
		}
	})
	return min(came, entered), entered // a fork may bring one visit here several times
}

func (v *view) step(step int32) StepResult {
	s := &v.p.Steps[step]
	result := StepResult{Step: s.ID, Tally: v.tally(step, program.None, program.None, program.None)}
	for i := range v.p.Personas {
		result.ByPersona = append(result.ByPersona, GroupTally{v.p.Personas[i].ID, v.tally(step, int32(i), program.None, program.None)})
	}
	for i := range v.p.Entries {
		result.ByEntry = append(result.ByEntry, GroupTally{v.p.Entries[i].ID, v.tally(step, program.None, int32(i), program.None)})
	}
	if s.Scenario == program.None {
		for i := range v.p.Scenarios {
			if t := v.tally(step, program.None, program.None, int32(i)+1); t.Tokens.Entered > 0 {
				result.ByScenario = append(result.ByScenario, GroupTally{v.p.Scenarios[i].ID, t})
			}
		}
	}
	return result
}

func (v *view) linkCount(link, persona, entry int32) (n engine.LinkCount) {
	v.contexts(persona, entry, program.None, func(c *engine.Context) {
		l := &c.Links[link]
		n.Tokens += l.Tokens
		n.People += l.People
		n.Ignored += l.Ignored
		n.Delayed += l.Delayed
	})
	return n
}

func (v *view) link(link int32) LinkResult {
	n := v.linkCount(link, program.None, program.None)
	from := v.p.Links[link].From
	result := LinkResult{
		Link: v.p.Links[link].ID, Tokens: n.Tokens, People: n.People, Ignored: n.Ignored, Delayed: n.Delayed,
		Share: v.share("entered", func(v *view) (int64, int64) {
			return v.linkCount(link, program.None, program.None).Tokens, v.count(from, program.None, program.None, program.None).Entered
		}),
	}
	for i := range v.p.Personas {
		result.ByPersona = append(result.ByPersona, Group{v.p.Personas[i].ID, v.linkCount(link, int32(i), program.None).People})
	}
	for i := range v.p.Entries {
		result.ByEntry = append(result.ByEntry, Group{v.p.Entries[i].ID, v.linkCount(link, program.None, int32(i)).People})
	}
	return result
}

func (v *view) cross() []CrossCell {
	var cells []CrossCell
	for step := range v.p.Steps {
		for i := range v.p.Personas {
			for j := range v.p.Entries {
				for by := range v.t.Pulls() {
					t := v.tally(int32(step), int32(i), int32(j), int32(by))
					if t.Tokens.Entered == 0 {
						continue
					}
					cell := CrossCell{Step: v.p.Steps[step].ID, Persona: v.p.Personas[i].ID, Entry: v.p.Entries[j].ID, People: t.People, Tokens: t.Tokens}
					if by > 0 {
						cell.Scenario = v.p.Scenarios[by-1].ID
					} else if own := v.p.Steps[step].Scenario; own != program.None {
						cell.Scenario = v.p.Scenarios[own].ID
					}
					cells = append(cells, cell)
				}
			}
		}
	}
	return cells
}

// witnesses lists the people kept for each sight, in a fixed order.
func (r *rehearsal) witnesses(t *engine.Tally) []Witness {
	keys := make([]engine.WitnessKey, 0, len(t.Witnesses))
	for key := range t.Witnesses {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b engine.WitnessKey) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	var list []Witness
	for _, key := range keys {
		var of []journey.ID
		for _, step := range []int32{key.A, key.B} {
			if step != program.None {
				of = append(of, r.program.Steps[step].ID)
			}
		}
		for _, w := range t.Witnesses[key].List() {
			list = append(list, Witness{Code: key.Code, Of: of, Person: r.ref(r.plan.Arrival(w.Person)), Value: key.Value})
		}
	}
	return list
}

// rounded is a derived number as results show it.
func rounded(x float64) float64 { return stats.Round6(x) }
