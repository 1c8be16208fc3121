package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

func importCommand() command {
	c := command{
		name:  "import",
		brief: "læs PDF'er ind i arkivet",
		usage: "[flag] STI…",
		help: `Læser PDF'er og mapper med PDF'er ind i arkivet. Det, arkivet har i forvejen,
springes over. En fil, der ikke kan læses, stopper ikke de andre: til sidst står,
hvad der blev importeret, hvad der var uændret, og hvad der fejlede og hvorfor.
Filer, der fejlede, ligger i arkivets karantæne («referat help quarantine»).

Skannede sider læses med OCR, hvis programmet tesseract er installeret (pakkerne
tesseract-ocr og tesseract-ocr-dan). Var det ikke det, læser --retry dem senere,
og prøver samtidig filerne i karantæne igen; det kan stå uden sti.

Med --watch bliver programmet ved, til det stoppes: når noget kommer til eller
ændres i mapperne, og der har været ro i 3 sekunder, importeres det, og hvert 10.
minut ses der efter, da netværksdrev ikke melder om ændringer. Andre kan skrive i
arkivet imellem; er en i gang, ventes der.

Eksempler:
  referat import ~/Referater
  referat import --archive /srv/arkiv 2026-03-23.pdf
  referat import --retry
  referat import --watch /srv/referater

Slutkoder: 0 alt gik godt, også når --watch stoppes, 1 intet kunne gøres, 3 nogle filer fejlede, 130 afbrudt
(det, der nåede at blive importeret, er i arkivet).`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		r := e.readingFlags(fs)
		r.workersFlag(fs)
		writing := e.writingFlags(fs)
		retry := fs.Bool("retry", false, "prøv igen: skannede sider, der ikke blev læst, og filer i karantæne")
		asJSON := fs.Bool("json", false, "skriv resultatet som JSON")
		metrics := fs.String("metrics-file", "", "skriv tal for Prometheus (node_exporters textfile) i `FIL`")
		watch := e.watchFlags(fs)
		paths, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(paths) == 0 && !*retry {
			return usagef("giv mindst én PDF eller mappe")
		}
		if len(paths) > 0 && !slices.ContainsFunc(paths, exists) {
			return fmt.Errorf("%s findes ikke", strings.Join(paths, ", "))
		}
		if len(paths) == 0 && !archive.IsArchive(*dir) {
			return fmt.Errorf("%w i %s", archive.ErrMissing, *dir) // Begin would make one
		}
		tally := &importTally{path: *metrics, dir: *dir}
		claim := writing.claim(c.name)
		if !watch.on {
			start := time.Now()
			stats, err := e.importInto(ctx, *dir, claim, r, paths, func(imp *ingest.Importer) { imp.Retry = *retry })
			merr := tally.write(start, stats, err)
			err = e.imported(*dir, stats, err, *asJSON)
			if err == nil || errors.As(err, new(exitError)) {
				err = cmp.Or(merr, err)
			}
			return err
		}
		claim.Wait, watch.asJSON = true, *asJSON
		return watch.run(ctx, paths, func(ctx context.Context, paths []string, first bool) (*ingest.Stats, error) {
			var stats *ingest.Stats
			start, err := time.Now(), fmt.Errorf("%w i %s", archive.ErrMissing, *dir)
			if first || archive.IsArchive(*dir) { // else its disk may be away: nothing is to be made in its place
				stats, err = e.importInto(ctx, *dir, claim, r, paths, func(imp *ingest.Importer) {
					imp.Retry, imp.Settle = *retry && first, watch.quiet
				})
			}
			return stats, errors.Join(err, tally.write(start, stats, err))
		})
	}
	return c
}

// exists reports whether there is something at path, readable or not.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// imported says what a run did, and how it ended. stats are nil, and nothing is
// said, where nothing was kept.
func (e *env) imported(dir string, stats *ingest.Stats, err error, asJSON bool) error {
	if stats == nil {
		return err
	}
	if asJSON {
		if werr := writeJSON(e.stdout, report(stats)); werr != nil {
			return werr
		}
	} else {
		e.table(stats)
		if werr := e.older(dir, stats); werr != nil && err == nil {
			err = werr
		}
		if len(stats.Imported)+len(stats.Reread) > 0 {
			if cerr := e.completeness(putNow(dir, stats)); cerr != nil && err == nil {
				err = cerr
			}
		}
	}
	switch {
	case err != nil:
		return err
	case len(stats.Failed) > 0:
		return exitError{exitSomeFailed}
	}
	return nil
}

// importHeap is the memory, in bytes, at which the collector begins to work
// harder: the program itself is to stay under 300 MiB.
const importHeap = 200 << 20

