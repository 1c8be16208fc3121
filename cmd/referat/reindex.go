package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"referat/index"
	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func reindexCommand() command {
	c := command{
		name:  "reindex",
		brief: "byg søgeindekset op på ny ud fra arkivet",
		usage: "[flag]",
		help: `Bygger søgeindekset op på ny af det, arkivet har; ingen PDF læses igen. Det nye
indeks prøves, før det kommer i kraft; går noget galt, er arkivet, som det var.
Søgning virker imens. Beregnet til at køre hver nat: med --if-needed gør den intet,
når indekset passer til arkivet og programmet.

--resegment deler også dokumenterne op på ny med programmets nuværende regler, ud
fra de sidelinjer, arkivet har, og fortæller, hvad det ændrede.

Eksempler:
  referat reindex --archive /srv/arkiv
  referat reindex --if-needed --resegment --metrics-file /var/lib/node_exporter/referat.prom`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		writing := e.writingFlags(fs)
		o := reindexOptions{}
		fs.BoolVar(&o.ifNeeded, "if-needed", false, "gør intet, hvis indeks, regler og arkiv passer sammen")
		fs.BoolVar(&o.resegment, "resegment", false, "del dokumenterne op på ny; med --if-needed kun dem, andre regler har delt")
		metrics := fs.String("metrics-file", "", "skriv tal for Prometheus (node_exporters textfile) i `FIL`")
		asJSON := fs.Bool("json", false, "skriv resultatet som JSON")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		if !archive.IsArchive(*dir) {
			return fmt.Errorf("%w i %s", archive.ErrMissing, *dir) // Begin would make one
		}
		lowerPriority()
		if e.getenv("GOMEMLIMIT") == "" {
			debug.SetMemoryLimit(reindexHeap)
		}
		claim := writing.claim(c.name)
		claim.Compact = true
		start := time.Now()
		r, err := reindex(ctx, *dir, claim, o)
		if r != nil {
			r.Seconds = time.Since(start).Seconds()
		}
		if *metrics != "" {
			err = errors.Join(err, e.reindexMetrics(*metrics, start, r, err != nil))
		}
		if err != nil {
			return err
		}
		if *asJSON {
			return writeJSON(e.stdout, r)
		}
		e.reindexed(r)
		return nil
	}
	return c
}

// reindexHeap is the memory, in bytes, at which the collector begins to work
// harder: a reindex of 200,000 punkter is to stay under 500 MiB.
const reindexHeap = 440 << 20

type reindexOptions struct{ ifNeeded, resegment bool }

// A reindexReport is what a reindex did.
type reindexReport struct {
	Needed    bool        `json:"needed"` // false: all was as it should be, and nothing was done
	Documents int         `json:"documents"`
	Entries   int         `json:"entries"`
	Sampled   int         `json:"sampled"` // phrases looked for, and found
	Seconds   float64     `json:"seconds"`
	Divided   int         `json:"resegmented"`       // documents divided again
	Changed   []redivided `json:"changed"`           // and otherwise than before
	Left      []agenda.ID `json:"left_as_they_were"` // since parts of them were taken down
	Sequence  uint64      `json:"sequence"`
	old       int         // documents that other rules divided
	resegment bool        // and they were to be divided again
}

type redivided struct {
	ID     agenda.ID    `json:"id"`
	Name   string       `json:"document"`
	Before ingest.Parts `json:"before"`
	After  ingest.Parts `json:"after"`
}

