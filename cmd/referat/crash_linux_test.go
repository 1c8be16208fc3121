package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"referat/ingest/pdftext/pdftest"
)

// Imports and re-indexings are killed at random moments, over and over, while
// two readers search. No search fails, every answer is right for a generation
// that was in force, what a finished run has told of is never lost, and the
// archive is whole after every kill. The next run goes on as if nothing was.
func TestCrashes(t *testing.T) {
	kills := 200
	if testing.Short() || raced {
		kills = 15
	}
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("REFERAT_CRASH_SEED"); s != "" {
		if _, err := fmt.Sscan(s, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("REFERAT_CRASH_SEED=%d", seed)
	c := newCrash(t, seed)
	for range 200 {
		c.add()
	}
	c.whole("import")
	c.whole("reindex")
	readers := []*crashReader{c.reader(1), c.reader(2)}
	for c.killed < kills && !t.Failed() {
		c.round()
	}
	for _, r := range readers {
		r.stop()
	}
	c.searches(readers)
	if !t.Failed() {
		c.end()
	}
	t.Logf("%d kills (%d of the process alone), %d runs came to their end; killed with %s",
		c.killed, c.alone, c.ended, c.hitTable())
	if kills >= 200 && (c.hits[".new"] == 0 || c.hits[".work"] == 0 || c.hits["UNSWUNG"] == 0) {
		t.Errorf("the hard moments were not hit: %s", c.hitTable())
	}
}

// A crash is an archive and a folder that is imported into it, with what is
// known of both.
type crash struct {
	t           *testing.T
	rnd         *rand.Rand
	archive, in string
	versions    []int                     // of each file, from 1: what the folder has now
	made        map[string]crashFile      // every file there ever was, by SHA-256
	held        map[string]bool           // documents that a generation in force had, by SHA-256
	told        map[string]bool           // documents that a finished run has told of, by SHA-256
	answers     map[string]map[string]int // by generation: how often each word is found
	took        map[string]time.Duration  // by command: how long a run takes that is not killed

	killed, alone, ended int
	hits                 map[string]int // what was there after a kill
}

type crashFile struct{ slot, version int }

func newCrash(t *testing.T, seed uint64) *crash {
	dir := t.TempDir()
	c := &crash{t: t, rnd: rand.New(rand.NewPCG(seed, 0)), archive: filepath.Join(dir, "arkiv"), in: filepath.Join(dir, "ind"),
		made: map[string]crashFile{}, held: map[string]bool{}, told: map[string]bool{},
		answers: map[string]map[string]int{}, took: map[string]time.Duration{}, hits: map[string]int{}}
	if err := os.Mkdir(c.in, 0o755); err != nil {
		t.Fatal(err)
	}
	return c
}

// add puts a new file into the folder.
func (c *crash) add() {
	c.versions = append(c.versions, 0)
	c.change(len(c.versions) - 1)
}

// change puts another version of a file into the folder. Two files in five are
// the agenda and the minutes of one meeting.
func (c *crash) change(slot int) {
	c.versions[slot]++
	data := crashPDF(slot, c.versions[slot])
	c.made[shaOf(data)] = crashFile{slot, c.versions[slot]}
	path := filepath.Join(c.in, fmt.Sprintf("%04d.pdf", slot))
	// As programs do that save a file: at no moment is half of it there.
	if err := os.WriteFile(path+"~", data, 0o644); err != nil {
		c.t.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		c.t.Fatal(err)
	}
}

// crashPDF is the minutes of a meeting, or the agenda of the meeting of which
// the file before has the minutes. Its words end in x, since the stem of one that
// ends in a digit twice is that of another.
func crashPDF(slot, version int) []byte {
	meeting, agenda := slot, slot%5 == 4
	if agenda {
		meeting--
	}
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, meeting)
	lines := []string{
		fmt.Sprintf("Rådmandsmøder %d (Rådmandsmøde nr. %d)", day.Year(), meeting),
		day.Format("02-01-2006") + " 09:00 - 09:20",
		"Punkt 1: Broer og både", fmt.Sprintf("Kajplads i version%dx af fil%dx.", version, slot),
	}
	if !agenda {
		lines = append(lines, "Beslutning for Punkt 1: Broer og både", fmt.Sprintf("Godkendt, og kajplads gives som i fil%dx.", slot))
	}
	lines = append(lines, "Punkt 2: Eventuelt", fmt.Sprintf("Der var kaffe til møde%dx.", meeting))
	return minutesPDF(lines)
}

// minutesPDF is a page of lines, in letters of such sizes as minutes have.
func minutesPDF(lines []string) []byte {
	content := []byte("BT 20 TL 70 780 Td\n")
	for _, l := range lines {
		size := 11
		switch {
		case strings.HasPrefix(l, "Punkt "):
			size = 16
		case strings.HasPrefix(l, "Beslutning "):
			size = 13
		}
		content = fmt.Appendf(content, "/F1 %d Tf (", size)
		for _, r := range strings.NewReplacer("(", `\(`, ")", `\)`).Replace(l) {
			content = append(content, byte(r)) // all of them are Latin-1
		}
		content = append(content, ") Tj T*\n"...)
	}
	content = append(content, "ET"...)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	return pdftest.File("", objects...)
}

// args is the command line of a run.
func (c *crash) args(run string) []string {
	args := append(strings.Fields(run), "--json", "--archive", c.archive)
	if args[0] == "import" {
		args = append(args, "--ocr", "off", "--workers", "2", c.in)
	}
	return args
}

// round changes the folder a little, kills a run, and looks after the archive.
func (c *crash) round() {
	if len(c.versions) < 400 && c.rnd.IntN(2) == 0 {
		c.add()
	}
	for range c.rnd.IntN(3) {
		c.change(c.rnd.IntN(len(c.versions)))
	}
	run := "import"
	switch c.rnd.IntN(8) {
	case 0, 1:
		run = "reindex"
	case 2:
		run = "reindex --resegment"
	}
	if c.rnd.IntN(12) == 0 {
		c.whole(run)
		return
	}
	cmd := program(c.t, c.args(run)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = 10 * time.Second // orphans have its pipes
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	moment := c.moment(run, ended)
	pid, alone := cmd.Process.Pid, c.rnd.IntN(2) == 0
	if !alone {
		pid = -pid
	}
	killErr := syscall.Kill(pid, syscall.SIGKILL)
	<-ended
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	what := fmt.Sprintf("%s, to be killed %s, alone %v", run, moment, alone)
	switch {
	case status.Signaled() && killErr == nil:
		c.killed++
		if alone {
			c.alone++
		}
		c.look()
	case status.ExitStatus() != exitOK:
		c.t.Errorf("%s: exit %d: %s", what, status.ExitStatus(), errs.String())
		return
	default:
		c.ended++
		c.tell(run, out.Bytes())
	}
	c.check(what)
}

// moment waits until the moment at which a run is to be killed, which it names:
// at any time, or when something is seen to happen.
func (c *crash) moment(run string, ended chan error) string {
	over := func() bool {
		select {
		case err := <-ended:
			ended <- err
			return true
		default:
			return false
		}
	}
	if c.rnd.IntN(10) < 6 {
		after := time.Duration(c.rnd.Int64N(int64(c.took[run])))
		for end := time.Now().Add(after); time.Now().Before(end) && !over(); {
			time.Sleep(time.Until(end) / 2)
		}
		return fmt.Sprintf("after %v of %v", after.Round(time.Millisecond), c.took[run].Round(time.Millisecond))
	}
	signs := []string{"gen-*.new", "gen-*.work", "gen-*.work/SUMS", "gen-*/UNSWUNG", "gen-*/UNSWUNG", "gen-*[0-9]/UNSWUNG", "gen-*[0-9]/UNSWUNG", "gen-*.old", "CURRENT"}
	if strings.HasPrefix(run, "reindex") {
		signs = append(signs, "gen-*.work/index.new*", "gen-*.work/index.new/store/*.zap", "gen-*.work/store.db.new")
	}
	sign := signs[c.rnd.IntN(len(signs))]
	was := c.seen(sign)
	for c.seen(sign) == was && !over() {
		time.Sleep(100 * time.Microsecond)
	}
	after := time.Duration(c.rnd.Int64N(int64(3 * time.Millisecond)))
	if c.rnd.IntN(2) == 0 {
		after = 0
	}
	time.Sleep(after)
	return fmt.Sprintf("%v after %s", after, sign)
}

// seen is what there is of a kind of file in the archive.
func (c *crash) seen(sign string) string {
	if sign == "CURRENT" {
		text, _ := os.ReadFile(filepath.Join(c.archive, sign))
		return string(text)
	}
	found, _ := filepath.Glob(filepath.Join(c.archive, sign))
	return strings.Join(found, " ")
}

// look notes what a killed run has left.
func (c *crash) look() {
	current := strings.TrimSpace(c.seen("CURRENT"))
	left := false
	for sign, name := range map[string]string{"gen-*.new": ".new", "gen-*.work": ".work", "gen-*.work/UNSWUNG": ".work/UNSWUNG",
		"gen-*.work/index.new": "index.new", "gen-*.old": ".old"} {
		if c.seen(sign) != "" {
			c.hits[name]++
			left = true
		}
	}
	for _, mark := range strings.Fields(c.seen("gen-*[0-9]/UNSWUNG")) {
		left = true
		if filepath.Base(filepath.Dir(mark)) == current {
			c.hits["UNSWUNG, and in force"]++
		} else {
			c.hits["UNSWUNG"]++
		}
	}
	if !left {
		c.hits["nothing"]++
	}
}

func (c *crash) hitTable() string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(c.hits)) {
		list = append(list, fmt.Sprintf("%s %d", name, c.hits[name]))
	}
	return strings.Join(list, ", ")
}

