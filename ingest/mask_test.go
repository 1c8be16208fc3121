package ingest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// Nobody's: in the years in which these would have been given out, all numbers
// passed modulus 11, and these do not.
const (
	cprHead, cprTail = "230577", "1235"
	cprNumber        = cprHead + "-" + cprTail
)

func column(texts ...string) []pdftext.Line {
	var lines []pdftext.Line
	for i, t := range texts {
		lines = append(lines, pdftext.Line{Text: t, X: 70, Y: float64(100 + 14*i), W: 200, Size: 11})
	}
	return lines
}

func allText(doc *pdftext.Document) string {
	var b strings.Builder
	for i := range doc.Pages {
		b.WriteString(doc.Pages[i].Text())
	}
	for _, m := range doc.Outline {
		b.WriteString(m.Title + "\n")
	}
	b.WriteString(doc.Info.Title + "\n" + doc.Info.Producer)
	return b.String()
}

// A number is masked wherever a PDF has it: in a line, cut over two lines, over
// two columns' lines, over two pages, in the outline, in the title.
func TestClear(t *testing.T) {
	far := column("Ansøger "+cprHead+"-", "12.000 kr.")
	far = append(far, pdftext.Line{Text: cprTail + " Holm", X: 70, Y: 114, W: 60, Size: 11})
	far[1].X, far[1].Y = 350, 100
	document := func() *pdftext.Document {
		return &pdftext.Document{
			Info:    pdftext.Info{Title: "Sag " + cprNumber, Producer: "Word 16.0.1203"},
			Outline: []pdftext.Bookmark{{Title: "1 Indhold", Page: 1}, {Title: "2 Vedr. " + cprNumber, Page: 7}},
			Pages: []pdftext.Page{
				{Number: 1, Lines: column("Borger "+cprNumber+" søger", "Sagsnr. 120319-0042")},
				{Number: 2, Lines: column("Vedrører "+cprHead+"-", cprTail+" og "+cprNumber+".")},
				{Number: 3, Lines: append([]pdftext.Line{}, far...)},
				{Number: 4, Lines: column("tekst", "Han har nr. "+cprHead+"-", "Side 4 af 7")},
				{Number: 5, Lines: column("Byrådet", "12. maj", cprTail+" og bor her")},
				{Number: 6, Lines: column("CPR-nr.", cprHead+cprTail)},
				{Number: 7, Lines: column("intet her")},
			},
		}
	}
	doc := document()
	c := CPRMask.clear(doc)
	if left := allText(doc); strings.Contains(left, cprHead) || strings.Contains(left, cprTail) {
		t.Errorf("left:\n%s", left)
	}
	if got, want := doc.Pages[1].Text(), "Vedrører XXXXXX-\nXXXX og XXXXXX-XXXX.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := doc.Pages[0].Lines[1].Text, "Sagsnr. 120319-0042"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var d agenda.Document
	c.report(&d, []byte("/"+cprNumber+"/ansøgning.pdf"))
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5, 6, 7}, d.Masked); diff != "" {
		t.Error(diff)
	}
	want := []agenda.Warning{{Code: agenda.WarnCPR, Pages: []int{1, 2, 3, 4, 5, 6, 7},
		Message: "CPR-numre er maskeret: 1 på side 1, 2 på side 2, 1 på side 3, 1 på side 4, 1 på side 6, 1 i bogmærkerne, 1 i PDF'ens oplysninger om sig selv."}}
	if diff := cmp.Diff(want, d.Warnings); diff != "" {
		t.Error(diff)
	}

	again := CPRMask.clear(doc)
	if len(again.pages) > 0 || again.marks > 0 || again.info > 0 {
		t.Errorf("masked once more: %+v", again)
	}

	for _, mode := range []CPRMode{CPRWarn, CPROff} {
		doc, d := document(), agenda.Document{}
		mode.clear(doc).report(&d, nil)
		if diff := cmp.Diff(document(), doc); diff != "" {
			t.Errorf("%s changed the text: %s", mode, diff)
		}
		if found := len(d.Masked) == 7 && len(d.Warnings) == 1; found != (mode == CPRWarn) {
			t.Errorf("%s: pages %v, warnings %v", mode, d.Masked, d.Warnings)
		}
	}
}

