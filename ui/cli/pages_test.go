package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

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

func TestPageOfFindingsIsThatOfTheCatalogue(t *testing.T) {
	t.Parallel()
	for _, l := range []struct{ code, path string }{{"en", "../../docs/findings.md"}, {"ru", "../../docs/findings.ru.md"}} {
		p := text.New(l.code)
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n\n%s\n", p.T("cli.page.findings", nil), p.T("cli.page.findings_about", nil))
		for _, rule := range check.Rules() {
			id := "finding." + rule.ID
			for _, part := range []string{".title", ".why", ".remedy"} {
				if !p.Has(id + part) {
					t.Errorf("%s lacks %s%s", l.code, id, part)
				}
			}
			kind := p.T("cli.page.static", nil)
			if rule.Measured {
				kind = p.T("cli.page.measured", nil)
			}
			fmt.Fprintf(&b, "\n## %s · %s\n\n*%s, %s*\n\n%s\n\n**%s** %s\n", rule.ID, p.T(id+".title", nil),
				strings.ToLower(p.T("cli.severity."+string(rule.Severity), nil)), kind, p.T(id+".why", nil), p.T("cli.page.remedy", nil), p.T(id+".remedy", nil))
		}
		page(t, l.path, b.Bytes())
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
	for _, c := range []string{"templates", "new", "open", "show", "check", "simulate", "compare", "lift", "sensitivity", "replay", "export", "import", "sample", "rules", "policies", "completion", "version"} {
		code, help, errs := run(t, c, "--help")
		if code != ExitFine {
			t.Errorf("%s --help: exit %d %s", c, code, errs)
		}
		fmt.Fprintf(&b, "\n## rehearse %s\n\n```\n%s```\n", c, help)
	}
	page(t, "../../docs/command-line.md", b.Bytes())
}
