package web

import (
	"path/filepath"
	"slices"
	"testing"

	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

func TestTypedDay(t *testing.T) {
	for typed, want := range map[string]string{
		"23.3.26": "2026-03-23", "23/3-26": "2026-03-23", "d. 23.03.26": "2026-03-23", "1-2-27": "2027-02-01", "20260323": "2026-03-23",
		"31.2.26": "", "1.2.2026": "", "27/04418": "", "2026": "", "20261399": "", "§ 23.3.26": "",
	} {
		if got := typedDay(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// A date leads to that day's meetings, with a body's name beside it to that
// body's; a body's name to its meetings, a year to its punkter.
func TestDirects(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter", "byraad-2027-06-16")
	c, err := librarytest.Open(t, dir, library.Options{}).Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"7. juni 2027":                      {"/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07"},
		"7.6.27":                            {"/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07"},
		"rådmandsmøde 7. juni 2027":         {"/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07"},
		"strandby byråd":                    {"/udvalg/strandby-byraad"},
		"2027":                              {"/soeg?aar=2027"},
		"marts 2027":                        {"/soeg?fra=2027-03&til=2027-03"},
		"natbus":                            nil,
		"-2027-06-07":                       nil,
		"":                                  nil,
		"8. juni 2027":                      nil,
		"natbus 7. juni 2027 til Nordpolen": {"/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030/2027-06-07"},
	} {
		var got []string
		for _, l := range directs(c, text, 1) {
			got = append(got, l.Href)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q leads to %v, want %v", text, got, want)
		}
	}
}
