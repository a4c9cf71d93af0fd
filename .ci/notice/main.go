// Command notice writes assets/NOTICE.txt: whose work is part of the program we hand out, and under which licence.
//
//	go run ./.ci/notice           writes the file
//	go run ./.ci/notice -check    compares only, and says what to do
//
// It asks Go which modules the program links, with a window and without, on every system we build for, reads their
// licence files from the module cache, and compares each with licences.txt. What is not a module (the fonts, Graphviz
// inside go-graphviz, Go itself) stands in others.go.
package main

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const target = "assets/NOTICE.txt"

//go:embed licences.txt
var listed string

func main() {
	check := flag.Bool("check", false, "compare only")
	flag.Parse()
	text, problems := notice()
	if len(problems) > 0 {
		fmt.Fprintln(os.Stderr, strings.Join(problems, "\n"))
		os.Exit(1)
	}
	if *check {
		have, err := os.ReadFile(target)
		if err != nil || !bytes.Equal(have, text) {
			fmt.Fprintln(os.Stderr, target+" is not what go.mod links: run `make notice`")
			os.Exit(1)
		}
		return
	}
	if err := os.WriteFile(target, text, 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// component is one thing we hand on.
type component struct {
	name, version string
	licence       string // SPDX
	texts         []text
}

// notice returns the whole file, or what keeps it from being written.
func notice() (out []byte, problems []string) {
	allowed, of := readList()
	components, err := linked()
	if err != nil {
		return nil, []string{err.Error()}
	}
	seen := map[string]bool{}
	for i := range components {
		c := &components[i]
		seen[c.name] = true
		c.licence = of[c.name]
		switch found := classify(c.texts); {
		case c.licence == "":
			problems = append(problems, fmt.Sprintf("%s %s is not in .ci/notice/licences.txt; its licence reads like %q", c.name, c.version, found))
		case found != c.licence:
			problems = append(problems, fmt.Sprintf("%s %s: licences.txt says %s, its text reads like %q", c.name, c.version, c.licence, found))
		}
	}
	// The licence of golang.org/x modules is Go's own, word for word; a Go installation need not have the file.
	golang := slices.IndexFunc(components, func(c component) bool { return c.name == "golang.org/x/text" && len(c.texts) > 0 })
	if golang < 0 {
		return nil, []string{"golang.org/x/text is no longer linked: take Go's licence text from another of its modules"}
	}
	others, err := otherComponents(components[golang].texts[0])
	if err != nil {
		return nil, []string{err.Error()}
	}
	components = append(components, others...)
	for _, c := range components {
		if c.licence != "" && !slices.Contains(allowed, c.licence) {
			problems = append(problems, fmt.Sprintf("%s: the licence %s is not one we hand on", c.name, c.licence))
		}
	}
	for name := range of {
		if !seen[name] {
			problems = append(problems, fmt.Sprintf(".ci/notice/licences.txt lists %s, which is no longer linked", name))
		}
	}
	slices.Sort(problems)
	return write(components), problems
}

// readList reads licences.txt: the allowed licences, and each module's.
func readList() (allowed []string, of map[string]string) {
	of = map[string]string{}
	for line := range strings.Lines(listed) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
		case fields[0] == "allow":
			allowed = fields[1:]
		case len(fields) == 2:
			of[fields[0]] = fields[1]
		}
	}
	return allowed, of
}

// linked asks Go for the modules of every program we build: with a window and without, on three systems.
func linked() ([]component, error) {
	found := map[string]component{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		for _, build := range []struct{ tags, cgo string }{{"headless", "0"}, {"x11", "1"}} {
			command := exec.Command("go", "list", "-deps", "-tags", build.tags,
				"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
			command.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED="+build.cgo)
			command.Stderr = os.Stderr
			list, err := command.Output()
			if err != nil {
				return nil, fmt.Errorf("go list for %s: %w", system, err)
			}
			for line := range strings.Lines(string(list)) {
				fields := strings.Split(strings.TrimSpace(line), "\t")
				if len(fields) != 3 {
					continue
				}
				if _, again := found[fields[0]]; again {
					continue
				}
				texts, err := licenceFiles(fields[2])
				if err != nil {
					return nil, err
				}
				found[fields[0]] = component{name: fields[0], version: fields[1], texts: texts}
			}
		}
	}
	list := make([]component, 0, len(found))
	for _, c := range found {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b component) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// more names licence files that lie deeper in a module and belong to what is linked from it.
var more = []string{"icc/LICENSE.color.org", "theme/font/LICENSE*.txt", "ico/LICENSE-*", "glfw/LICENSE.md", "licenses/ftl.txt",
	"harfbuzz/LICENSE", "mersenne/LICENSE"}

// licenceFiles reads what a module says of its licence, and of the work of others inside it.
func licenceFiles(folder string) ([]text, error) {
	var list []text
	for _, pattern := range append([]string{"LICEN[CS]E*", "COPYING*", "NOTICE*"}, more...) {
		names, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if info, err := os.Stat(name); err != nil || info.IsDir() {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			short, err := filepath.Rel(folder, name)
			if err != nil {
				return nil, err
			}
			list = append(list, text{name: filepath.ToSlash(short), body: tidy(string(data))})
		}
	}
	return list, nil
}
