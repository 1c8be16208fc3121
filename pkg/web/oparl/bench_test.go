package oparl

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// benchMeetings is how many meetings the archive of the benchmarks has, each an
// agenda and minutes with ten punkter.
const benchMeetings = 1000

// BenchmarkRegister makes a register of an archive, as once a generation.
func BenchmarkRegister(b *testing.B) {
	v := volumeOf(b, benchMeetings)
	for b.Loop() {
		if _, err := newRegister(v); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(benchMeetings, "meetings")
}

// BenchmarkList answers with the first page of each list, and with one in the
// middle of it.
func BenchmarkList(b *testing.B) {
	v := volumeOf(b, benchMeetings)
	o := New(Options{Base: func(*http.Request) string { return "http://x" }})
	ask := func(b *testing.B, k kind, query string) string {
		w := httptest.NewRecorder()
		if err := o.list(k)(w, httptest.NewRequest("GET", root+"/"+string(k)+"?"+query, nil), v); err != nil {
			b.Fatal(err)
		}
		return w.Body.String()
	}
	for _, k := range []kind{kindOrganization, kindMeeting, kindItem, kindPaper, kindConsultation, kindFile, kindLocation} {
		for _, query := range []string{"", "omit_internal=true", "modified_since=2020-01-01T00:00:00Z", "modified_since=2120-01-01T00:00:00Z"} {
			b.Run(string(k)+"?"+query, func(b *testing.B) {
				size := 0
				for b.Loop() {
					size = len(ask(b, k, query))
				}
				b.ReportMetric(float64(size), "bytes")
			})
		}
	}
}

// volumeOf is an archive of so many meetings.
func volumeOf(b *testing.B, meetings int) *library.Volume {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "arkiv")
	librarytest.Write(b, dir, func(w *archive.Writer) error {
		for i := range meetings {
			for _, kind := range []agenda.Kind{agenda.Dagsorden, agenda.Referat} {
				if err := w.Put(benchRecord(i, kind)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	v, err := library.OpenVolume(dir, library.Options{NoClosed: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { v.Close() })
	return v
}

func benchRecord(i int, kind agenda.Kind) *archive.Record {
	sum := sha256.Sum256(fmt.Append(nil, i, kind))
	text := strings.Repeat("Afdelingen indstiller, at planen for området sendes i høring. ", 8)
	m := agenda.Meeting{
		Series: fmt.Sprintf("Rådmandsmøder %d", i%20), Title: "Rådmandsmøde", Date: fmt.Sprintf("20%02d-%02d-%02d", 5+i/20/144%20, 1+i/20/12%12, 1+i/20%12*2),
		Start: "11:00", End: "13:00", Location: "Rådhuset", Kind: kind, Pages: agenda.PageRange{1, 40},
	}
	for n := 1; n <= 10; n++ {
		p := agenda.Punkt{Number: fmt.Sprint(n), Title: fmt.Sprintf("Sag nummer %d på møde %d", n, i), Text: text, Pages: agenda.PageRange{4 * n, 4*n + 3}}
		if n%2 == 0 {
			p.CaseNumber = fmt.Sprintf("EMN-2025-%06d", i/3*10+n)
		}
		if kind == agenda.Referat {
			p.Decision = &agenda.Decision{Text: "Godkendt. " + text, Outcome: agenda.Approved}
		}
		p.Bilag = []agenda.Bilag{{Number: 1, Title: fmt.Sprintf("Notat %d-%d", i, n), Pages: &agenda.PageRange{4*n + 1, 4*n + 3}, Text: strings.Repeat(text, 6)}}
		m.Punkter = append(m.Punkter, p)
	}
	r := &archive.Record{Document: agenda.Document{
		Source: agenda.Source{Name: fmt.Sprintf("%d-%s.pdf", i, kind), SHA256: hex.EncodeToString(sum[:]), Bytes: 1000, Pages: 44}, Meetings: []agenda.Meeting{m},
	}}
	r.Document.Complete()
	return r
}