// whole is a run that is not killed.
func (c *crash) whole(run string) {
	cmd := program(c.t, c.args(run)...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	start := time.Now()
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("%s: %v: %s", run, err, errs.String())
	}
	if took := time.Since(start); len(c.versions) > 0 && c.killed+c.ended > 0 || run != "import" {
		c.took[run] = took // the first import is another matter
	}
	for _, like := range []string{"import", "reindex", "reindex --resegment"} {
		if c.took[like] == 0 {
			c.took[like] = max(c.took[run], 200*time.Millisecond)
		}
	}
	c.ended++
	c.tell(run, out)
	c.check(run)
}

// tell takes down what a finished run has told of.
func (c *crash) tell(run string, out []byte) {
	if run != "import" {
		return
	}
	var told struct {
		Imported, Unchanged []struct{ ID, Path string }
		Failed              []struct{ Path, Reason string }
	}
	if err := json.Unmarshal(out, &told); err != nil {
		c.t.Fatalf("import: %v: %s", err, out)
	}
	if len(told.Failed) > 0 || len(told.Imported)+len(told.Unchanged) != len(c.versions) {
		c.t.Errorf("import of %d files: %d imported, %d unchanged, failed %v", len(c.versions), len(told.Imported), len(told.Unchanged), told.Failed)
	}
	for slot := range c.versions {
		c.told[shaOf(crashPDF(slot, c.versions[slot]))] = true
	}
}

