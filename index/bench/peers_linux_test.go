package bench

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// peersScript does what Xapian and PostgreSQL are measured by; its comments say
// how they are set up.
const peersScript = "peers.py"

// python finds a Python that has what a peer needs; it says what is missing.
func python(peer string) (exe, missing string) {
	var list []string
	if exe := os.Getenv(envPython); exe != "" {
		list = append(list, exe)
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if exe := filepath.Join(dir, "python3"); !slices.Contains(list, exe) {
			list = append(list, exe)
		}
	}
	missing = "no python3"
	for _, exe := range list {
		if _, err := os.Stat(exe); err != nil {
			continue
		}
		var answer struct{ Missing, Version string }
		if _, err := run(exec.Command(exe, peersScript, "has", peer), &answer); err != nil {
			missing = strings.TrimSpace(err.Error())
			continue
		}
		if answer.Missing == "" {
			return exe, ""
		}
		missing = answer.Missing
	}
	return "", missing
}

// The systems, in the order that they are measured and shown.
const (
	nameReferat  = "referat"
	nameLean     = "bleve da lean"
	nameXapian   = "Xapian"
	namePostgres = "PostgreSQL"
)

func names() []string {
	return []string{nameReferat, "bleve", "bleve da", nameLean, nameXapian, namePostgres}
}

// measure measures every system that there is and is wanted. Of the others it
// takes what a run before kept in the folder, if it did.
func (b *bench) measure() {
	var n int
	b.reading = b.child("read", &n).CPU
	if n != b.made.Punkter {
		b.t.Fatalf("%d documents read of %d", n, b.made.Punkter)
	}
	for _, name := range names() {
		kept := filepath.Join(b.dir, "figures-"+name+".json")
		if only := os.Getenv(envOnly); only != "" && !slices.Contains(strings.Split(only, ","), name) {
			var f figures
			if text, err := os.ReadFile(kept); err == nil && json.Unmarshal(text, &f) == nil {
				f.Kept = true
				b.systems[name] = &f
				b.order = append(b.order, name)
			}
			continue
		}
		f, missing := b.figures(name)
		if missing != "" {
			b.skipped = append(b.skipped, name+": "+missing)
			continue
		}
		b.systems[name] = f
		b.order = append(b.order, name)
		if err := writeJSON(kept, f); err != nil {
			b.t.Fatal(err)
		}
	}
}

// figures measures one system; missing says what it lacks here.
func (b *bench) figures(name string) (f *figures, missing string) {
	f = &figures{}
	switch name {
	case nameXapian:
		return b.xapian()
	case namePostgres:
		return b.postgres()
	}
	f.Build = b.child("build "+name, &f.Bytes)
	f.Build.CPU -= b.reading
	switch name {
	case nameReferat:
		var n int
		b.child("keep", &n)
		b.child("ask "+name, &f.Answers)
	case nameLean:
		b.child("ask "+name, &f.Answers)
	}
	return f, ""
}

// script runs the script of the peers.
func (b *bench) script(exe string, v any, args ...string) cost {
	b.t.Helper()
	c, err := run(exec.Command(exe, append([]string{peersScript}, args...)...), v)
	if err != nil {
		b.t.Fatalf("%s: %v", args[0], err)
	}
	return c
}

func (b *bench) xapian() (*figures, string) {
	exe, missing := python("xapian")
	if missing != "" {
		return nil, missing
	}
	corpus, to := filepath.Join(b.dir, linesFile), filepath.Join(b.dir, "xapian")
	var n int
	reading := b.script(exe, &n, "read", corpus).CPU
	f := &figures{}
	f.Build = b.script(exe, &f.Bytes, "build-xapian", corpus, to)
	f.Build.CPU -= reading
	b.script(exe, &f.Answers, "ask-xapian", to, filepath.Join(b.dir, questionsFile))
	return f, ""
}

func (b *bench) postgres() (*figures, string) {
	exe, missing := python("postgres")
	if missing != "" {
		return nil, missing
	}
	var got struct {
		Load, Index float64 // CPU seconds: the texts alone, and with their words
		Bytes       int64
		Answers     answers
	}
	b.script(exe, &got, "postgres", filepath.Join(b.dir, linesFile), filepath.Join(b.dir, questionsFile))
	return &figures{Build: cost{CPU: got.Index - got.Load}, Load: got.Load, Bytes: got.Bytes, Answers: got.Answers}, ""
}
