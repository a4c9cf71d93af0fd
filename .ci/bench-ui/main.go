//go:build bench && linux

// Command bench-ui measures the real window: how many frames a second it paints while maps are moved about, how much
// processor it takes while nobody touches it, how soon it is there, and how soon new numbers are seen after an edit.
//
//	bench-ui [SIZE…]   on the present display, for windows of each size (WIDTHxHEIGHT)
//
// Each measurement is a process of its own. It is built with the tag bench, see make bench-ui.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"rehearse/journey"
	"rehearse/persist"
	"rehearse/ui/desktop"
)

// idle is how long the window is left alone.
const idle = 10 * time.Second

// edits are how many edits are measured.
const edits = 40

// profile begins the names of files for profiles; "" for none.
var profile string

func main() {
	one := flag.String("one", "", "measure this and print it as JSON (used by the command itself)")
	steps := flag.String("steps", "300,1000", "sizes of the maps that are moved about")
	live := flag.Int("live", edits, "edits of the map of 60 steps, 0 for none")
	flag.StringVar(&profile, "profile", "", "write profiles of the processor to files whose names begin so")
	flag.Parse()
	if err := run(*one, *steps, *live, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench-ui:", err)
		os.Exit(1)
	}
}

func run(one, steps string, live int, sizes []string) error {
	if one != "" {
		var b desktop.Bench
		if err := json.Unmarshal([]byte(one), &b); err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(desktop.Measure(b))
	}
	folder, err := os.MkdirTemp("", "rehearse-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	for _, size := range sizes {
		var width, height int
		if _, err := fmt.Sscanf(size, "%dx%d", &width, &height); err != nil {
			return fmt.Errorf("a size is WIDTHxHEIGHT, not %q", size)
		}
		for _, n := range split(steps) {
			scenarios := max(2, n/40)
			got, err := measure(folder, n, scenarios, desktop.Bench{Width: width, Height: height, Idle: idle})
			if err != nil {
				return err
			}
			warm, err := begin(folder, n, scenarios, desktop.Bench{Width: width, Height: height, StartOnly: true})
			if err != nil {
				return err
			}
			fmt.Printf("%s, %d steps: first frame after %.0f ms at best, %.0f ms in the middle of %d warm starts; idle %.1f %% of a processor, %d MB resident, %d MB of it Go's\n",
				size, n, ms(slices.Min(warm)), ms(quantile(warm, 0.5)), len(warm), 100*got.Idle, got.Resident>>20, got.Heap>>20)
			for _, m := range got.Motions {
				fmt.Printf("  %-28s %5.1f fps   frame %5.1f ms in the middle, %5.1f ms in 95 %%, longest %5.1f ms; processor %5.1f ms a frame", m.Name, m.FPS(),
					ms(quantile(m.Frames, 0.5)), ms(quantile(m.Frames, 0.95)), ms(quantile(m.Frames, 1)), ms(m.Busy)/float64(len(m.Frames)))
				if m.Lost > 0 {
					fmt.Printf("   %d steps without a frame", m.Lost)
				}
				fmt.Println()
			}
		}
		if live > 0 {
			got, err := measure(folder, 60, 2, desktop.Bench{Width: width, Height: height, Live: live})
			if err != nil {
				return err
			}
			fmt.Printf("%s, 60 steps, %d edits: new numbers after %.0f ms in the middle, %.0f ms in 95 %%, at most %.0f ms; refined after %.0f ms; the edit itself and what is shown of it took %.0f ms\n", size, live,
				ms(quantile(got.Live, 0.5)), ms(quantile(got.Live, 0.95)), ms(quantile(got.Live, 1)), ms(quantile(got.Refined, 0.5)), ms(quantile(got.Held, 0.5)))
		}
	}
	return nil
}

// starts is how often a warm start is measured.
const starts = 7

// begin measures how soon the first frame is there. The starts are warm: the window was open before, so that the system and the
// driver of the screen have in their caches what they keep.
func begin(folder string, steps, scenarios int, b desktop.Bench) (list []time.Duration, err error) {
	for range starts {
		got, err := measure(folder, steps, scenarios, b)
		if err != nil {
			return nil, err
		}
		list = append(list, got.Start)
	}
	return list, nil
}

// measure makes a map and measures it in a process of its own.
func measure(folder string, steps, scenarios int, b desktop.Bench) (*desktop.Measured, error) {
	m, err := plan(steps, scenarios)
	if err != nil {
		return nil, err
	}
	b.Path = filepath.Join(folder, fmt.Sprintf("plan%d.journey", steps))
	os.Remove(b.Path)
	doc, err := persist.Create(b.Path, m, persist.Options{IDs: &names{}})
	if err != nil {
		return nil, err
	}
	if err := doc.Close(); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if profile != "" {
		b.Profile = fmt.Sprintf("%s-%dx%d-%d.pprof", profile, b.Width, b.Height, steps)
	}
	b.Began = time.Now()
	order, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	var noise bytes.Buffer
	child := exec.Command(self, "-one", string(order))
	child.Env = append(os.Environ(), "HOME="+folder, "XDG_CONFIG_HOME="+folder, "XDG_CACHE_HOME="+folder, "XDG_STATE_HOME="+folder)
	child.Stderr = &noise // the program complains of missing desktop services
	out, err := child.Output()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, noise.String())
	}
	got := &desktop.Measured{}
	return got, json.Unmarshal(out, got)
}

// names makes IDs.
type names struct{ n int }

// NewID is part of edit.IDSource.
func (n *names) NewID() journey.ID {
	n.n++
	return journey.ID("new" + strconv.Itoa(n.n))
}

// quantile is the value that a share of all do not exceed.
func quantile(list []time.Duration, share float64) time.Duration {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// split reads numbers between commas.
func split(list string) (numbers []int) {
	for len(list) > 0 {
		var n int
		if _, err := fmt.Sscanf(list, "%d", &n); err != nil {
			break
		}
		numbers = append(numbers, n)
		list = list[min(len(list), len(strconv.Itoa(n))+1):]
	}
	return numbers
}
