package engine

import (
	"sync"
	"sync/atomic"
)

// blockSize is how many people a worker takes at a time. It changes no result; a test sets it to show that.
var blockSize = int64(1024)

// inBlocks hands the numbers 0 … people-1 out to workers, block by block, as long as going says yes, and tells progress
// from the calling goroutine, a thousand times at most. Who is not asked for progress is not woken for it: a sleeping
// processor that is woken for every block costs a fifth of the time.
func inBlocks(people int64, workers int, progress func(done, of int64), going func() bool, do func(worker int, from, until int64)) {
	var next, done atomic.Int64
	var wait sync.WaitGroup
	parts := make(chan int64, 64)
	for w := range workers {
		wait.Go(func() {
			for going() {
				from := (next.Add(1) - 1) * blockSize
				if from >= people {
					return
				}
				until := min(people, from+blockSize)
				do(w, from, until)
				if progress == nil {
					continue
				}
				if now := done.Add(until - from); now*1000/people > (now-until+from)*1000/people {
					parts <- now
				}
			}
		})
	}
	if progress == nil {
		wait.Wait()
		return
	}
	go func() {
		wait.Wait()
		close(parts)
	}()
	told := int64(0)
	for now := range parts {
		if now > told { // workers may tell in another order than they count
			told = now
			progress(now, people)
		}
	}
}
