package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"referat/index"
	"referat/ingest"
	"referat/pkg/archive"
)

// A watch is an import that goes on: a round at first, and another when
// something has changed in its folders, or when it is time for one.
type watch struct {
	e      *env
	on     bool          // it is what the user wants
	quiet  time.Duration // how long nothing must have changed before a round
	every  time.Duration // how long without a round, at most
	asJSON bool

	paths  []string // folders
	round  importRound
	begun  bool // a round is done
	eyes   *lookout
	away   map[string]bool   // folders that cannot be read now
	failed map[string]string // what was told of files that failed: the code, by path
	told   map[string]bool   // what is told once
}

// An importRound imports paths; stats are nil where nothing was kept.
type importRound func(ctx context.Context, paths []string, first bool) (*ingest.Stats, error)

func (e *env) watchFlags(fs *flag.FlagSet) *watch {
	w := &watch{e: e, quiet: 3 * time.Second, every: 10 * time.Minute}
	fs.BoolVar(&w.on, "watch", false, "bliv ved: hold øje med mapperne, og importér, hvad der kommer")
	fs.Func("watch-every", "med --watch: se efter med `TID` mellemrum, også når intet er meldt (10m)", durationFlag(&w.every))
	fs.Func("watch-quiet", "med --watch: vent, til intet er ændret så lang `TID` (3s)", durationFlag(&w.quiet))
	return w
}

// durationFlag is the value of a flag that is a time, such as 10m.
func durationFlag(d *time.Duration) func(string) error {
	return func(s string) error {
		got, err := time.ParseDuration(s)
		if err != nil || got <= 0 {
			return errors.New("det skal være en tid, fx 30s, 10m eller 1h")
		}
		*d = got
		return nil
	}
}

// longestQuiet is how many quiet times a round waits for one, in folders where
// something is written all the time: files in the middle of it are left out.
const longestQuiet = 20

// run goes on till ctx ends, which is no error. The first round's errors are:
// they may lie in how the program was called.
func (w *watch) run(ctx context.Context, paths []string, round importRound) error {
	if len(paths) == 0 {
		return usagef("--watch skal have en mappe at holde øje med")
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return usagef("--watch holder øje med mapper; %s er en fil", path)
		}
	}
	w.paths, w.round = paths, round
	w.away, w.failed, w.told = map[string]bool{}, map[string]string{}, map[string]bool{}
	eyes, err := newLookout()
	w.eyes = eyes
	defer eyes.close()
	w.sayOnce(err)
	w.say(fmt.Sprintf("holder øje med %s, og ser efter med %s mellemrum", strings.Join(w.paths, ", "), short(w.every)))
	soon := time.Duration(0)
	for {
		again, err := w.once(ctx)
		switch {
		case err != nil || ctx.Err() != nil:
			return err
		case !again:
			soon = 0
		default:
			soon = min(max(2*soon, w.quiet), longestQuiet*w.quiet)
		}
		if !w.wait(ctx, soon) {
			return nil
		}
	}
}

// wait waits for the next round: till all has been quiet after a change, or it
// is time, or so soon, if not 0. It is false where ctx has ended.
func (w *watch) wait(ctx context.Context, soon time.Duration) bool {
	var still, enough <-chan time.Time
	if soon > 0 {
		still = time.After(soon)
	}
	late := time.After(w.every)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-w.eyes.changed:
			still = time.After(w.quiet)
			if enough == nil {
				enough = time.After(longestQuiet * w.quiet)
			}
		case <-still:
			return true
		case <-enough:
			return true
		case <-late:
			return true
		}
	}
}

// once does a round. It reports whether another is to follow soon: a file was
// being written, or can have come unheard. The error ends the watch.
func (w *watch) once(ctx context.Context) (again bool, err error) {
	var here []string
	if err := await(ctx, func() error { here = w.here(); return nil }); err != nil || len(here) == 0 {
		return false, nil
	}
	first, start := !w.begun, w.e.now()
	stats, failure := w.round(ctx, here, first)
	switch {
	case ctx.Err() != nil && errors.Is(failure, ctx.Err()):
		failure = nil // what was finished is in the archive
	case failure == nil:
	case first, ctx.Err() != nil,
		errors.Is(failure, archive.ErrNewer), errors.Is(failure, index.ErrOutdated): // another version of the program has taken over
		return false, failure
	}
	if stats == nil && failure == nil {
		return false, nil // stopped before it began
	}
	w.begun = true
	again, err = w.tell(start, stats, failure, first)
	if err != nil || failure != nil || ctx.Err() != nil {
		return false, err
	}
	watched := make(chan bool, 1)
	err = await(ctx, func() error {
		more, err := w.eyes.watch(stats.Folders)
		watched <- more
		return err
	})
	if ctx.Err() != nil {
		return false, nil
	}
	w.sayOnce(err)
	return <-watched || again, nil
}

