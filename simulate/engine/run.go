package engine

import (
	"context"
	"sync"
	"sync/atomic"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// blockSize is how many people a worker takes at a time. It changes no result; a test sets it to show that.
var blockSize = int64(1024)

// Run lets everybody of a plan live and returns what was counted. Progress, when not nil, is called from
// the calling goroutine, a thousand times at most. Workers share nothing but the program.
func Run(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, workers int, progress func(done, of int64)) (*Tally, error) {
	people := plan.People()
	blocks := (people + blockSize - 1) / blockSize
	workers = int(max(1, min(int64(workers), blocks)))
	l := newLayout(p, opt)
	if p.Shared() {
		return runShared(ctx, l, plan, workers, progress)
	}
	tallies := make([]*Tally, workers)
	var next atomic.Int64
	var wait sync.WaitGroup
	finished := make(chan int64, 64)
	for w := range tallies {
		tallies[w] = NewTally(p, opt.rows())
		wait.Add(1)
		go func() {
			defer wait.Done()
			x := newLife(l, tallies[w])
			if l.crowds {
				x.crowd = newCrowd(p)
			}
			arrived := make([]cohort.Arrival, crowdSize)
			for ctx.Err() == nil {
				block := next.Add(1) - 1
				if block >= blocks {
					tallies[w].fold(p)
					return
				}
				until := min(people, (block+1)*blockSize)
				for n := block * blockSize; n < until && ctx.Err() == nil; {
					came := arrived[:plan.Fill(arrived[:min(int64(len(arrived)), until-n)], n)]
					n += int64(len(came))
					x.come(came)
				}
				finished <- until - block*blockSize
			}
		}()
	}
	go func() {
		wait.Wait()
		close(finished)
	}()
	done, told := int64(0), int64(-1)
	for n := range finished {
		done += n
		if part := done * 1000 / people; progress != nil && part != told {
			told = part
			progress(done, people)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	total := NewTally(p, opt.rows())
	for _, t := range tallies {
		total.Merge(t)
	}
	return total, total.check(p)
}

// come lets people live who arrive one after the other.
func (x *life) come(people []cohort.Arrival) {
	rows := x.tally.Batches.Len()
	row := int(people[0].Number % int64(rows))
	for i := range people {
		a := &people[i]
		mine := row
		if row++; row == rows {
			row = 0
		}
		switch {
		case !x.counts(a):
		case x.mayJoin(a):
			x.join(a, x.tally.Batches.Row(mine), nil)
		default:
			x.run(*a)
		}
	}
	if x.crowds {
		x.walk()
	}
}

// Replay lets one person of a plan live and returns the story and who it was. Where people share agents, that takes
// the requests of all of them.
func Replay(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, a cohort.Arrival, workers int) (*Story, *cohort.Person, error) {
	l := newLayout(p, opt)
	x := newLife(l, NewTally(p, opt.rows()))
	if p.Shared() {
		answers, err := answersOf(ctx, l, plan, a, workers)
		if err != nil {
			return nil, nil, err
		}
		x.answers = answers
	}
	x.story = &Story{}
	x.run(a)
	return x.story, x.who, nil
}
