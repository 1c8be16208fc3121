package web

import (
	"path/filepath"
	"strings"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// The heading of a case has its number, also where its first punkt is known by the
// title alone.
func TestCaseHeading(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		for i, number := range []string{"", "EMN-2027-000123"} {
			d := agenda.Document{
				Source: agenda.Source{Name: "x.pdf", SHA256: strings.Repeat(string("ab"[i]), 64), Pages: 1},
				Meetings: []agenda.Meeting{{Series: "Havneudvalget", Date: "2027-01-1" + string("12"[i]), Kind: agenda.Referat, Pages: agenda.PageRange{1, 1},
					Punkter: []agenda.Punkt{{Number: "1", Title: "Ny mole ved lystbådehavnen", CaseNumber: number, Pages: agenda.PageRange{1, 1}}}}},
			}
			d.Complete()
			if err := w.Put(&archive.Record{Document: d}); err != nil {
				return err
			}
		}
		return nil
	})
	s := siteOn(t, dir, library.Options{NoClosed: true})
	s.page(t, "/sag/EMN-2027-000123").shows(t, "Sag EMN-2027-000123", "Sagen har været på 2 møder.")
}
