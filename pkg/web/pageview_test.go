package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"referat/index"
	"referat/ingest"
	"referat/ingest/pdftext"
	"referat/ingest/pdftext/pdftest"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// drawHere draws pages as the program does, but in this process.
func drawHere(t testing.TB) func(context.Context, string, int, int) (*Picture, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	r := pdftext.NewReader(filepath.Join(cache, "referat"), nil)
	t.Cleanup(func() { r.Close() })
	var one sync.Mutex
	return func(_ context.Context, path string, page, width int) (*Picture, error) {
		one.Lock()
		defer one.Unlock()
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		d, err := r.Draw(bytes.NewReader(data), int64(len(data)), nil, page, width)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotDrawn, err)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, d.Image); err != nil {
			return nil, err
		}
		p := &Picture{Type: "image/png", Data: b.Bytes(), Width: d.Image.Bounds().Dx(), Height: d.Image.Bounds().Dy(), Pages: d.Pages}
		for _, w := range d.Words {
			p.Words = append(p.Words, Word(w))
		}
		return p, nil
	}
}

// boxesHere finds boxes as the program does.
func boxesHere(p archive.Page, words []Word, at []index.Location) ([]Box, error) {
	found := make([]pdftext.Word, len(words))
	for i, w := range words {
		found[i] = pdftext.Word(w)
	}
	spans := make([]ingest.Span, len(at))
	for i, l := range at {
		spans[i] = ingest.Span{Start: l.Start, End: l.End}
	}
	boxes, err := ingest.Boxes(p, found, spans)
	out := make([]Box, len(boxes))
	for i, b := range boxes {
		out[i] = Box(b)
	}
	return out, err
}

// siteOf is a site of the archive in folder dir.
func siteOf(t testing.TB, dir string, o library.Options, change func(*Config)) *Site {
	t.Helper()
	l, err := library.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	c := Config{Library: l, Draw: drawHere(t), Boxes: boxesHere, Flow: ingest.Flow, CPUs: 2, Version: "test"}
	if change != nil {
		change(&c)
	}
	s, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks a site; headers are names and values in turn.
func get(s http.Handler, address string, headers ...string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://arkiv.example.dk"+address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	s.ServeHTTP(w, r)
	return w
}

// holding is the document of a file's name, its address, and its page's that has
// a text.
func holding(t testing.TB, s *Site, name, text string) (doc string, page int) {
	t.Helper()
	err := s.library.Use(func(v *library.Volume) error {
		list, _, err := v.Documents("", 100)
		if err != nil {
			return err
		}
		for _, h := range list {
			if !strings.HasPrefix(h.Document.Source.Name, name) {
				continue
			}
			for n := 1; n <= h.Document.Source.Pages; n++ {
				p, err := v.Page(h, n)
				if err != nil && !errors.Is(err, archive.ErrWithheld) {
					return err
				}
				if strings.Contains(p.Text, text) {
					doc, page = h.Document.Source.SHA256, n
					return nil
				}
			}
		}
		return fmt.Errorf("no page of %s has %q", name, text)
	})
	if err != nil {
		t.Fatal(err)
	}
	return doc, page
}

var rects = regexp.MustCompile(`<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/>`)

// A page shows its picture with the words marked where pdfium has them, its text
// with the same words marked, and ways to what it is of.
func TestPageView(t *testing.T) {
	dir := t.TempDir()
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter")
	s := siteOf(t, dir, library.Options{}, nil)
	doc, n := holding(t, s, "2027-06-07", "Punktet blev udsat")
	address := fmt.Sprintf("/dokument/%s/side/%d", doc[:12], n)
	if _, err := s.drawing.get(t.Context(), pathOf(t, s, doc), pictureKey{doc, n, pagePicture}); err != nil { // a busy machine can take longer than the page waits
		t.Fatal(err)
	}
	w := get(s, address+"?q=udsat")
	body := w.Body.String()
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, body)
	}
	for _, want := range []string{
		`src="` + address + `/billede?b=1200"`, `width="1200"`, `id="fund">udsat</mark>`, `sted er markeret`,
		`href="/original/` + doc + `.pdf#page=` + strconv.Itoa(n) + `"`, `href="/henvis?id=` + doc[:12], `rel="prev"`, `rel="next"`,
		`Punkt 7: Natbus`, `href="/moede/`, `2027-06-07-tyve-punkter.pdf`, `/find?q=udsat&amp;retning=frem`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, never := range []string{" style=", "<script>", "javascript:", "data:"} {
		if strings.Contains(body, never) {
			t.Errorf("the page has %s", never)
		}
	}
	_, trail, _ := strings.Cut(body, `aria-label="Her er du"`)
	if trail, _, _ = strings.Cut(trail, "</nav>"); strings.Contains(trail, "Punkt ") || !strings.Contains(trail, "7. juni 2027") {
		t.Errorf("the page has several punkter, and its trail is %s", trail)
	}
	if picture, about := strings.Index(body, "<img"), strings.Index(body, "På siden:"); about < picture {
		t.Error("what is on the page stands before its picture: on a phone that begins far down")
	}
	marks := rects.FindAllStringSubmatch(body, -1)
	p, err := s.drawing.get(t.Context(), "", pictureKey{doc, n, pagePicture}) // it is kept
	if err != nil || len(marks) == 0 {
		t.Fatalf("%d marks, %v", len(marks), err)
	}
	for _, m := range marks {
		x, y := (part(m[1])+part(m[3])/2)/markGrid, (part(m[2])+part(m[4])/2)/markGrid
		on := ""
		for _, word := range p.Words {
			if float64(word.Left) < x && x < float64(word.Right) && float64(word.Top) < y && y < float64(word.Bottom) {
				on = word.Text
			}
		}
		if !strings.HasPrefix(on, "udsat") {
			t.Errorf("a mark lies on %q", on)
		}
	}

	// The next page with the words, and back; where there is none, it is said.
	if w := get(s, address+"?q=natbus"); !strings.Contains(w.Body.String(), "markeret") {
		t.Error("natbus is not on the page")
	}
	back := get(s, address+"/find?q=natbus&retning=tilbage")
	to := back.Header().Get("Location")
	if back.Code != http.StatusFound || !strings.HasPrefix(to, "/dokument/"+doc[:12]+"/side/") || !strings.HasSuffix(to, "?q=natbus") {
		t.Errorf("%d to %s", back.Code, to)
	}
	none := get(s, address+"/find?q=natbus&retning=frem")
	if to := none.Header().Get("Location"); !strings.Contains(to, "ikke=frem") || !strings.Contains(get(s, to).Body.String(), "Ordene er ikke fundet på siderne efter denne.") {
		t.Errorf("%d to %s", none.Code, to)
	}
}

