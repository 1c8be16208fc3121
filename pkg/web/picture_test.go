package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

func TestPicture(t *testing.T) {
	dir := t.TempDir()
	librarytest.ImportExports(t, dir, "2027-01-04-kort")
	var drawn atomic.Int64
	s := siteOf(t, dir, library.Options{}, func(c *Config) {
		draw := c.Draw
		c.Draw = func(ctx context.Context, path string, page, width int) (*Picture, error) {
			drawn.Add(1)
			return draw(ctx, path, page, width)
		}
	})
	doc, _ := holding(t, s, "2027-01-04", "Punkt")
	address := "/dokument/" + doc[:12] + "/side/1/billede"
	for _, width := range []int{800, 1200, 1600} {
		w := get(s, address+"?b="+strconv.Itoa(width))
		img, err := png.Decode(bytes.NewReader(w.Body.Bytes()))
		if err != nil || w.Code != http.StatusOK || img.Bounds().Dx() != width || w.Header().Get("Content-Type") != "image/png" || w.Header().Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
			t.Fatalf("%d wide: %d %v %v", width, w.Code, w.Header(), err)
		}
		again := get(s, address+"?b="+strconv.Itoa(width), "If-None-Match", w.Header().Get("ETag"))
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%d wide, again: %d", width, again.Code)
		}
	}
	if w := get(s, address); w.Code != http.StatusOK || drawn.Load() != 3 {
		t.Errorf("%d, and %d drawings for three widths", w.Code, drawn.Load())
	}
	for path, code := range map[string]int{
		address + "?b=801": 400, address + "?b=": 200, address + "?b=1e3": 400, address + "?b=-1": 400, address + "?b=0800": 400, address + "?b=99999999999999999999": 400,
		"/dokument/" + doc[:12] + "/side/0/billede": 404, "/dokument/" + doc[:12] + "/side/-1/billede": 404, "/dokument/" + doc[:12] + "/side/01/billede": 404,
		"/dokument/" + doc[:12] + "/side/9999/billede": 404, "/dokument/" + doc[:12] + "/side/1%2f..%2f/billede": 404,
		"/dokument/ffffffffffff/side/1/billede": 404, "/dokument/..%2f..%2fetc/side/1/billede": 404, "/dokument/%00/side/1/billede": 404,
		"/dokument/" + doc[:12] + "/side/1/find?q=x&retning=op": 400, "/dokument/" + doc[:12] + "/side/1/find": 400, "/dokument/" + doc[:12] + "/side/9999/find?q=x": 404,
	} {
		if w := get(s, path); w.Code != code {
			t.Errorf("%s: %d, want %d", path, w.Code, code)
		}
	}
	w := get(s, "/dokument/"+doc+"/side/1?q=bro")
	if to := w.Header().Get("Location"); w.Code != http.StatusFound || to != "/dokument/"+doc[:12]+"/side/1?q=bro" {
		t.Errorf("the whole SHA-256: %d to %s", w.Code, to)
	}
}

// Thousands of pictures asked for at once: each answer is a picture or 503 with
// Retry-After, each picture is drawn once, few at a time, and memory does not
// grow with what is asked.
func TestThousandsOfPictures(t *testing.T) {
	dir := t.TempDir()
	librarytest.ImportExports(t, dir, "2027-06-07-tyve-punkter", "2027-02-08-raadmandsmoede-referat")
	var at, most, drawn atomic.Int64
	pages := map[string]int{}
	s := siteOf(t, dir, library.Options{}, func(c *Config) {
		c.Draw = func(ctx context.Context, path string, page, width int) (*Picture, error) {
			if n := at.Add(1); n > most.Load() {
				most.Store(n)
			}
			defer at.Add(-1)
			drawn.Add(1)
			time.Sleep(20 * time.Millisecond)
			return blankPicture(pages[filepath.Base(path)]), nil
		}
	})
	one, _ := holding(t, s, "2027-06-07", "Punkt")
	two, _ := holding(t, s, "2027-02-08", "Punkt")
	pages[one+".pdf"], pages[two+".pdf"] = pageCount(t, s, one), pageCount(t, s, two)
	var wait sync.WaitGroup
	var shown, shed atomic.Int64
	begin := make(chan struct{})
	const asked = 4000
	for i := range asked {
		address := fmt.Sprintf("/dokument/%s/side/%d/billede?b=%d", []string{one, two}[i%2][:12], 1+i/2%8, []int{800, 1200, 1600}[i%3])
		if i%5 == 0 {
			address = strings.Replace(address, "/billede", "", 1) + "&q=punkt"
		}
		wait.Go(func() {
			<-begin
			w := get(s, address)
			switch {
			case w.Code == http.StatusOK:
				shown.Add(1)
			case w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") != "":
				shed.Add(1)
			default:
				t.Errorf("%s: %d %v", address, w.Code, w.Header())
			}
		})
	}
	close(begin)
	wait.Wait()
	if shown.Load() == 0 || shed.Load() == 0 || most.Load() > mostDrawn || drawn.Load() > 2*8*3 {
		t.Errorf("%d shown, %d turned away, %d drawings, %d at once", shown.Load(), shed.Load(), drawn.Load(), most.Load())
	}
	if flying, _ := s.drawing.busy(); flying != 0 {
		t.Errorf("%d are still being drawn", flying)
	}
	for i := range 8 { // and then all is well
		if w := get(s, fmt.Sprintf("/dokument/%s/side/%d/billede", one[:12], 1+i)); w.Code != http.StatusOK {
			t.Errorf("afterwards: %d", w.Code)
		}
	}
}

