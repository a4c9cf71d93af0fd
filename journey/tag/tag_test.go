package tag

import (
	"strings"
	"testing"
)

func TestTagsAreFoundByWhatTheyAskFor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{{first_name}}": "first_name", "{{ customer.first_name | default: 'friend' }}": "first_name", "*|FNAME|*": "fname", "%NAME%": "name",
		"%%name%%": "name", "[[plan]]": "plan", "[first name]": "first_name", "{имя}": "имя", "<%= name %>": "name", "#NAME#": "name", "${city}": "city",
	} {
		pieces := Split("Hi " + text + "!")
		if len(pieces) != 3 || pieces[1].Name != want || pieces[1].Text != text || !Has(text) {
			t.Errorf("%s: %+v", text, pieces)
		}
	}
	for _, text := range []string{"", "Sale 50 % off until 8 %", "see [1] and (2)", "a < b > c", "№ #1"} {
		if pieces := Split(text); Has(text) || len(pieces) > 1 {
			t.Errorf("%s: %+v", text, pieces)
		}
	}
}

func TestThePiecesAreTheText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{{a}}{{b}}", "x {{a}} y", "{{a}} y", "", "plain", "{{ }}"} {
		var all strings.Builder
		for _, p := range Split(text) {
			all.WriteString(p.Text)
		}
		if all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
	}
}
