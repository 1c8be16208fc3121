package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/web/api"
)

// A badRequest is a request that makes no sense.
type badRequest struct{ why string }

func (e *badRequest) Error() string { return e.why }

// badRequestf is a badRequest: why, in Danish.
func badRequestf(format string, args ...any) error {
	return &badRequest{fmt.Sprintf(format, args...)}
}

// statusOf is the HTTP status of an error, and what a reader is told of it. Of
// one that nobody foresaw it says nothing: its words are for the log.
func statusOf(err error) (status int, detail string) {
	var bad *badRequest
	var no *refusal
	var ambiguous *archive.AmbiguousError
	var tooLong *http.MaxBytesError
	var problem *api.Problem
	var other interface {
		error
		HTTPStatus() int
	}
	switch {
	case errors.As(err, &bad):
		return http.StatusBadRequest, bad.why
	case errors.As(err, &no):
		return no.status, no.why
	case errors.As(err, &ambiguous):
		return http.StatusNotFound, ambiguous.Error()
	case errors.As(err, &tooLong):
		return http.StatusRequestEntityTooLarge, "Forespørgslen er for stor."
	case errors.As(err, &problem):
		return problem.Status, problem.Detail
	case errors.As(err, &other):
		return other.HTTPStatus(), other.Error()
	case errors.Is(err, library.ErrGone):
		return http.StatusGone, "Dokumentet er fjernet fra arkivet."
	case errors.Is(err, archive.ErrNotFound):
		return http.StatusNotFound, "Det findes ikke i arkivet."
	case errors.Is(err, archive.ErrWithheld):
		return http.StatusForbidden, "Det vises ikke: det har CPR-numre eller noget fra et lukket punkt."
	case errors.Is(err, errBusy):
		return http.StatusServiceUnavailable, "Der er for mange, der spørger lige nu. Prøv igen om et øjeblik."
	case errors.Is(err, archive.ErrMissing): // the folder is gone for the moment; who looks after the server is told by serve
		return http.StatusServiceUnavailable, "Arkivet kan ikke læses lige nu. Prøv igen om et øjeblik."
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, "Svaret tog for lang tid. Prøv igen om et øjeblik."
	}
	return http.StatusInternalServerError, "Noget gik galt på serveren. Fejlen er skrevet i dens log."
}
