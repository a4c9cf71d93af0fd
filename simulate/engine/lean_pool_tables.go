package engine

import (
	"math"

	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// poolStep is a step as the pool sees it.
type poolStep struct {
	*leanStep
	// pass tells that the pool takes people through; else they go on as lean lives from before the step.
	pass bool
	// once tells that nobody can come back: no way leads in a circle here. Else circle is the number of its counter of visits.
	once   bool
	circle uint8
	ports  []poolPort
	rules  []leanRule
	known  []poolKnown // by profile, of a branch that asks for an address or a consent alone
	desk   *poolDesk
}

// poolKnown is a rule of one question: whether the person is known, or allows, on a channel.
type poolKnown struct {
	key     random.Key
	share   random.Threshold
	yes, no int32 // ports
}

// poolPort is how people leave by a port: with less than four outcomes, of which the last is the end of the way.
type poolPort struct {
	outs [poolFew + 1]poolOut
	sure bool // all take the first link, in no time
	// instant tells that no link takes time.
	instant bool
	// exponential tells that all delays are short and of this law, or none, and that there are at most poolProfiles profiles.
	exponential bool
	first       int // its row of the first profile
}

// poolOut is where a link leads.
type poolOut struct {
	mean  int64
	set   uint64 // bit of the link among those the person has taken
	shift uint8
	line  uint8
	link  int32 // None for the end of the way
	delay random.Law
	_     uint64 // a whole line of memory
}

// poolRow is how the people of a profile leave by a port: cuts, less one each, and how many took which outcome, in 24 bits,
// those of them who had taken it before, in 20, and those who had been at the step before, in 20.
type poolRow struct {
	cuts   [poolFew + 1]uint64
	counts [poolFew + 1]uint64
}

// poolProfiles is up to how many profiles people leave a port without it being asked whether there is such a row.
const poolProfiles = 64

// poolFold is after how many people the counts of a port's rows are added to others.
const poolFold = 1 << 18

// poolTables are the tables of the pool, for all workers.
type poolTables struct {
	steps  []poolStep // of the main flow, by their number in it
	links  []int32    // by bit
	locals []int32    // numbers in the main flow of steps by counter of visits
	rows   []poolRow  // by port and profile, without counts
	most   uint8      // visits of a step
	desks  []*poolStep
	// behind is the first line behind the desks, each of which has deskPorts: those who were answered, those who gave up.
	behind    uint8
	deskCosts bool // some case costs
	onSite    bool
	costs     bool
	least     bool
	entries   []poolEntry
	// entryLines are the lines of the entries.
	entryLines []uint8
	allCome    bool // to the pool, by whatever entry
}

// poolEntry is how people come by an entry: over a link they all take at once. The link is None where they live alone.
type poolEntry struct {
	link int32
	line uint8
	// cuts, less one each, choose among personas, where there are few; there may be one only.
	few, one bool
	cuts     [poolFew]uint64
	personas [poolFew + 1]int32
}

// makePool makes the tables of the pool, nil where it is of no use.
func (l *layout) makePool(lean *leanProgram) *poolTables {
	p := l.p
	if p.MainSteps > mostPoolSteps || p.Profiles() > math.MaxUint16 || l.opt.rows() > math.MaxUint16 {
		return nil
	}
	t := &poolTables{
		steps: make([]poolStep, p.MainSteps), entries: make([]poolEntry, len(p.Entries)), entryLines: make([]uint8, len(p.Entries)),
		most: uint8(min(mostPoolVisit, mostLeanMoments/p.MainSteps)), least: p.Policy.Least > 0,
	}
	for i := range lean.mail {
		t.onSite = t.onSite || lean.mail[i].onSite
	}
	once := l.visitedOnce()
	for _, i := range l.mainSteps {
		l.poolStep(lean, t, i, once[i])
	}
	useful := false
	t.allCome = true
	for i := range p.Entries {
		e, step := &t.entries[i], &t.steps[p.Steps[p.Entries[i].Step].Local]
		if e.link = program.None; !step.pass || !step.once || step.cost != 0 || !step.ports[0].sure || p.Entries[i].Base != nil {
			t.allCome = false
			continue
		}
		e.link, e.line = step.ports[0].outs[0].link, step.ports[0].outs[0].line
		t.entryLines[i] = e.line
		useful = useful || t.steps[e.line-1].pass
		if mix := &p.Entries[i].Mix; len(mix.Values) <= len(e.personas) {
			e.few, e.one = true, len(mix.Values) == 1
			copy(e.personas[:], mix.Values)
			for j := range e.cuts {
				e.cuts[j] = lessOne(random.Always)
				if j < len(mix.Cuts) && j < len(mix.Values)-1 {
					e.cuts[j] = lessOne(mix.Cuts[j])
				}
			}
		}
	}
	if p.Shared() && !t.wholly(p) || !useful || t.lineCount() > 256 {
		return nil
	}
	return t
}

// lessOne is a cut less one: it is below the high half of a draw exactly when that half has reached the cut. Less than
// nothing is below everything.
func lessOne(cut random.Threshold) uint64 { return uint64(cut) - 1 }

// reached is 1 when the high half of a draw has reached a cut, less one, else 0.
func reached(cut, high uint64) uint64 { return (cut - high) >> 63 }

// visitedOnce finds the steps that lie in no circle: what is left when steps nothing leads to, and steps that lead nowhere,
// are taken away again and again. More may be left than lies in circles.
func (l *layout) visitedOnce() []bool {
	p := l.p
	once := make([]bool, len(p.Steps))
	for _, ahead := range []bool{true, false} {
		ends := func(k *program.Link) (from, to int32) {
			if ahead {
				return k.From, k.To
			}
			return k.To, k.From
		}
		degree, next := make([]int, len(p.Steps)), make([][]int32, len(p.Steps))
		for i := range p.Links {
			if from, to := ends(&p.Links[i]); !once[from] && !once[to] {
				degree[to]++
				next[from] = append(next[from], to)
			}
		}
		var free []int32
		for i := range p.Steps {
			if degree[i] == 0 && !once[i] {
				free = append(free, int32(i))
			}
		}
		for len(free) > 0 {
			i := free[len(free)-1]
			free = free[:len(free)-1]
			once[i] = true
			for _, to := range next[i] {
				if degree[to]--; degree[to] == 0 {
					free = append(free, to)
				}
			}
		}
	}
	return once
}

// poolStep makes the table of a step of the main flow.
func (l *layout) poolStep(lean *leanProgram, t *poolTables, number int32, once bool) {
	p, s := l.p, &t.steps[l.p.Steps[number].Local]
	s.leanStep, s.once = &lean.steps[number], once
	switch s.kind {
	case leanPass, leanTouch, leanWait, leanSplit, leanExit, leanDesk:
	case leanBranch:
		for i, r := range p.Branches[p.Steps[number].Index].Rules {
			if !r.Innate() || !l.fixed() {
				return
			}
			s.rules = append(s.rules, s.leanStep.rules[i])
		}
		s.known = l.poolKnown(s.rules)
	case leanGoal:
		g := &p.Goals[s.goal]
		if !l.finalGoal(number) || g.Event != program.None && len(l.byEvent[g.Event]) > 0 || g.Also != program.None && len(l.byEvent[g.Also]) > 0 {
			return
		}
	default:
		return
	}
	links, rows := len(t.links), len(t.rows)
	s.pass = once || len(t.locals) < mostCircle
	for n := p.Steps[number].FirstPort; s.pass && n < p.Steps[number].FirstPort+p.Steps[number].PortCount; n++ {
		var port poolPort
		port, s.pass = l.poolPort(t, n, once)
		s.ports = append(s.ports, port)
	}
	if !s.pass {
		t.links, t.rows = t.links[:links], t.rows[:rows]
		return
	}
	if !once {
		s.circle = uint8(len(t.locals))
		t.locals = append(t.locals, l.p.Steps[number].Local)
	}
	t.costs = t.costs || s.cost > 0
}

// poolPort makes the table of a port; false when it has too many links.
func (l *layout) poolPort(t *poolTables, number int32, once bool) (port poolPort, ok bool) {
	ways, links := &l.ways[number], l.p.Ports[number].Links
	if !ways.plain || len(links) > poolFew {
		return port, false
	}
	port = poolPort{exponential: l.p.Profiles() <= poolProfiles, instant: true, first: len(t.rows), sure: len(links) == 1 && l.p.Links[links[0]].Delay == random.Law{}}
	for i := range port.outs {
		port.outs[i] = poolOut{shift: noBit, line: poolEnd, link: program.None}
	}
	for i, link := range links {
		out, k := &port.outs[i], &l.p.Links[link]
		out.link, out.line, out.delay = link, uint8(l.p.Steps[k.To].Local+1), k.Delay
		mean, exponential := k.Delay.Mean()
		out.mean = mean
		port.instant = port.instant && k.Delay == random.Law{}
		port.exponential = port.exponential && exponential && mean <= random.ShortMean
		if !once {
			if len(t.links) == noBit {
				return port, false
			}
			out.shift, out.set = uint8(len(t.links)), 1<<len(t.links)
			t.links = append(t.links, link)
		}
	}
	for profile := range l.p.Profiles() {
		w, row := ways.of(int32(profile)), poolRow{}
		for j := range row.cuts {
			row.cuts[j] = lessOne(random.Always)
			if j < len(links) {
				row.cuts[j] = lessOne(w.cuts[j])
			}
		}
		port.sure = port.sure && w.cuts[0] == random.Always
		t.rows = append(t.rows, row)
	}
	return port, true
}

// poolKnown makes a branch that asks one question of everybody; nil where it asks more.
func (l *layout) poolKnown(rules []leanRule) (known []poolKnown) {
	if len(rules) != 1 {
		return nil
	}
	const yes, no = 0, 1
	answer := func(at int32) int32 {
		if at == program.Holds {
			return yes
		}
		return no
	}
	for profile := range rules[0] {
		r := &rules[0][profile]
		if r.First < 0 {
			known = append(known, poolKnown{yes: answer(r.First), no: answer(r.First)})
			continue
		}
		d := &r.Decisions[r.First]
		if d.Op != program.OpKnown && d.Op != program.OpAllowed || d.Yes >= 0 || d.No >= 0 {
			return nil
		}
		reach, key := &l.p.Personas[profile/len(l.p.Entries)].Reach[d.Of], l.p.Channels[d.Of].Key
		k := poolKnown{yes: answer(d.Yes), no: answer(d.No), share: reach.Known, key: key.For(random.Known)}
		if d.Op == program.OpAllowed {
			k.share, k.key = reach.Allowed, key.For(random.Allowed)
		}
		known = append(known, k)
	}
	return known
}
