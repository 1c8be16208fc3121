package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A pdf stands for one: its bytes, and what the Importer made of them.
type pdf struct {
	data   []byte
	record *Record
}

// newPDF makes a document of a meeting whose one punkt, on page 1, has a bilag
// on each page after it.
func newPDF(name string, pages ...string) pdf {
	p := pdf{data: fmt.Appendf(nil, "%%PDF %x", sha256.Sum256([]byte(name)))}
	sum := sha256.Sum256(p.data)
	punkt := agenda.Punkt{Number: "1", Title: "Planen", Text: pages[0], Marks: []agenda.Mark{{Page: 1}}, Pages: agenda.PageRange{1, len(pages)}}
	for i, text := range pages {
		if i > 0 {
			title, _, _ := strings.Cut(text, "\n")
			punkt.Bilag = append(punkt.Bilag, agenda.Bilag{Number: i, Title: title, Pages: &agenda.PageRange{i + 1, i + 1}, Text: text, Marks: []agenda.Mark{{Page: i + 1}}})
		}
	}
	d := agenda.Document{
		Source: agenda.Source{Name: name, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(p.data)), Pages: len(pages)},
		Meetings: []agenda.Meeting{{
			Series: "Rådmandsmøder", Title: "Møde", Date: "2026-03-23", Kind: agenda.Dagsorden, Pages: punkt.Pages, Punkter: []agenda.Punkt{punkt},
		}},
		UnreadScans: []int{1},
	}
	d.Complete()
	p.record = &Record{Document: d, Layout: []byte(`{"outline":["` + strings.ReplaceAll(pages[len(pages)-1], "\n", " ") + `"]}`)}
	for i, text := range pages {
		p.record.Pages = append(p.record.Pages, Page{Number: i + 1, Text: text + "\n", Layout: []byte{2, byte(i)}, Engine: "own"})
	}
	return p
}

func (p pdf) sha() string { return p.record.Document.Source.SHA256 }

func (p pdf) id() agenda.ID { return agenda.NewID(p.sha()) }