// end imports what is left, and looks whether all is there once.
func (c *crash) end() {
	c.whole("import")
	for slot, version := range c.versions {
		if sha := shaOf(crashPDF(slot, version)); !c.held[sha] {
			c.t.Errorf("file %d, version %d is not in the archive", slot, version)
		}
	}
	var again struct{ Imported, Unchanged []any }
	code, out, errs := runWith(context.Background(), c.args("import")...)
	if err := json.Unmarshal([]byte(out), &again); err != nil || code != exitOK || len(again.Imported) > 0 || len(again.Unchanged) != len(c.versions) {
		c.t.Errorf("import of the same again: exit %d, %d imported, %d unchanged: %v %s", code, len(again.Imported), len(again.Unchanged), err, errs)
	}
	c.check("import of the same")
	if code, _, errs := runWith(context.Background(), "gc", "--keep", "1", "--archive", c.archive); code != exitOK {
		c.t.Errorf("gc: exit %d: %s", code, errs)
	}
	c.check("gc")
	var names []string
	entries, err := os.ReadDir(c.archive)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"CURRENT", "LOCK", strings.TrimSpace(c.seen("CURRENT")), "originals", "quarantine"}; !slices.Equal(names, want) {
		c.t.Errorf("gc left %v, want %v", names, want)
	}
	originals, err := filepath.Glob(filepath.Join(c.archive, "originals", "*", "*"))
	if err != nil || len(originals) != len(c.held) {
		c.t.Errorf("gc left %d originals of %d documents, %v", len(originals), len(c.held), err)
	}
}
