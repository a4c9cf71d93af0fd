package persist

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rehearse/assets"
)

// What the code of these packages says to users, by the calls that make problems and labels.
var (
	fileCode = regexp.MustCompile(`(?:problem|damaged|newer)\("([a-z_]+)"|"persist\.([a-z_]+)"|return "([a-z_]+)"$`)
	editCode = regexp.MustCompile(`"(edit\.[a-z_]+)"`)
)

func TestEveryMessageIsInBothLanguagesAndNoSentenceIsLeftOver(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, folder := range []string{".", "sqlite", "../journey/edit", "../ui/desktop"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range strings.Split(string(source), "\n") {
				for _, found := range fileCode.FindAllStringSubmatch(strings.TrimSpace(line), -1) {
					if !strings.HasPrefix(folder, "../") {
						used["persist."+found[1]+found[2]+found[3]] = true
					}
				}
				for _, found := range editCode.FindAllStringSubmatch(line, -1) {
					used[found[1]] = true
				}
			}
		}
	}
	if len(used) < 40 {
		t.Fatalf("only %d messages found in the source: this test has gone blind", len(used))
	}
	for _, language := range []string{"en", "ru"} {
		texts := map[string]any{}
		for _, area := range []string{"persist", "edit"} {
			data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/"+area+".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &texts); err != nil {
				t.Fatal(err)
			}
		}
		for id := range used {
			if texts[id] == nil {
				t.Errorf("%s: no sentence for %s", language, id)
			}
		}
		for id := range texts {
			if !used[id] && !strings.HasPrefix(id, "edit.step.") {
				t.Errorf("%s: nobody says %s", language, id)
			}
		}
	}
}
