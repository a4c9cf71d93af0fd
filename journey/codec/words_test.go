package codec

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

// Every problem that this package and package journey can report has a sentence in each language, and no
// sentence is left over.
func TestEveryProblemHasItsSentence(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	quoted := regexp.MustCompile(`"((?:journey|codec)\.[a-z_0-9]+)"`)
	for _, pattern := range []string{"*.go", "../*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "problem.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range quoted.FindAllStringSubmatch(string(source), -1) {
				if !strings.HasSuffix(match[1], "_") {
					used[match[1]] = true
				}
			}
		}
	}
	for _, want := range []string{"object", "list", "text", "boolean", "integer", "number", "duration", "time", "law", "assumption", "bytes"} {
		used["codec.want_"+want] = true
	}
	for k := null; k <= object; k++ {
		used["codec.found_"+k.name()] = true
	}
	used["codec.time"] = true // composed, as are those above and below
	for _, hinted := range []string{"field", "word", "kind"} {
		used["codec.unknown_"+hinted+"_hint"] = true
	}
	for _, language := range []string{"en", "ru"} {
		sentences := map[string]any{}
		for _, area := range []string{"journey", "codec"} {
			data, err := fs.ReadFile(assets.Texts(), "text/"+language+"/"+area+".json")
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(data, &sentences); err != nil {
				t.Fatal(err)
			}
		}
		for id := range used {
			if sentences[id] == nil {
				t.Errorf("%s: no sentence for %s", language, id)
			}
		}
		for id := range sentences {
			if !used[id] {
				t.Errorf("%s: nobody says %s", language, id)
			}
		}
	}
}
