package web

import (
	"net/http"
	"slices"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A caseView is what a case's page shows.
type caseView struct {
	Heading string
	Titles  []string // what it was called
	Says    string
	Course  []stepView
	Feed    string
	Search  string // for those who want the bilag, too
}

// serveCase serves GET /sag/{number}, and GET /sag?nr=, which takes a punkt's
// title, too.
func (s *Site) serveCase(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	start := r.PathValue("number")
	if start == "" {
		if start = strings.TrimSpace(r.URL.Query().Get("nr")); start == "" {
			return badRequestf("Der er ikke givet noget sagsnummer.")
		}
	}
	if id, err := agenda.ParseID(start); err == nil && id.Path() != "" {
		return archive.ErrNotFound // an id has its own address
	}
	c, err := v.Case(r.Context(), start)
	if err != nil {
		return err
	}
	if len(c.Punkter) == 0 {
		return archive.ErrNotFound
	}
	key, printed := agenda.CaseKey(start), "" // the number, as a punkt has it
	if i := slices.IndexFunc(c.Punkter, func(x library.Step) bool { return agenda.CaseKey(x.CaseNumber) == key }); i >= 0 && key != "" {
		printed = c.Punkter[i].CaseNumber
	} else {
		key = ""
	}
	if key != "" && r.PathValue("number") != key {
		http.Redirect(w, r, casePath(key), http.StatusFound)
		return nil
	}
	l, err := newLinker(v, "")
	if err != nil {
		return err
	}
	view := caseView{Heading: "Sagen " + quoted(start), Course: l.steps(c.Punkter, agenda.ID{}), Feed: feedCasePath(start)}
	view.Search = search{paramText: quotedText(start)}.address("/soeg")
	if key != "" {
		view.Heading = "Sag " + printed
		view.Search = search{paramText: key}.address("/soeg")
	}
	view.Says = "Sagen har været på " + counted(len(c.Punkter), "møde", "møder") + "."
	seen := map[string]bool{}
	for _, x := range c.Punkter {
		if key == "" && strings.EqualFold(x.Punkt, start) {
			continue // it is the heading
		}
		if name := strings.ToLower(x.Punkt); !seen[name] && x.Punkt != "" {
			seen[name] = true
			view.Titles = append(view.Titles, x.Punkt)
		}
	}
	return writePage(w, http.StatusOK, "sag", page{Title: view.Heading, View: view, Feeds: []feedLink{{view.Heading, view.Feed}}})
}

// quotedText is a title as a phrase to search for.
func quotedText(title string) string { return `"` + strings.ReplaceAll(title, `"`, " ") + `"` }
