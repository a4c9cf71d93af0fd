package draw

import (
	"slices"
	"testing"

	"rehearse/persist/export/fonts"
)

// "Установите код" was written in two lines as "Устано-вите код" though it has room as it is a little smaller, and "20 %" was
// torn apart.
func TestNamesFromFarAreBrokenOnlyWhereTheyMustBe(t *testing.T) {
	t.Parallel()
	b := &builder{o: Options{Measurer: fonts.Embedded()}}
	for name, want := range map[string][]string{
		"Установите код":       {"Установите", "код"},
		"Скидка 20 %":          {"Скидка", "20\u00a0%"},
		"Возвращается из окна": {"Возвра-", "щается из", "окна"},
	} {
		got, _, telling := b.farWords(name, 141, 72, far{0.4, nearZoom, 21})
		if !slices.Equal(got, want) || !telling {
			t.Errorf("%q is written as %q", name, got)
		}
	}
}
