package web

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// Bodies of one name in other years stand under the one that met last, and lead
// to each other.
func TestBodiesOfOneName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for i, series := range []string{"Kulturudvalget 2018-2021", "Kulturudvalget 2022-2025", "Havneudvalget 2022-2025"} {
			m := agenda.Meeting{Series: series, Title: "Møde d. 3. maj", Date: fmt.Sprint(2020+i, "-05-03"), Kind: agenda.Referat, Pages: agenda.PageRange{1, 1},
				Punkter: []agenda.Punkt{{Number: "1", Title: "Dagsorden", Pages: agenda.PageRange{1, 1}}}}
			d := agenda.Document{Source: agenda.Source{Name: series + ".pdf", SHA256: fmt.Sprintf("%012x%052x", i+0xabc, 1), Pages: 1}, Meetings: []agenda.Meeting{m}}
			d.Complete()
			if err := w.Put(&archive.Record{Document: d, Pages: []archive.Page{{Number: 1, Text: "Dagsorden", Engine: "pdftext"}}}); err != nil {
				return err
			}
		}
		return nil
	})
	s := siteOn(t, dir, library.Options{NoClosed: true})
	v := s.page(t, "/udvalg")
	for n := range v.all("ul") {
		if attr(n, "class") == "meetings" && !strings.Contains(text(n), "Havneudvalget 2022-2025 1 møde, 2022 Kulturudvalget 2022-2025 1 møde, 2021 Kulturudvalget 2018-2021 1 møde, 2020") {
			t.Errorf("the bodies: %s", text(n))
		}
	}
	v = s.page(t, v.link(t, "Kulturudvalget 2018-2021"))
	v.shows(t, "Se også: Kulturudvalget 2022-2025", "3. maj 2020: Møde referat, 1 punkt")
	if to := v.link(t, "Kulturudvalget 2022-2025"); to != "/udvalg/kulturudvalget-2022-2025" {
		t.Errorf("the other one leads to %s", to)
	}
}

func testBody(t *testing.T, s *Site) {
	s.page(t, "/udvalg").shows(t, "Strandby Byråd", "Rådmandsmøder Kyst, Kultur og Fritid 2027-2030")
	v := s.page(t, "/udvalg/strandby-byraad")
	v.shows(t, "2 møder, 2027", "22. september 2027", "16. juni 2027")
	s.page(t, v.link(t, "Søg i disse møder")).shows(t, "10 punkter")
	if got := s.visit(t, "/udvalg/ukendt"); got.status != http.StatusNotFound {
		t.Errorf("unknown body: %d", got.status)
	}
}
