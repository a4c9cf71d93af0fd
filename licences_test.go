package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// A dependency whose licence nobody has read must not reach a customer, and the notices must be those of what is linked.
func TestEveryLinkedLicenceIsListedAndInTheNotices(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("go", "run", "./.ci/notice", "-check").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

var required = regexp.MustCompile(`(?m)^\s+(\S+) v\S+`)

// Every module we import by name has its reason written down, and none is written down that we do not import.
func TestEveryDirectDependencyHasItsReasonInTheDocumentation(t *testing.T) {
	t.Parallel()
	gomod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	direct, _, found := strings.Cut(string(page), "## Not a module")
	if !found {
		t.Fatal("docs/dependencies.md has no part called Not a module")
	}
	_, files := sources(t)
	for _, match := range required.FindAllStringSubmatch(string(gomod), -1) {
		module, imported := match[1], false
		for _, file := range files {
			for _, what := range file.imports {
				imported = imported || what == module || strings.HasPrefix(what, module+"/")
			}
		}
		if written := strings.Contains(direct, "`"+module+"`"); imported && !written {
			t.Errorf("docs/dependencies.md does not say why %s is needed", module)
		} else if written && !imported {
			t.Errorf("docs/dependencies.md explains %s, which nothing imports", module)
		}
	}
}