// here lists the folders that can be read now, and says which can no more, and
// which can again: a share can be gone for a while.
func (w *watch) here() []string {
	var here []string
	for _, path := range w.paths {
		err := readable(path)
		switch {
		case err == nil && w.away[path]:
			w.say(path + " er her igen")
		case err != nil && !w.away[path]:
			w.say(fmt.Sprintf("%s kan ikke læses nu (%s); resten går videre", path, ingest.Reason(err)))
		}
		w.away[path] = err != nil
		if err == nil {
			here = append(here, path)
		}
	}
	return here
}

// readable reads a name from a folder: there are shares that are there, and yet
// cannot be read.
func readable(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Readdirnames(1); err != nil && err != io.EOF {
		return err
	}
	return nil
}

// A roundReport is what a round did, for programs; it is a line of JSON.
type roundReport struct {
	Time      time.Time    `json:"time"` // when it began
	Seconds   float64      `json:"seconds"`
	Imported  []fileReport `json:"imported"`
	Reread    []fileReport `json:"reread"`
	Failed    []fileReport `json:"failed"` // that had not failed so before
	Still     int          `json:"still_failing"`
	Unchanged int          `json:"unchanged"`
	Removed   int          `json:"removed"` // taken down earlier, and left alone
	Pages     int          `json:"pages"`
	Unread    int          `json:"unread_scans"`
	Error     string       `json:"error,omitempty"` // why nothing more was done; the next round tries again
}

// tell says what a round did. It reports whether a file is to be looked at again
// soon. The error is of writing.
func (w *watch) tell(start time.Time, s *ingest.Stats, failure error, first bool) (again bool, err error) {
	r := roundReport{Time: start.Truncate(time.Second), Seconds: w.e.now().Sub(start).Seconds(), Imported: []fileReport{}, Reread: []fileReport{}, Failed: []fileReport{}}
	if failure != nil {
		r.Error = failure.Error()
	}
	if s != nil {
		r.Imported, r.Reread = fileReports(s.Imported), fileReports(s.Reread)
		r.Unchanged, r.Removed, r.Pages, r.Unread = len(s.Unchanged), len(s.Removed), s.Pages, s.UnreadScans
		again = w.failures(s, &r)
	}
	w.line(&r, first)
	if !w.asJSON {
		return again, nil
	}
	text, err := json.Marshal(r)
	if err == nil {
		_, err = w.e.stdout.Write(append(text, '\n'))
	}
	return again, err
}

// failures tells the failures that are news from the others.
func (w *watch) failures(s *ingest.Stats, r *roundReport) (again bool) {
	for _, f := range slices.Concat(s.Imported, s.Unchanged) {
		delete(w.failed, f.Path) // if it fails again, that is news
	}
	var news []ingest.FileResult
	for _, f := range s.Failed {
		switch {
		case f.Code == ingest.CodeNoPDF: // empty for now
		case f.Code == ingest.CodeBusy, f.Code == ingest.CodeChanged:
			again = true
		case w.failed[f.Path] == f.Code:
			r.Still++
		default:
			w.failed[f.Path] = f.Code
			news = append(news, f)
		}
	}
	r.Failed = fileReports(news)
	return again
}

// line says in a line what a round did, if it did anything, and below it what
// failed.
func (w *watch) line(r *roundReport, first bool) {
	var parts []string
	if n := len(r.Imported); n > 0 || first && r.Error == "" {
		parts = append(parts, fmt.Sprintf("%d importeret", n))
	}
	if n := len(r.Reread); n > 0 {
		parts = append(parts, fmt.Sprintf("%d genlæst", n))
	}
	if first && r.Unchanged > 0 {
		parts = append(parts, fmt.Sprintf("%d uændret", r.Unchanged))
	}
	if n := len(r.Failed); n > 0 {
		parts = append(parts, fmt.Sprintf("%d fejlet", n))
	}
	if len(parts) > 0 {
		w.say(strings.Join(parts, ", "))
	}
	const most = 20 // lines
	for _, f := range r.Failed[:min(len(r.Failed), most)] {
		fmt.Fprintf(w.e.stderr, "      %s: %s\n", printable(f.Path), printable(f.Reason))
	}
	if n := len(r.Failed) - most; n > 0 {
		fmt.Fprintf(w.e.stderr, "      … og %d til\n", n)
	}
	if r.Error != "" {
		w.say(fmt.Sprintf("%s; prøver igen om %s", r.Error, short(w.every)))
	}
}

// say says something, with the time.
func (w *watch) say(text string) {
	fmt.Fprintf(w.e.stderr, "%s %s\n", w.e.now().Format("15:04"), printable(text))
}

// sayOnce says why changes are not heard of, if there is a reason, and not
// twice.
func (w *watch) sayOnce(err error) {
	if err == nil || w.told[err.Error()] {
		return
	}
	w.told[err.Error()] = true
	w.say(fmt.Sprintf("%s; ændringer dér ses først med %s mellemrum", err, short(w.every)))
}

// short is a time for people: "10 min.".
func short(d time.Duration) string {
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return counted(int(d/time.Hour), "time", "timer")
	case d >= time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%d min.", d/time.Minute)
	}
	return fmt.Sprintf("%g sek.", d.Seconds())
}
