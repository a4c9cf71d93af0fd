package alike

import (
	"strings"
	"testing"
)

// A generation holds mostRemembered bytes, two letters of two fifths of that. The third, charlie, makes alpha and bravo the old
// generation, from which alpha is fetched when asked for, beside charlie. Delta makes these two the old one and bravo, for
// which nobody has asked, forgotten; alpha is there still after echo.
func TestTextsReadLastStayReadyAndOthersAreForgotten(t *testing.T) {
	t.Parallel()
	m := memory{young: map[string]*Text{}}
	letter := func(word string) string { return strings.Repeat(word+" ", mostRemembered*2/5/(len(word)+1)) }
	first, second := m.read(letter("alpha")), m.read(letter("bravo"))
	if again := m.read(letter("alpha")); again != first {
		t.Error("read twice though there is room")
	}
	for _, word := range []string{"charlie", "alpha", "delta", "echo"} {
		if got := m.read(letter(word)); word == "alpha" && got != first {
			t.Error("the old generation was not asked")
		}
	}
	if again := m.read(letter("alpha")); again != first {
		t.Error("what was asked for since is forgotten")
	}
	if again := m.read(letter("bravo")); again == second {
		t.Error("nothing is ever forgotten")
	} else if !same(again, second) {
		t.Error("another text when read again")
	}
	if len(m.young) > 2 || len(m.old) > 2 || m.bytes > mostRemembered {
		t.Errorf("%d and %d letters, %d bytes", len(m.young), len(m.old), m.bytes)
	}
}
