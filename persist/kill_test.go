package persist

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rehearse/journey"
	"rehearse/journey/edit"
)

// The test program runs itself as the program that is killed; these variables tell it so.
const (
	victimFile = "REHEARSE_TEST_VICTIM_FILE"
	victimOnly = "REHEARSE_TEST_VICTIM_ONLY_HOLDS"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(victimFile); path != "" {
		victim(path)
	}
	os.Exit(m.Run())
}

// victim edits a file until it is killed and acknowledges each change that was said to be saved.
func victim(path string) {
	d, err := Open(path, options())
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	if yes, why := d.ReadOnly(); yes {
		fmt.Println("error", why)
		os.Exit(1)
	}
	fmt.Println("open")
	if os.Getenv(victimOnly) != "" {
		time.Sleep(time.Hour)
	}
	for n := len(d.Map().Stages); ; n++ {
		if _, err := d.Apply(edit.Label{}, victimEdit(n)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("saved", n+1)
	}
}

// victimEdit is the n-th edit: big enough that a write takes several pages.
func victimEdit(n int) func(*edit.Tx) error {
	return func(tx *edit.Tx) error {
		if _, err := edit.AddRecord(tx, journey.KindStage, fmt.Sprint("stage ", n)); err != nil {
			return err
		}
		settings := journey.Clone(tx.Map().Settings)
		settings.Notes = strings.Repeat(fmt.Sprint(n, " "), 5000)
		return edit.SetRecord(tx, settings)
	}
}

// startVictim starts the program on a file and returns its lines.
func startVictim(t *testing.T, path string, more ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(append(os.Environ(), victimFile+"="+path), more...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the other program says %q", lines.Text())
	}
	return c, lines
}

func TestAKilledProgramLosesNothingThatWasSaidToBeSaved(t *testing.T) {
	t.Parallel()
	const seed = 22
	random := rand.New(rand.NewPCG(seed, 1))
	path := filepath.Join(t.TempDir(), "killed.journey")
	d, err := Create(path, journey.New("Killed", "2026-11-22"), options())
	if err != nil {
		t.Fatal(err)
	}
	want := edit.New(d.Map(), &counter{}) // makes the same edits in memory
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	hot := 0
	for round := range 12 {
		victim, lines := startVictim(t, path)
		timer := time.AfterFunc(time.Duration(3+random.IntN(60))*time.Millisecond, func() { victim.Process.Kill() })
		saved := 0
		for lines.Scan() {
			if _, err := fmt.Sscanf(lines.Text(), "saved %d", &saved); err != nil {
				t.Fatalf("seed %d round %d: the other program says %q", seed, round, lines.Text())
			}
		}
		timer.Stop()
		victim.Wait() // it was killed
		if info, err := os.Stat(path + "-journal"); err == nil && info.Size() > 0 {
			hot++
		}
		if round%2 == 0 { // whoever only looks sees the same
			if m, err := ReadMap(path); err != nil || len(m.Stages) < saved {
				t.Fatalf("seed %d round %d: a reader sees %v, %v", seed, round, m, err)
			}
		}
		d, err := Open(path, options())
		if err != nil {
			t.Fatalf("seed %d round %d: %v", seed, round, err)
		}
		if yes, why := d.ReadOnly(); yes {
			t.Fatalf("seed %d round %d: the dead program still holds the lock: %v", seed, round, why)
		}
		there := len(d.Map().Stages)
		if there < saved || there > max(saved, len(want.Map().Stages))+1 {
			t.Fatalf("seed %d round %d: %d edits acknowledged, %d in the file", seed, round, saved, there)
		}
		for n := len(want.Map().Stages); n < there; n++ {
			if _, err := want.Apply(edit.Label{}, victimEdit(n)); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := withoutIDs(d.Map()), withoutIDs(want.Map()); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d round %d: the file holds %v, want %v", seed, round, got, want)
		}
		if entries, cursor := d.Editor().History(); len(entries) != there || cursor != there {
			t.Fatalf("seed %d round %d: history %d of %d", seed, round, cursor, len(entries))
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of 12 kills left a write unfinished", hot)
}

// withoutIDs is what the edits made, in order; the other program counts its IDs from the beginning.
func withoutIDs(m *journey.Map) []string {
	texts := []string{m.Settings.Notes}
	for _, s := range m.Stages {
		texts = append(texts, s.Name)
	}
	return texts
}

func TestTheLockHoldsAgainstOtherProgramsAndDiesWithThem(t *testing.T) {
	t.Parallel()
	d := created(t)
	addStage(t, d, "A")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	other, _ := startVictim(t, d.Path(), victimOnly+"=1")
	d, err := Open(d.Path(), options())
	if err != nil {
		t.Fatal(err)
	}
	readOnlyFor(t, d, "persist.open_elsewhere")
	if _, why := d.ReadOnly(); why.Args["Process"] != fmt.Sprint(other.Process.Pid) {
		t.Errorf("the message names process %v, it is %d", why.Args["Process"], other.Process.Pid)
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	other.Wait()
	free, err := Open(d.Path(), options())
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	if yes, why := free.ReadOnly(); yes {
		t.Errorf("the lock outlived its program: %v", why)
	}
}
