package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"
)

// table prints aligned columns: the first to the left, numbers to the right.
type table struct {
	head []string
	rows [][]string
	// words are further columns that hold no numbers; like the first they begin at their left edge.
	words []int
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes the table; a first column wider than what the terminal leaves is shortened with "…".
func (t *table) print(out io.Writer, columns int) {
	if len(t.rows) == 0 {
		return
	}
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], runewidth.StringWidth(cell))
		}
	}
	rest := 2
	for _, w := range widths[1:] {
		rest += w + 2
	}
	if columns > 0 {
		widths[0] = max(min(widths[0], columns-rest), min(widths[0], 16))
	}
	t.line(out, t.head, widths)
	rule := 0
	for _, w := range widths {
		rule += w + 2
	}
	fmt.Fprintln(out, "  "+strings.Repeat("─", rule-2))
	for _, row := range t.rows {
		t.line(out, row, widths)
	}
}

func (t *table) line(out io.Writer, row []string, widths []int) {
	var b strings.Builder
	b.WriteString("  ")
	for i, cell := range row {
		cell = runewidth.Truncate(cell, widths[i], "…")
		gap := strings.Repeat(" ", widths[i]-runewidth.StringWidth(cell))
		switch {
		case i == 0:
			b.WriteString(cell + gap)
		case slices.Contains(t.words, i):
			b.WriteString("  " + cell + gap)
		default:
			b.WriteString("  " + gap + cell)
		}
	}
	fmt.Fprintln(out, strings.TrimRight(b.String(), " "))
}
