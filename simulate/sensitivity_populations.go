package simulate

import (
	"cmp"
	"errors"
	"math"
	"reflect"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/cohort"
	"rehearse/simulate/stats"
)

// screeningPopulations is how many populations every assumption is tried on first. Too few for an interval: they only order.
const screeningPopulations = 3

// byPopulations finds the swings where people wait for the same agents: whole populations live with the low and the high value
// of each assumption, the same people with the same luck in both. What is lived by fewer people is another load and
// another map, so a first trial takes fewer populations and not fewer people.
func (s *sensing) byPopulations(progress func(Progress)) error {
	s.result.Method = MethodPopulations
	times, err := populationsOf(s.spec)
	if err != nil {
		return err
	}
	rows := len(s.rows)
	screened := rows > 2*s.top && times > screeningPopulations
	w := &work{tell: progress, of: int64(rows * times)}
	if screened {
		w.of = int64(rows*screeningPopulations + 2*s.top*times)
	}
	base, err := s.replicate(s.ctx, nil, times, nil)
	if err != nil {
		return err
	}
	now := s.rehearsal.result(base)
	for _, g := range now.Goals {
		if g.Step == s.goal {
			s.result.Base, s.result.BaseInterval = s.perPerson(&g)
		}
	}
	s.result.Replications, s.result.People = times, int(now.Counted)
	kept := s.rows
	if screened {
		s.result.Screened = screeningPopulations
		if kept, err = s.move(kept, w, screeningPopulations, s.populationSwing(screeningPopulations)); err != nil {
			return err
		}
		slices.SortStableFunc(kept, func(a, b SensitivityRow) int { return cmp.Compare(math.Abs(b.Swing), math.Abs(a.Swing)) })
		if len(kept) > 2*s.top {
			s.result.Weaker += len(kept) - 2*s.top
			kept = kept[:2*s.top]
		}
	}
	s.result.Rows, err = s.move(kept, w, times, s.populationSwing(times))
	return err
}

// populationSwing lets so many populations live with the low and the high value of a row.
func (s *sensing) populationSwing(times int) func(row *SensitivityRow) (changed bool, err error) {
	return func(row *SensitivityRow) (changed bool, err error) {
		low, high := s.with(row, row.Low), s.with(row, row.High)
		d, _, err := newDifference(low, high, s.spec, s.spec)
		if err != nil {
			return false, err
		}
		if cohort.NewJoint(d.runs[0].plan, d.runs[1].plan).Both() == 0 {
			return false, nobody(low, high)
		}
		p, err := d.populations(s.ctx, times, nil)
		if err != nil {
			return false, err
		}
		at := slices.IndexFunc(p.each[0][0].Goals, func(g GoalResult) bool { return g.Step == s.goal })
		row.AtLow, row.AtHigh, row.Swing, row.Interval = p.perHead(func(_ int, r *Result) int64 {
			if s.result.EveryTime {
				return r.Goals[at].Count
			}
			return r.Goals[at].People
		})
		if in := row.Interval; in != nil && in.Low == 0 && in.High == 0 {
			// No population shows a difference. That is as much as so many pairs show of whom nobody differs, and no proof that nothing does.
			alike := (&stats.Paired{Neither: p.both()}).Interval()
			row.Interval = &Interval{Low: rounded(alike.Low), High: rounded(alike.High)}
		}
		return !reflect.DeepEqual(p.whole[0].runs, p.whole[1].runs), nil
	}
}

// move measures rows and returns those that move anything; refused and idle ones are counted. Each is so much work.
func (s *sensing) move(rows []SensitivityRow, w *work, each int, swing func(row *SensitivityRow) (changed bool, err error)) ([]SensitivityRow, error) {
	moved := []SensitivityRow{}
	for _, row := range rows {
		changed, err := swing(&row)
		var problems journey.Problems
		switch {
		case errors.As(err, &problems):
			s.refuse(&row, problems)
		case err != nil:
			return nil, err
		case !changed:
			s.result.Idle++
		default:
			moved = append(moved, row)
		}
		w.add(each)
	}
	return moved, nil
}
