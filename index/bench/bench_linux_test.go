// Package bench measures the search index beside what a user would take
// instead: bleve as it comes and with its Danish analyzer, PostgreSQL's text
// search and Xapian, all on the same documents and queries, in one run: «make
// bench». It is no part of the program.
//
// The documents are an author's (author_test.go). Each system builds and
// answers in a process of its own, one after another, none with more than one
// client. CPU is user and system time of the process, of PostgreSQL that of
// client and server processes; what reading the documents costs is measured by
// itself and taken off. Answers are timed as their client sees them, each
// question once, after others of the same kinds that warm up.
package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The environment that the tests read.
const (
	envDocs      = "REFERAT_BENCH_DOCS"      // how many documents; without it nothing is measured
	envQuestions = "REFERAT_BENCH_QUESTIONS" // how many of each kind; 300
	envOnly      = "REFERAT_BENCH_ONLY"      // systems to measure, with commas; all
	envDir       = "REFERAT_BENCH_DIR"       // a folder to work in and leave; a temporary one
	envPython    = "REFERAT_BENCH_PYTHON"    // a Python with xapian and psycopg2; those of PATH are tried
	envProfile   = "REFERAT_BENCH_PROFILE"   // a folder for CPU profiles of what runs in Go
	envRole      = "REFERAT_BENCH_ROLE"      // set for the processes that measure
)

// full is how many documents a run must have for its figures to be held
// against what they must show; with fewer, what starting costs weighs more.
const full = 100_000

func TestMain(m *testing.M) {
	if role := os.Getenv(envRole); role != "" {
		if err := profiled(role, func() error { return play(role, os.Getenv(envDir)) }); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", role, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func TestBench(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv(envDocs))
	if err != nil || n < 100 {
		t.Skipf("takes minutes; %s=20000 measures so many documents", envDocs)
	}
	each := 300
	if s := os.Getenv(envQuestions); s != "" {
		if each, err = strconv.Atoi(s); err != nil || each < 10 {
			t.Fatalf("%s=%s: at least 10", envQuestions, s)
		}
	}
	dir := os.Getenv(envDir)
	if dir == "" {
		dir = t.TempDir()
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, dir: dir, systems: map[string]*figures{}}
	if b.made, err = prepare(dir, n, each); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d documents of %d words, %d MB of text, in %s", b.made.Punkter, b.made.Words/b.made.Punkter, b.made.Text>>20, dir)
	b.measure()
	b.table()
	b.check()
}

// prepare writes the corpus and the questions, unless the folder has those of
// as many documents.
func prepare(dir string, n, each int) (m made, err error) {
	note := filepath.Join(dir, "made.json")
	if text, err := os.ReadFile(note); err == nil && json.Unmarshal(text, &m) == nil && m.Punkter == n && m.Each == each && m.Author == authorVersion {
		return m, nil
	}
	stale, err := filepath.Glob(filepath.Join(dir, "figures-*.json"))
	if err != nil {
		return m, err
	}
	for _, file := range stale {
		if err := os.Remove(file); err != nil {
			return m, err
		}
	}
	if m, err = write(dir, n); err != nil {
		return m, err
	}
	m.Each, m.Author = each, authorVersion
	list, forms, err := questions(dir, each)
	if err != nil {
		return m, err
	}
	m.Forms = forms
	if err := writeJSON(filepath.Join(dir, questionsFile), list); err != nil {
		return m, err
	}
	return m, writeJSON(note, m)
}

// authorVersion tells texts kept in a folder from those of another author.
const authorVersion = 1

func writeJSON(file string, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

// bench is one run.
type bench struct {
	t       *testing.T
	dir     string
	made    made
	systems map[string]*figures
	reading float64 // CPU seconds that reading the documents takes a process of ours
	order   []string
	skipped []string
}

// figures are what was measured of a system.
type figures struct {
	Build   cost    // reading the documents taken off
	Bytes   int64   // of the index
	Load    float64 `json:",omitempty"` // CPU seconds that PostgreSQL takes to keep the texts alone
	Answers answers // nil where none were asked
	Kept    bool    `json:"-"` // measured by a run before
}

// answers are, by kind, how many ms each took by the clock and of CPU (of
// PostgreSQL's, its server's and the client's), and how many hits it gave. On a
// machine that others use, CPU is the surer of the two.
type answers map[kind]struct {
	MS    []float64 `json:"ms"`
	CPU   []float64 `json:"cpu"`
	Found []int     `json:"found"`
}

// asked are the questions in folder dir.
func asked(dir string) (list []question, err error) {
	text, err := os.ReadFile(filepath.Join(dir, questionsFile))
	if err != nil {
		return nil, err
	}
	return list, json.Unmarshal(text, &list)
}

// ask times f for each question in folder dir.
func ask(dir string, f func(question) (found int, err error)) (answers, error) {
	list, err := asked(dir)
	if err != nil {
		return nil, err
	}
	a := answers{}
	for _, q := range list {
		before, start := used(), time.Now()
		found, err := f(q)
		took, cpu := time.Since(start), used()-before
		if err != nil {
			return nil, fmt.Errorf("%s %q: %w", q.Kind, q.Words, err)
		}
		if q.Warm {
			continue
		}
		of := a[q.Kind]
		of.MS, of.CPU = append(of.MS, took.Seconds()*1000), append(of.CPU, cpu*1000)
		of.Found = append(of.Found, found)
		a[q.Kind] = of
	}
	return a, nil
}