// reindex builds the index of the archive in dir anew, and puts it in force.
func reindex(ctx context.Context, dir string, claim archive.Claim, o reindexOptions) (*reindexReport, error) {
	w, err := claim.Begin(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer w.Abort()
	r, err := reindexWith(ctx, w, o)
	if err != nil && w.Resumed() && !errors.Is(err, archive.ErrDamaged) {
		w.Leave() // what a killed import finished is for the next run
	}
	return r, err
}

func reindexWith(ctx context.Context, w *archive.Writer, o reindexOptions) (*reindexReport, error) {
	r := &reindexReport{Changed: []redivided{}, Left: []agenda.ID{}, resegment: o.resegment}
	if o.ifNeeded {
		needed, err := reindexNeeded(w, o, r)
		if err != nil || !needed {
			return r, err
		}
	}
	r.Needed = true
	if o.resegment {
		done, err := ingest.Resegment(ctx, w, o.ifNeeded)
		if err != nil {
			return r, ingest.OfDisk(err)
		}
		r.Divided, r.Left = done.Documents, append(r.Left, done.Left...)
		for _, d := range done.Changed {
			r.Changed = append(r.Changed, redivided{d.ID, d.Name, d.Before, d.After})
		}
	}
	to, err := w.NewIndexDir()
	if err != nil {
		return r, ingest.OfDisk(err)
	}
	if err := buildIndex(ctx, w, to, r); err != nil {
		return r, err
	}
	if err := w.SwapIndex(); err != nil {
		return r, ingest.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		return r, ingest.Fatal(err)
	}
	return r, nil
}

// reindexNeeded reports whether the index or the rules are not those of this
// program, or the index is not in step with the store.
func reindexNeeded(w *archive.Writer, o reindexOptions, r *reindexReport) (bool, error) {
	old, err := ingest.DividedOtherwise(w)
	if err != nil {
		return false, err
	}
	r.old, r.Sequence = old, w.Sequence()
	if w.Changed() || o.resegment && old > 0 {
		return true, nil // a killed run left something, or there is something to divide
	}
	dir := w.CurrentIndexDir()
	if dir == "" {
		return false, nil // an empty archive
	}
	ix, err := index.Open(dir, nil)
	if errors.Is(err, index.ErrMissing) && w.Sequence() == 0 {
		return false, nil // nothing was ever imported
	}
	if err != nil {
		return true, nil // missing, of another version, or damaged: that is what this command mends
	}
	defer ix.Close()
	at, err := ix.Sequence()
	if err != nil || at != w.Sequence() {
		return true, nil
	}
	if entries, err := ix.Entries(); err == nil {
		r.Entries = int(entries)
	}
	r.Documents, err = w.CountShown()
	return false, err
}

// buildIndex builds an index of all that w has in folder to, and checks it.
func buildIndex(ctx context.Context, w *archive.Writer, to string, r *reindexReport) error {
	b, err := index.NewBuilder(to, to+".tmp")
	if err != nil {
		return ingest.OfDisk(err)
	}
	defer b.Discard()
	sample := newSample()
	r.Documents, err = ingest.Reindex(ctx, w, func(d *agenda.Document, leaveOut func(agenda.ID) bool) error {
		sample.add(d, leaveOut)
		return b.Put(d, leaveOut)
	})
	if err != nil {
		return ingest.OfDisk(err)
	}
	r.Sequence = w.Sequence()
	if r.Entries, err = b.Close(r.Sequence); err != nil {
		return ingest.Fatal(err)
	}
	r.Sampled, err = sample.check(ctx, to, r.Sequence)
	return err
}

// reindexed tells what was done.
func (e *env) reindexed(r *reindexReport) {
	if !r.Needed {
		fmt.Fprintln(e.stdout, "indekset passer til arkivet; intet at gøre")
	} else {
		fmt.Fprintf(e.stdout, "%s indekseret (%s) på %.1f sekunder; %s fundet igen\n", counted(r.Documents, "dokument", "dokumenter"),
			counted(r.Entries, "opslag", "opslag"), r.Seconds, counted(r.Sampled, "stikprøve", "stikprøver"))
	}
	if r.Divided > 0 {
		fmt.Fprintf(e.stdout, "%s delt op på ny, %d anderledes end før\n", counted(r.Divided, "dokument", "dokumenter"), len(r.Changed))
	}
	for _, d := range r.Changed {
		fmt.Fprintf(e.stdout, "  %s  %s: %s\n", d.ID, printable(d.Name), partsChanged(d.Before, d.After))
	}
	for _, id := range r.Left {
		fmt.Fprintf(e.stdout, "  %s er ikke delt op på ny: dele af det er fjernet\n", id)
	}
	if r.old > 0 && !r.resegment {
		e.hint(fmt.Sprintf("%s er delt op efter andre regler end dette programs; --resegment deler dem på ny", counted(r.old, "dokument", "dokumenter")))
	}
}

// partsChanged says which counts differ.
func partsChanged(before, after ingest.Parts) string {
	text := ""
	for _, p := range []struct {
		name        string
		was, became int
	}{
		{"møder", before.Meetings, after.Meetings},
		{"punkter", before.Punkter, after.Punkter},
		{"beslutninger", before.Decisions, after.Decisions},
		{"bilag", before.Bilag, after.Bilag},
		{"advarsler", before.Warnings, after.Warnings},
	} {
		if p.was == p.became {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%s %d → %d", p.name, p.was, p.became)
	}
	if text == "" {
		return "andre tekster"
	}
	return text
}