// Where a table's rows are read across, a number that its column has cut in two
// stands in the middle of two lines; what is under it by chance stays.
func TestClearCells(t *testing.T) {
	for _, c := range []struct{ above, below, want string }{
		{"Ulla Sten " + cprHead + "- Bor i lejemål", "i Hobro   " + cprTail + "    uden bad", "Ulla Sten XXXXXX- Bor i lejemål\ni Hobro   XXXX    uden bad\n"},
		{cprHead + "-         Bor i lejemål", "Ulla Sten         " + cprTail, cprHead + "-         Bor i lejemål\nUlla Sten         " + cprTail + "\n"},
	} {
		lines := column(c.above, c.below)
		for i := range lines {
			lines[i].W = 6 * float64(len([]rune(lines[i].Text)))
		}
		doc := &pdftext.Document{Pages: []pdftext.Page{{Number: 1, Lines: lines}}}
		CPRMask.clear(doc)
		if got := doc.Pages[0].Text(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestWithoutCPR(t *testing.T) {
	for s, want := range map[string]string{
		"/srv/2024/" + cprNumber + "/Afgørelse.pdf":           "/srv/2024/XXXXXX-XXXX/Afgørelse.pdf",
		"open /srv/2024/" + cprNumber + ".pdf: no such file":  "open /srv/2024/XXXXXX-XXXX.pdf: no such file",
		"/srv/2019/sagsnr 120319-0042/200326-1130 Notat.docx": "/srv/2019/sagsnr 120319-0042/200326-1130 Notat.docx",
		"xref at 0102031234 broken":                           "xref at 0102031234 broken",
	} {
		if got := WithoutCPR(s); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A CPR number in a PDF and in its name is in nothing that an import keeps or
// says, but for the path that the file is known by and its original.
func TestNoNumberLeavesTheReader(t *testing.T) {
	dir := t.TempDir()
	path := write(t, filepath.Join(dir, cprNumber+".pdf"), onePage("Borger "+cprNumber+" har klaget."))
	read := func(mode CPRMode) *archive.Record {
		t.Helper()
		var got *archive.Record
		_, err := ReadFile(t.Context(), path, Options{OCR: pdftext.OCROff, CPR: mode}, func(ctx context.Context, job Job) (*archive.Record, error) {
			record, err := reader(t).read(ctx, job)
			got = record
			return record, err
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, mode := range []CPRMode{"", CPRMask} {
		record := read(mode)
		if s := everything(t, record); strings.Contains(s, cprHead) || strings.Contains(s, "-"+cprTail) {
			t.Errorf("mode %q left it: %s", mode, s)
		}
		d := record.Document
		if d.Source.Name != "XXXXXX-XXXX.pdf" || !cmp.Equal(d.Masked, []int{1}) {
			t.Errorf("name %q, masked %v", d.Source.Name, d.Masked)
		}
		if w := d.Warnings[len(d.Warnings)-1]; w.Code != agenda.WarnCPR || w.Message != "CPR-numre er maskeret: 1 på side 1, 1 i filens navn, hvor de altid maskeres." {
			t.Errorf("warning %v", w)
		}
		d.Portable()
		if d.Masked != nil {
			t.Errorf("masked is in the schema: %v", d.Masked)
		}
	}
	if s := everything(t, read(CPRWarn)); !strings.Contains(s, cprNumber) {
		t.Errorf("warn masked it: %s", s)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err := ReadFile(t.Context(), path, Options{}, nil)
	if err == nil || strings.Contains(Reason(err), cprHead) || strings.Contains(strings.Join(refuse(err).Messages, " "), cprHead) {
		t.Errorf("reason %q, messages %q", Reason(err), refuse(err).Messages)
	}
}

// everything is all that the archive would keep of a PDF beside its bytes.
func everything(t *testing.T, r *archive.Record) string {
	t.Helper()
	document, err := json.Marshal(&r.Document)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(document)
	b.Write(r.Layout)
	for _, p := range r.Pages {
		b.WriteString(p.Text)
		b.Write(p.Layout)
	}
	return b.String()
}
