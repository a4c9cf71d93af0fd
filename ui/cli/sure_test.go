package cli

import (
	"strings"
	"testing"
)

func TestAReportKeepsTheTwoDoubtsApart(t *testing.T) {
	t.Parallel()
	path := cart(t)
	_, out, _ := run(t, "simulate", path, "-n", "3000")
	for _, part := range []string{"Luck, 95%", "the luck of 3,000 people", "--bands shows"} {
		if !strings.Contains(out, part) {
			t.Errorf("without bands: no %q in\n%s", part, out)
		}
	}
	if strings.Contains(out, "Your rates") {
		t.Error("a band nobody asked for")
	}
	_, out, _ = run(t, "simulate", path, "-n", "3000", "--bands", "--draws", "50")
	for _, part := range []string{"Luck, 95%", "Your rates, 95%", "drawn 50 times", "have no range"} {
		if !strings.Contains(out, part) {
			t.Errorf("with bands: no %q in\n%s", part, out)
		}
	}
	_, out, _ = run(t, "simulate", path, "-n", "3000", "--batches", "5")
	if !strings.Contains(out, "ten are the least") {
		t.Errorf("too few batches are not explained:\n%s", out)
	}
}

func TestUncertaintyFlagsAreChecked(t *testing.T) {
	t.Parallel()
	path := cart(t)
	for _, args := range [][]string{{"--draws", "5"}, {"--until", "0.5"}, {"--until", "60pp"}, {"--goal", "Order"}, {"--until", "1pp", "--goal", "nothing"}, {"--until", "1pp", "--most", "10"}, {"--batches", "-1"}, {"--batches", "5000"}, {"--max-memory", "512"}} {
		if code, _, errs := run(t, append([]string{"simulate", path}, args...)...); code != ExitUse || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
	if code, _, errs := run(t, "simulate", path, "--max-memory", "1kB"); code == ExitFine || !strings.Contains(errs, "MB") {
		t.Errorf("a kilobyte is enough: %q", errs)
	}
}
