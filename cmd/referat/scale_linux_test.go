package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// TestScale makes an archive of as many PDFs' worth of records as REFERAT_SCALE
// says, and measures what a large archive costs: «make scale».
func TestScale(t *testing.T) {
	n := 0
	if _, err := fmt.Sscan(os.Getenv("REFERAT_SCALE"), &n); err != nil || n < 100 {
		t.Skip("takes minutes; REFERAT_SCALE=20000 measures an archive of so many PDFs")
	}
	s := &scale{t: t, press: newPress(t), archive: filepath.Join(t.TempDir(), "arkiv")}
	s.night(n)
	s.queries = someQueries(t, s.archive)
	s.reindex()
	s.disk()
	s.unchanged()
	s.searches()
}

type scale struct {
	t       *testing.T
	press   *press
	archive string
	made    int   // records
	text    int64 // bytes of the pages' texts
	queries []string
}

// night puts n more documents into the archive, as an import does.
func (s *scale) night(n int) {
	w, err := archive.Begin(s.archive)
	if err != nil {
		s.t.Fatal(err)
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	for range n {
		r := s.press.record(s.made)
		s.made++
		for _, p := range r.Pages {
			s.text += int64(len(p.Text))
		}
		d := &r.Document
		path := fmt.Sprintf("/srv/referater/%d/%s", 2009+s.made%18, d.Source.Name)
		if _, err := w.PutFile(r, path, archive.File{SHA256: d.Source.SHA256, Size: d.Source.Bytes, Modified: r.Modified, Seen: time.Now()}); err != nil {
			s.t.Fatal(err)
		}
	}
	if s.made > n { // the first is left to reindex
		if err := ingest.NewFollower(w, indexOf(ix)).CatchUp(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := ix.Close(); err != nil {
		s.t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		s.t.Fatal(err)
	}
}

// cost is what a process took.
type cost struct {
	cpu time.Duration // of the system, too
	rss int64         // bytes, at most
}

// run runs the program.
func (s *scale) run(args ...string) (cost, []byte) {
	cmd := program(s.t, append(args, "--archive", s.archive)...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("%v: %v: %s", args, err, errs.String())
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{time.Duration(u.Utime.Nano() + u.Stime.Nano()), u.Maxrss << 10}, out
}

// reindex compares building the index from the store to what bleve alone takes
// with its own Danish analyzer, which splits no compounds.
func (s *scale) reindex() {
	best := cost{cpu: 1 << 62}
	entries := 0
	for range 2 {
		c, out := s.run("reindex", "--json")
		var r struct{ Documents, Entries int }
		if err := json.Unmarshal(out, &r); err != nil || r.Documents != s.made {
			s.t.Fatalf("%v: %s", err, out)
		}
		entries = r.Entries
		best = cost{min(best.cpu, c.cpu), max(best.rss, c.rss)}
	}
	bleve := 1e9
	for range 2 {
		out, err := bleveAlone(s.archive).CombinedOutput()
		_, after, found := strings.Cut(string(out), "bleve alone: ")
		var seconds float64
		if _, serr := fmt.Sscan(after, &seconds); err != nil || !found || serr != nil {
			s.t.Fatalf("%v: %s", err, out)
		}
		bleve = min(bleve, seconds)
		s.t.Logf("bleve alone: %s", strings.SplitN(after, "\n", 2)[0])
	}
	ratio := best.cpu.Seconds() / bleve
	s.t.Logf("reindex of %d documents, %d entries: %.1f s of CPU, bleve alone %.1f s: %.2f times; %d MB at most", s.made, entries, best.cpu.Seconds(), bleve, ratio, best.rss>>20)
	if s.made < 20_000 {
		return // what starting costs weighs more
	}
	if ratio > 1.6 { // it also reads the store, learns the compounds and checks what it made
		s.t.Errorf("reindex takes %.2f times the CPU of bleve alone, want 1.6", ratio)
	}
	if best.rss > 1536<<20 {
		s.t.Errorf("reindex takes %d MB, want 1536", best.rss>>20)
	}
}

// disk compares a generation to the text in it, and three generations, each a
// night of twenty documents after the other, to the first.
func (s *scale) disk() {
	gen := func() string {
		text, err := os.ReadFile(filepath.Join(s.archive, "CURRENT"))
		if err != nil {
			s.t.Fatal(err)
		}
		return filepath.Join(s.archive, strings.TrimSpace(string(text)))
	}
	first := gen()
	stores, indexes := bytesOf(s.t, filepath.Join(first, "store.db")), bytesOf(s.t, filepath.Join(first, "index"))
	one := float64(stores+indexes) / float64(s.text)
	s.t.Logf("store %d MB + index %d MB for %d MB of text: %.2f times (store %.2f, index %.2f)", stores>>20, indexes>>20, s.text>>20, one, float64(stores)/float64(s.text), float64(indexes)/float64(s.text))
	all := []string{first}
	for range 2 {
		s.night(20)
		all = append(all, gen())
	}
	var rest []string
	for _, g := range all {
		rest = append(rest, filepath.Join(g, "index"))
	}
	three := bytesOf(s.t, rest...)
	s.t.Logf("the indexes of three generations, links counted once: %d MB, %.2f times the first's", three>>20, float64(three)/float64(indexes))
	if one > 2 {
		s.t.Errorf("store and index take %.2f times the text, want 2", one)
	}
	if float64(three) > 1.3*float64(indexes) {
		s.t.Errorf("three indexes take %.2f times the first, want 1.3", float64(three)/float64(indexes))
	}
}

// bytesOf is the size of the files in folders, those with two names counted
// once.
func bytesOf(t *testing.T, paths ...string) (n int64) {
	seen := map[uint64]bool{}
	for _, path := range paths {
		err := filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			info, err := e.Info()
			if err != nil {
				return err
			}
			if inode := info.Sys().(*syscall.Stat_t).Ino; !seen[inode] {
				seen[inode] = true
				n += info.Size()
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// unchanged measures the import of a folder that was imported before.
func (s *scale) unchanged() {
	in, one := s.t.TempDir(), s.t.TempDir()
	w, err := archive.Begin(s.archive)
	if err != nil {
		s.t.Fatal(err)
	}
	defer w.Abort()
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	files := s.made
	for i := range files {
		path := filepath.Join(in, fmt.Sprintf("%02d", i%20), fmt.Sprintf("%06d.pdf", i))
		if i == 0 {
			path = filepath.Join(one, "0.pdf")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("%PDF-1.4\n"), 0o644); err != nil {
			s.t.Fatal(err)
		}
		if err := os.Chtimes(path, old, old); err != nil {
			s.t.Fatal(err)
		}
		sum := shaOf(fmt.Appendf(nil, "scale %d", i))
		if _, err := w.Found(path, archive.File{SHA256: sum, Size: 9, Modified: old, Seen: time.Now()}); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		s.t.Fatal(err)
	}
	all, start, walk := time.Duration(1<<62), time.Duration(1<<62), time.Duration(1<<62)
	for range 5 {
		c, out := s.run("import", in)
		if words := strings.Join(strings.Fields(string(out)), " "); !strings.Contains(words, fmt.Sprintf("uændret %d ", files-1)) {
			s.t.Fatalf("not %d unchanged: %s", files-1, out)
		}
		all = min(all, c.cpu)
		c, _ = s.run("import", one)
		start = min(start, c.cpu)
		walk = min(walk, s.bareWalk(in))
	}
	each := (all - start - walk) / time.Duration(files)
	s.t.Logf("import of %d unchanged files: %v of CPU, %v of it to start, %v the stats: %v a file more", files, all, start, walk, each)
	if s.made >= 20_000 && each > 20*time.Microsecond {
		s.t.Errorf("an unchanged file takes %v of CPU, want 20 µs", each)
	}
}

// bareWalk is the CPU of looking at every file, and no more.
func (s *scale) bareWalk(in string) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	now := func() time.Duration {
		var u syscall.Rusage
		const thread = 1 // RUSAGE_THREAD
		if err := syscall.Getrusage(thread, &u); err != nil {
			s.t.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := now()
	err := filepath.WalkDir(in, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			_, err = os.Stat(path)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return now() - before
}

// someQueries are three hundred, such as people ask: of words of documents.
func someQueries(t *testing.T, dir string) []string {
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	list, err := r.Meetings()
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(300, 1))
	var queries []string
	for len(queries) < 300 {
		thing, _, err := r.Find(list[rnd.IntN(len(list))].ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(thing.Meeting.Punkter) == 0 {
			continue
		}
		p := thing.Meeting.Punkter[rnd.IntN(len(thing.Meeting.Punkter))]
		words := slices.Collect(agenda.Words(p.Title + " " + p.Text))
		if len(words) < 6 {
			continue
		}
		at := rnd.IntN(len(words) - 3)
		switch rnd.IntN(8) {
		case 0, 1, 2:
			queries = append(queries, words[at])
		case 3, 4:
			queries = append(queries, words[at]+" "+words[at+2])
		case 5:
			queries = append(queries, `"`+words[at]+" "+words[at+1]+`"`)
		case 6:
			queries = append(queries, words[at]+" OR "+words[at+3])
		case 7:
			if w := words[at]; len(w) > 4 {
				queries = append(queries, w[:4]+"*")
			}
		}
	}
	return queries
}

// searches compares how long searches take at rest and during a reindex.
func (s *scale) searches() {
	cmd := program(s.t, "search", "--stdin", "--archive", s.archive)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	ask := func() (took []time.Duration) {
		for _, q := range s.queries {
			start := time.Now()
			fmt.Fprintln(in, q)
			if line, err := out.ReadBytes('\n'); err != nil || !bytes.Contains(line, []byte(`"total"`)) {
				s.t.Fatalf("%s: %v: %s", q, err, line)
			}
			took = append(took, time.Since(start))
		}
		return took
	}
	ask() // from here on, the machine knows the files
	rest := append(ask(), ask()...)
	night, ended := program(s.t, "reindex", "--archive", s.archive), make(chan error, 1)
	go func() { ended <- night.Run() }()
	var during []time.Duration
	for len(ended) == 0 {
		during = append(during, ask()...)
	}
	if err := <-ended; err != nil {
		s.t.Fatal(err)
	}
	rest = append(rest, ask()...)
	rest = append(rest, ask()...)
	_ = in.Close()
	_, _ = io.Copy(io.Discard, out)
	if err := cmd.Wait(); err != nil {
		s.t.Fatal(err)
	}
	at := func(list []time.Duration, percent int) time.Duration {
		slices.Sort(list)
		return list[len(list)*percent/100].Round(10 * time.Microsecond)
	}
	ratio := float64(at(during, 99)) / float64(at(rest, 99))
	s.t.Logf("searches at rest: p50 %v, p99 %v (%d); during a reindex: p50 %v, p99 %v (%d): p99 is %.2f times", at(rest, 50), at(rest, 99), len(rest), at(during, 50), at(during, 99), len(during), ratio)
	if ratio > 1.6 {
		s.t.Errorf("during a reindex the p99 is %.2f times that at rest, want 2", ratio)
	}
}
