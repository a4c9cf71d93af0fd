//go:build peers

// Command heap runs the reference models the way somebody writes a simulation in plain Go in an afternoon: a heap of
// events from container/heap, closures, maps for what is counted, steps as structs that are interpreted. It is what
// Rehearse's speed is compared with, and no part of the program.
//
//	go run -tags peers ./.ci/peers/heap -model ref3 -people 100000
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"syscall"
)

// report is what the comparison reads; all peers print the same.
type report struct {
	Model     string         `json:"model"`
	People    int            `json:"people"`
	Seconds   float64        `json:"seconds"` // of processor time
	Entered   map[string]int `json:"entered"`
	Outcomes  map[string]int `json:"outcomes,omitempty"` // by message and what became of it
	Converted int            `json:"converted"`
	GaveUp    int            `json:"gave_up,omitempty"`
	Wait      float64        `json:"wait,omitempty"`     // mean wait of those who were answered, in seconds
	Messages  []int          `json:"messages,omitempty"` // people by how many they got
	WorstDay  []int          `json:"worst_day,omitempty"`
	WorstWeek []int          `json:"worst_week,omitempty"`
	Repeats   map[string]int `json:"repeats,omitempty"` // people by pair of messages

	// What is gathered for comparison only.
	Reached map[string]int `json:"reached,omitempty"`
	Squares map[string]int `json:"squares,omitempty"`
	Times   []float64      `json:"times,omitempty"` // to convert, in seconds
}

func main() {
	model := flag.String("model", "ref1", "ref1, ref2 or ref3")
	people := flag.Int("people", 10_000, "how many")
	seed := flag.Uint64("seed", 1, "seed")
	check := flag.Bool("check", false, "also gather what the models are compared by; not timed")
	flag.Parse()
	models := map[string]func(people int, rng *rand.Rand, check bool) *report{"ref1": reference1, "ref2": reference2, "ref3": reference3}
	run, ok := models[*model]
	if !ok {
		fmt.Fprintln(os.Stderr, "no such model:", *model)
		os.Exit(2)
	}
	begin := processorTime()
	r := run(*people, rand.New(rand.NewPCG(*seed, 0)), *check)
	r.Model, r.People, r.Seconds = *model, *people, processorTime()-begin
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// processorTime is what this process has used, in seconds.
func processorTime() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// cell is what entries are counted by.
type cell struct{ step, persona, channel string }

func byStep(entered map[cell]int) map[string]int {
	total := map[string]int{}
	for c, n := range entered {
		total[c.step] += n
	}
	return total
}

// byMessage sums outcomes over personas.
func byMessage(outcomes map[outcome]int) map[string]int {
	total := map[string]int{}
	for o, n := range outcomes {
		total[o.message+" "+o.what] += n
	}
	return total
}

// spread adds of each step how many people came and the sum of squares of their visits.
func (r *report) spread(visits []map[string]int) {
	r.Reached, r.Squares = map[string]int{}, map[string]int{}
	for _, mine := range visits {
		for step, n := range mine {
			r.Reached[step]++
			r.Squares[step] += n * n
		}
	}
}

// seconds turns milliseconds into sorted seconds.
func seconds(times []int64) []float64 {
	out := make([]float64, len(times))
	for i, t := range times {
		out[i] = float64(t) / 1000
	}
	slices.Sort(out)
	return out
}

// dense makes a list of counts.
func dense(counts map[int]int) []int {
	var out []int
	for k, n := range counts {
		for len(out) <= k {
			out = append(out, 0)
		}
		out[k] = n
	}
	return out
}
