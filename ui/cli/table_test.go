package cli

import (
	"bytes"
	"testing"
)

// Numbers stand under each other by their last digit, words by their first letter.
func TestColumnsOfWordsBeginAtTheLeftAndOfNumbersEndAtTheRight(t *testing.T) {
	t.Parallel()
	list := table{head: []string{"Step", "Kind", "People"}, words: []int{1}}
	list.add("Ads", "entry", "1,000")
	list.add("Order", "goal", "12")
	var out bytes.Buffer
	list.print(&out, 0)
	want := "  Step   Kind   People\n  ────────────────────\n  Ads    entry   1,000\n  Order  goal       12\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}
