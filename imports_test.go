package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the one table of which package of ours may import which. It points down: the map knows nothing of
// chance, chance nothing of files, files nothing of windows. A name may end in "/..." for all below it.
//
// A new package gets a line here. A line says what a package may know, not what it happens to know today; but every
// name must exist, so that the table never describes a house that was pulled down.
var mayImport = map[string][]string{
	".": {"ui/cli", "ui/desktop"},

	"journey":               {},
	"journey/rule":          {"journey"},
	"journey/codec":         {"journey"},
	"journey/edit":          {"journey"},
	"journey/alike":         {},
	"journey/tag":           {},
	"journey/circle":        {},
	"journey/finding":       {"journey", "journey/edit"},
	"journey/fix":           {"journey", "journey/edit", "journey/finding", "journey/rule"},
	"journey/layout":        {"journey"},
	"journey/layout/tidy":   {"journey", "journey/layout"},
	"journey/draw":          {"journey", "journey/layout", "journey/finding"},
	"journey/draw/specimen": {"journey", "journey/draw"},
	"journey/draw/cards":    {"journey", "journey/draw", "journey/layout"},

	"simulate":          {"journey/...", "simulate/exact", "simulate/calendar", "simulate/cohort", "simulate/engine", "simulate/preset", "simulate/program", "simulate/random", "simulate/stats"},
	"simulate/radix":    {},
	"simulate/random":   {},
	"simulate/preset":   {"assets", "journey", "journey/codec"},
	"simulate/stats":    {},
	"simulate/calendar": {"journey"},
	"simulate/program":  {"journey", "journey/alike", "journey/rule", "simulate/calendar", "simulate/random"},
	"simulate/cohort":   {"journey", "simulate/calendar", "simulate/program", "simulate/radix", "simulate/random"},
	"simulate/engine": {"journey", "journey/rule", "simulate/calendar", "simulate/cohort", "simulate/program",
		"simulate/radix", "simulate/random", "simulate/stats"},
	"simulate/exact":  {"journey", "journey/rule", "simulate/program", "simulate/random"},
	"simulate/reach":  {"journey", "journey/alike", "journey/circle", "journey/rule", "simulate/calendar", "simulate/program", "simulate/random"},
	"simulate/check":  {"journey/...", "simulate", "simulate/reach", "simulate/calendar", "simulate/program", "simulate/stats"},
	"simulate/oracle": {"journey", "journey/alike", "journey/rule"},
	"simulate/trial":  {"journey"},

	"persist":              {"journey/...", "simulate", "persist/sqlite", "persist/exchange"},
	"persist/sqlite":       {"journey", "journey/codec", "journey/edit"},
	"persist/exchange":     {"journey", "journey/codec", "simulate"},
	"persist/export/fonts": {"assets"},
	"persist/export/svg":   {"journey", "journey/draw", "persist/export/fonts"},
	"persist/export/pixel": {"journey/draw", "persist/export/fonts"},
	"persist/export/png":   {"journey", "journey/draw", "persist/export/pixel"},
	"persist/export/pdf":   {"journey", "journey/draw", "persist/export/fonts"},

	"assets": {},

	"ui/text":      {"assets", "journey", "journey/finding"},
	"ui/published": {"assets", "journey"},
	"ui/curve":     {"journey"},
	"ui/tool":      {"journey", "journey/draw"},
	"ui/form":      {"journey"},
	"ui/phrase":    {"journey", "journey/draw", "journey/rule", "ui/text"},
	"ui/message":   {"journey", "journey/tag", "simulate/cohort", "simulate/random", "ui/text"},
	"ui/overlay":   {"journey/...", "simulate", "ui/text"},
	"ui/story":     {"journey/...", "simulate", "simulate/preset", "ui/phrase", "ui/text"},
	"ui/playback":  {"journey", "journey/layout", "simulate"},
	"ui/slides":    {"journey/...", "simulate", "ui/overlay", "ui/review", "ui/text"},
	"ui/picture":   {"journey/...", "simulate", "persist/export/...", "ui/overlay", "ui/phrase", "ui/slides", "ui/text"},
	"ui/review":    {"journey/...", "ui/form", "ui/text"},
	"ui/sending":   {"journey", "ui/text"},
	"ui/settings":  {},
	"ui/roster":    {"journey", "journey/edit", "journey/rule", "simulate/check", "ui/phrase", "ui/review", "ui/text"},
	"ui/week":      {"journey", "journey/draw"},
	"ui/session":   {"journey/...", "simulate", "simulate/check", "persist"},
	"ui/action":    {"journey/...", "ui/session", "ui/tool"},
	"ui/cli": {"assets", "journey/...", "simulate", "simulate/check", "simulate/exact", "simulate/preset", "persist", "persist/exchange",
		"ui/overlay", "ui/phrase", "ui/picture", "ui/review", "ui/session", "ui/story", "ui/text"},
	"ui/desktop/board": {"journey", "journey/draw", "persist/export/pixel", "ui/tool"},
	"ui/desktop/hint":  {},
	"ui/desktop/panel": {"ui/desktop/hint", "journey", "journey/draw", "journey/draw/cards", "journey/finding", "journey/layout", "journey/rule", "ui/curve", "ui/desktop/board", "ui/form", "ui/message", "ui/overlay", "ui/phrase", "ui/published", "ui/review", "ui/roster", "ui/story", "ui/text", "ui/week"},
	"ui/desktop": {"assets", "journey/...", "simulate", "simulate/check", "simulate/preset", "simulate/reach", "persist", "persist/exchange", "persist/export/...",
		"ui/action", "ui/desktop/...", "ui/form", "ui/message", "ui/overlay", "ui/phrase", "ui/picture", "ui/playback", "ui/review", "ui/roster", "ui/sending", "ui/session", "ui/settings", "ui/slides", "ui/story", "ui/text", "ui/tool", "ui/week"},
}

