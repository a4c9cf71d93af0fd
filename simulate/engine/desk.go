package engine

import "rehearse/simulate/program"

// desk is a group of agents during a run. With equal places, first come first served, who is served when follows from
// the moments at which places become free (J. Kiefer and J. Wolfowitz, "On the theory of queues with many servers",
// Trans. AMS 78, 1955), also with patience: who will give up takes no place. So a request is answered when it is made, unless
// somebody before it in line may still leave it.
type desk struct {
	*program.Desk
	always bool // open
	// taken is how many places were taken before.
	taken int
	places
	// line are those who wait and whose answer is open, in the order of their requests, from first on; the number of
	// line[0] is base. Everybody behind somebody whose answer is open has an open one too.
	line    []spot
	first   int
	base    int64
	waiting int
	// armed: the moment at which the next place becomes free is in the agenda.
	armed bool
	// open is the stretch of the desk's hours in which the last service began.
	open stretch

	busy, overtime int64
}

// spot is a place in the line: the request of a party by the number of its answer. Party is program.None when it left.
type spot struct{ party, answer int32 }

// begins is when service begins for whoever asks at a tick with nobody in line.
func (d *desk) begins(at int64) int64 {
	if int64(d.taken) < d.Places {
		return at
	}
	return max(at, d.next())
}

// take takes a place from begin to end. The place is the one that is free first, at begin or before.
func (d *desk) take(begin, end int64) {
	if d.taken > 0 && d.next() <= begin {
		d.set(d.earliest(), end)
		return
	}
	d.taken++
	d.set(d.taken-1, end)
}

// work counts the time of a service, as far as it lies in the counted time.
func (d *desk) work(p *program.Program, begin, end int64) {
	begin, end = max(begin, p.WarmUp), min(end, p.Horizon)
	switch {
	case begin >= end:
	case d.always:
		d.busy += end - begin
	default:
		d.workInHours(p, begin, end)
	}
}

// workInHours is work of a desk that is not always open.
func (d *desk) workInHours(p *program.Program, begin, end int64) {
	zone := p.Zones[0]
	if begin < d.open.from || begin >= d.open.until {
		d.open = stretch{}
		if d.Hours.Covers(zone, begin) {
			d.open = stretch{from: begin, until: d.Hours.NextOutside(zone, begin)}
		}
	}
	if begin >= d.open.from && end <= d.open.until {
		d.busy += end - begin
		return
	}
	inside := d.Hours.Within(zone, begin, end)
	d.busy += inside
	d.overtime += end - begin - inside
}

// join puts a request at the end of the line and returns its number there.
func (d *desk) join(s spot) int64 {
	if d.first > 64 && d.first > len(d.line)/2 {
		n := copy(d.line, d.line[d.first:])
		d.line, d.base, d.first = d.line[:n], d.base+int64(d.first), 0
	}
	d.line = append(d.line, s)
	d.waiting++
	return d.base + int64(len(d.line)) - 1
}

// leave takes the request with a number out of the line.
func (d *desk) leave(number int64) {
	d.line[number-d.base].party = program.None
	d.waiting--
	for d.first < len(d.line) && d.line[d.first].party == program.None {
		d.first++
	}
}

// OpenTime is how many ticks of the counted time are in a desk's hours.
func OpenTime(p *program.Program, number int) int64 {
	d := &p.Desks[number]
	if d.Hours.Empty() {
		return p.Horizon - p.WarmUp
	}
	return d.Hours.Within(p.Zones[0], p.WarmUp, p.Horizon)
}
