package simulate

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"rehearse/journey"
	"rehearse/simulate/exact"
	"rehearse/simulate/preset"
	"rehearse/simulate/program"
)

// exactly finds the swings from the absorbing chain. The gradient of the map as it is orders the weights, of which a large
// map has thousands; the first of them and everything that is no weight are solved at both ends.
func (s *sensing) exactly(progress func(Progress)) error {
	s.result.Method = MethodExact
	base, err := s.solve(s.m)
	if err != nil {
		return err
	}
	s.result.Base = rounded(base)
	slopes, problems := exact.Gradient(s.program, s.goal)
	if len(problems) > 0 {
		return problems
	}
	var weights []int
	for i := range s.rows {
		if slope, ok := s.slope(&s.rows[i], slopes); ok {
			s.rows[i].Slope = &slope
			weights = append(weights, i)
		}
	}
	slices.SortStableFunc(weights, func(i, j int) int { return cmp.Compare(s.predicted(j), s.predicted(i)) })
	left := map[int]bool{}
	for _, i := range weights[min(len(weights), max(mostExact, 2*s.top)):] {
		left[i] = true
		s.result.Weaker++
	}
	for i := range s.rows {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if progress != nil {
			progress(Progress{Done: int64(i), Of: int64(len(s.rows))})
		}
		row := &s.rows[i]
		if left[i] {
			continue
		}
		low, err := s.solve(s.with(row, row.Low))
		high := low
		if err == nil {
			high, err = s.solve(s.with(row, row.High))
		}
		var problems journey.Problems
		switch {
		case errors.As(err, &problems):
			s.refuse(row, problems)
			continue
		case err != nil:
			return err
		}
		row.AtLow, row.AtHigh, row.Swing = rounded(low), rounded(high), rounded(high-low)
		if math.Abs(high-low) < grain { // rounding of weights to multiples of 2^-32 is no swing
			s.result.Idle++
			continue
		}
		if row.Slope != nil {
			*row.Slope = rounded(*row.Slope)
		}
		s.result.Rows = append(s.result.Rows, *row)
	}
	return nil
}

// grain is a difference that the rounding of probabilities in a program can make.
const grain = 1e-8

// predicted is how far the gradient expects a row to move the goal.
func (s *sensing) predicted(i int) float64 {
	return math.Abs(*s.rows[i].Slope) * (s.rows[i].High - s.rows[i].Low)
}

// solve is the goal of a map by the absorbing chain.
func (s *sensing) solve(m *journey.Map) (float64, error) {
	under, err := preset.Under(m, s.result.Spec.Policy)
	if err != nil {
		return 0, err
	}
	p, problems := Compile(under)
	if len(problems) > 0 {
		return 0, problems
	}
	answer, problems := exact.Solve(p)
	if len(problems) > 0 {
		return 0, problems
	}
	if s.result.EveryTime {
		return answer.Goal(s.goal).Count, nil
	}
	return answer.Goal(s.goal).People, nil
}

// slope is the derivative of the goal by a weight of a link or an arm, by the chain rule: how the shares of its port move
// with it (links that take the rest give way, shares of one whole are made whole again) times how the goal moves with
// them. It is false for assumptions that are no weights.
func (s *sensing) slope(row *SensitivityRow, slopes *exact.Slopes) (float64, bool) {
	places := row.Uses
	if places == nil {
		places = []journey.AssumptionPlace{row.AssumptionPlace}
	}
	steps := map[int32]bool{}
	for _, place := range places {
		id := place.Record.ID
		switch place.Record.Kind {
		case journey.KindLink:
			if link := s.m.Link(id); link != nil {
				id = link.From
			}
		case journey.KindStep:
			if step := s.m.Step(id); step == nil || step.Split == nil {
				return 0, false
			}
		default:
			return 0, false
		}
		n := slices.IndexFunc(s.program.Steps, func(step program.Step) bool { return step.ID == id })
		if n < 0 {
			return 0, false
		}
		steps[int32(n)] = true
	}
	// Shares move linearly with a weight, up to kinks where nothing is left to give way: a small step inside the range.
	h := (row.High - row.Low) / 1000
	above, below := min(row.Fact.Value+h, row.High), max(row.Fact.Value-h, row.Low)
	more, less := s.with(row, above), s.with(row, below)
	sum := 0.0
	for n := range s.program.Steps {
		if steps[int32(n)] {
			sum += s.along(int32(n), more, slopes) - s.along(int32(n), less, slopes)
		}
	}
	return sum / (above - below), true
}

// along sums the shares of a step's links and arms in a map, each times the slope of the goal along it.
func (s *sensing) along(n int32, m *journey.Map, slopes *exact.Slopes) (sum float64) {
	step := &s.program.Steps[n]
	of := func(slope exact.Slope) float64 {
		if s.result.EveryTime {
			return slope.Count
		}
		return slope.People
	}
	if step.Kind == program.KindSplit {
		for arm, slope := range slopes.Arms[step.Index] {
			sum += m.Value(m.Step(step.ID).Split.Arms[arm].Weight).Value * of(slope)
		}
	}
	for n := step.FirstPort; n < step.FirstPort+step.PortCount; n++ {
		port := &s.program.Ports[n]
		if port.Fork || port.Race {
			continue
		}
		for persona := range s.program.Personas {
			for entry := range s.program.Entries {
				profile := s.program.Profile(int32(persona), int32(entry))
				for i, share := range s.shares(m, port, s.program.Personas[persona].ID, s.program.Entries[entry].ID) {
					if byProfile := slopes.Links[port.Links[i]]; byProfile != nil {
						sum += share * of(byProfile[profile])
					}
				}
			}
		}
	}
	return sum
}

// shares is how people of a kind divide over the links of a port, before any rounding.
func (s *sensing) shares(m *journey.Map, port *program.Port, persona, entry journey.ID) []float64 {
	shares := make([]float64, len(port.Links))
	rest, open := 1.0, 0.0
	for i, n := range port.Links {
		weight, _ := m.Link(s.program.Links[n].ID).WeightFor(persona, entry)
		if weight == nil {
			shares[i] = -1
			open++
			continue
		}
		shares[i] = m.Value(*weight).Value
		rest -= shares[i]
	}
	for i := range shares {
		if shares[i] < 0 {
			shares[i] = max(0, rest) / open
		}
	}
	return shares
}
