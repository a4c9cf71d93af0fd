package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rehearse/assets"
)

// A literal in the code that looks like a message id of a known area must have its sentence; otherwise
// people would read the id.
func TestEveryMessageIDInTheCodeHasItsSentence(t *testing.T) {
	t.Parallel()
	areas := map[string]bool{}
	for _, f := range assets.TextFiles("en") {
		areas[strings.TrimSuffix(filepath.Base(f), ".json")] = true
	}
	id := regexp.MustCompile(`^([a-z]+)\.[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*$`)
	p := New("en")
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		tags := map[*ast.BasicLit]bool{}
		whole := map[*ast.BasicLit]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr: // the beginning of an id that is put together
				if first, ok := n.X.(*ast.BasicLit); ok {
					tags[first] = true
				}
			case *ast.Field:
				if n.Tag != nil {
					tags[n.Tag] = true
				}
			case *ast.BasicLit:
				whole[n] = true
			}
			return true
		})
		for literal := range whole {
			if literal.Kind != token.STRING || tags[literal] {
				continue
			}
			s, err := strconv.Unquote(literal.Value)
			if err != nil {
				continue
			}
			if m := id.FindStringSubmatch(s); m != nil && areas[m[1]] && !p.Has(s) {
				t.Errorf("%s: no sentence for %q", path, s)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
