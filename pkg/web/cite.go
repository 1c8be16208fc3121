package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/library"
)

func (s *Site) citeRoutes() []route {
	return []route{
		{"GET /henvis", light, s.cite},
		{"GET /moede/{body}/{day}/{punkt}/side/{n}", light, s.citedPage},
	}
}

// citePath is the address of the page that gives the reference (henvisning) to a
// thing, or, with page above 0, to what it has on that page of the PDF.
func citePath(id agenda.ID, page int) string {
	values := url.Values{"id": {id.String()}}
	if page > 0 {
		values.Set("side", strconv.Itoa(page))
	}
	return withValues("/henvis", values)
}

// cite gives the reference to a thing: as a page, or with format=tekst or bibtex
// as a file.
func (s *Site) cite(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	values := r.URL.Query()
	id, err := agenda.ParseID(values.Get("id"))
	if err != nil {
		return badRequestf("%v", err)
	}
	n := 0
	if given := values.Get("side"); given != "" {
		if n, err = strconv.Atoi(given); err != nil || n < 1 {
			return badRequestf("side kan ikke være «%s»: det er et tal fra 1", given)
		}
	}
	ref, err := s.referenceTo(r, v, id, n)
	if err != nil {
		return err
	}
	switch format := values.Get("format"); format {
	case "":
		return showReference(w, r, ref)
	case "tekst":
		return writeReference(w, ref.Key()+".txt", ref.Text()+"\n")
	case "bibtex":
		return writeReference(w, ref.Key()+".bib", ref.BibTeX())
	default:
		return badRequestf("format kan ikke være «%s»: det er tekst eller bibtex", format)
	}
}

// A citeView is what the page of a reference shows.
type citeView struct {
	What         string // that it is a reference to
	Back         string // its own address
	Text, BibTeX string
	Link         string
	Named        bool // Link is made of body and date
	File         string
	AsText       string // addresses of the files
	AsBibTeX     string
}

// showReference is the reference as a page: each form in a field of its own, to
// be copied.
func showReference(w http.ResponseWriter, r *http.Request, ref *reference) error {
	as := func(format string) string {
		values := r.URL.Query()
		values.Set("format", format)
		return withValues(r.URL.Path, values)
	}
	view := citeView{
		What: strings.Join(ref.names(), ", "), Back: ref.Path, Text: ref.Text(), BibTeX: ref.BibTeX(), Link: ref.Link, Named: strings.HasPrefix(ref.Path, "/moede/"),
		File: ref.File, AsText: as("tekst"), AsBibTeX: as("bibtex"),
	}
	return writePage(w, http.StatusOK, "henvis", page{Title: "Henvisning: " + view.What, NoIndex: true, View: view})
}

// writeReference answers with a file of plain text.
func writeReference(w http.ResponseWriter, name, content string) error {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	_, err := w.Write([]byte(content))
	return err
}

// citedPage leads from the stable address of a page to the page: of the PDF that
// pdf names, else of the meeting's best copy. Which punkt it is cited for is for
// people to read; the PDF and the page say where it is.
func (s *Site) citedPage(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 1 {
		return badRequestf("side kan ikke være «%s»: det er et tal fra 1", r.PathValue("n"))
	}
	query := r.URL.Query()
	doc := query.Get("pdf")
	if doc == "" {
		id, err := v.Resolve(library.Address{Body: r.PathValue("body"), Day: r.PathValue("day"), Punkt: r.PathValue("punkt")})
		if err != nil {
			return err
		}
		doc = id.Doc()
	}
	h, err := v.Document(doc)
	if err != nil {
		return err
	}
	query.Del("pdf")
	http.Redirect(w, r, withValues(pagePath(h, n), query), http.StatusFound)
	return nil
}

// pagePath is the address of a page of a document.
func pagePath(h *library.Holding, n int) string {
	return "/dokument/" + agenda.NewID(h.Document.Source.SHA256).String() + "/side/" + strconv.Itoa(n)
}
