package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"referat/pkg/archive"
	"referat/pkg/library"
)

// A Problem is why a request has no answer, as RFC 9457 (Problem Details for
// HTTP APIs) has it.
type Problem struct {
	Type     string `json:"type"`     // address of the kind of problem
	Title    string `json:"title"`    // the kind, in Danish
	Status   int    `json:"status"`   // HTTP's
	Detail   string `json:"detail"`   // a Danish sentence about this one
	Instance string `json:"instance"` // the request

	Parameter string `json:"parameter,omitempty"` // the parameter that it is about

	retryAfter int // seconds
}

func (p *Problem) Error() string { return p.Detail }

// A problemKind is a kind of problem. Its address is stable.
type problemKind struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Doc    string `json:"description"`
}

// kinds are all kinds of problems, by name.
func kinds() []problemKind {
	return []problemKind{
		{"ambiguous", "Adressen er tvetydig", http.StatusNotFound, "The beginning of the SHA-256 fits several documents, or the body met more than once that day; detail names them."},
		{"bad-cursor", "Cursoren er ugyldig", http.StatusBadRequest, "The cursor is not one that this address gave for these parameters. Follow the next links as they stand."},
		{"bad-parameter", "Parameteren er ugyldig", http.StatusBadRequest, "A parameter has a value that it cannot have, is missing, or stands twice. The member parameter names it."},
		{"bad-request", "Forespørgslen er ugyldig", http.StatusBadRequest, "The request cannot be read."},
		{"cursor-outdated", "Arkivet er ændret", http.StatusGone, "The archive has changed since the cursor was given, and the order of hits with it. Begin the search anew."},
		{"failed", "Der er sket en fejl", http.StatusInternalServerError, "The server failed; its log says why."},
		{"gone", "Er fjernet", http.StatusGone, "It was in the archive, and has been taken down."},
		{"method-not-allowed", "Metoden er ikke tilladt", http.StatusMethodNotAllowed, "Only GET and HEAD are answered; the Allow header says so."},
		{"not-found", "Findes ikke", http.StatusNotFound, "There is nothing at this address."},
		{"overloaded", "Serveren har for travlt", http.StatusServiceUnavailable, "The server has too much to do, the answer took too long, or the archive cannot be read just now. Retry-After says when to try again."},
		{"unauthorized", "Der skal navn og adgangskode til", http.StatusUnauthorized, "The server asks who reads (HTTP Basic); name and password are missing or wrong."},
		{"unknown-parameter", "Parameteren er ukendt", http.StatusBadRequest, "This address takes no such parameter. The member parameter names it."},
		{"withheld", "Vises ikke", http.StatusForbidden, "It is in the archive, and is not shown: it has CPR numbers, or something of a closed punkt."},
	}
}

// problemOf is a problem of a kind that kinds has.
func problemOf(name, detail string) *Problem {
	for _, k := range kinds() {
		if k.Name == name {
			return &Problem{Type: root + "/problems/" + name, Title: k.Title, Status: k.Status, Detail: detail}
		}
	}
	return &Problem{Type: "about:blank", Title: statusTitle(http.StatusInternalServerError), Status: http.StatusInternalServerError, Detail: detail}
}

// BadRequest is a request that makes no sense.
func BadRequest(detail string) *Problem { return problemOf("bad-request", detail) }

// Overloaded is a request that there is no room for just now, to be tried again
// after so many seconds.
func Overloaded(detail string, seconds int) *Problem {
	p := problemOf("overloaded", detail)
	p.retryAfter = seconds
	return p
}

func notFound(detail string) *Problem { return problemOf("not-found", detail) }

// Other is a problem of which no more is known than its HTTP status: of the kind
// that stands for that, if there is one.
func Other(status int, detail string) *Problem {
	switch status {
	case http.StatusBadRequest:
		return BadRequest(detail)
	case http.StatusUnauthorized:
		return problemOf("unauthorized", detail)
	case http.StatusMethodNotAllowed:
		return problemOf("method-not-allowed", detail)
	case http.StatusGone:
		return gone(detail)
	case http.StatusServiceUnavailable:
		return Overloaded(detail, 2)
	}
	return &Problem{Type: "about:blank", Title: statusTitle(status), Status: status, Detail: detail}
}

// statusTitle is the title, in Danish, of a problem that has no kind.
func statusTitle(status int) string {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return "Forespørgslen er for stor"
	case http.StatusRequestURITooLong:
		return "Adressen er for lang"
	}
	return fmt.Sprintf("Fejl %d", status)
}

func gone(detail string) *Problem { return problemOf("gone", detail) }

func notAllowed(method string) *Problem {
	return problemOf("method-not-allowed", fmt.Sprintf("«%s» besvares ikke: arkivet kan kun læses, med GET og HEAD.", method))
}

func badParameter(name, why string) *Problem {
	p := problemOf("bad-parameter", fmt.Sprintf("«%s» %s.", name, why))
	p.Parameter = name
	return p
}

// ProblemOf is what a client is told of an error. Of one that nobody foresaw it
// says nothing: its words are for the log.
func ProblemOf(err error) *Problem {
	var p *Problem
	var ambiguous *archive.AmbiguousError
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		copied := *p
		return &copied
	case errors.As(err, &ambiguous):
		return problemOf("ambiguous", fmt.Sprintf("«%s» passer på flere: %s.", ambiguous.Prefix, strings.Join(ambiguous.Names, ", ")))
	case errors.Is(err, library.ErrGone):
		return gone("Dokumentet er fjernet fra arkivet.")
	case errors.Is(err, archive.ErrNotFound):
		return notFound("Det findes ikke i arkivet.")
	case errors.Is(err, archive.ErrWithheld):
		return problemOf("withheld", "Det vises ikke: det har CPR-numre eller noget fra et lukket punkt.")
	case errors.As(err, &tooLong):
		return Other(http.StatusRequestEntityTooLarge, "Forespørgslen er for stor.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return Overloaded("Svaret tog for lang tid; prøv igen om lidt.", 5)
	}
	return problemOf("failed", "Der er sket en fejl i serveren; dens log siger hvorfor.")
}

// WriteProblem answers a request with what ProblemOf says of an error.
func (a *API) WriteProblem(w http.ResponseWriter, r *http.Request, err error) {
	p := ProblemOf(err)
	if strings.HasPrefix(p.Type, "/") {
		p.Type = a.absolute(r, p.Type)
	}
	p.Instance = r.URL.EscapedPath()
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", "da")
	h.Set("Cache-Control", "no-store")
	for _, of := range []string{"Etag", "Last-Modified", "Content-Length", "Link"} {
		h.Del(of)
	}
	if p.Status == http.StatusMethodNotAllowed {
		h.Set("Allow", "GET, HEAD")
	}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	w.WriteHeader(p.Status)
	json.NewEncoder(w).Encode(p)
}

// A problemList is every kind of problem.
type problemList struct {
	Problems []problemKind `json:"problems"`
	Links    listLinks     `json:"links"`
}

func (c *call) problems() (any, error) {
	return problemList{kinds(), c.listLinks("")}, nil
}

func (c *call) problem() (any, error) {
	for _, k := range kinds() {
		if k.Name == c.values.text["problem"] {
			return k, nil
		}
	}
	return nil, archive.ErrNotFound
}
