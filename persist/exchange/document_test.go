package exchange

import (
	"os"
	"strings"
	"testing"

	"rehearse/journey/rule"
)

// What docs/file-format.md shows is a file the program reads.
func TestTheExampleOfTheDocumentsIsAMap(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../docs/example.json")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/file-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(page), "```json\n")
	shown, _, _ = strings.Cut(shown, "```")
	if shown != string(example) {
		t.Error("docs/file-format.md shows another example than docs/example.json")
	}
	m, err := Read(strings.NewReader(shown))
	if err != nil {
		t.Fatal(err)
	}
	if problems := rule.Problems(m); len(problems) > 0 {
		t.Error(problems)
	}
}
