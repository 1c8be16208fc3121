package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func shaOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// check looks after the archive when nobody writes it.
func (c *crash) check(after string) {
	code, out, errs := runWith(context.Background(), "verify", "--json", "--archive", c.archive)
	if code != exitOK {
		c.t.Errorf("after %s: verify: exit %d: %s%s", after, code, out, errs)
	}
	generations, err := filepath.Glob(filepath.Join(c.archive, "gen-*[0-9]"))
	if err != nil {
		c.t.Fatal(err)
	}
	current := strings.TrimSpace(c.seen("CURRENT"))
	for _, path := range generations {
		name := filepath.Base(path)
		if c.answers[name] == nil {
			c.answers[name] = c.count(path, after, name == current)
		} else if name == current {
			c.inForce(path, after)
		}
	}
}

// count is how often each word is to be found in a generation, by its store
// alone.
func (c *crash) count(generation, after string, inForce bool) map[string]int {
	r := c.open(generation)
	defer r.Close()
	if inForce {
		c.inForce(generation, after)
	}
	cards, err := r.AllCards()
	if err != nil {
		c.t.Fatal(err)
	}
	shown := agenda.NewShown(cards)
	words := map[string]int{}
	for d, err := range r.Documents() {
		if err != nil {
			c.t.Fatal(err)
		}
		if _, replaced, err := r.Replaced(d.Source.SHA256); err != nil || replaced {
			continue
		}
		for id := range index.Expected(d, shown.LeaveOut(d)) {
			thing, ok := d.Find(id)
			if !ok {
				c.t.Fatalf("%s: no %s", generation, id)
			}
			in := map[string]bool{}
			for w := range agenda.Words(thing.Text()) {
				in[strings.ToLower(w)] = true
			}
			for w := range in {
				words[w]++
			}
		}
	}
	return words
}

// open opens a generation, in force or not: by a folder that says it is.
func (c *crash) open(generation string) *archive.Reader {
	dir := c.t.TempDir()
	name := filepath.Base(generation)
	if err := os.Symlink(generation, filepath.Join(dir, name)); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "CURRENT"), []byte(name+"\n"), 0o644); err != nil {
		c.t.Fatal(err)
	}
	r, err := archive.Open(dir)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// inForce looks whether the generation in force has every document that was
// ever in force or told of, and shows just one version of every file: the
// newest that it has.
func (c *crash) inForce(generation, after string) {
	r := c.open(generation)
	defer r.Close()
	name := filepath.Base(generation)
	newest, shows := map[int]int{}, map[int][]int{}
	now := map[string]bool{}
	for d, err := range r.Documents() {
		if err != nil {
			c.t.Fatal(err)
		}
		sha := d.Source.SHA256
		now[sha] = true
		file, ok := c.made[sha]
		if !ok {
			c.t.Errorf("%s: a document that nobody made: %s", name, d.Source.Name)
			continue
		}
		newest[file.slot] = max(newest[file.slot], file.version)
		_, replaced, err := r.Replaced(sha)
		if err != nil {
			c.t.Fatal(err)
		}
		if !replaced {
			shows[file.slot] = append(shows[file.slot], file.version)
		}
	}
	for slot, version := range newest {
		if !slices.Equal(shows[slot], []int{version}) {
			c.t.Errorf("after %s: %s shows versions %v of file %d; the newest that it has is %d", after, name, shows[slot], slot, version)
		}
	}
	for sha := range maps.Keys(c.held) {
		if !now[sha] {
			c.t.Errorf("after %s: %s has lost %v", after, name, c.made[sha])
		}
	}
	for sha := range maps.Keys(c.told) {
		if !now[sha] {
			c.t.Errorf("after %s: %s has lost %v, which an import had told of", after, name, c.made[sha])
		}
	}
	c.held = now
}

// A crashReader searches all along.
type crashReader struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	errs   bytes.Buffer
	over   atomic.Bool
	done   chan struct{}
	found  []crashAnswer
	failed string
}

type crashAnswer struct {
	word, generation string
	total, hits      int
}

// reader starts a reader.
func (c *crash) reader(seed uint64) *crashReader {
	r := &crashReader{cmd: program(c.t, "search", "--stdin", "--limit", "20", "--archive", c.archive), done: make(chan struct{})}
	r.cmd.Stderr = &r.errs
	in, err := r.cmd.StdinPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	r.in = in
	go r.search(in, bufio.NewReader(out), rand.New(rand.NewPCG(c.rnd.Uint64(), seed)), len(c.versions))
	return r
}

func (r *crashReader) search(in io.Writer, out *bufio.Reader, rnd *rand.Rand, files int) {
	defer close(r.done)
	for !r.over.Load() {
		word := "kajplads"
		switch rnd.IntN(4) {
		case 0:
			word = fmt.Sprintf("fil%dx", rnd.IntN(files))
		case 1:
			word = fmt.Sprintf("version%dx", 1+rnd.IntN(4))
		case 2:
			word = fmt.Sprintf("møde%dx", rnd.IntN(files))
		}
		fmt.Fprintf(in, "%q\n", word) // as written: none that is spelt nearly so
		line, err := out.ReadBytes('\n')
		var answer struct {
			Generation string
			Total      int
			Hits       []any
		}
		if err == nil {
			err = json.Unmarshal(line, &answer)
		}
		if err != nil {
			r.failed = fmt.Sprintf("%s: %v: %s", word, err, line)
			return
		}
		r.found = append(r.found, crashAnswer{word, answer.Generation, answer.Total, len(answer.Hits)})
		time.Sleep(5 * time.Millisecond)
	}
}

func (r *crashReader) stop() {
	r.over.Store(true)
	<-r.done
	_ = r.in.Close()
	if err := r.cmd.Wait(); err != nil && r.failed == "" {
		r.failed = err.Error()
	}
}

// searches looks whether every answer was that of the generation it was of, and
// none was of an earlier one than the answer before.
func (c *crash) searches(readers []*crashReader) {
	searches, generations, wrong := 0, map[string]bool{}, 0
	for _, r := range readers {
		if r.failed != "" {
			c.t.Errorf("a search failed: %s %s", r.failed, r.errs.String())
		}
		before := ""
		for _, a := range r.found {
			want, known := c.answers[a.generation][a.word], c.answers[a.generation] != nil
			if wrong < 10 && (!known || a.total != want || a.hits != min(want, 20) || a.generation < before) {
				c.t.Errorf("%s: %d found, %d of them shown, in %s (known: %v); want %d; the answer before was of %s", a.word, a.total, a.hits, a.generation, known, want, before)
				wrong++
			}
			before = a.generation
			generations[before] = true
			searches++
		}
	}
	if searches == 0 || len(generations) < 2 {
		c.t.Errorf("%d searches in %d generations: nothing was tried", searches, len(generations))
	}
	c.t.Logf("%d searches in %d generations", searches, len(generations))
}
