package web

import "net/http"

// An errorView is what a page shows that could not be had.
type errorView struct {
	Heading string
	Says    string
	Hints   []string
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
