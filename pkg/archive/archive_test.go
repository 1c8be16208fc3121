package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// record makes a record with n pages out of a seed.
func record(seed uint64, n int) *Record {
	r := rand.New(rand.NewPCG(seed, 1))
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, seed))
	text := func(words int) string {
		var b strings.Builder
		for range words {
			b.WriteString([]string{"møde", "klima", "§ 85", "år\n", "ø", "EMN-2025-001027", "<b>&", "\u2028"}[r.IntN(8)])
			b.WriteByte(' ')
		}
		return b.String()
	}
	date := ""
	if seed%7 != 0 {
		date = fmt.Sprintf("2026-%02d-%02d", 1+r.IntN(12), 1+r.IntN(28))
	}
	rec := &Record{
		Document: agenda.Document{
			Source: agenda.Source{Name: fmt.Sprintf("møde %d.pdf", seed), SHA256: hex.EncodeToString(sum[:]), Bytes: r.Int64N(1e9), Pages: n},
			Meetings: []agenda.Meeting{{
				Series: "Rådmandsmøder", Title: fmt.Sprint("Møde ", seed), Date: date, Kind: agenda.Referat, Pages: agenda.PageRange{1, max(n, 1)},
				Punkter: []agenda.Punkt{
					{Number: "1", Title: text(3), Text: text(20), Marks: []agenda.Mark{{Page: 1}}, Decision: &agenda.Decision{Text: text(5), Outcome: agenda.Noted}},
					{Number: "2", Title: text(3), Bilag: []agenda.Bilag{{Number: 1, Title: "Referat", Text: text(50),
						Meetings: []agenda.Meeting{{Series: "Rådmandsmøder", Title: "Tidligere", Date: "2025-01-01"}}}}},
				},
			}},
			Warnings: []agenda.Warning{{Code: agenda.WarnUnplaced, Message: text(4), Pages: []int{1}}},
		},
		Layout: []byte(text(10)),
	}
	for i := range n {
		rec.Pages = append(rec.Pages, Page{Number: i + 1, Text: text(r.IntN(80)), Layout: []byte(text(r.IntN(40))), Engine: "pdftext"})
	}
	rec.Document.Complete()
	return rec
}

func put(t *testing.T, dir string, records ...*Record) {
	t.Helper()
	w := begin(t, dir)
	for _, r := range records {
		if err := w.Put(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, dir string) *Writer {
	t.Helper()
	w, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Abort() })
	return w
}

func open(t *testing.T, dir string) *Reader {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func folders(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "gen-") {
			names = append(names, e.Name())
		}
	}
	return names
}

// What is put comes back the same, over many shapes of record.
func TestPutAndGet(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	var records []*Record
	for seed := range uint64(40) {
		records = append(records, record(seed, int(seed*seed)%230))
	}
	put(t, dir, records...)
	r := open(t, dir)
	for _, want := range records {
		sha := want.Document.Source.SHA256
		got, err := r.Document(sha)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want.Document, got); diff != "" {
			t.Fatalf("document %s (-want +got):\n%s", sha, diff)
		}
		pages, err := r.Pages(sha)
		if err != nil {
			t.Fatal(err)
		}
		same := func(a, b Page) bool {
			return a.Number == b.Number && a.Text == b.Text && a.Engine == b.Engine && bytes.Equal(a.Layout, b.Layout)
		}
		if !slices.EqualFunc(want.Pages, pages, same) {
			t.Fatalf("the %d pages of %s came back as other %d", len(want.Pages), sha, len(pages))
		}
		if layout, err := r.Layout(sha); err != nil || string(layout) != string(want.Layout) {
			t.Fatalf("layout of %s = %q, %v; want %q", sha, layout, err, want.Layout)
		}
		if n := len(want.Pages); n > 0 {
			if page, err := r.Page(sha, n); err != nil || page.Text != want.Pages[n-1].Text {
				t.Fatalf("page %d of %s = %q, %v", n, sha, page.Text, err)
			}
		}
		if _, err := r.Page(sha, len(want.Pages)+1); !errors.Is(err, ErrNotFound) {
			t.Fatalf("a page after the last: %v, want ErrNotFound", err)
		}
	}
	var shas []string
	for d, err := range r.Documents() {
		if err != nil {
			t.Fatal(err)
		}
		shas = append(shas, d.Source.SHA256)
	}
	if len(shas) != len(records) || !slices.IsSorted(shas) {
		t.Errorf("Documents gave %d of %d, sorted %v", len(shas), len(records), slices.IsSorted(shas))
	}
}

