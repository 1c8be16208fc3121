package agenda

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that our packages' imports begin with.
const module = "referat"

// arrows is which of our packages each of them may import, tests aside: the
// table of DESIGN.md. Commands may import all. A package that is not in the
// table may import none, so that a new one is thought about.
func arrows() map[string][]string {
	return map[string][]string{
		"pkg/agenda":    {},
		"pkg/archive":   {"pkg/agenda"},
		"pkg/library":   {"pkg/agenda", "pkg/archive", "index", "index/query", "index/danish"},
		"pkg/web":       {"pkg/agenda", "pkg/archive", "pkg/library", "index", "index/query", "pkg/web/api", "pkg/web/oparl"},
		"pkg/web/api":   {"pkg/agenda", "pkg/archive", "pkg/library", "index"},
		"pkg/web/oparl": {"pkg/agenda", "pkg/archive", "pkg/library"},
		"index":         {"index/danish", "index/query", "pkg/agenda"},
		"index/query":   {"index/danish", "pkg/agenda"},
		"index/danish":  {},

		// for tests
		"pkg/library/librarytest": {"pkg/agenda", "pkg/archive", "pkg/library", "index", "ingest", "ingest/ocr", "ingest/pdftext"},

		"index/danish/wordlist":  {"index/danish"},
		"ingest":                 {"pkg/agenda", "pkg/archive", "ingest/pdftext", "ingest/segment", "ingest/worker", "ingest/cpr"},
		"ingest/pdftext":         {"ingest/ocr"},
		"ingest/pdftext/pdftest": {},
		"ingest/picture":         {"ingest/pdftext", "ingest/worker"},
		"ingest/ocr":             {},
		"ingest/cpr":             {},
		"ingest/worker":          {},
		"ingest/segment":         {"pkg/agenda", "ingest/pdftext", "ingest/decision"},
		"ingest/decision":        {"pkg/agenda"},
	}
}

func TestArrows(t *testing.T) {
	const root = "../.."
	seen := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			name := e.Name()
			if file != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata") {
				return filepath.SkipDir // as the go command does
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		seen[pkg] = true
		if first, _, _ := strings.Cut(pkg, "/"); first == "cmd" {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		allowed, known := arrows()[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the table of arrows", file, pkg)
		}
		for _, spec := range parsed.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			ours, ok := strings.CutPrefix(to, module+"/")
			if ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which %s may not", path.Clean(filepath.ToSlash(file)), ours, pkg)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range []string{"pkg/agenda", "pkg/archive", "index", "ingest", "ingest/pdftext", "ingest/segment", "ingest/ocr", "ingest/worker"} {
		if !seen[pkg] {
			t.Errorf("package %s was not found, so its arrows were not looked at", pkg)
		}
	}
}
