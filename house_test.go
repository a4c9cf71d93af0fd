package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tracked lists the files of the source, from the top of the tree: what git keeps or would keep; without git, all
// but what the Makefile builds.
func tracked(t *testing.T) []string {
	t.Helper()
	out, err := exec.Command("git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard").Output()
	if err == nil && len(out) > 0 {
		list := strings.Split(strings.TrimSpace(string(out)), "\n")
		// A file that was removed and not committed yet is still in the index.
		return slices.DeleteFunc(list, func(name string) bool { _, err := os.Stat(name); return err != nil })
	}
	var list []string
	err = filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() && (name == ".git" || name == "bin") {
			return filepath.SkipDir
		}
		if err == nil && entry.Type().IsRegular() {
			list = append(list, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// maxLines is where a file has stopped having one reason to change.
const maxLines = 450

func TestNoFileIsTooLongToRead(t *testing.T) {
	t.Parallel()
	for _, name := range tracked(t) {
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data[:min(len(data), 200)], []byte("Code generated")) {
			continue
		}
		if lines := bytes.Count(data, []byte("\n")); lines > maxLines {
			t.Errorf("%s has %d lines, more than %d: find the second reason in it and give that a file of its own", name, lines, maxLines)
		}
	}
}

func TestEveryPackageOpensWithWhatItIs(t *testing.T) {
	t.Parallel()
	_, files := sources(t)
	described, seen := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		if !file.test {
			seen[file.pkg] = true
			described[file.pkg] = described[file.pkg] || file.syntax.Doc != nil
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(seen)) {
		if !described[pkg] {
			t.Errorf("package %s has no package comment: what it is, why, what it must not know", pkg)
		}
	}
}

// The names are put together so that this file does not hold what it forbids.
var foreign = map[string]*regexp.Regexp{
	"a folder beside the project":  regexp.MustCompile(`\.\./` + `shared\b`),
	"a folder of one machine":      regexp.MustCompile(`(^|[\s"'(=:])/` + `work(/|\b)`),
	"the Go module proxy's host":   regexp.MustCompile(`(proxy|sum)\.` + `golang\.org`),
	"a Debian mirror's host":       regexp.MustCompile(`(deb|security|snapshot|ftp)\.` + `debian\.org`),
	"another registry's host":      regexp.MustCompile(`registry\.` + `npmjs\.org|pypi\.` + `org|index\.` + `crates\.io`),
	"a folder of a tool's scratch": regexp.MustCompile(`/` + `farm/|/` + `old_root`),
}

func TestNothingPointsOutOfTheProject(t *testing.T) {
	t.Parallel()
	for _, name := range tracked(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(data, 0) >= 0 { // a picture, a font, a map file
			continue
		}
		for number, line := range strings.Split(string(data), "\n") {
			for what, pattern := range foreign {
				if pattern.MatchString(line) {
					t.Errorf("%s:%d refers to %s: a clone elsewhere will not have it", name, number+1, what)
				}
			}
		}
	}
}

// sentence is one entry of assets/text: a sentence, or its plural forms.
type sentence struct {
	forms map[string]string // category → text; "" for one without plural
}

func (s *sentence) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		var one string
		err := json.Unmarshal(data, &one)
		s.forms = map[string]string{"": one}
		return err
	}
	return json.Unmarshal(data, &s.forms)
}

var placeholder = regexp.MustCompile(`\{\{[^}]*?\.([A-Za-z]+)[^}]*\}\}`)

// arguments are the names a sentence uses in any of its forms.
func (s sentence) arguments() []string {
	names := map[string]bool{}
	for _, form := range s.forms {
		for _, found := range placeholder.FindAllStringSubmatch(form, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// pluralForms are the categories a language's sentence with plurals must have (Unicode CLDR, cardinal).
var pluralForms = map[string][]string{"en": {"one", "other"}, "ru": {"few", "many", "one", "other"}}

func readSentences(t *testing.T, file string) map[string]sentence {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list map[string]sentence
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return list
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	t.Parallel()
	areas := map[string]bool{}
	for language := range pluralForms {
		root := filepath.Join("assets", "text", language)
		err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				areas[strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(root)+"/")] = true
			}
			return err
		})
		if err != nil || len(areas) == 0 {
			t.Fatalf("no texts of %s: %v", language, err)
		}
	}
	for area := range areas {
		english, russian := readSentences(t, "assets/text/en/"+area), readSentences(t, "assets/text/ru/"+area)
		for key, en := range english {
			ru, there := russian[key]
			if !there {
				t.Errorf("assets/text/ru/%s lacks %s", area, key)
				continue
			}
			if got, want := ru.arguments(), en.arguments(); !slices.Equal(got, want) {
				t.Errorf("%s %s: arguments %v in Russian, %v in English", area, key, got, want)
			}
			for language, s := range map[string]sentence{"en": en, "ru": ru} {
				have := slices.Sorted(maps.Keys(s.forms))
				if _, single := s.forms[""]; !single && !slices.Equal(have, pluralForms[language]) {
					t.Errorf("assets/text/%s/%s %s: plural forms %v, the language has %v", language, area, key, have, pluralForms[language])
				}
				for category, form := range s.forms {
					if strings.TrimSpace(form) == "" {
						t.Errorf("assets/text/%s/%s %s: the form %q is empty", language, area, key, category)
					}
				}
			}
		}
		for key := range russian {
			if _, there := english[key]; !there {
				t.Errorf("assets/text/en/%s lacks %s", area, key)
			}
		}
	}
}
