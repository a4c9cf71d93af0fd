package simulate

import (
	"cmp"
	"math"
	"slices"
)

// paired finds the swings by letting the same people live with the low and the high value of each assumption.
func (s *sensing) paired(progress func(Progress)) error {
	s.result.Method = MethodPaired
	people := int(s.plan.People())
	screened := min(people, max(fewest, people/screening))
	w := &work{tell: progress, of: int64(len(s.rows)*screened + min(len(s.rows), 2*s.top)*people)}
	base, err := s.once(s.ctx, nil)
	if err != nil {
		return err
	}
	for _, g := range s.rehearsal.result(base).Goals {
		if g.Step == s.goal {
			s.result.Base, s.result.BaseInterval = s.perPerson(&g)
		}
	}
	kept := s.rows
	if len(s.rows) > s.top && screened < people {
		s.result.Screened = screened
		if kept, err = s.swings(s.rows, screened, w); err != nil {
			return err
		}
		kept = s.mayBeTop(kept)
	}
	s.result.People = people
	s.result.Rows, err = s.swings(kept, people, w)
	return err
}

// work tells how much of a known amount is done.
type work struct {
	tell     func(Progress)
	done, of int64
}

func (w *work) add(n int) {
	w.done = min(w.of, w.done+int64(n))
	if w.tell != nil {
		w.tell(Progress{Done: w.done, Of: w.of})
	}
}

// swings measures rows on so many people.
func (s *sensing) swings(rows []SensitivityRow, people int, w *work) ([]SensitivityRow, error) {
	return s.move(rows, w, people, func(row *SensitivityRow) (bool, error) { return s.swing(row, people) })
}

// swing lets people live with the low and the high value; changed tells that anybody lives differently.
func (s *sensing) swing(row *SensitivityRow, people int) (changed bool, err error) {
	spec := s.spec
	spec.People = people
	c, err := Compare(s.ctx, s.with(row, row.Low), s.with(row, row.High), spec, spec, nil)
	if err != nil {
		return false, err
	}
	for i := range c.Goals {
		g := &c.Goals[i]
		if g.Step != s.goal {
			continue
		}
		low, lowInterval := s.perPerson(&c.A.Result.Goals[i])
		high, highInterval := s.perPerson(&c.B.Result.Goals[i])
		row.AtLow, row.AtHigh, row.Swing = low, high, rounded(high-low)
		pairs := float64(c.Pairs.People)
		switch {
		case c.Pairs.OnlyA+c.Pairs.OnlyB > 0:
			// Other volumes bring other people: what is known of the two shares apart, which says less than pairs.
			row.Interval = apart(row.Swing, low, high, lowInterval, highInterval)
		case !s.result.EveryTime:
			row.Swing, row.Interval = g.People.Difference, &Interval{Low: g.People.Low, High: g.People.High}
		case g.Count.Interval != nil:
			row.Interval = &Interval{Low: rounded(g.Count.Interval.Low / pairs), High: rounded(g.Count.Interval.High / pairs)}
		}
	}
	return c.Pairs.Changed+c.Pairs.OnlyA+c.Pairs.OnlyB > 0, nil
}

// apart is the interval of a difference of two numbers with intervals of their own; nil when one has none.
func apart(swing, low, high float64, lowInterval, highInterval *Interval) *Interval {
	if lowInterval == nil || highInterval == nil {
		return nil
	}
	below := math.Hypot(high-highInterval.Low, lowInterval.High-low)
	above := math.Hypot(highInterval.High-high, low-lowInterval.Low)
	return &Interval{Low: rounded(swing - below), High: rounded(swing + above)}
}

// perPerson is a goal of a run, per person who arrived.
func (s *sensing) perPerson(g *GoalResult) (float64, *Interval) {
	if !s.result.EveryTime {
		return g.Rate.Share, &Interval{Low: g.Rate.Low, High: g.Rate.High}
	}
	people := float64(max(1, g.Rate.Den))
	if g.CountInterval == nil {
		return rounded(float64(g.Count) / people), nil
	}
	return rounded(float64(g.Count) / people), &Interval{Low: rounded(g.CountInterval.Low / people), High: rounded(g.CountInterval.High / people)}
}

// mayBeTop keeps the rows that may be among the top ones after a trial on few people: whose greatest possible swing is
// not below the least possible one of the top rows. At most twice as many as asked for stay, those of the greatest
// possible swing.
func (s *sensing) mayBeTop(rows []SensitivityRow) []SensitivityRow {
	bounds := func(row *SensitivityRow) (least, most float64) {
		swing := math.Abs(row.Swing)
		if row.Interval == nil {
			return swing, swing
		}
		low, high := row.Interval.Low, row.Interval.High
		most = max(math.Abs(low), math.Abs(high))
		if low*high > 0 {
			least = min(math.Abs(low), math.Abs(high))
		}
		return least, most
	}
	var least []float64
	for i := range rows {
		l, _ := bounds(&rows[i])
		least = append(least, l)
	}
	slices.SortFunc(least, func(a, b float64) int { return cmp.Compare(b, a) })
	bar := 0.0
	if len(least) >= s.top {
		bar = least[s.top-1]
	}
	kept := slices.Clone(rows)
	slices.SortStableFunc(kept, func(a, b SensitivityRow) int {
		_, x := bounds(&a)
		_, y := bounds(&b)
		return cmp.Compare(y, x)
	})
	n := 0
	for n < min(len(kept), 2*s.top) {
		if _, most := bounds(&kept[n]); most < bar {
			break
		}
		n++
	}
	s.result.Weaker += len(kept) - n
	return kept[:n]
}
