package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"rehearse/simulate"
	"rehearse/ui/text"
)

func TestTheEventLogIsWrittenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	path := cart(t)
	dir := t.TempDir()
	code, toOutput, errs := run(t, "simulate", path, "-n", "300", "--log", "-")
	rows, err := csv.NewReader(strings.NewReader(toOutput)).ReadAll()
	if code != ExitFine || err != nil || len(rows) < 600 || strings.Join(rows[0], ",") != simulate.LogColumns {
		t.Fatalf("exit %d %s, %d rows, %v", code, errs, len(rows), err)
	}
	plain, packed := filepath.Join(dir, "log.csv"), filepath.Join(dir, "log.CSV.GZ")
	for _, to := range []string{plain, packed, plain} { // a second time over the first
		if code, out, errs := run(t, "simulate", path, "-n", "300", "--log", to); code != ExitFine || !strings.Contains(out, "How far people get") {
			t.Errorf("%s: exit %d %s", to, code, errs)
		}
	}
	if got, err := os.ReadFile(plain); err != nil || string(got) != toOutput {
		t.Errorf("the file is not what standard output gets: %v", err)
	}
	file, err := os.Open(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(unpacked); err != nil || string(got) != toOutput {
		t.Errorf("the packed file is not what standard output gets: %v", err)
	}
	if code, _, errs := run(t, "simulate", path, "-n", "300", "--log", "-", "--json"); code != ExitUse || !strings.Contains(errs, "--log -") {
		t.Errorf("two things on standard output: exit %d %s", code, errs)
	}
	if code, _, errs := run(t, "simulate", path, "-n", "300", "--log", filepath.Join(dir, "no", "log.csv")); code != ExitFile || !strings.Contains(errs, "log.csv") {
		t.Errorf("no such folder: exit %d %s", code, errs)
	}
	if runtime.GOOS == "linux" {
		if code, _, errs := run(t, "simulate", path, "-n", "3000", "--log", "/dev/full"); code != ExitFile || !strings.Contains(errs, "/dev/full") {
			t.Errorf("a full disk: exit %d %s", code, errs)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".rehearse-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestACanceledEventLogLeavesNoFile(t *testing.T) {
	t.Parallel()
	path, dir := cart(t), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var said bytes.Buffer
	code := Main(ctx, []string{"simulate", path, "--log", filepath.Join(dir, "log.csv")}, Environment{
		Out: io.Discard, Err: &said, Getenv: func(string) string { return "" }, Now: time.Now,
	})
	if left, _ := os.ReadDir(dir); code != ExitFinding || len(left) > 0 || !strings.Contains(said.String(), "Stopped") {
		t.Errorf("exit %d, %d files, said %q", code, len(left), said.String())
	}
}

// The page lists every code of the log with the words of its activity, and its columns.
func TestPageOfTheEventLogListsItsActivities(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/log.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range text.Languages() {
		s := &session{text: text.New(lang.Code)}
		for _, what := range simulate.Logged() {
			activity := s.activity(what, "…", "clicked")
			if strings.HasPrefix(activity, "log.") {
				t.Errorf("%s: no words for %q", lang.Code, what)
			}
			if line := fmt.Sprintf("| `%s` | %s |", what, activity); lang.Code == "en" && !bytes.Contains(page, []byte(line)) {
				t.Errorf("docs/log.md has no line that begins with %s", line)
			}
		}
	}
	for _, column := range strings.Split(simulate.LogColumns, ",") {
		if !bytes.Contains(page, []byte("| `"+column+"` |")) {
			t.Errorf("docs/log.md does not explain the column %s", column)
		}
	}
}
