package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A server's answers go on while new generations come, each whole; soon the
// newest answers.
func TestSwapUnderLoad(t *testing.T) {
	doc := func(n int) agenda.Document {
		return minutes(string("0123456789abcdef"[n]), agenda.Meeting{Series: "Byrådet", Date: time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC).Format("2006-01-02"), Punkter: punkter("1")})
	}
	dir := archiveOf(t, nil, doc(0))
	l, err := Open(dir, Options{Serving: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ask := func() (total uint64, meetings int) {
		err := l.Use(func(v *Volume) error {
			f, err := v.Search(context.Background(), index.Query{Text: "punktet"})
			if err != nil {
				return err
			}
			c, err := v.Catalogue()
			if err != nil {
				return err
			}
			total, meetings = f.Total, len(c.Meetings())
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		return total, meetings
	}
	var done atomic.Bool
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			last := uint64(0)
			for !done.Load() {
				total, meetings := ask()
				if int(total) != meetings || total < last {
					t.Errorf("%d punkter in %d meetings, after %d", total, meetings, last)
				}
				last = total
			}
		})
	}
	const most = 6
	for n := 1; n < most; n++ {
		fill(t, dir, nil, doc(n))
	}
	for range 100 {
		if total, _ := ask(); total == most {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	done.Store(true)
	asking.Wait()
	if total, _ := ask(); total != most {
		t.Errorf("the newest generation has %d punkter, and %d are found", most, total)
	}
}

// A generation that was removed, as by a takedown, answers nothing more, though
// its files are still open.
func TestRemovedGenerationIsNotServed(t *testing.T) {
	dir := archiveOf(t, nil, minutes("a", agenda.Meeting{Series: "Byrådet", Date: "2026-01-01", Punkter: punkter("1")}))
	l, err := Open(dir, Options{Serving: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var first string
	if err := l.Use(func(v *Volume) error { first = v.Generation(); return nil }); err != nil {
		t.Fatal(err)
	}
	fill(t, dir, nil, minutes("b", agenda.Meeting{Series: "Byrådet", Date: "2026-01-02", Punkter: punkter("1")}))
	if err := os.RemoveAll(filepath.Join(dir, first)); err != nil {
		t.Fatal(err)
	}
	if err := l.Use(func(v *Volume) error {
		if v.Generation() == first {
			t.Error("it is served")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	// The next one cannot be opened, and the one that is open is gone: an error.
	if err := os.WriteFile(filepath.Join(dir, "CURRENT"), []byte("gen-000077\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	matches, err := filepath.Glob(filepath.Join(dir, "gen-*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range matches {
		if err := os.RemoveAll(g); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Use(func(*Volume) error { t.Error("it is served"); return nil }); err == nil {
		t.Error("no error")
	}
}

// A folder that is gone for a moment is no problem when it is there again.
func TestBackAgain(t *testing.T) {
	dir := archiveOf(t, nil, minutes("a", agenda.Meeting{Series: "Byrådet", Date: "2026-03-23"}))
	l, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Fatal(err)
	}
	if err := l.Refresh(); !errors.Is(err, archive.ErrMissing) || l.Behind() == nil {
		t.Errorf("while it is gone: %v, %v", err, l.Behind())
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	if err := l.Refresh(); err != nil || l.Behind() != nil {
		t.Errorf("when it is back: %v, %v", err, l.Behind())
	}
}
