package web

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// originalPattern is where the PDFs are, by the SHA-256 of their bytes and by
// nothing else.
const originalPattern = "GET /original/{file}"

// originalName is the SHA-256 of a PDF as the address of one.
var originalName = regexp.MustCompile(`^[0-9a-f]{64}\.pdf$`)

// slowest is how long the reader of an original may take.
const slowest = 30 * time.Minute

// serveOriginal gives a PDF as it was imported, or a part of it (Range). While it
// is read, at whatever speed, neither a gate nor a generation is kept open.
func (s *Site) serveOriginal(w http.ResponseWriter, r *http.Request, _ *library.Volume) error {
	leave, err := s.gates[reading].enter(r.Context())
	if err != nil {
		s.metrics.shed(reading)
		return err
	}
	defer leave()
	f, source, err := s.openOriginal(r)
	if err != nil {
		return err
	}
	defer f.Close()
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(slowest)) // not all writers have one
	head := w.Header()
	head.Del("Content-Security-Policy") // it would stop the browser's own viewer; nothing runs in a PDF's page
	head.Set("Content-Type", "application/pdf")
	head.Set("ETag", `"`+source.SHA256+`"`)
	how := "inline"
	if r.URL.Query().Get("hent") == "1" {
		how = "attachment"
	}
	head.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": source.Name}))
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// openOriginal opens the PDF that a request names.
func (s *Site) openOriginal(r *http.Request) (f *os.File, source agenda.Source, err error) {
	name := r.PathValue("file")
	if !originalName.MatchString(name) {
		return nil, source, archive.ErrNotFound
	}
	leave, err := s.gates[light].enter(r.Context())
	if err != nil {
		s.metrics.shed(light)
		return nil, source, err
	}
	defer leave()
	err = s.library.Use(func(v *library.Volume) error {
		sha := strings.TrimSuffix(name, ".pdf")
		h, err := v.Document(sha)
		if err != nil {
			return err
		}
		if source = h.Document.Source; source.SHA256 != sha {
			return archive.ErrNotFound
		}
		path, err := v.Original(h)
		if errors.Is(err, archive.ErrNotFound) && len(archive.ErasedPages(h.Document)) > 0 {
			return &refusal{http.StatusGone, absentSays(h)}
		}
		if err != nil {
			return err
		}
		if f, err = os.Open(path); err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil && !info.Mode().IsRegular() {
			err = fmt.Errorf("%s: %w", path, archive.ErrNotFound)
		}
		if err != nil {
			f.Close()
		}
		return err
	})
	return f, source, err
}
