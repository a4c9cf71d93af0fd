// Command bench measures how fast Rehearse is, on the reference models of simulate/testdata/reference.
//
//	go run ./.ci/bench             speed, workers, memory: the tables of docs/performance.md
//	go run ./.ci/bench -peers      the same models in SimPy, in plain Go and here, in turn, with a check that they agree
//
// Every measurement is a process of its own, so that none warms up another and the peak of its memory is its own. Speeds
// are per second of processor time: what else the machine does does not count, and neither does a second processor.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
)

func main() {
	ours := flag.String("ours", "", "run this model here and print what came out; used by the program itself")
	people := flag.Int("people", 0, "of -ours: how many people; 0 for the map's own volume")
	seed := flag.Uint64("seed", 1, "of -ours")
	workers := flag.Int("workers", 1, "of -ours")
	repeat := flag.Int("repeat", 1, "of -ours: how many times, the best counts")
	peers := flag.Bool("peers", false, "compare with SimPy and with plain Go")
	rounds := flag.Int("rounds", 3, "how many times everything is measured; the best counts")
	quick := flag.Bool("quick", false, "a tenth of the people")
	flag.Parse()
	ctx := context.Background()
	var err error
	switch {
	case *ours != "":
		var r *report
		if r, err = runOurs(ctx, *ours, *people, *seed, *workers, *repeat); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(r)
		}
	case *peers:
		err = comparePeers(ctx, *rounds, *quick)
	default:
		err = measure(ctx, *rounds, *quick)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// child runs a command that prints one report.
func child(ctx context.Context, name string, args ...string) (*report, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %v: %w", name, args, err)
	}
	r := &report{}
	if err := json.Unmarshal(out, r); err != nil {
		return nil, fmt.Errorf("%s %v: %w", name, args, err)
	}
	return r, nil
}

// childOfOurs runs a model here, in a process of its own.
func childOfOurs(ctx context.Context, model string, people, workers, repeat int, seed int) (*report, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return child(ctx, self, "-ours", model, "-people", fmt.Sprint(people), "-workers", fmt.Sprint(workers), "-repeat", fmt.Sprint(repeat), "-seed", fmt.Sprint(seed))
}
