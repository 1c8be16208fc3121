package web

import (
	"net/http"
	"path/filepath"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

// The address of a meeting whose PDF was taken down says so, and is not taken for
// one that is written wrong; where another PDF has the meeting, it goes on.
func TestAddressOfWhatIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	importPDFs(t, dir, "2027-01-04-kort", "2027-02-08-raadmandsmoede-dagsorden", "2027-02-08-raadmandsmoede-referat")
	v := volumeIn(t, dir, library.Options{})
	c, err := v.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	meeting := func(date string) (id agenda.ID, path string) {
		on := c.On(date)
		if len(on) != 1 {
			t.Fatalf("%d meetings on %s", len(on), date)
		}
		return on[0].Best().ID, library.Address{Body: on[0].Body.Slug, Day: on[0].Day}.Path()
	}
	short, shortPath := meeting("2027-01-04")
	long, longPath := meeting("2027-02-08")
	for _, id := range []agenda.ID{short, long} {
		doc, err := agenda.ParseID(id.Doc())
		if err != nil {
			t.Fatal(err)
		}
		takenDown(t, dir, doc)
	}
	s := siteOn(t, dir, library.Options{NoClosed: true})
	for path, want := range map[string]int{
		shortPath: http.StatusGone, shortPath + "/1": http.StatusGone, "/api/v1" + shortPath: http.StatusGone,
		longPath: http.StatusOK, longPath + "?pdf=" + long.Doc(): http.StatusGone,
		"/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-01-05": http.StatusNotFound,
	} {
		if got := s.visit(t, path).status; got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
}
