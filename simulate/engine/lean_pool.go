package engine

import (
	"math"
	"math/bits"
	"slices"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
	"rehearse/simulate/random"
)

// Most people of most maps look around and leave. While nothing but their way is to be known of them, people of lean lives
// go side by side in a pool: everybody who stands before a step takes it together, one pass after the other, so that the
// processor has many at once to work on and need not guess what comes next. Who comes to anything else (a message, an
// event) goes on as a lean life from there, see takeOver; it is the same life, and TestLeanLivesChangeNoByte holds them together.

// Limits of the pool.
const (
	poolSize      = 1024
	poolArrivals  = 128 // who come together; with more of them fewer stand before a step
	mostPoolSteps = 128 // of the main flow; with more of them few people would stand before one
	mostCircle    = 32  // steps of the main flow to which people come back, in eights
	mostPoolVisit = 250 // of a step
	poolFew       = 3   // links of a port
	noBit         = 63  // of a link that nobody takes twice
	poolEnd       = 0   // the line of those whose life is over; the others are those of the steps, plus 1
)

// pooled is somebody in the pool; it fills half a line of the processor's nearest memory.
type pooled struct {
	key     random.Person
	now     int64
	taken   uint64 // links, by bit
	profile uint16
	row     uint16 // of the batches
	_       uint32
}

// pool is the pool of a worker.
type pool struct {
	*poolTables
	b        *leanLife
	horizon  int64
	people   [poolSize]pooled
	visits   [mostCircle / 8][poolSize][8]uint8 // that are over: of eight counters, by person
	came     [poolSize]cohort.Arrival
	spent    [poolSize]int64
	touch    [poolSize]int64 // last touchpoint
	lens     [256]uint32
	lines    [256]*[poolSize]uint32
	list     [poolSize]uint32     // who takes a step now
	lates    [poolSize]uint32     // those of them who are on a way at the horizon, and on which
	late     uint32               // how many they are
	times    []int64              // of those who convert, or waited
	gone     []uint32             // who goes on as a lean life
	ports    [][]uint32           // who leaves by a port
	profiles [poolSize / 4]uint16 // of who comes
	// Of who asks a desk: how long the case will take, how long they wait, until when it is open, by the place in a list; who finds
	// it closed.
	lengths, patience, untils [poolSize]int64
	closed                    []uint32
	rows                      []poolRow
	since                     []int32 // people counted in the rows of a port, by the first
	often                     bool    // somebody may have been at a step too often
	most                      uint32  // no visit counted since that was asked is more, see leaveAgain
	begun                     []int64 // people by profile
	// rowPeople are those who came to the pool by row of the batches; rowShare is 2^64 divided by the number of rows, rounded up.
	rowPeople []int64
	rowShare  uint64
	pleas     *[]plea   // of those who asked a desk
	waits     [][]int64 // by desk, of those who were answered
	// ended counts, by step and profile, people whose way ends at a goal or an exit.
	ended []int64
	// reached counts, by goal and row of the batches, those who reached it.
	reached [][]int64
}

func newPool(b *leanLife) *pool {
	t := b.x.tables.pool
	k := &pool{
		poolTables: t, b: b, horizon: b.horizon, rows: append(slices.Clone(t.rows), make([]poolRow, poolProfiles)...), since: make([]int32, len(t.rows)),
		begun: make([]int64, b.p.Profiles()), ended: make([]int64, len(t.steps)*b.p.Profiles()), waits: make([][]int64, len(b.p.Desks)),
		rowPeople: make([]int64, b.x.rows), rowShare: math.MaxUint64/uint64(b.x.rows) + 1,
	}
	most := 1
	for i := range t.steps {
		most = max(most, len(t.steps[i].ports))
	}
	k.ports = make([][]uint32, most)
	for i := range k.ports {
		k.ports[i] = make([]uint32, 0, poolSize)
	}
	for range b.p.Goals {
		k.reached = append(k.reached, make([]int64, b.x.rows))
	}
	for i := range t.lineCount() {
		k.lines[i&255] = new([poolSize]uint32)
	}
	for i := range k.people {
		k.lines[poolEnd][i] = uint32(i)
	}
	k.lens[poolEnd] = poolSize
	return k
}

// come lets people begin who arrive one after the other.
func (k *pool) come(people []cohort.Arrival) {
	if k.allCome {
		k.comeBy(people)
		return
	}
	for len(people) > 0 {
		n := 0
		for n < len(people) && k.entries[people[n].Entry].link != program.None {
			n++
		}
		if n > 0 {
			k.comeBy(people[:n])
			people = people[n:]
			continue
		}
		for n < len(people) && k.entries[people[n].Entry].link == program.None {
			n++
		}
		k.comeAlone(people[:n])
		people = people[n:]
	}
}

