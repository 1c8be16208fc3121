package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the path of the browser, "" for none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// A chrome is a running browser.
type chrome struct {
	ctx    context.Context
	cancel []context.CancelFunc
}

func openChrome(path string) (*chrome, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("headless", "new"),
		chromedp.Flag("lang", "da"),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.WSURLReadTimeout(60*time.Second),
	)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // it refuses to run with one as root
	}
	c := &chrome{}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	c.cancel = append(c.cancel, cancel)
	c.ctx, cancel = chromedp.NewContext(allocator)
	c.cancel = append(c.cancel, cancel)
	if err := chromedp.Do(c.ctx); err != nil {
		c.close()
		return nil, fmt.Errorf("chromium does not start: %w", err)
	}
	return c, nil
}

func (c *chrome) close() {
	for i := len(c.cancel) - 1; i >= 0; i-- {
		c.cancel[i]()
	}
}

// print makes a PDF of a page of HTML.
func (c *chrome) print(path, html string) error {
	ctx, cancel := chromedp.NewContext(c.ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("data:text/html;charset=utf-8,"+url.PathEscape(html))); err != nil {
		return err
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		return err
	}
	return os.WriteFile(path, pdf, 0o644)
}

// A tab is a window of the browser, and what went wrong in it.
type tab struct {
	t      *testing.T
	ctx    context.Context
	server *server

	mu       sync.Mutex
	troubles []string
}

// A screen is how large a window is, in CSS pixels.
type screen struct{ width, height int64 }

func phone() screen { return screen{390, 844} }
func desk() screen  { return screen{1280, 900} }

// open opens a window. At the end of the test, what the browser complained about
// is an error: broken scripts, what the content policy stopped, what could not be
// loaded, a dialog.
func open(t *testing.T, size screen) *tab {
	t.Helper()
	s, c := start(t)
	ctx, cancel := chromedp.NewContext(c.ctx)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		t.Fatal(err)
	}
	b := &tab{t: t, server: s}
	dialogs := make(chan struct{}, 100)
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			b.trouble("script: %s %s:%d", e.ExceptionDetails.Text, e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber+1)
		case *cdplog.EventEntryAdded:
			if e.Entry.Level == cdplog.EntryLevelError || e.Entry.Source == cdplog.EntrySourceSecurity {
				b.trouble("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
			}
		case *page.EventJavascriptDialogOpening:
			b.trouble("a dialog: %s", e.Message)
			dialogs <- struct{}{}
		}
	})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	go func() {
		for {
			select {
			case <-dialogs:
				chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
			case <-ctx.Done():
				return
			}
		}
	}()
	var stop context.CancelFunc
	b.ctx, stop = context.WithTimeout(ctx, mostTime)
	t.Cleanup(func() {
		stop()
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, s := range b.troubles {
			t.Error("the browser says: " + s)
		}
	})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // also while other windows are used
	b.run(chromedp.EmulateViewport(size.width, size.height))
	return b
}

// mostTime is how long a test may use its window.
const mostTime = 2 * time.Minute

func (b *tab) trouble(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.troubles = append(b.troubles, fmt.Sprintf(format, args...))
}

// forgive forgets complaints that hold text: of answers that are meant to be
// errors.
func (b *tab) forgive(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var left []string
	for _, s := range b.troubles {
		if !strings.Contains(s, text) {
			left = append(left, s)
		}
	}
	b.troubles = left
}

// run does what a person does; the test ends where it cannot be done.
func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatalf("at %s: %v", b.path(), err)
	}
}

// visit opens a path of the server.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.run(chromedp.Navigate(b.server.base + path))
}

// follow clicks the first element of a selector that can be seen, and waits for
// the page that it leads to.
func (b *tab) follow(selector string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 40*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)); err != nil {
		b.t.Fatalf("following %s at %s: %v", selector, b.path(), err)
	}
}

// path is the address that the window shows, after the server.
func (b *tab) path() string {
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	return strings.TrimPrefix(at, b.server.base)
}

// eval is the value of an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("at %s: %s: %v", b.path(), expression, err)
	}
	return v
}

// text is what the page's first element of a selector says.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf("(document.querySelector(%q)?.innerText ?? '')", selector))
}

// scheme asks for light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
}

// call sends a command to the browser.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("at %s: %v", b.path(), err)
	}
	return result
}