// importInto imports paths; set may set the Importer up otherwise. Stats are
// nil where nothing is kept: when the archive cannot be written. An interrupted
// run keeps what it finished.
func (e *env) importInto(ctx context.Context, dir string, claim archive.Claim, r *reading, paths []string, set func(*ingest.Importer)) (*ingest.Stats, error) {
	options, err := r.options()
	if err != nil {
		return nil, err
	}
	if e.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(importHeap)
	}
	readers, err := r.isolated(r.workers)
	if err != nil {
		return nil, err
	}
	defer readers.Close()
	w, err := claim.Begin(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	follower := ingest.NewFollower(w, indexOf(ix))
	imp := ingest.NewImporter(w, readers.Read)
	imp.Options, imp.Workers, imp.Version = options, r.workers, version()
	p := e.progress(claim.Command)
	defer p.clear()
	imp.Progress = p.event
	var damage error // of the index: soundIndex builds it anew
	imp.Checkpoint = func(ctx context.Context) error {
		if damage != nil {
			return nil
		}
		p.index()
		err := follower.CatchUp(ctx)
		if errors.Is(err, index.ErrDamaged) {
			damage, err = err, nil
			ix.Discard()
		}
		return err
	}
	set(imp)
	if w.Resumed() {
		fmt.Fprintln(e.stderr, "referat import: går videre, hvor en afbrudt kørsel slap")
	}
	if err := readyIndex(ctx, w, follower); errors.Is(err, index.ErrDamaged) {
		damage = err
		ix.Discard()
	} else if err != nil {
		ix.Discard()
		w.Leave() // what a killed run finished is for the next one
		return nil, ingest.OfDisk(err)
	}
	p.start()
	stats, runErr := imp.Run(ctx, paths)
	stopped := errors.Is(runErr, ingest.ErrNoWorkers) || ctx.Err() != nil && errors.Is(runErr, ctx.Err())
	if runErr != nil && !stopped {
		return nil, e.leaveFull(w, ix, runErr)
	}
	// What was read is kept also when the run was stopped: it takes a moment.
	if err := imp.Checkpoint(context.WithoutCancel(ctx)); err != nil {
		return nil, e.leaveFull(w, ix, ingest.Fatal(err))
	}
	if err := ix.Close(); err != nil && !errors.Is(err, index.ErrDamaged) { // a damaged one is built anew
		return nil, e.leaveFull(w, ix, ingest.Fatal(err))
	}
	if damage != nil && !w.Changed() {
		return nil, damage
	}
	if err := e.soundIndex(context.WithoutCancel(ctx), w); err != nil {
		return nil, e.leaveFull(w, ix, err)
	}
	if err := w.Commit(); err != nil {
		return nil, ingest.Fatal(err)
	}
	return stats, runErr
}

// leaveFull leaves what a run finished to the next one, as if it had been
// killed, where it ended since the disk is full: with room made, hours of
// reading need not be done again. It gives err.
func (e *env) leaveFull(w *archive.Writer, ix *index.Writer, err error) error {
	if !ingest.DiskFull(err) || !w.Changed() {
		return err
	}
	ix.Discard()
	_ = w.Leave() // what it cannot write either is read again
	fmt.Fprintln(e.stderr, "referat import: når der er plads, går den næste import videre, hvor denne slap")
	return err
}

// soundIndex looks at the working index as a reader will find it, and builds it
// anew where that cannot open it, or it does not stand where the archive does:
// no generation comes into force that cannot be searched.
func (e *env) soundIndex(ctx context.Context, w *archive.Writer) error {
	if !w.Changed() {
		return nil
	}
	dir, err := w.IndexDir()
	if err != nil {
		return ingest.Fatal(err)
	}
	wrong := checkIndex(dir, w.Sequence())
	if wrong == nil {
		return nil
	}
	fmt.Fprintf(e.stderr, "referat import: søgeindekset blev ikke, som det skal være, og bygges på ny (%s)\n", printable(wrong.Error()))
	to, err := w.NewIndexDir()
	if err == nil {
		err = buildIndex(ctx, w, to, &reindexReport{})
	}
	if err == nil {
		err = w.SwapIndex()
	}
	return ingest.Fatal(err)
}

// checkIndex looks whether the index in dir can be read, and stands at the
// archive's sequence. There need be none where nothing was ever put.
func checkIndex(dir string, sequence uint64) error {
	ix, err := index.Open(dir, nil)
	if errors.Is(err, index.ErrMissing) && sequence == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	defer ix.Close()
	return library.InStep(ix, sequence)
}

// readyIndex makes sure that the index can follow the archive, before hours of
// reading: one that another version of the program made has to be built anew.
func readyIndex(ctx context.Context, w *archive.Writer, follower *ingest.Follower) error {
	if w.Changed() { // a killed run's, and its index
		return follower.CatchUp(ctx)
	}
	dir := w.CurrentIndexDir()
	if dir == "" || !exists(dir) {
		return nil // it is made of the whole change log
	}
	ix, err := index.Open(dir, nil)
	if err != nil {
		return err
	}
	return ix.Close()
}

// indexOf is the search index as a Follower changes it.
func indexOf(ix *index.Writer) ingest.Index {
	return ingest.Index{Put: ix.Add, Remove: ix.Take, Sequence: ix.Sequence, Stand: ix.Stand}
}

