package main

import (
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"referat/ingest"
	"referat/pkg/archive"
)

// A metric is one number about the last run of a command.
type metric struct {
	name  string // after "referat_COMMAND_"
	help  string
	value float64
}

// writeMetrics writes numbers about a run for node_exporter's textfile
// collector, in one piece: it never reads half a file. The file's modes are
// those of any file: the collector runs as another user.
func writeMetrics(path, command string, start time.Time, failed bool, more ...metric) error {
	registry := prometheus.NewRegistry()
	success := 1.0
	if failed {
		success = 0
	}
	for _, m := range append([]metric{
		{"last_run_timestamp_seconds", "When the run ended, in seconds since 1970.", float64(time.Now().Unix())},
		{"duration_seconds", "How long the run took.", time.Since(start).Seconds()},
		{"success", "1 if the run did all that it was to do, else 0.", success},
	}, more...) {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "referat", Subsystem: command, Name: m.name, Help: m.help})
		g.Set(m.value)
		if err := registry.Register(g); err != nil {
			return err
		}
	}
	if err := prometheus.WriteToTextfile(path, registry); err != nil {
		return fmt.Errorf("tallene kan ikke skrives i %s: %w", path, err)
	}
	return nil
}

// reindexMetrics writes what a reindex came to; r is nil where it came to
// nothing. The numbers of what was not counted are left out.
func (e *env) reindexMetrics(path string, start time.Time, r *reindexReport, failed bool) error {
	var more []metric
	if r != nil && !failed {
		needed := 0.0
		if r.Needed {
			needed = 1
		}
		more = append(more,
			metric{"documents", "Documents in the index.", float64(r.Documents)},
			metric{"entries", "Entries in the index.", float64(r.Entries)},
			metric{"resegmented_changed", "Documents that were divided otherwise than before.", float64(len(r.Changed))},
			metric{"needed", "1 if there was something to do, else 0.", needed})
	}
	return writeMetrics(path, "reindex", start, failed, more...)
}

// An importTally is what import has to say in its metrics file.
type importTally struct {
	path string // of the file; "" for none
	dir  string // of the archive

	// Since the program began: with --watch, others look at the file more
	// seldom than it may be written.
	imported, reread, pages, unread int
}

// write writes what an import came to, or a round with --watch; s is nil where
// it came to nothing. What was not counted is left out.
func (t *importTally) write(start time.Time, s *ingest.Stats, failure error) error {
	if t.path == "" {
		return nil
	}
	var more []metric
	if s != nil {
		t.imported += len(s.Imported)
		t.reread += len(s.Reread)
		t.pages += s.Pages
		t.unread += s.UnreadScans
		more = append(more,
			metric{"documents_unchanged", "Files whose document the archive had already, at the last look.", float64(len(s.Unchanged))},
			metric{"files_failed", "Files that could not be imported, at the last look, those in quarantine counted.", float64(len(s.Failed))})
	}
	more = append(more,
		metric{"documents_imported", "Documents imported since the program began.", float64(t.imported)},
		metric{"documents_reread", "Documents of which scanned pages were read again, and better, since the program began.", float64(t.reread)},
		metric{"pages", "Pages of the documents imported since the program began.", float64(t.pages)},
		metric{"pages_unread", "Scanned pages that were not read with OCR, since the program began.", float64(t.unread)})
	if held, err := archive.ReadQuarantine(t.dir); err == nil {
		more = append(more, metric{"quarantine_files", "Files in the archive's quarantine.", float64(len(held))})
	}
	return writeMetrics(t.path, "import", start, failure != nil, more...)
}
