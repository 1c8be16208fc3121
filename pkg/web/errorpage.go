package web

import (
	"net/http"
	"strings"

	"referat/pkg/library"
)

// An errorView is what a page shows that could not be had.
type errorView struct {
	Heading string
	Says    string
	Hints   []string
	To      *link // what there is instead
}

// errorPage writes the page for a status that is no success. detail says why, in
// a Danish sentence.
func (s *Site) errorPage(w http.ResponseWriter, r *http.Request, status int, detail string) error {
	view := errorView{Heading: "Noget gik galt", Says: detail}
	switch status {
	case http.StatusBadRequest, http.StatusRequestURITooLong, http.StatusRequestEntityTooLarge:
		view.Heading = "Adressen giver ikke mening"
	case http.StatusUnauthorized:
		view.Heading = "Log ind"
	case http.StatusForbidden:
		view.Heading = "Det vises ikke"
	case http.StatusNotFound:
		view.Heading = "Siden findes ikke"
		view.Hints = []string{"Se efter, om adressen er skrevet rigtigt, eller søg efter det."}
		view.To = s.bodyAsked(r.URL.Path)
	case http.StatusMethodNotAllowed:
		view.Heading = "Det kan arkivet ikke"
	case http.StatusGone:
		view.Heading = "Det er fjernet"
		view.Hints = []string{"Det, der stod her, er taget ud af arkivet for altid."}
	case http.StatusServiceUnavailable:
		view.Heading = "Prøv igen om lidt"
	}
	return writePage(w, status, "fejl", page{Title: view.Heading, NoIndex: true, View: view})
}

// bodyAsked leads to the meetings of the body that the address of a meeting
// names; nil where there is none.
func (s *Site) bodyAsked(path string) *link {
	rest, ok := strings.CutPrefix(path, "/moede/")
	if !ok {
		return nil
	}
	slug, _, _ := strings.Cut(rest, "/")
	var to *link
	err := s.library.Use(func(v *library.Volume) error {
		c, err := v.Catalogue()
		if err != nil {
			return err
		}
		if b := c.Body(slug); b != nil {
			to = &link{"Alle møder: " + titleOr(b.Name, "Uden navn"), bodyPath(b)}
		}
		return nil
	})
	if err != nil {
		return nil // the page says what is wrong already
	}
	return to
}