// file is the PDF as a file.
func (p pdf) file(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), p.record.Document.Source.Name)
	if err := os.WriteFile(path, p.data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// imported makes an archive that has PDFs, each put in a generation of its own,
// an index that is a file, and a copy of each in quarantine.
func imported(t *testing.T, pdfs ...pdf) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	for _, p := range pdfs {
		path := p.file(t)
		w := begin(t, dir)
		_, err := w.Found(path, File{SHA256: p.sha(), Size: int64(len(p.data))})
		err = errors.Join(err,
			w.KeepOriginal(path, p.sha()), w.Put(p.record), w.PutFailure(path, p.sha(), "grunden var "+p.record.Pages[0].Text))
		index, ierr := w.IndexDir()
		err = errors.Join(err, ierr, os.MkdirAll(index, 0o755),
			os.WriteFile(filepath.Join(index, p.sha()+segmentSuffix), []byte(p.record.Pages[len(p.record.Pages)-1].Text), 0o644), w.Commit())
		if err != nil {
			t.Fatal(err)
		}
		w = begin(t, dir)
		sum := sha256.Sum256(append(p.data, 'x'))
		q := Quarantined{SHA256: hex.EncodeToString(sum[:]), Code: "broken"}
		if err := errors.Join(os.WriteFile(path, append(p.data, 'x'), 0o644), w.Quarantine(path, "/ind/x.pdf", q), w.Abort()); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// cutAll is a Takedown's Cut that leaves nothing.
func cutAll([]byte, func(int) bool, func(string) bool) ([]byte, error) {
	return []byte(`{"outline":[]}`), nil
}

// takeDown takes something down, up to the Commit.
func takeDown(t *testing.T, w *Writer, id agenda.ID) *Removal {
	t.Helper()
	sha, err := w.Resolve(id.Doc())
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Document(sha)
	if err != nil {
		t.Fatal(err)
	}
	pages, _, err := Erasable(d, id)
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.TakeDown(context.Background(), Takedown{ID: id, Pages: pages, Reason: "anmodning", Cut: cutAll})
	if err != nil {
		t.Fatal(err)
	}
	index, err := w.NewIndexDir()
	if err == nil {
		err = errors.Join(os.MkdirAll(index, 0o755), w.SwapIndex())
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func prove(t *testing.T, r *Removal, dir string) *Proof {
	t.Helper()
	p, err := r.Prove(context.Background(), dir, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const secret = "Notat om Xerxesborger\nXerxesborgeren har hemmeligdiagnose og bor på Tidselvænget sammen med sin gamle mor og en hund"

func TestTakeDownBilag(t *testing.T) {
	a := newPDF("a.pdf", "Planen godkendes.", secret, "Et andet bilag om veje.")
	b := newPDF("b.pdf", "Noget helt andet.")
	dir := imported(t, a, b)
	before := open(t, dir)
	was, err := before.Document(a.sha())
	if err != nil {
		t.Fatal(err)
	}
	w := begin(t, dir)
	id := a.id().Meeting(1).Punkt(1).Bilag(1)
	r := takeDown(t, w, id)
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	words, _ := r.Words()
	for _, want := range []string{"xerxesborger", "hemmeligdiagnose", "tidselvænget", "hund"} {
		if !slices.Contains(words, want) {
			t.Errorf("%q is not looked for, of %q", want, words)
		}
	}
	if p := prove(t, r, dir); len(p.Found) > 0 || p.Words != len(words) || p.Files < 4 || p.Packed == 0 {
		t.Errorf("proof %+v", p)
	}
	if got := folders(t, dir); len(got) != 1 {
		t.Errorf("generations %v are left", got)
	}
	if exists(originalPath(dir, a.sha())) || !exists(originalPath(dir, b.sha())) {
		t.Error("the wrong original is gone")
	}

	now := open(t, dir)
	is, err := now.Document(a.sha())
	if err != nil {
		t.Fatal(err)
	}
	if bilag := is.Meetings[0].Punkter[0].Bilag; len(bilag) != 3-1 || bilag[0].Title != agenda.Erased || bilag[1].Text != was.Meetings[0].Punkter[0].Bilag[1].Text {
		t.Errorf("bilag %+v", bilag)
	}
	if len(is.UnreadScans) != 0 {
		t.Errorf("pages %v would be read again", is.UnreadScans)
	}
	pages, err := now.Pages(a.sha())
	if err != nil {
		t.Fatal(err)
	}
	want := []Page{a.record.Pages[0], {Number: 2, Engine: erasedEngine}, a.record.Pages[2]}
	for i := range pages {
		if len(pages[i].Layout) == 0 {
			pages[i].Layout = nil
		}
	}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Errorf("pages (-want +got)\n%s", diff)
	}
	if got, err := now.Document(b.sha()); err != nil || !cmp.Equal(got, &b.record.Document) {
		t.Errorf("another document is changed: %v", err)
	}
	if list, err := now.Tombstones(); err != nil || len(list) != 1 || list[0].ID != id || list[0].Whole || !slices.Equal(list[0].Pages, []int{2}) || list[0].Reason != "anmodning" {
		t.Errorf("tombstones %+v, %v", list, err)
	}
	if failures, err := now.Failures(); err != nil || len(failures) != 1 || failures[0].SHA256 != b.sha() {
		t.Errorf("failures %+v, %v", failures, err)
	}
}

func TestTakeDownWhole(t *testing.T) {
	a, b := newPDF("hemmeligtnavn.pdf", secret), newPDF("b.pdf", "Noget helt andet.")
	dir := imported(t, a, b)
	w := begin(t, dir)
	r := takeDown(t, w, a.id())
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	if words, _ := r.Words(); !slices.Contains(words, "hemmeligtnavn") {
		t.Errorf("the file's name is not looked for: %q", words)
	}
	if p := prove(t, r, dir); len(p.Found) > 0 {
		t.Errorf("found %+v", p.Found)
	}
	now := open(t, dir)
	if _, err := now.Document(a.sha()); !errors.Is(err, ErrNotFound) {
		t.Errorf("the document: %v", err)
	}
	if got, err := now.Meetings(); err != nil || len(got) != 1 {
		t.Errorf("meetings %v, %v", got, err)
	}
	if err := now.Files(func(path string, f File) error {
		if f.SHA256 == a.sha() {
			return fmt.Errorf("%s is remembered", path)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	w = begin(t, dir)
	defer w.Abort()
	if stone, found, err := w.Tombstone(a.sha()); err != nil || !found || !stone.Whole {
		t.Errorf("tombstone %+v, %v, %v", stone, found, err)
	}
	if _, found, err := w.Tombstone(b.sha()); err != nil || found {
		t.Errorf("b has a tombstone: %v", err)
	}
}

// The proof finds what a faulty takedown would leave, wherever it lies.
func TestProofFinds(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen.", secret), newPDF("b.pdf", "Noget helt andet.")
	leftovers := map[string]func(t *testing.T, dir, old string){
		"a generation": func(t *testing.T, dir, old string) {
			if err := os.CopyFS(filepath.Join(dir, "gen-000001"), os.DirFS(filepath.Join(old, "gen-000002"))); err != nil {
				t.Fatal(err)
			}
		},
		"packed bytes in the store that no row has": func(t *testing.T, dir, old string) {
			path := filepath.Join(dir, "gen-000003", storeName)
			s, err := openStore(filepath.Dir(path), true)
			if err != nil {
				t.Fatal(err)
			}
			packed := s.codec.pack(bytes.Repeat([]byte("har hemmeligdiagnose og "), 20))
			s.close()
			appendTo(t, path, packed)
		},
		"a row of the store": func(t *testing.T, dir, old string) {
			s, err := openStore(filepath.Join(dir, "gen-000003"), false)
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			err = s.db.Update(func(tx *bbolt.Tx) error {
				return tx.Bucket([]byte(bucketFailures)).Put([]byte("x.pdf"), mustJSON(Failure{Reason: "en hund"}))
			})
			if err != nil {
				t.Fatal(err)
			}
		},
		"a segment of the index": func(t *testing.T, dir, old string) {
			appendTo(t, filepath.Join(dir, "gen-000003", indexName, "1.zap"), []byte("\x00\x01Tidselvænget\x02"))
		},
		"the bytes of a PDF": func(t *testing.T, dir, old string) {
			appendTo(t, originalPath(dir, b.sha()), []byte("(Hemmeligdiagnose) Tj"))
		},
		"half a copy of the PDF": func(t *testing.T, dir, old string) {
			appendTo(t, filepath.Join(dir, originalsName, "."+a.sha()+".pdf123"), nil)
		},
		"a file's name": func(t *testing.T, dir, old string) {
			appendTo(t, filepath.Join(dir, "tidselvænget.txt"), nil)
		},
	}
	for name, leave := range leftovers {
		t.Run(name, func(t *testing.T) {
			dir := imported(t, a, b)
			old := filepath.Join(t.TempDir(), "old")
			if err := os.CopyFS(old, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			w := begin(t, dir)
			r := takeDown(t, w, a.id().Page(2))
			if err := w.CommitPurged(); err != nil {
				t.Fatal(err)
			}
			if p := prove(t, r, dir); len(p.Found)+len(p.PDFs) > 0 {
				t.Fatalf("found %+v before there was anything", p)
			}
			leave(t, dir, old)
			if p := prove(t, r, dir); len(p.Found)+len(p.PDFs) == 0 {
				t.Error("it is not found")
			}
		})
	}
}

func appendTo(t *testing.T, path string, data []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// The same text in another document is told of; what every letter has is not.
func TestTakeDownCopies(t *testing.T) {
	letterhead := "Strandby Kommune Rådhuset Havnegade 1 9999 Strandby telefon 12 34 56 78\n"
	pdfs := []pdf{newPDF("a.pdf", "Planen.", letterhead+secret, letterhead+"Om veje og stier i sommerlandet.")}
	pdfs = append(pdfs, newPDF("agenda.pdf", "Planen.", "Et andet.", letterhead+secret))
	for i := range 12 {
		pdfs = append(pdfs, newPDF(fmt.Sprintf("brev%d.pdf", i), letterhead+"Kære borger nummer to."))
	}
	dir := imported(t, pdfs...)
	w := begin(t, dir)
	r := takeDown(t, w, pdfs[0].id().Meeting(1).Punkt(1).Bilag(1))
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	want := []Copy{{ID: pdfs[1].id(), Name: "agenda.pdf", Pages: []int{3}, Parts: []agenda.ID{pdfs[1].id().Meeting(1).Punkt(1).Bilag(2)}, Share: 1}}
	got := slices.DeleteFunc(slices.Clone(r.Copies), func(c Copy) bool { return c.ID == pdfs[0].id() })
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b agenda.ID) bool { return a == b })); diff != "" {
		t.Errorf("copies (-want +got)\n%s", diff)
	}
}

// A takedown that is killed has happened or not, and the next writer finishes
// it.
func TestTakeDownKilled(t *testing.T) {
	a, b := newPDF("a.pdf", "Planen.", secret), newPDF("b.pdf", "Noget helt andet.")
	id := a.id().Page(2)
	t.Run("before CURRENT swings", func(t *testing.T) {
		dir := imported(t, a, b)
		w := begin(t, dir)
		takeDown(t, w, id)
		w.release() // as the system does for who is killed
		w = begin(t, dir)
		if w.Resumed() {
			t.Error("half a takedown is taken over")
		}
		w.Abort()
		if list, err := open(t, dir).Tombstones(); err != nil || len(list) != 0 {
			t.Errorf("tombstones %v, %v", list, err)
		}
		if !exists(originalPath(dir, a.sha())) || len(folders(t, dir)) != 2 {
			t.Errorf("something is gone: %v", folders(t, dir))
		}
	})
	t.Run("between the rename and CURRENT", func(t *testing.T) {
		dir := imported(t, a, b)
		w := begin(t, dir)
		takeDown(t, w, id)
		if err := w.swing(); err != nil {
			t.Fatal(err)
		}
		w.release()
		mark := filepath.Join(dir, "gen-000003", unswungName)
		if err := errors.Join(os.WriteFile(mark, nil, 0o644), setCurrent(dir, 2)); err != nil {
			t.Fatal(err)
		}
		begin(t, dir).Abort()
		if !exists(originalPath(dir, a.sha())) || !slices.Equal(folders(t, dir), []string{"gen-000001", "gen-000002"}) {
			t.Errorf("left: %v", folders(t, dir))
		}
	})
	t.Run("after", func(t *testing.T) {
		dir := imported(t, a, b)
		w := begin(t, dir)
		r := takeDown(t, w, id)
		if err := w.swing(); err != nil {
			t.Fatal(err)
		}
		w.release()
		if !exists(originalPath(dir, a.sha())) || len(folders(t, dir)) != 3 {
			t.Fatal("nothing is left to be removed, so nothing is shown")
		}
		if _, err := (Claim{}).Rollback(context.Background(), dir, "gen-000002"); err == nil {
			t.Error("going back brings it back")
		}
		begin(t, dir).Abort()
		if p := prove(t, r, dir); len(p.Found) > 0 {
			t.Errorf("found %+v", p.Found)
		}
		if exists(originalPath(dir, a.sha())) || len(folders(t, dir)) != 1 {
			t.Errorf("left: %v", folders(t, dir))
		}
	})
}

func TestErasable(t *testing.T) {
	d := newPDF("a.pdf", "Planen.", "Bilag").record.Document
	d.Meetings[0].Punkter[0].Bilag = append(d.Meetings[0].Punkter[0].Bilag, agenda.Bilag{Number: 2, Title: "Kun nævnt"})
	id := agenda.NewID(d.Source.SHA256)
	tests := []struct {
		id    agenda.ID
		pages []int
		whole bool
		err   string
	}{
		{id, []int{1, 2}, true, ""},
		{id.Page(1), []int{1}, false, ""},
		{id.Meeting(1).Punkt(1).Bilag(1), []int{2}, false, ""},
		{id.Meeting(1).Punkt(1).Bilag(2), nil, false, "det er kun nævnt; fjern den side, hvor det står, fx " + id.Page(1).String()},
		{id.Meeting(1).Punkt(1), nil, false, "kun dokumenter, bilag og sider kan fjernes"},
		{id.Page(3), nil, false, "findes ikke"},
	}
	for _, test := range tests {
		pages, whole, err := Erasable(&d, test.id)
		if !slices.Equal(pages, test.pages) || whole != test.whole || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %v, %v, %v", test.id, pages, whole, err)
		}
	}
}

// An amount that stood only in what was removed is looked for as the index has
// it, and one that stands elsewhere, too, is not.
func TestTakeDownNumbers(t *testing.T) {
	a := newPDF("a.pdf", "Planen godkendes.", secret+"\nHusleje 1.284.655 kr. for 1,5 år, CO₂ 12.500 kg")
	b := newPDF("b.pdf", "Tilskuddet er 12.500 kr.")
	w := begin(t, imported(t, a, b))
	defer w.Abort()
	words, _ := takeDown(t, w, a.id().Meeting(1).Punkt(1).Bilag(1)).Words()
	for word, want := range map[string]bool{"1284655": true, "1,5": true, "co2": true, "12500": false, "xerxesborgeren": true, "planen": false} {
		if slices.Contains(words, word) != want {
			t.Errorf("%s is looked for: %v, want %v", word, !want, want)
		}
	}
}

// Only the one file that the caller looks into itself is left out, and not
// others of its name.
func TestProveLeavesOneFileOut(t *testing.T) {
	a := newPDF("a.pdf", "Planen godkendes.", secret)
	dir := imported(t, a)
	w := begin(t, dir)
	r := takeDown(t, w, a.id().Meeting(1).Punkt(1).Bilag(1))
	if err := w.CommitPurged(); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, folder := range []string{"her", "der"} {
		path := filepath.Join(dir, folder, "lexicon")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("xerxesborgeren"), 0o644)); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for i, path := range paths {
		p, err := r.Prove(context.Background(), dir, path)
		if err != nil {
			t.Fatal(err)
		}
		if rel, _ := filepath.Rel(dir, paths[1-i]); len(p.Found) != 1 || p.Found[0].File != rel {
			t.Errorf("without %s: %+v, want only %s", path, p.Found, rel)
		}
	}
}

// A word that was removed and is also the name of a field in the store's JSON does
// not stand there by that; in a text between quotes it does.
func TestProofKnowsFieldNames(t *testing.T) {
	p := &prover{words: map[string]bool{"information": true}}
	for text, want := range map[string]int{
		`{"title":"x","information":"y"}`:            0,
		`{"information":"Information om havnen"}`:    1,
		`{"text":"Punktet \"information\": udsat"}`:  1,
		`{"text":"information"}`:                     1,
		`{"list":["information","x"]}`:               1,
		`information":`:                              1,
		`"information"`:                              1,
		"\"information\":\"Orientering\"information": 1,
	} {
		if got := p.scan([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
