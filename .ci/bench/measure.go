package main

import (
	"context"
	"fmt"
	"math"
	"runtime"
)

var titles = map[string]string{
	"ref1": "1 · a shop",
	"ref2": "2 · a support queue",
	"ref3": "3 · a shop, newsletter, pushes",
}

var models = []string{"ref1", "ref2", "ref3"}

// peopleOf is how many people a measurement of speed takes; 0 is the map's own volume, because a queue changes with it.
func peopleOf(model string, quick bool) int {
	if model == "ref2" {
		return 0
	}
	if quick {
		return 100_000
	}
	return 1_000_000
}

// measure prints speed, what a second worker brings, and memory.
func measure(ctx context.Context, rounds int, quick bool) error {
	fmt.Printf("Reference models on %d processors (%s/%s, %s), best of %d, all outputs. A user-step is one entry of one person into one step of\nthe reference.\n\n",
		runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), rounds)
	var speeds, workers table
	speeds.row("model, one worker", "people", "user-steps", "user-steps/s and core", "ns/user-step", "people/s and core", "allocations/person")
	workers.row("two workers ÷ one", "by the clock", "by processor time", "identical bytes")
	for _, model := range models {
		one, two := (*report)(nil), (*report)(nil)
		same := true
		for range rounds { // in turn, so that a slow moment hits both
			for n, best := range []**report{&one, &two} {
				r, err := childOfOurs(ctx, model, peopleOf(model, quick), n+1, 2, 1)
				if err != nil {
					return err
				}
				if *best == nil {
					*best = r
				}
				same = same && one.SHA256 == r.SHA256
				(*best).Seconds, (*best).Wall = min((*best).Seconds, r.Seconds), min((*best).Wall, r.Wall)
			}
		}
		if one.Refused != "" {
			speeds.row(titles[model], "not run yet", one.Refused)
			continue
		}
		speeds.row(titles[model], group(one.People), group(one.userSteps()), short(one.speed()), fmt.Sprintf("%.1f", 1e9/one.speed()),
			short(float64(one.People)/one.Seconds), fmt.Sprintf("%.4f", float64(one.Allocated)/float64(one.People)))
		workers.row(titles[model], fmt.Sprintf("%.2f", one.Wall/two.Wall), fmt.Sprintf("%.2f", 2*one.Seconds/two.Seconds), yes(same))
	}
	speeds.print()
	fmt.Println()
	workers.print()
	fmt.Println()
	return memory(ctx, quick)
}

// memory prints the peak of a process that runs more and more people.
func memory(ctx context.Context, quick bool) error {
	sizes := []int{100_000, 1_000_000, 10_000_000}
	if quick {
		sizes = sizes[:2]
	}
	head := []string{"peak of the process (Go's heap), one worker"}
	for _, n := range sizes {
		head = append(head, group(int64(n))+" people")
	}
	out := table{head}
	for _, model := range models {
		row := []string{titles[model]}
		if model == "ref2" { // its volume is its load
			r, err := childOfOurs(ctx, model, 0, 1, 1, 1)
			if err != nil {
				return err
			}
			if r.Refused == "" {
				out = append(out, append(row, fmt.Sprintf("%s people: %.1f MB (%.1f)", group(r.People), float64(r.Peak)/1e6, float64(r.Heap)/1e6)))
			}
			continue
		}
		for _, n := range sizes {
			r, err := childOfOurs(ctx, model, n, 1, 1, 1)
			if err != nil {
				return err
			}
			row = append(row, fmt.Sprintf("%.1f MB (%.1f)", float64(r.Peak)/1e6, float64(r.Heap)/1e6))
		}
		out = append(out, row)
	}
	out.print()
	return nil
}

// group writes a number with spaces for thousands.
func group(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + " " + text[i:]
	}
	return text
}

// short writes a speed with three digits.
func short(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case v >= 1e6:
		return fmt.Sprintf("%.3g M", v/1e6)
	}
	return fmt.Sprintf("%.3g k", v/1e3)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "NO"
}
