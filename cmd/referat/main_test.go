package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// mainEnv makes the test binary the program. It is so, too, when runWith has it
// start workers.
const mainEnv = "REFERAT_TEST_MAIN"

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == workerName || os.Getenv(mainEnv) != "" {
		os.Exit(process())
	}
	testscript.Main(m, map[string]func(){"referat": func() { os.Exit(process()) }})
}

// TestScript runs the command line as a person does. $EXPORTS is the folder
// of the fictional exports, $PROTECTED one of them with a password, $DOCS the
// documentation.
func TestScript(t *testing.T) {
	exports, err := filepath.Abs("../../testdata/exports")
	if err != nil {
		t.Fatal(err)
	}
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	protected, err := filepath.Abs("../../ingest/pdftext/testdata/aes256-password.pdf")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXPORTS", exports)
			e.Setenv("PROTECTED", protected)
			e.Setenv("DOCS", docs)
			e.Setenv("XDG_CACHE_HOME", cache) // the second engine starts in a tenth of a second, not in three
			return nil
		},
	})
}

// runWith runs a command line in this process.
func runWith(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	e := &env{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }}
	code = e.run(ctx, args)
	return code, out.String(), errs.String()
}

// copied is a copy of an archive.
func copied(t *testing.T, archive string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	if err := os.CopyFS(dir, os.DirFS(archive)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestInterruptedImportLeavesTheArchiveWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	if code, _, errs := runWith(context.Background(), "import", "--archive", dir, "../../testdata/exports/2027-01-04-kort.pdf"); code != exitOK {
		t.Fatalf("first import: exit %d: %s", code, errs)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code, _, errs := runWith(ctx, "import", "--archive", dir, "../../testdata/exports")
	if code != exitInterrupted || !strings.Contains(errs, "afbrudt") {
		t.Errorf("interrupted import: exit %d, stderr %q; want %d", code, errs, exitInterrupted)
	}
	if code, out, errs := runWith(context.Background(), "list", "--archive", dir); code != exitOK || strings.Count(out, "\n") != 1 {
		t.Errorf("list afterwards: exit %d, %q, %s; want the one meeting", code, out, errs)
	}
	if code, _, errs := runWith(context.Background(), "import", "--archive", dir, "../../testdata/exports"); code != exitOK {
		t.Errorf("import afterwards: exit %d: %s", code, errs)
	}
}

func TestInterruptedSegmentSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code, out, errs := runWith(ctx, "segment", "../../testdata/exports/2027-01-04-kort.pdf")
	if code != exitInterrupted || out != "" || errs != "referat: afbrudt\n" {
		t.Errorf("exit %d, %q, stderr %q; want %d", code, out, errs, exitInterrupted)
	}
}

func TestProgressIsOneLineOnATerminal(t *testing.T) {
	var out, errs bytes.Buffer
	e := &env{stdin: strings.NewReader(""), stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, terminal: true}
	dir := filepath.Join(t.TempDir(), "arkiv")
	if code := e.run(context.Background(), []string{"import", "--archive", dir, "../../testdata/exports/2027-01-04-kort.pdf"}); code != exitOK {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	if s := errs.String(); !strings.Contains(s, "2027-01-04-kort.pdf") || strings.Contains(s, "\n") || !strings.HasSuffix(s, "\r") {
		t.Errorf("progress is %q; want a line that is taken away", s)
	}
}
