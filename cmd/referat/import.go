package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"

	"referat/index"
	"referat/ingest"
	"referat/pkg/archive"
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

Eksempler:
  referat import ~/Referater
  referat import --archive /srv/arkiv 2026-03-23.pdf
  referat import --retry

Slutkoder: 0 alt gik godt, 1 intet kunne gøres, 3 nogle filer fejlede, 130 afbrudt
(det, der nåede at blive importeret, er i arkivet).`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		r := e.readingFlags(fs)
		r.workersFlag(fs)
		retry := fs.Bool("retry", false, "prøv igen: skannede sider, der ikke blev læst, og filer i karantæne")
		asJSON := fs.Bool("json", false, "skriv resultatet som JSON")
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
		stats, err := e.importInto(ctx, *dir, r, paths, func(imp *ingest.Importer) { imp.Retry = *retry })
		return e.imported(stats, err, *asJSON)
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
func (e *env) imported(stats *ingest.Stats, err error, asJSON bool) error {
	if stats == nil {
		return err
	}
	if asJSON {
		if werr := writeJSON(e.stdout, report(stats)); werr != nil {
			return werr
		}
	} else {
		e.table(stats)
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
func (e *env) importInto(ctx context.Context, dir string, r *reading, paths []string, set func(*ingest.Importer)) (*ingest.Stats, error) {
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
	w, err := archive.Begin(dir)
	if err != nil {
		return nil, err
	}
	defer w.Abort()
	ix := index.NewWriter(w.IndexDir)
	defer ix.Discard()
	imp := ingest.NewImporter(w, readers.Read, ix.Put, ix.Remove)
	imp.Options, imp.Workers, imp.Version = options, r.workers, version()
	set(imp)
	p := e.progress()
	imp.Progress = p.event
	stats, runErr := imp.Run(ctx, paths)
	p.clear()
	stopped := errors.Is(runErr, ingest.ErrNoWorkers) || ctx.Err() != nil && errors.Is(runErr, ctx.Err())
	if runErr != nil && !stopped {
		return nil, runErr
	}
	if err := ix.Close(); err != nil {
		return nil, ingest.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		return nil, ingest.Fatal(err)
	}
	return stats, runErr
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

// report is Stats for programs.
func report(s *ingest.Stats) any {
	type file struct {
		Path     string `json:"path"`
		ID       string `json:"id,omitempty"`
		Pages    int    `json:"pages,omitempty"`
		Warnings int    `json:"warnings,omitempty"`
		Scans    int    `json:"scans,omitempty"`
		Unread   int    `json:"unread_scans,omitempty"`
		SameAs   string `json:"same_as,omitempty"`
		Code     string `json:"code,omitempty"`
		Reason   string `json:"reason,omitempty"`
	}
	files := func(rs []ingest.FileResult) []file {
		out := []file{}
		for _, r := range rs {
			out = append(out, file{r.Path, r.ID.String(), r.Pages, r.Warnings, r.Scans, r.UnreadScans, r.SameAs, r.Code, r.Reason})
		}
		return out
	}
	return struct {
		Imported  []file         `json:"imported"`
		Reread    []file         `json:"reread"`
		Unchanged []file         `json:"unchanged"`
		Failed    []file         `json:"failed"`
		Others    map[string]int `json:"others"` // files that are no PDFs, by extension
		Pages     int            `json:"pages"`
		Meetings  int            `json:"meetings"`
		Punkter   int            `json:"punkter"`
		Bilag     int            `json:"bilag"`
		Warnings  int            `json:"warnings"`
		Scans     int            `json:"scans"`
		Unread    int            `json:"unread_scans"`
	}{
		files(s.Imported), files(s.Reread), files(s.Unchanged), files(s.Failed), s.Others,
		s.Pages, s.Meetings, s.Punkter, s.Bilag, s.Warnings, s.Scans, s.UnreadScans,
	}
}