// comeAlone lets people live who do not come to the pool.
func (k *pool) comeAlone(people []cohort.Arrival) {
	b, x := k.b, k.b.x
	for i := range people {
		switch a := &people[i]; {
		case !x.counts(a):
		case b.p.Entries[a.Entry].Base != nil:
			b.whole(a)
		default:
			b.live(a, x.batchOf(a.Number))
		}
	}
}

// comeBy lets people begin who come to the pool.
func (k *pool) comeBy(people []cohort.Arrival) {
	p := k.b.p
	from, until, enough := p.WarmUp, p.Horizon, p.Horizon-p.Policy.StartDays
	for len(people) > 0 {
		some := people[:min(len(people), poolSize/4)]
		people = people[len(some):]
		k.makeRoom(len(some))
		profiles, alone := k.become(some), int64(0)
		places, left := k.lines[poolEnd], k.lens[poolEnd]
		for i := range some {
			a := &some[i]
			if a.At < from || a.At >= until {
				continue
			}
			alone += int64(uint64(a.At-enough-1) >> 63) // 1 when it is no later
			left--
			slot, row, profile := places[left&(poolSize-1)]&(poolSize-1), k.rowOf(a.Number), profiles[i&(poolSize/4-1)]
			k.rowPeople[row]++
			k.begun[profile]++
			k.begin(slot, a.Key, a.At, profile, row)
			k.came[slot] = *a
			k.join(slot, k.entryLines[a.Entry])
		}
		k.lens[poolEnd] = left
		k.b.x.tally.Pressure.alone += alone
	}
}

// become finds the profiles of people who come, at most poolSize/4.
func (k *pool) become(people []cohort.Arrival) *[poolSize / 4]uint16 {
	p, profiles := k.b.p, &k.profiles
	entries, key := int32(len(p.Entries)), p.Keys.Persona
	for i := range people {
		a := &people[i]
		e := &k.entries[a.Entry]
		persona := e.personas[0]
		switch {
		case e.one:
		case e.few:
			high := uint64(a.Key.Draw(key)) >> 32
			persona = e.personas[(reached(e.cuts[0], high)+reached(e.cuts[1], high)+reached(e.cuts[2], high))&poolFew]
		default:
			persona = cohort.PersonaOf(p, a)
		}
		profiles[i&(poolSize/4-1)] = uint16(persona*entries + a.Entry)
	}
	return profiles
}

// makeRoom lets people go on until there is room for so many more.
func (k *pool) makeRoom(people int) {
	for k.lens[poolEnd] < uint32(people) {
		k.pace()
	}
}

// place is room for somebody.
func (k *pool) place() uint32 {
	k.lens[poolEnd]--
	return k.lines[poolEnd][k.lens[poolEnd]&(poolSize-1)] & (poolSize - 1)
}

// begin lets somebody begin in a place. Where nobody comes back to a step nothing is kept of steps and links.
func (k *pool) begin(slot uint32, key random.Person, now int64, profile uint16, row uint32) {
	w := &k.people[slot&(poolSize-1)]
	w.key, w.now, w.profile, w.row = key, now, profile, uint16(row)
	if n := len(k.locals); n > 0 {
		w.taken = 0
		k.visits[0][slot&(poolSize-1)] = [8]uint8{}
		for i := 8; i < n; i += 8 {
			k.visits[i/8%(mostCircle/8)][slot&(poolSize-1)] = [8]uint8{}
		}
	}
}

// rowOf is the row of the batches of the person with a number.
func (k *pool) rowOf(number int64) uint32 {
	if uint64(number) >= 1<<32 {
		return uint32(number % int64(len(k.rowPeople)))
	}
	// Lemire, Kaser, Kurz: Faster remainder by direct computation, Softw. Pract. Exper. 49, 2019.
	row, _ := bits.Mul64(k.rowShare*uint64(number), uint64(len(k.rowPeople)))
	return uint32(row)
}

// join puts somebody into a line.
func (k *pool) join(slot uint32, line uint8) {
	n := k.lens[line]
	k.lens[line] = n + 1
	k.lines[line][n&(poolSize-1)] = slot
}

// end lets everybody go to the end of their way.
func (k *pool) end() {
	for k.pace() {
	}
}

// pace lets those of the longest line take their step; false when nobody is left.
func (k *pool) pace() bool {
	line, most := 0, uint32(0)
	for i := 1; i < k.lineCount(); i++ {
		if n := k.lens[i&255]; n > most {
			line, most = i, n
		}
	}
	if most == 0 {
		return false
	}
	list := k.list[:most]
	copy(list, k.lines[line&255][:])
	k.lens[line] = 0
	over := k.lens[poolEnd]
	if behind := line - 1 - len(k.steps); behind >= 0 {
		s := k.desks[behind/deskPorts]
		k.leave(s, &s.ports[behind%deskPorts], list)
	} else {
		k.take(&k.steps[line-1], list)
	}
	if k.costs || k.least {
		for _, slot := range k.lines[poolEnd][over:k.lens[poolEnd]] {
			k.over(slot)
		}
	}
	for _, slot := range k.gone {
		k.join(slot, poolEnd)
	}
	k.gone = k.gone[:0]
	return true
}