// testsAlso is what the tests of every package may import on top: an oracle to be compared with, maps to be tried.
var testsAlso = []string{"assets", "journey/...", "simulate/...", "persist/...", "ui/text"}

// ban keeps an import, or a call, out of every package but the named ones.
type ban struct {
	what   string   // an import path, or one with "/..." for all below it, or a call like "time.Now"
	only   []string // packages of ours that may; "/..." for all below
	reason string
}

var bans = []ban{
	{what: "fyne.io/...", only: []string{"ui/desktop/..."},
		reason: "the window is one of two faces; what knows Fyne cannot run or be tested without a graphics driver"},
	{what: "github.com/go-gl/glfw/...", only: []string{"ui/desktop"},
		reason: "the window below Fyne's is asked in one file for what Fyne does not offer, and never in a robot's build"},
	{what: "modernc.org/sqlite/...", only: []string{"persist/sqlite"},
		reason: "one place knows the tables and the settings in the DSN; a second door would write past the history"},
	{what: "database/sql/...", only: []string{"persist/sqlite"},
		reason: "one place knows the tables and the settings in the DSN; a second door would write past the history"},
	{what: "github.com/goccy/go-graphviz/...", only: []string{"journey/layout/tidy"},
		reason: "it costs 45 MB when loaded and is not safe for several threads; only the explicit command Tidy pays that"},
	{what: "github.com/alecthomas/kong", only: []string{"ui/cli"},
		reason: "flags are read in one place and handed down as values"},
	{what: "flag", only: []string{},
		reason: "flags are read by ui/cli and handed down as values"},
	{what: "os.Getenv", only: []string{".", "ui/..."},
		reason: "the environment is read by ui and main and handed down: the rest gives the same answer everywhere"},
	{what: "os.LookupEnv", only: []string{".", "ui/..."},
		reason: "the environment is read by ui and main and handed down: the rest gives the same answer everywhere"},
	{what: "os.Environ", only: []string{".", "ui/..."},
		reason: "the environment is read by ui and main and handed down: the rest gives the same answer everywhere"},
	{what: "os.Args", only: []string{"."},
		reason: "main hands the arguments down"},
	{what: "time.Now", only: []string{".", "ui/..."},
		reason: "same map, same numbers, same seed must give the same bytes; the wall clock is handed down by ui and main"},
	{what: "time.Since", only: []string{".", "ui/..."},
		reason: "same map, same numbers, same seed must give the same bytes; the wall clock is handed down by ui and main"},
	{what: "math/rand", only: []string{},
		reason: "chance is drawn by a key (seed, person, record) from simulate/random, so that one edit shifts nobody else's"},
	// The oracle is the separate interpreter the engine is compared with: it shares nothing with it, chance included.
	{what: "math/rand/v2", only: []string{"simulate/oracle"},
		reason: "chance is drawn by a key (seed, person, record) from simulate/random, so that one edit shifts nobody else's"},
	// Windows locks a file through a structure the system wants the address of.
	{what: "unsafe", only: []string{"persist"},
		reason: "nothing here is worth a crash that the compiler could have refused"},
	{what: "net", only: []string{},
		reason: "nothing of a client's map ever leaves the machine"},
	{what: "net/http/...", only: []string{},
		reason: "nothing of a client's map ever leaves the machine"},
	{what: "github.com/tetratelabs/wazero/...", only: []string{},
		reason: "it is Graphviz's own concern"},
}

