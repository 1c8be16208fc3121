package web

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

func (s *Site) pictureRoutes() []route {
	return []route{
		{"GET /dokument/{doc}/side/{n}", drawing, s.servePage},
		{"GET /dokument/{doc}/side/{n}/find", searching, s.findOnPages},
		{"GET /dokument/{doc}/side/{n}/billede", drawing, s.servePicture},
	}
}

// Widths of pictures, in pixels: others are not drawn, so that one page is a few
// pictures and not thousands.
const (
	narrowPicture = 800
	pagePicture   = 1200 // the one on the page: sharp on a phone, and beside the text on a wide screen
	largePicture  = 1600
)

// widthOf is the width that a request asks for with b.
func widthOf(r *http.Request) (int, error) {
	given := r.URL.Query().Get("b")
	if given == "" {
		return pagePicture, nil
	}
	width, err := strconv.Atoi(given)
	if err != nil || !slices.Contains([]int{narrowPicture, pagePicture, largePicture}, width) || strconv.Itoa(width) != given {
		return 0, badRequestf("b kan ikke være «%.20s»: det er %d, %d eller %d, bredden i pixel", given, narrowPicture, pagePicture, largePicture)
	}
	return width, nil
}

// pageOf is the document and the page's number that a request's path has. Where
// the path has another beginning of the SHA-256 than addresses have, it answers
// with the right address, and moved is true.
func pageOf(w http.ResponseWriter, r *http.Request, v *library.Volume) (h *library.Holding, n int, moved bool, err error) {
	given := r.PathValue("n")
	if n, err = strconv.Atoi(given); err != nil || n < 1 || strconv.Itoa(n) != given {
		return nil, 0, false, archive.ErrNotFound
	}
	doc := r.PathValue("doc")
	if h, err = v.Document(doc); err != nil {
		return nil, 0, false, err
	}
	if id := agenda.NewID(h.Document.Source.SHA256).Doc(); doc != id {
		to := *r.URL
		to.Path, to.RawPath = "/dokument/"+id+r.URL.Path[len("/dokument/")+len(doc):], ""
		http.Redirect(w, r, to.RequestURI(), http.StatusFound)
		return nil, 0, true, nil
	}
	return h, n, false, nil
}

// picturePath is the address of a page's picture.
func picturePath(h *library.Holding, n, width int) string {
	return pagePath(h, n) + "/billede?b=" + strconv.Itoa(width)
}

// servePicture serves GET /dokument/{doc}/side/{n}/billede: a page of a PDF as a
// picture, where the page may be shown.
func (s *Site) servePicture(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	width, err := widthOf(r)
	if err != nil {
		return err
	}
	h, n, moved, err := pageOf(w, r, v)
	if err != nil || moved {
		return err
	}
	path, err := v.Drawable(h, n)
	if err != nil {
		return err
	}
	head := w.Header()
	head.Set("ETag", s.pictureTag(h, n, width))
	head.Del("Last-Modified") // it is not the archive's
	if hasTag(r.Header.Get("If-None-Match"), head.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	p, err := s.pictureOf(r.Context(), path, h, n, width)
	if err != nil {
		return s.undrawn(err, h, n)
	}
	head.Set("Content-Type", p.Type)
	head.Set("Content-Length", strconv.Itoa(len(p.Data)))
	w.WriteHeader(http.StatusOK)
	w.Write(p.Data) // an error is the reader's going away
	return nil
}

// pictureOf draws a page that may be shown. Where who draws finds another number
// of pages in the PDF than who read it, its page of this number is another page,
// and maybe one that is kept back: then it is ErrNotDrawn.
func (s *Site) pictureOf(ctx context.Context, path string, h *library.Holding, n, width int) (*Picture, error) {
	p, err := s.drawing.get(ctx, path, pictureKey{h.Document.Source.SHA256, n, width})
	if err == nil && p.Pages != h.Document.Source.Pages {
		return nil, fmt.Errorf("%w: PDF'en har %d sider for den, der tegner, og %d for den, der læste", ErrNotDrawn, p.Pages, h.Document.Source.Pages)
	}
	return p, err
}

// pictureTag is the ETag of a picture: the same program draws the same PDF
// alike, in whatever generation of the archive it stands.
func (s *Site) pictureTag(h *library.Holding, n, width int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %s", h.Document.Source.SHA256, n, width, s.config.Version))
	return fmt.Sprintf(`"%x"`, sum[:9])
}

// undrawn is the answer to who asks for a picture that there is not.
func (s *Site) undrawn(err error, h *library.Holding, n int) error {
	switch {
	case errors.Is(err, ErrNotDrawn):
		return &refusal{http.StatusNotFound, "Siden kan ikke vises som billede."}
	case errors.Is(err, errBusy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	s.config.Errors.Error("en side kunne ikke tegnes", "file", h.Document.Source.Name, "page", n, "error", err.Error())
	return &refusal{http.StatusServiceUnavailable, "Siden kan ikke tegnes lige nu. Prøv igen om et øjeblik."}
}
