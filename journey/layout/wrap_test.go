package layout_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rehearse/journey/layout"
)

func TestWrapBreaksAtSpacesThenInsideWords(t *testing.T) {
	t.Parallel()
	// At size 10 a letter is 5.5 wide: ten letters fit into 56.
	for _, c := range []struct {
		text  string
		lines int
		want  []string
	}{
		{"", 2, nil},
		{"Заказ", 2, []string{"Заказ"}},
		{"Смотрит каталог", 2, []string{"Смотрит", "каталог"}},
		{"Смотрит каталог и сравнивает", 2, []string{"Смотрит", "каталог и…"}},
		{"Достопримечательность", 3, []string{"Достоприме", "чательност", "ь"}},
		{"Достопримечательность", 1, []string{"Достоприм…"}},
		{"12\u00a0h after", 2, []string{"12\u00a0h after"}},
		{"about 12\u00a0hours", 2, []string{"about", "12\u00a0hours"}},
		{"one\ntwo", 3, []string{"one", "two"}},
		{"one\ntwo", 1, []string{"one two"}},
		{"x", 0, nil},
	} {
		if got := layout.Wrap(c.text, 56, 10, false, c.lines, eight{}); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d lines: %q, want %q", c.text, c.lines, got, c.want)
		}
	}
}

// A line wider than its card would be cut by the next one.
func TestLinesAreNeverWiderThanTheRoom(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("абв гдЁ№—\n\u00a0xyz"))).Draw(t, "text")
		width := rapid.Float64Range(12, 200).Draw(t, "width")
		lines := rapid.IntRange(1, 4).Draw(t, "lines")
		got := layout.Wrap(text, width, 10, true, lines, eight{})
		if len(got) > lines {
			t.Fatalf("%d lines, at most %d", len(got), lines)
		}
		for _, line := range got {
			if (eight{}).Width(line, 10, true) > width+1e-9 {
				t.Fatalf("%q is %g wide, room %g", line, (eight{}).Width(line, 10, true), width)
			}
		}
		plain := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r == ' ' || r == '\n' {
					return -1
				}
				return r
			}, s)
		}
		all := plain(strings.Join(got, ""))
		if !strings.Contains(all, "…") && all != plain(text) {
			t.Fatalf("%q became %q without an ellipsis", text, got)
		}
	})
}
