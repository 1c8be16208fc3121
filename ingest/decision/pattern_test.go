package decision

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// Every pattern compiles, although the program compiles it when it is needed.
func TestPatternsCompile(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return true
			}
			if f, ok := call.Fun.(*ast.Ident); !ok || f.Name != "newPattern" {
				return true
			}
			if lit, ok := call.Args[0].(*ast.BasicLit); ok {
				source, err := strconv.Unquote(lit.Value)
				if err == nil {
					_, err = regexp.Compile(source)
				}
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				n++
			}
			return true
		})
	}
	if n < 50 {
		t.Errorf("%d patterns found: the test looks in the wrong place", n)
	}
}