// over counts the end of a life.
func (k *pool) over(slot uint32) {
	w, t := &k.people[slot], k.b.x.tally
	if spent := k.spent[slot]; spent != 0 {
		t.Batches.Row(int(w.row))[BatchSpent] += spent
		t.Visits += spent
		t.Moved = capped(t.Moved, spent)
		k.spent[slot] = 0
	}
	if k.least {
		a := &k.came[slot]
		if k.b.p.Policy.LeastInAll || a.At+k.b.p.Policy.StartDays <= k.b.p.Horizon {
			k.b.x.leaveAlone(a.Key, a.Number, w.now)
		}
	}
}

// takeOver lets somebody go on as a lean life, at a step.
func (k *pool) takeOver(slot uint32, step *leanStep) {
	b, w, a := k.b, &k.people[slot], &k.came[slot]
	t, batch, profile := b.x.tally, b.x.tally.Batches.Row(int(w.row)), int32(w.profile)
	k.begun[profile]-- // the lean life counts its own end
	batch[BatchPeople]--
	if a.At+b.p.Policy.StartDays <= b.p.Horizon {
		t.Pressure.alone--
	}
	b.begin(a, profile/int32(len(b.p.Entries)), batch, 1)
	b.enters(b.p.Entries[a.Entry].Step)
	b.hops[k.entries[a.Entry].link].took++
	for i, local := range k.locals { // without a branch: who was where nobody can foresee
		n := int(k.visits[i/8%(mostCircle/8)][slot&(poolSize-1)][i%8])
		b.visits[local&(mostLeanVisits-1)] = uint32(n)
		b.moments += max(n, 1) - 1
	}
	for taken := w.taken; taken != 0; taken &= taken - 1 {
		b.marks[k.links[firstOf(taken)]] = b.epoch
	}
	if k.onSite {
		b.lastTouch = k.touch[slot]
	}
	b.spent, b.visited, b.moved = k.spent[slot], k.spent[slot], k.spent[slot]
	k.spent[slot] = 0
	b.x.now = w.now
	token := &b.tokens[0]
	token.key, token.step = uint64(w.now)<<8, step
	b.goesOn(a, batch)
	k.gone = append(k.gone, slot)
}

// fold adds what the pool counted to the tally.
func (k *pool) fold() {
	b, t := k.b, k.b.x.tally
	entries := len(b.p.Entries)
	for profile, n := range k.begun {
		if n == 0 {
			continue
		}
		c := t.context(b.p, int32(profile), 0)
		entry := profile % entries
		count := &c.Steps[b.p.Entries[entry].Step]
		count.Entered += n
		count.People += n
		t.People[profile] += n
		t.untouched += n
		c.lean[k.entries[entry].link].took += n
	}
	clear(k.begun)
	for row, n := range k.rowPeople {
		t.Batches.Row(row)[BatchPeople] += n
	}
	clear(k.rowPeople)
	for goal := range k.reached {
		for row, n := range k.reached[goal] {
			batch := t.Batches.Row(row)
			batch[BatchReached] += n
			batch[BatchGoals(goal)] += n
		}
		clear(k.reached[goal])
	}
	for i := range k.steps {
		for j := range k.steps[i].ports {
			k.foldPort(&k.steps[i], &k.steps[i].ports[j])
		}
		for profile := range b.p.Profiles() {
			ended := &k.ended[i*b.p.Profiles()+profile]
			switch {
			case *ended == 0:
			case k.steps[i].kind == leanGoal:
				t.Goals[k.steps[i].goal].People[profile] += *ended
				t.context(b.p, int32(profile), 0).Steps[k.steps[i].number].AtGoal += *ended
			default:
				t.context(b.p, int32(profile), 0).Steps[k.steps[i].number].Exited += *ended
			}
			*ended = 0
		}
	}
}

// foldPort adds what was counted at a port to the tally.
func (k *pool) foldPort(s *poolStep, port *poolPort) {
	k.since[port.first] = 0
	rows := k.rows[port.first : port.first+k.b.p.Profiles()]
	for profile := range rows {
		counts := &rows[profile].counts
		if *counts == [poolFew + 1]uint64{} {
			continue
		}
		c := k.b.x.tally.context(k.b.p, int32(profile), 0)
		for n, count := range counts {
			took, again := int64(count&(1<<24-1)), int64(count>>24&(1<<20-1))
			c.again[s.number] += int64(count >> 44)
			if link := port.outs[n].link; link != program.None {
				c.lean[link].took += took
				c.lean[link].again += again
			} else {
				c.Steps[s.number].Dropped += took
			}
		}
		*counts = [poolFew + 1]uint64{}
	}
}
