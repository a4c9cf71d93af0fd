package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rehearse/journey"
	"rehearse/simulate/check"
	"rehearse/simulate/preset"
	"rehearse/ui/text"
)

// update writes the pages anew instead of comparing them: go test ./ui/cli -run Page -update
var update = flag.Bool("update", false, "write the pages of docs anew")

// page compares a page of docs with what the program says of itself.
func page(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the program says; write it anew: go test ./ui/cli -run Page -update", path)
	}
}

// findingsPages is the folder of the pages of findings: an index and a page for each rule, in every language.
const findingsPages = "../../docs/findings"

func TestPagesOfFindingsAreThoseOfTheCatalogue(t *testing.T) {
	t.Parallel()
	ours := map[string]bool{}
	write := func(name string, text []byte) {
		ours[name] = true
		page(t, filepath.Join(findingsPages, name), text)
	}
	if *update {
		if err := os.MkdirAll(findingsPages, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range []struct{ code, ending, other string }{{"en", ".md", ".ru.md"}, {"ru", ".ru.md", ".md"}} {
		s := &session{text: text.New(l.code)}
		var index bytes.Buffer
		fmt.Fprintf(&index, "# %s\n\n[%s](README%s)\n\n%s\n", s.text.T("check.page.title", nil), s.text.T("check.page.other", nil), l.other,
			s.text.T("check.page.about", journey.Args{"Count": len(check.Rules())}))
		class := ""
		for _, rule := range check.Rules() {
			if rule.ID[:2] != class {
				class = rule.ID[:2]
				fmt.Fprintf(&index, "\n## %s · %s\n\n| %s | %s | %s | %s |\n| --- | --- | --- | --- |\n", class, s.text.T("check.class."+class, nil), s.text.T("check.page.rule", nil),
					s.text.T("check.page.finds", nil), s.text.T("check.page.severity", nil), s.text.T("check.page.looks", nil))
			}
			looks := "check.page.map"
			if rule.Measured {
				looks = "check.page.run"
			}
			fmt.Fprintf(&index, "| [%s](%s%s) | %s | %s | %s |\n", rule.ID, rule.ID, l.ending, s.ruleTitle(rule), s.text.T("check.severity."+string(rule.Severity), nil), s.text.T(looks, nil))
			var b bytes.Buffer
			fmt.Fprintf(&b, "# %s · %s\n\n*%s*\n", rule.ID, s.ruleTitle(rule), s.ruleKind(rule))
			for _, part := range s.ruleParts(rule) {
				fmt.Fprintf(&b, "\n## %s\n", part.head)
				for _, paragraph := range part.body {
					fmt.Fprintf(&b, "\n%s\n", paragraph)
				}
			}
			fmt.Fprintf(&b, "\n[%s](README%s) · [%s](%s%s)\n", s.text.T("check.page.back", nil), l.ending, s.text.T("check.page.other", nil), rule.ID, l.other)
			write(rule.ID+l.ending, b.Bytes())
		}
		write("README"+l.ending, index.Bytes())
	}
	files, err := os.ReadDir(findingsPages)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !ours[file.Name()] {
			t.Errorf("docs/findings/%s is of no rule", file.Name())
		}
	}
}

func TestPageOfPoliciesIsThatOfThePresets(t *testing.T) {
	t.Parallel()
	for _, l := range []struct{ code, path string }{{"en", "../../docs/policies.md"}, {"ru", "../../docs/policies.ru.md"}} {
		s := &session{text: text.New(l.code)}
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n\n%s\n", s.text.T("cli.page.policies", nil), s.text.T("cli.page.policies_about", nil))
		for _, p := range preset.All() {
			fmt.Fprintf(&b, "\n%s", s.presetPage(p, "##"))
		}
		page(t, l.path, b.Bytes())
	}
}

func TestPageOfCommandsIsThatOfTheGrammar(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	_, overview, _ := run(t, "--help")
	fmt.Fprintf(&b, "# The command line\n\nEverything here is what `rehearse --help` and `rehearse <command> --help` print.\n\n```\n%s```\n", overview)
	for _, c := range []string{"templates", "new", "open", "show", "check", "fix", "silence", "explain", "simulate", "compare", "lift", "sensitivity", "replay", "export", "import", "sample", "rules", "policies", "schema", "completion", "version"} {
		code, help, errs := run(t, c, "--help")
		if code != ExitFine {
			t.Errorf("%s --help: exit %d %s", c, code, errs)
		}
		fmt.Fprintf(&b, "\n## rehearse %s\n\n```\n%s```\n", c, help)
	}
	page(t, "../../docs/command-line.md", b.Bytes())
}