// table shows what became of the files: words for people, on stdout since it
// is what they asked for.
func (e *env) table(s *ingest.Stats) {
	if len(s.Failed) > 0 {
		fmt.Fprintln(e.stdout, "Fejlede:")
		tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
		for _, f := range s.Failed {
			fmt.Fprintf(tw, "  %s\t%s\n", printable(f.Path), printable(f.Reason))
		}
		tw.Flush()
		fmt.Fprintln(e.stdout)
	}
	tw := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "importeret\t%d\t\n", len(s.Imported))
	if len(s.Reread) > 0 {
		fmt.Fprintf(tw, "genlæst\t%d\t\n", len(s.Reread))
	}
	fmt.Fprintf(tw, "uændret\t%d\t\n", len(s.Unchanged))
	if len(s.Removed) > 0 {
		fmt.Fprintf(tw, "fjernet\t%d\t\n", len(s.Removed))
	}
	fmt.Fprintf(tw, "fejlet\t%d\t\n", len(s.Failed))
	tw.Flush()
	if len(s.Imported) > 0 {
		fmt.Fprintf(e.stdout, "\n%s, %s, %s, %d bilag", counted(s.Pages, "side", "sider"),
			counted(s.Meetings, "møde", "møder"), counted(s.Punkter, "punkt", "punkter"), s.Bilag)
		if s.Nested > 0 {
			fmt.Fprintf(e.stdout, " (og %s inde i bilag)", counted(s.Nested, "møde, punkt eller bilag", "møder, punkter og bilag"))
		}
		if s.Warnings > 0 {
			fmt.Fprintf(e.stdout, "; %s", counted(s.Warnings, "advarsel", "advarsler"))
		}
		fmt.Fprintln(e.stdout)
	}
	if s.Scans > 0 {
		fmt.Fprintf(e.stdout, "%s er læst med OCR\n", counted(s.Scans, "skannet side", "skannede sider"))
	}
	if s.UnreadScans > 0 {
		fmt.Fprintf(e.stdout, "%s er ikke læst med OCR; dokumenternes advarsler siger hvorfor\n", counted(s.UnreadScans, "skannet side", "skannede sider"))
	}
	if n := len(s.Others); n > 0 {
		fmt.Fprintf(e.stdout, "sprunget over, ikke PDF: %s\n", others(s.Others))
	}
}

// putNow goes through the documents that a run put into the archive in dir.
func putNow(dir string, s *ingest.Stats) iter.Seq2[*agenda.Document, error] {
	return func(yield func(*agenda.Document, error) bool) {
		a, err := archive.Open(dir)
		if err != nil {
			yield(nil, err)
			return
		}
		defer a.Close()
		for _, r := range slices.Concat(s.Imported, s.Reread) {
			_, d, err := a.Find(r.ID)
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// others says how many files of each kind were left alone.
func others(counts map[string]int) string {
	var parts []string
	for _, ext := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	}) {
		name := printable(ext)
		if ext == "" {
			name = "uden endelse" // and those that are hidden stand as «skjulte»
		}
		parts = append(parts, fmt.Sprintf("%d %s", counts[ext], name))
	}
	return strings.Join(parts, ", ")
}

// A fileReport is a FileResult for programs.
type fileReport struct {
	Path     string `json:"path"`
	ID       string `json:"id,omitempty"`
	Pages    int    `json:"pages,omitempty"`
	Warnings int    `json:"warnings,omitempty"`
	Scans    int    `json:"scans,omitempty"`
	Unread   int    `json:"unread_scans,omitempty"`
	SameAs   string `json:"same_as,omitempty"`
	Replaced string `json:"replaced,omitempty"` // the older version whose place it took
	Code     string `json:"code,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

func fileReports(rs []ingest.FileResult) []fileReport {
	out := []fileReport{}
	for _, r := range rs {
		out = append(out, fileReport{r.Path, r.ID.String(), r.Pages, r.Warnings, r.Scans, r.UnreadScans, r.SameAs, r.Replaced.String(), r.Code, r.Reason})
	}
	return out
}

// report is Stats for programs.
func report(s *ingest.Stats) any {
	return struct {
		Imported  []fileReport   `json:"imported"`
		Reread    []fileReport   `json:"reread"`
		Unchanged []fileReport   `json:"unchanged"`
		Removed   []fileReport   `json:"removed"` // taken down earlier, and left alone
		Failed    []fileReport   `json:"failed"`
		Others    map[string]int `json:"others"` // files that are no PDFs, by extension
		Pages     int            `json:"pages"`
		Meetings  int            `json:"meetings"`
		Punkter   int            `json:"punkter"`
		Bilag     int            `json:"bilag"`
		Warnings  int            `json:"warnings"`
		Scans     int            `json:"scans"`
		Unread    int            `json:"unread_scans"`
	}{
		fileReports(s.Imported), fileReports(s.Reread), fileReports(s.Unchanged), fileReports(s.Removed), fileReports(s.Failed), s.Others,
		s.Pages, s.Meetings, s.Punkter, s.Bilag, s.Warnings, s.Scans, s.UnreadScans,
	}
}
