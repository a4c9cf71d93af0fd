package engine

import (
	"context"
	"errors"
	"io"
	"sync"

	"rehearse/simulate/cohort"
	"rehearse/simulate/program"
)

// listenBlock is how many people's bytes are kept together. The blocks in work are all the memory that listening
// takes; their size changes no byte.
const listenBlock = 64

// Teller turns the story of one person into bytes appended to a buffer. Every worker has its own; the story is overwritten
// by the next person's.
type Teller interface {
	Tell(to []byte, story *Story, who *cohort.Person) []byte
}

// Listen lets the people of a plan whom Run counts live as they do in it, tells of each of them and writes the bytes in the order of
// their numbers, whoever of the workers was first. It needs memory for some blocks of people, whatever their number; where people
// share agents, also for what desks answered all of them.
// Progress, when not nil, is called from the calling goroutine. The error is the context's, or the writer's.
func Listen(ctx context.Context, p *program.Program, plan *cohort.Plan, opt Options, workers int, teller func() Teller, out io.Writer, progress func(done, of int64)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	people := plan.People()
	blocks := (people + listenBlock - 1) / listenBlock
	workers = int(max(1, min(int64(workers), blocks)))
	l := newLayout(p, opt)
	var desks *ready
	if p.Shared() {
		var err error
		if desks, err = answersOfAll(ctx, l, plan, workers); err != nil {
			return err
		}
	}
	type block struct {
		from, until int64
		bytes       []byte
		done        chan struct{}
	}
	inWork := 4 * workers
	todo, order, free := make(chan *block), make(chan *block, inWork), make(chan *block, inWork)
	for range inWork {
		free <- &block{done: make(chan struct{}, 1)}
	}
	var wait sync.WaitGroup
	wait.Add(1 + workers)
	go func() { // hands out the blocks in order, as they become free
		defer wait.Done()
		defer close(todo)
		defer close(order)
		for n := range blocks {
			select {
			case b := <-free:
				b.from, b.until, b.bytes = n*listenBlock, min(people, (n+1)*listenBlock), b.bytes[:0]
				order <- b
				select {
				case todo <- b:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	for range workers {
		go func() {
			defer wait.Done()
			x, tell := newLife(l, NewTally(p, opt.rows())), teller()
			x.story = &Story{}
			for b := range todo {
				plan.Walk(b.from, b.until, func(a cohort.Arrival) bool {
					if x.counts(&a) {
						x.story.clear()
						if desks != nil {
							x.answers = desks.find(a.Number)
						}
						x.run(a)
						b.bytes = tell.Tell(b.bytes, x.story, x.who)
					}
					return ctx.Err() == nil
				})
				b.done <- struct{}{}
			}
		}()
	}
	told := int64(-1)
	for b := range order {
		select {
		case <-b.done:
		case <-ctx.Done(): // its worker may be gone
			continue
		}
		if ctx.Err() != nil {
			continue
		}
		if _, err := out.Write(b.bytes); err != nil {
			cancel(err)
			continue
		}
		if part := b.until * 1000 / people; progress != nil && part != told {
			told = part
			progress(b.until, people)
		}
		free <- b
	}
	wait.Wait()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	return ctx.Err()
}
