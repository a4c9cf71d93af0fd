package engine

import (
	"fmt"

	"rehearse/simulate/program"
)

// check makes sure that no token was lost or counted twice, step by step. An error is a fault of the engine,
// never of a map: numbers that do not add up are not shown.
func (t *Tally) check(p *program.Program) error {
	if t.Fault != "" {
		return fmt.Errorf("engine: %s", t.Fault)
	}
	for i := range t.Desks {
		d := &t.Desks[i]
		if d.Cases != d.Answered+d.GaveUp+d.Closed+d.Withdrawn+d.Waiting {
			return fmt.Errorf("engine: desk of step %s: the cases do not add up: %+v", p.Steps[p.Desks[i].Step].ID, *d)
		}
	}
	steps := make([]StepCount, len(p.Steps))
	links := make([]LinkCount, len(p.Links))
	for _, c := range t.Contexts {
		if c == nil {
			continue
		}
		for i := range c.Steps {
			s := &c.Steps[i]
			if out := s.WentOn + s.Dropped + s.Completed + s.AtGoal + s.Exited + s.Withdrawn + s.Stopped + s.InProgress; out != s.Entered {
				return fmt.Errorf("engine: step %s: %d entered, %d accounted for", p.Steps[i].ID, s.Entered, out)
			}
			steps[i].add(s)
		}
		for i := range c.Links {
			links[i].add(&c.Links[i])
		}
	}
	if err := t.checkBatches(); err != nil {
		return err
	}
	left := make([]int64, len(p.Steps))
	for i := range p.Links {
		l, c := &p.Links[i], &links[i]
		if l.Pull {
			if c.Tokens != c.Arrived+c.Ignored+c.Delayed+c.Lost {
				return fmt.Errorf("engine: pull %s: %d tokens, %d arrived, %d ignored, %d under way, %d ended", l.ID, c.Tokens, c.Arrived, c.Ignored, c.Delayed, c.Lost)
			}
			continue
		}
		left[l.From] += c.Tokens
		if c.Tokens != c.Arrived+c.Delayed+c.Lost {
			return fmt.Errorf("engine: link %s: %d tokens, %d arrived, %d under way, %d ended", l.ID, c.Tokens, c.Arrived, c.Delayed, c.Lost)
		}
	}
	for i := range p.Steps {
		if left[i] != steps[i].WentOn+steps[i].Spawned {
			return fmt.Errorf("engine: step %s: %d went on and %d were spawned, %d left by links", p.Steps[i].ID, steps[i].WentOn, steps[i].Spawned, left[i])
		}
	}
	for i := range t.Scenarios {
		s := &t.Scenarios[i]
		ended := s.Completed + s.Running
		for _, n := range s.Withdrawn {
			ended += n
		}
		if ended != s.Started {
			return fmt.Errorf("engine: scenario %s: %d started, %d accounted for", p.Scenarios[i].ID, s.Started, ended)
		}
	}
	for row := range t.Sends {
		s := &t.Sends[row]
		refused := int64(0)
		for _, n := range s.Refused {
			refused += n
		}
		if s.Sent+refused+s.Waiting != s.Attempts {
			return fmt.Errorf("engine: send row %d: %d attempts, %d sent, %d refused, %d waiting", row, s.Attempts, s.Sent, refused, s.Waiting)
		}
		if s.Delivered+s.Hard+s.Soft > s.Sent || s.Opened > s.Delivered || s.Clicked > s.Delivered {
			return fmt.Errorf("engine: send row %d: the funnel widens: %+v", row, *s)
		}
	}
	return nil
}