// pageCount is how many pages a document has.
func pageCount(t *testing.T, s *Site, doc string) (n int) {
	t.Helper()
	err := s.library.Use(func(v *library.Volume) error {
		h, err := v.Document(doc)
		if err == nil {
			n = h.Document.Source.Pages
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A picture is drawn to its end though who asked for it has gone, and the next
// who asks gets that one.
func TestADrawingGoesOn(t *testing.T) {
	begun, go1 := make(chan struct{}), make(chan struct{})
	p := newPictures(func(ctx context.Context, _ string, _, _ int) (*Picture, error) {
		close(begun)
		select {
		case <-go1:
			return blankPicture(1), nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	})
	k := pictureKey{"aa", 1, 800}
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error)
	go func() {
		_, err := p.get(ctx, "", k)
		gone <- err
	}()
	<-begun
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	close(go1)
	if got, err := p.get(t.Context(), "", k); err != nil || got == nil {
		t.Errorf("%v", err)
	}
}

// The cache never holds more bytes than it may, whatever comes, and gives back
// what was used last.
func TestPictureCache(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	c := newPictureCache(100_000)
	for i := range 20_000 {
		k := pictureKey{strconv.Itoa(r.IntN(40)), r.IntN(5), 800}
		if got := c.get(k); got != nil && got.Width != k.page {
			t.Fatalf("another page's picture")
		}
		size := r.IntN(30_000)
		p := &Picture{Data: make([]byte, size), Width: k.page, Words: make([]Word, r.IntN(100))}
		had := c.by[k] != nil
		c.put(k, p)
		sum := 0
		for e := c.order.Front(); e != nil; e = e.Next() {
			sum += e.Value.(cachedPicture).picture.size()
		}
		if c.bytes != sum || sum > c.most || len(c.by) != c.order.Len() {
			t.Fatalf("%d: %d bytes, said to be %d, in %d and %d places", i, sum, c.bytes, len(c.by), c.order.Len())
		}
		if !had && p.size() <= c.most/4 && c.get(k) != p {
			t.Fatalf("%d: what was put last is not there", i)
		}
	}
}

// Memory for pictures is bounded by bytes, also with large ones.
func TestPicturesStayInMemoryBounds(t *testing.T) {
	p := newPictures(func(context.Context, string, int, int) (*Picture, error) {
		return &Picture{Type: "image/jpeg", Data: make([]byte, 1<<20)}, nil
	})
	for i := range 300 {
		if _, err := p.get(t.Context(), "", pictureKey{"aa", i, 800}); err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if _, bytes := p.busy(); bytes > mostCached || m.HeapAlloc > 3*mostCached {
		t.Errorf("%d bytes kept, %d in the heap", bytes, m.HeapAlloc)
	}
}

// However an address of a page is written, there is an answer, and none of 5xx
// but 503.
func FuzzPageAddress(f *testing.F) {
	dir := f.TempDir()
	librarytest.ImportExports(f, dir, "2027-01-04-kort")
	s := siteOf(f, dir, library.Options{}, func(c *Config) {
		c.Draw = func(context.Context, string, int, int) (*Picture, error) { return blankPicture(1), nil }
	})
	doc, _ := holding(f, s, "2027-01-04", "Punkt")
	f.Add(doc, "1", "billede", "b=800&q=x")
	f.Add(doc[:12], "2", "find", "q=%22&retning=frem")
	f.Add("../..", "1e9", "", "q=§ 85, stk. 2*&ikke=frem")
	f.Add(doc[:3], "\x00", "billede", "b=\xff")
	f.Fuzz(func(t *testing.T, doc, n, rest, query string) {
		to := url.URL{Scheme: "http", Host: "arkiv.example.dk", Path: "/dokument/" + doc + "/side/" + n + "/" + rest, RawQuery: query}
		if rest == "" {
			to.Path = strings.TrimSuffix(to.Path, "/")
		}
		r, err := http.NewRequest("GET", to.String(), nil)
		if err != nil {
			return
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 && w.Code != http.StatusServiceUnavailable {
			t.Fatalf("%s: %d", to.String(), w.Code)
		}
	})
}