// A document put again replaces all of what it was, pages and meetings too,
// whether it was put by another writer or by the same one.
func TestPutReplaces(t *testing.T) {
	for _, sameWriter := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "arkiv")
		first, other := record(1, 150), record(2, 3)
		second := record(1, 2)
		second.Document.Meetings = second.Document.Meetings[:0]
		if sameWriter {
			put(t, dir, first, other, second)
		} else {
			put(t, dir, first, other)
			put(t, dir, second)
		}
		r := open(t, dir)
		sha := second.Document.Source.SHA256
		pages, err := r.Pages(sha)
		if err != nil || len(pages) != 2 {
			t.Errorf("same writer %v: %d pages after the second put, %v; want 2", sameWriter, len(pages), err)
		}
		meetings, err := r.Meetings()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range meetings {
			if m.ID.Doc() == sha[:agenda.IDLength] {
				t.Errorf("same writer %v: meeting %s is still listed", sameWriter, m.ID)
			}
		}
		if len(meetings) != 2 {
			t.Errorf("same writer %v: %d meetings, want the other's 2", sameWriter, len(meetings))
		}
	}
}

func TestMeetingsByDate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	var records []*Record
	for seed := range uint64(20) {
		records = append(records, record(seed, 1))
	}
	records[3].Document.Meetings[0].Title = strings.Repeat("lang \x00 titel ", 10_000)
	put(t, dir, records...)
	meetings, err := open(t, dir).Meetings()
	if err != nil {
		t.Fatal(err)
	}
	nested := 0
	for i, m := range meetings {
		if i > 0 && m.Date < meetings[i-1].Date {
			t.Errorf("%s (%s) comes after %s", m.ID, m.Date, meetings[i-1].Date)
		}
		if m.ID.Nested() {
			nested++
		} else if m.Punkter != 2 || m.Decisions != 1 || m.Bilag != 1 {
			t.Errorf("%s: %d punkter, %d decisions, %d bilag; want 2, 1, 1", m.ID, m.Punkter, m.Decisions, m.Bilag)
		}
	}
	if len(meetings) != 40 || nested != 20 {
		t.Errorf("%d meetings, %d of them nested; want 40 and 20", len(meetings), nested)
	}
}

func TestResolveAndFind(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	a, b, c := record(1, 3), record(2, 1), record(3, 1)
	a.Document.Source.SHA256 = "abcdef" + strings.Repeat("0", 58)
	b.Document.Source.SHA256 = "abcde0" + strings.Repeat("1", 58)
	put(t, dir, a, b, c)
	r := open(t, dir)
	for _, prefix := range []string{"abcdef", "abcdef0", a.Document.Source.SHA256} {
		if sha, err := r.Resolve(prefix); err != nil || sha != a.Document.Source.SHA256 {
			t.Errorf("Resolve(%s) = %s, %v", prefix, sha, err)
		}
	}
	var ambiguous *AmbiguousError
	if _, err := r.Resolve("abcde"); !errors.As(err, &ambiguous) || len(ambiguous.Names) != 2 {
		t.Errorf("Resolve(abcde): %v, want ambiguous among 2", err)
	}
	for _, prefix := range []string{"ffff", "abcdee", "abcdef1"} {
		if _, err := r.Resolve(prefix); !errors.Is(err, ErrNotFound) {
			t.Errorf("Resolve(%s): %v, want ErrNotFound", prefix, err)
		}
	}
	id, err := agenda.ParseID("abcdef.m1.p2.b1")
	if err != nil {
		t.Fatal(err)
	}
	thing, d, err := r.Find(id)
	if err != nil || thing.Kind != agenda.ThingBilag || thing.Title() != "Referat" || d.Source.Name != a.Document.Source.Name {
		t.Errorf("Find(%s) = %+v, %v", id, thing, err)
	}
	if _, _, err := r.Find(id.Parent().Bilag(2)); !errors.Is(err, ErrNotFound) {
		t.Errorf("a bilag that is not there: %v, want ErrNotFound", err)
	}
}

