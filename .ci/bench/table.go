package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// table is printed as Markdown, with columns as wide as their cells: to be read as it is, and to be pasted into docs.
type table [][]string

func (t *table) row(cells ...string) { *t = append(*t, cells) }

// print writes the rows, the first as the head. All columns but the first are numbers.
func (t table) print() {
	width := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for n, row := range t {
		fmt.Print("|")
		for i, w := range width {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			pad := strings.Repeat(" ", w-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Print(" ", cell, pad, " |")
			} else {
				fmt.Print(" ", pad, cell, " |")
			}
		}
		fmt.Println()
		if n > 0 {
			continue
		}
		fmt.Print("|")
		for i, w := range width {
			if i == 0 {
				fmt.Print(" ", strings.Repeat("-", w), " |")
			} else {
				fmt.Print(" ", strings.Repeat("-", w), ":|")
			}
		}
		fmt.Println()
	}
}
