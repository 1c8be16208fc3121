package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "image/jpeg"
	_ "image/png"

	"referat/ingest/pdftext/pdftest"
	"referat/ingest/worker"
)

// workerEnv makes the test binary a worker process, which rests for as long as
// it says.
const workerEnv = "REFERAT_TEST_DRAW"

func TestMain(m *testing.M) {
	if text := os.Getenv(workerEnv); text != "" {
		idle, err := time.ParseDuration(text)
		if err == nil {
			err = Serve(os.Stdin, os.Stdout, sharedCache(), idle)
		}
		if err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// sharedCache is the folder for pdfium's compiled code that the program itself
// uses: compiling takes 4 s.
func sharedCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "referat")
}

// newTestDrawer draws in at most n processes, as the program does.
func newTestDrawer(t testing.TB, n int, idle string, passwords ...string) *Drawer {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	d := NewDrawer(n, passwords, func() *exec.Cmd {
		c := exec.Command(program)
		c.Env = append(os.Environ(), workerEnv+"="+idle)
		return c
	})
	t.Cleanup(d.Close)
	return d
}

const export = "../../testdata/exports/2027-06-07-tyve-punkter.pdf"

func TestDraw(t *testing.T) {
	d := newTestDrawer(t, 1, "1m")
	p, err := d.Draw(t.Context(), export, 6, 1200)
	if err != nil {
		t.Fatal(err)
	}
	img, kind, err := image.Decode(bytes.NewReader(p.Data))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); "image/"+kind != p.Type || p.Type != TypePNG || size != image.Pt(p.Width, p.Height) || p.Width != 1200 || p.Height != 1698 || p.Pages != 8 {
		t.Errorf("%s as %s, %v as %d by %d", kind, p.Type, size, p.Width, p.Height)
	}
	var words []string
	for _, w := range p.Words {
		words = append(words, w.Text)
	}
	if text := strings.Join(words, " "); !strings.Contains(text, "Punktet blev udsat.") {
		t.Errorf("words: %s", text)
	}
}