func TestFailures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	odd := "m\xf8de.pdf" // Latin-1, as old shares have it
	w := begin(t, dir)
	for _, path := range []string{"/a/tom.pdf", odd} {
		if err := w.PutFailure(path, "", "filen er tom"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	w = begin(t, dir)
	if err := w.PutFailure("/a/tom.pdf", "", "filen er tom"); err != nil {
		t.Fatal(err)
	}
	if err := w.ClearFailure("/a/never.pdf"); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := folders(t, dir); !slices.Equal(got, []string{"gen-000001"}) {
		t.Errorf("the same failure again made generations %v", got)
	}
	w = begin(t, dir)
	if err := w.ClearFailure(odd); err != nil {
		t.Fatal(err)
	}
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	failures, err := open(t, dir).Failures()
	if err != nil || len(failures) != 1 || failures[0].Path != "/a/tom.pdf" || failures[0].Reason != "filen er tom" || failures[0].Time.IsZero() {
		t.Errorf("failures = %+v, %v", failures, err)
	}
}

func TestNewerFormatIsRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	put(t, dir, record(1, 1))
	db, err := bbolt.Open(filepath.Join(dir, "gen-000001", storeName), 0o644, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketMeta)).Put([]byte(keyFormat), binary.BigEndian.AppendUint32(nil, Format+1))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrNewer) {
		t.Errorf("Open: %v, want ErrNewer", err)
	}
	if _, err := Begin(dir); !errors.Is(err, ErrNewer) {
		t.Errorf("Begin: %v, want ErrNewer", err)
	}
}

func TestDamagedStore(t *testing.T) {
	for name, damage := range map[string][]byte{"empty": {}, "text": []byte(strings.Repeat("ikke en database ", 1000))} {
		dir := filepath.Join(t.TempDir(), "arkiv")
		put(t, dir, record(1, 1))
		if err := os.WriteFile(filepath.Join(dir, "gen-000001", storeName), damage, 0o644); err != nil {
			t.Fatal(err)
		}
		if r, err := Open(dir); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: Open = %v, %v; want ErrDamaged", name, r, err)
		}
	}
}

// A store that is cut short after it was opened, or overwritten in its middle,
// gives errors, not crashes.
func TestDamagedWhileOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	var records []*Record
	for seed := range uint64(20) {
		records = append(records, record(seed, 30))
	}
	put(t, dir, records...)
	path := filepath.Join(dir, "gen-000001", storeName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for i, broken := range [][]byte{whole[:len(whole)/3], append(make([]byte, len(whole)/2), whole[len(whole)/2:]...)} {
		if err := os.WriteFile(path, whole, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, rec := range records {
			_, derr := r.Document(rec.Document.Source.SHA256)
			_, perr := r.Pages(rec.Document.Source.SHA256)
			if derr != nil || perr != nil {
				failed++
			}
		}
		if failed == 0 {
			t.Errorf("damage %d went unnoticed", i)
		}
	}
}

// A goroutine that is still at work when a run is given up finds the archive
// closed, and no more.
func TestReadingAfterAbort(t *testing.T) {
	w := begin(t, filepath.Join(t.TempDir(), "arkiv"))
	r := record(1, 1)
	sha := r.Document.Source.SHA256
	if err := w.Put(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.Kept(sha); err == nil {
		t.Error("Kept gives something")
	}
	if _, err := w.Document(sha); err == nil {
		t.Error("Document gives something")
	}
	if err := w.Seen(sha, "/x/a.pdf"); err == nil {
		t.Error("Seen takes something")
	}
}
