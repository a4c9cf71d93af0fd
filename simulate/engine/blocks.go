package engine

import (
	"sync"
	"sync/atomic"
)

// blockSize is how many people a worker takes at a time. It changes no result; a test sets it to show that.
var blockSize = int64(1024)

// inBlocks hands the numbers 0 … people-1 out to workers, block by block, as long as going says yes, and tells progress
// from the calling goroutine, a thousand times at most.
func inBlocks(people int64, workers int, progress func(done, of int64), going func() bool, do func(worker int, from, until int64)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	finished := make(chan int64, 64)
	for w := range workers {
		wait.Go(func() {
			for going() {
				from := (next.Add(1) - 1) * blockSize
				if from >= people {
					return
				}
				until := min(people, from+blockSize)
				do(w, from, until)
				finished <- until - from
			}
		})
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
}