// pathOf is where a document's PDF is.
func pathOf(t *testing.T, s *Site, doc string) (path string) {
	t.Helper()
	err := s.library.Use(func(v *library.Volume) error {
		h, err := v.Document(doc)
		if err == nil {
			path, err = v.Drawable(h, 1)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func part(s string) float64 {
	n, _ := strconv.Atoi(s)
	return float64(n)
}

// A page whose picture cannot be drawn shows its text, and says so; a server
// without drawing says that.
func TestPageWithoutAPicture(t *testing.T) {
	dir := t.TempDir()
	librarytest.ImportExports(t, dir, "2027-01-04-kort")
	for _, tt := range []struct {
		name string
		draw func(context.Context, string, int, int) (*Picture, error)
		says string
		code int // of the picture
	}{
		{"none", nil, "sat op til ikke at vise", http.StatusNotFound},
		{"a page that cannot be drawn", func(context.Context, string, int, int) (*Picture, error) {
			return nil, fmt.Errorf("%w: for mange lag", ErrNotDrawn)
		}, "Siden kan ikke tegnes.", http.StatusNotFound},
		{"no worker", func(context.Context, string, int, int) (*Picture, error) { return nil, errors.New("intet hul") }, "kan ikke tegnes lige nu", http.StatusServiceUnavailable},
		{"nothing", func(context.Context, string, int, int) (*Picture, error) { return nil, nil }, "kan ikke tegnes lige nu", http.StatusServiceUnavailable},
		{"a panic", func(context.Context, string, int, int) (*Picture, error) { panic("her") }, "kan ikke tegnes lige nu", http.StatusServiceUnavailable},
		{"another number of pages", func(context.Context, string, int, int) (*Picture, error) { return blankPicture(99), nil }, "Siden kan ikke tegnes.", http.StatusNotFound},
		{"a wrong type", func(context.Context, string, int, int) (*Picture, error) {
			return &Picture{Type: "text/html", Data: []byte("<script>")}, nil
		}, "kan ikke tegnes lige nu", http.StatusServiceUnavailable},
	} {
		s := siteOf(t, dir, library.Options{}, func(c *Config) { c.Draw = tt.draw })
		doc, n := holding(t, s, "2027-01-04", "Punkt")
		address := fmt.Sprintf("/dokument/%s/side/%d", doc[:12], n)
		w := get(s, address+"?q=kajen")
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(body, tt.says) || !strings.Contains(body, "<mark") || strings.Contains(body, "<img") {
			t.Errorf("%s: %d, %s", tt.name, w.Code, body)
		}
		if passing := strings.Contains(tt.says, "lige nu"); passing != (w.Header().Get("ETag") == "") || passing != (w.Header().Get("Cache-Control") == "no-store") {
			t.Errorf("%s: a browser would keep a page whose picture may come: %v", tt.name, w.Header())
		}
		w = get(s, address+"/billede")
		if w.Code != tt.code || w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: the picture is %d, %v", tt.name, w.Code, w.Header())
		}
	}
}

// Pages that are kept back give neither picture nor text, also when their
// picture is in memory.
func TestPagesKeptBack(t *testing.T) {
	dir := t.TempDir()
	librarytest.ImportExports(t, dir, "2027-03-15-raadmandsmoede")
	open := siteOf(t, dir, library.Options{}, nil)
	closed := siteOf(t, dir, library.Options{NoClosed: true}, nil)
	closed.drawing = open.drawing // whatever has been drawn
	var hidden []int
	doc, _ := holding(t, open, "2027-03-15", "Punkt")
	pages := 0
	err := closed.library.Use(func(v *library.Volume) error {
		h, err := v.Document(doc)
		if err != nil {
			return err
		}
		pages = h.Document.Source.Pages
		for n := 1; n <= pages; n++ {
			if held, err := h.Hidden(n); err != nil {
				return err
			} else if held {
				hidden = append(hidden, n)
			}
		}
		return nil
	})
	if err != nil || len(hidden) == 0 || len(hidden) == pages {
		t.Fatalf("hidden of %d pages: %v, %v", pages, hidden, err)
	}
	for _, n := range hidden {
		address := fmt.Sprintf("/dokument/%s/side/%d", doc[:12], n)
		if w := get(open, address+"/billede"); w.Code != http.StatusOK {
			t.Errorf("page %d where all is shown: %d", n, w.Code)
		}
		if w := get(closed, address+"/billede", "If-None-Match", get(open, address+"/billede").Header().Get("ETag")); w.Code != http.StatusForbidden || strings.HasPrefix(w.Header().Get("Content-Type"), "image/") || w.Header().Get("ETag") != "" {
			t.Errorf("the picture of page %d: %d, %v", n, w.Code, w.Header())
		}
		w := get(closed, address)
		if body := w.Body.String(); w.Code != http.StatusForbidden || !strings.Contains(body, "Siden vises ikke") || strings.Contains(body, "<img") || strings.Contains(body, `class="lines"`) || strings.Contains(body, "/original/") {
			t.Errorf("page %d: %d %s", n, w.Code, body)
		}
	}
	w := get(closed, fmt.Sprintf("/dokument/%s/side/1/find?q=punkt", doc[:12]))
	if w.Code != http.StatusFound {
		t.Errorf("looking past hidden pages: %d", w.Code)
	}
}

// What a page's text holds is text, whatever it looks like; and CPR numbers keep
// their page from being shown.
func TestPageWithMarkupInItsText(t *testing.T) {
	own := t.TempDir()
	content := "BT /F 12 Tf 50 700 Td (<script>alert\\(1\\)</script> og <b>budget</b> \"x\" & y) Tj 0 -20 Td (Budgettet følger) Tj ET"
	if err := os.WriteFile(filepath.Join(own, "mine.pdf"), helveticaPDF(content, "BT /F 12 Tf 50 700 Td (Borger med CPR-nr. 010180-1234 har sendt et brev.) Tj ET"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	librarytest.Import(t, dir, filepath.Join(own, "mine.pdf"))
	s := siteOf(t, dir, library.Options{}, nil)
	doc, n := holding(t, s, "mine.pdf", "script")
	w := get(s, fmt.Sprintf("/dokument/%s/side/%d?q=%s", doc[:12], n, url.QueryEscape(`script "><script>alert(2)</script> budget`)))
	body := w.Body.String()
	if w.Code != http.StatusOK || strings.Contains(body, "<script>") || strings.Contains(body, "<b>") || !strings.Contains(body, "&lt;") {
		t.Errorf("%d: %s", w.Code, body)
	}
	if strings.Contains(body, "/original/") || !strings.Contains(body, "CPR-numre") {
		t.Error("the PDF is offered, though it has a CPR number")
	}
	if w := get(s, "/dokument/"+doc[:12]+"/side/2"); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "CPR-numre") || strings.Contains(w.Body.String(), "Borger") {
		t.Errorf("the page with a CPR number: %d %s", w.Code, w.Body)
	}
	if w := get(s, "/dokument/"+doc[:12]+"/side/2/billede"); w.Code != http.StatusForbidden {
		t.Errorf("its picture: %d", w.Code)
	}
}

// helveticaPDF is a PDF with a page for each content.
func helveticaPDF(contents ...string) []byte {
	var objects []string
	object := func(format string, args ...any) { objects = append(objects, fmt.Sprintf(format, args...)) }
	kids := ""
	for i := range contents {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(contents), kids)
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, c := range contents {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>", 5+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(c), c)
	}
	return pdftest.File("", objects...)
}

// blankPicture is a small picture of a page of a document with so many.
func blankPicture(pages int) *Picture {
	img := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return &Picture{Type: "image/png", Data: b.Bytes(), Width: 8, Height: 8, Pages: pages}
}