func TestDrawErrors(t *testing.T) {
	d := newTestDrawer(t, 1, "1m")
	broken := filepath.Join(t.TempDir(), "broken.pdf")
	if err := os.WriteFile(broken, []byte("%PDF-1.4\nnothing more"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		path string
		page int
		want error
	}{
		{export, 0, ErrNoPage},
		{export, 999, ErrNoPage},
		{broken, 1, ErrPage},
		{filepath.Join(t.TempDir(), "none.pdf"), 1, ErrFile},
		{"../pdftext/testdata/aes256-password.pdf", 1, ErrPassword},
	} {
		if _, err := d.Draw(t.Context(), tt.path, tt.page, 800); !errors.Is(err, tt.want) {
			t.Errorf("%s, page %d: %v", tt.path, tt.page, err)
		}
	}
	if _, err := d.Draw(t.Context(), export, 1, 800); err != nil {
		t.Errorf("after the others: %v", err)
	}
	if got := d.pool.Stats().Started; got != 1 {
		t.Errorf("%d workers for errors that kill none", got)
	}
}

// pdf is a PDF of one page: objects from the third on, the page's own being
// the third.
func pdf(t *testing.T, objects ...string) string {
	t.Helper()
	all := append([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"}, objects...)
	path := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, pdftest.File("", all...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func stream(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// endless is a page that takes minutes to draw: lines of a million dashes each.
func endless(t *testing.T) string {
	return pdf(t, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
		stream("", "[0.001] 0 d\n"+strings.Repeat("0 0 m 595 842 l S\n", 20_000)))
}

// crowded is a page that does not fit into pdfium's memory: forms that show the
// next one a thousand times each.
func crowded(t *testing.T) string {
	objects := []string{"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /S 5 0 R >> >> >>", stream("", "/S Do")}
	const depth = 6
	for i := range depth {
		content, resources := strings.Repeat("/S Do ", 1000), fmt.Sprintf("/XObject << /S %d 0 R >>", 6+i)
		if i == depth-1 {
			content, resources = "0 0 m 595 842 l S", ""
		}
		objects = append(objects, stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>", resources), content))
	}
	return pdf(t, objects...)
}

// A page that its worker does not come back from is an error, at once where it
// was tried before; other pages are drawn.
func TestAPageThatHangs(t *testing.T) {
	d := newTestDrawer(t, 1, "1m")
	d.time = 2 * time.Second
	if _, err := d.Draw(t.Context(), crowded(t), 1, 800); !errors.Is(err, ErrKilled) {
		t.Errorf("one that takes all memory: %v", err)
	}
	path := endless(t)
	if _, err := d.Draw(t.Context(), path, 1, 800); !errors.Is(err, ErrKilled) || !errors.Is(err, worker.ErrTimeout) {
		t.Errorf("the first time: %v", err)
	}
	begun := time.Now()
	if _, err := d.Draw(t.Context(), path, 1, 1200); !errors.Is(err, ErrKilled) || time.Since(begun) > time.Second {
		t.Errorf("the second time: %v, after %v", err, time.Since(begun))
	}
	d.time = pageTime
	if _, err := d.Draw(t.Context(), export, 1, 800); err != nil {
		t.Errorf("another page: %v", err)
	}
}

// A page that killed its worker is tried again after a minute, and then ever
// later; one that cannot be drawn, after an hour. Of many the first are forgotten.
func TestFailures(t *testing.T) {
	now := time.Now()
	f := newFailures()
	f.now = func() time.Time { return now }
	broken := errors.New("broken")
	for _, want := range []time.Duration{time.Minute, 4 * time.Minute, 16 * time.Minute, time.Hour, time.Hour} {
		f.add("a", 1, broken, false)
		now = now.Add(want - time.Second)
		if f.of("a", 1) == nil || f.of("a", 2) != nil || f.of("b", 1) != nil {
			t.Errorf("%v: it is not remembered, or others are", want)
		}
		now = now.Add(2 * time.Second)
		if f.of("a", 1) != nil {
			t.Errorf("%v: it is remembered for longer", want)
		}
	}
	f.add("c", 1, broken, true)
	now = now.Add(59 * time.Minute)
	if f.of("c", 1) == nil {
		t.Error("what cannot be drawn is forgotten within the hour")
	}
	for i := range 2 * maxFailures {
		f.add("d", i, broken, true)
	}
	if len(f.by) != maxFailures || len(f.order) != maxFailures || f.of("d", 2*maxFailures-1) == nil || f.of("d", 0) != nil {
		t.Errorf("%d and %d are remembered", len(f.by), len(f.order))
	}
}

// A worker that has nothing to do ends, and the next page gets another.
func TestAnIdleWorkerEnds(t *testing.T) {
	d := newTestDrawer(t, 1, "1s")
	for i := range 3 {
		if _, err := d.Draw(t.Context(), export, 1+i, 400); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.pool.Stats().Started; got != 1 {
		t.Errorf("%d workers for pages that came one upon the other", got)
	}
	time.Sleep(2500 * time.Millisecond)
	if _, err := d.Draw(t.Context(), export, 4, 400); err != nil {
		t.Fatal(err)
	}
	if got := d.pool.Stats().Started; got != 2 {
		t.Errorf("%d workers after a rest, want a second one", got)
	}
}

// Pages that come just as a worker's time is up are drawn all the same.
func TestPagesAtTheEndOfARest(t *testing.T) {
	d := newTestDrawer(t, 1, "40ms")
	for i := range 12 {
		if _, err := d.Draw(t.Context(), export, 1, 100); err != nil {
			t.Fatalf("page %d: %v", i, err)
		}
		time.Sleep(time.Duration(36+i) * time.Millisecond)
	}
}

// On a machine where pdfium was never compiled, the first picture is a picture:
// the compiling has its time and its memory apart from the page's.
func TestFirstPictureOfAMachine(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("compiles pdfium: some seconds of CPU, minutes with the race detector")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	d := newTestDrawer(t, 1, "1m")
	if p, err := d.Draw(t.Context(), export, 6, 800); err != nil || p.Width != 800 {
		t.Fatalf("%+v, %v", p, err)
	}
}
