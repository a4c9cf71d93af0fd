package cohort

import (
	"strings"
	"testing"
	"unicode"

	"rehearse/simulate/random"
)

func TestPersonKeepsTheNameAndItIsInTheirLanguage(t *testing.T) {
	t.Parallel()
	source := random.NewSource(1, random.Hash("entry"))
	different := map[string]bool{}
	for i := range uint32(200) {
		person := source.Person(3, i)
		english, russian := Name(person, "en"), Name(person, "ru-RU")
		if english != Name(person, "en") || russian != Name(person, "ru") {
			t.Fatal("a person has two names")
		}
		for _, r := range english {
			if unicode.Is(unicode.Cyrillic, r) {
				t.Errorf("%q is not a name in English", english)
			}
		}
		first, family, _ := strings.Cut(russian, " ")
		woman := strings.HasSuffix(family, "ва") || strings.HasSuffix(family, "на")
		named := false
		for _, name := range womensNames {
			named = named || name == first
		}
		if woman != named {
			t.Errorf("%q: the family name does not agree with the first", russian)
		}
		different[russian] = true
	}
	if len(different) < 150 {
		t.Errorf("200 people share %d names", len(different))
	}
}
