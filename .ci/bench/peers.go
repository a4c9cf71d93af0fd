package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
)

const (
	python   = "/usr/bin/python3" // the system's own, which sees the system's SimPy
	heapPath = "bin/peers-heap"
)

// program is one of the compared: it runs a model for so many people and prints a report.
type program struct {
	name string
	// people of a measurement and of the comparison, by model.
	people, compared map[string]int
	run              func(ctx context.Context, model string, people int, seed int, check bool) (*report, error)
}

// programs are the compared. The slow ones run fewer people: the speed of all is that of many people at once, and fewer
// are to the advantage of those who keep all of them in memory.
func programs(ctx context.Context, quick bool) ([]program, error) {
	if out, err := exec.CommandContext(ctx, "go", "build", "-tags", "peers", "-o", heapPath, "./.ci/peers/heap").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the plain Go peer does not build: %w\n%s", err, out)
	}
	version, err := exec.CommandContext(ctx, python, "-c", "import simpy; print(simpy.__version__)").Output()
	if err != nil {
		return nil, fmt.Errorf("SimPy is not here (make bench-peers installs it): %w", err)
	}
	flags := func(people, seed int, check bool) []string {
		out := []string{"--people", strconv.Itoa(people), "--seed", strconv.Itoa(seed)}
		if check {
			out = append(out, "--check")
		}
		return out
	}
	part := 1
	if quick {
		part = 10
	}
	slow := map[string]int{"ref1": 100_000 / part, "ref2": 100_000 / part, "ref3": 20_000 / part}
	return []program{
		{
			name: "SimPy " + strings.TrimSpace(string(version)), people: slow,
			compared: map[string]int{"ref1": 200_000 / part, "ref2": 20_000, "ref3": 100_000 / part},
			run: func(ctx context.Context, model string, people, seed int, check bool) (*report, error) {
				return child(ctx, python, append([]string{".ci/peers/simpy/" + model + ".py"}, flags(people, seed, check)...)...)
			},
		},
		{
			name: "plain Go, container/heap", people: slow,
			compared: map[string]int{"ref1": 1_000_000 / part, "ref2": 100_000, "ref3": 300_000 / part},
			run: func(ctx context.Context, model string, people, seed int, check bool) (*report, error) {
				return child(ctx, heapPath, append([]string{"-model", model}, flags(people, seed, check)...)...)
			},
		},
		{
			name: "Rehearse", people: map[string]int{"ref1": 1_000_000 / part, "ref3": 1_000_000 / part},
			compared: map[string]int{"ref1": 1_000_000 / part, "ref3": 1_000_000 / part},
			run: func(ctx context.Context, model string, people, seed int, _ bool) (*report, error) {
				return childOfOurs(ctx, model, people, 1, 1, seed)
			},
		},
	}, nil
}

// comparePeers prints how fast the others run the same models, after showing that they are the same.
func comparePeers(ctx context.Context, rounds int, quick bool) error {
	all, err := programs(ctx, quick)
	if err != nil {
		return err
	}
	fmt.Printf("The reference models in other programs, one after the other, best of %d rounds. Speeds are user-steps per second of\nprocessor time.\n\n", rounds)
	out := table{{"model", "program", "people", "user-steps/s and core", "Rehearse is faster by"}}
	var agreements []string
	disagree := false
	for _, model := range models {
		best, err := race(ctx, all, model, rounds)
		if err != nil {
			return err
		}
		ours := best[len(best)-1]
		for i, r := range best {
			factor := "–"
			if ours.Refused == "" && r != ours {
				factor = fmt.Sprintf("%.3g ×", ours.speed()/r.speed())
			}
			if r.Refused != "" {
				out.row(titles[model], all[i].name, "not run yet", r.Refused)
				continue
			}
			out.row(titles[model], all[i].name, group(r.People), short(r.speed()), factor)
		}
		line, agree, err := agreement(ctx, all, model)
		if err != nil {
			return err
		}
		agreements, disagree = append(agreements, line), disagree || !agree
	}
	out.print()
	fmt.Println()
	for _, line := range agreements {
		fmt.Println(line)
	}
	if disagree {
		return fmt.Errorf("the models differ: their speeds say nothing")
	}
	return nil
}

// race measures all programs in turn and keeps the best of each.
func race(ctx context.Context, all []program, model string, rounds int) ([]*report, error) {
	best := make([]*report, len(all))
	for round := range rounds {
		for i, p := range all {
			if best[i] != nil && best[i].Refused != "" {
				continue
			}
			r, err := p.run(ctx, model, p.people[model], 1+round, false)
			if err != nil {
				return nil, err
			}
			if best[i] == nil || r.speed() > best[i].speed() {
				best[i] = r
			}
		}
	}
	return best, nil
}