// covers tells whether a name of a table, which may end in "/...", covers a path.
func covers(name, what string) bool {
	below, all := strings.CutSuffix(name, "/...")
	return what == name || all && (what == below || strings.HasPrefix(what, below+"/"))
}

func covered(names []string, what string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return covers(name, what) })
}

// source is one parsed Go file of ours, whatever its build tags.
type source struct {
	name    string // from the top of the tree
	pkg     string // "." or "journey/edit"
	test    bool
	syntax  *ast.File
	imports []string
}

// sources parses every Go file of the product: all build tags and systems at once, which `go list` cannot.
func sources(t *testing.T) (*token.FileSet, []source) {
	t.Helper()
	set, list := token.NewFileSet(), []source{}
	for _, name := range tracked(t) {
		if path.Ext(name) != ".go" || strings.HasPrefix(name, ".ci/") || strings.Contains(name, "testdata/") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		one := source{name: name, pkg: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), syntax: file}
		for _, spec := range file.Imports {
			what, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			one.imports = append(one.imports, what)
		}
		list = append(list, one)
	}
	return set, list
}

func TestImportsPointDownTheTable(t *testing.T) {
	t.Parallel()
	_, files := sources(t)
	exists := map[string]bool{}
	for _, file := range files {
		if !file.test {
			exists[file.pkg] = true
		}
		allowed, listed := mayImport[file.pkg]
		if !listed {
			if !file.test {
				t.Errorf("%s: package %s is not in the table mayImport of imports_test.go: say what it may know", file.name, file.pkg)
			}
			continue
		}
		if file.test {
			allowed = slices.Concat(allowed, testsAlso)
		}
		for _, what := range file.imports {
			ours, is := strings.CutPrefix(what, "rehearse/")
			if is && ours != file.pkg && !covered(allowed, ours) {
				t.Errorf("%s: %s may not import %s; it may import %v (table mayImport)", file.name, file.pkg, ours, allowed)
			}
		}
	}
	known := func(name string) {
		below, all := strings.CutSuffix(name, "/...")
		for pkg := range exists {
			if pkg == name || all && (pkg == below || strings.HasPrefix(pkg, below+"/")) {
				return
			}
		}
		t.Errorf("imports_test.go names %s, which does not exist any more", name)
	}
	for _, name := range testsAlso {
		known(name)
	}
	for pkg, allowed := range mayImport {
		known(pkg)
		for _, name := range allowed {
			known(name)
		}
	}
	for _, b := range bans {
		for _, name := range b.only {
			known(name)
		}
	}
}

func TestBannedImportsAndCallsStayWhereTheyBelong(t *testing.T) {
	t.Parallel()
	set, files := sources(t)
	for _, file := range files {
		if file.test || file.syntax.Name.Name == "main" && file.pkg != "." { // tools run by go generate are programs of their own
			continue
		}
		used := map[string]token.Pos{}
		for i, spec := range file.syntax.Imports {
			used[file.imports[i]] = spec.Pos()
		}
		ast.Inspect(file.syntax, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if name, ok := selector.X.(*ast.Ident); ok {
					used[name.Name+"."+selector.Sel.Name] = selector.Pos()
				}
			}
			return true
		})
		for what, at := range used {
			for _, b := range bans {
				if covers(b.what, what) && !covered(b.only, file.pkg) {
					t.Errorf("%s: %s is banned in %s: %s", set.Position(at), what, file.pkg, b.reason)
				}
			}
		}
	}
}

// The program without a window must not carry the window's libraries in by a back door, nor need a C compiler.
func TestTheHeadlessProgramHoldsNoWindow(t *testing.T) {
	t.Parallel()
	command := exec.Command("go", "list", "-tags", "headless", "-deps", "-f", "{{.ImportPath}}{{if .CgoFiles}} cgo{{end}}", ".")
	command.Env = append(command.Environ(), "CGO_ENABLED=0")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		name, cgo, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.HasPrefix(name, "fyne.io/") || strings.HasPrefix(name, "github.com/go-gl/") || cgo != "" {
			t.Errorf("the headless program holds %s: it would need a graphics driver or a C compiler", filepath.ToSlash(name))
		}
	}
}
