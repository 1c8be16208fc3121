package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// screenshotsEnv names the folder that TestScreenshots writes to.
const screenshotsEnv = "REFERAT_SCREENSHOTS"

// TestScreenshots makes pictures of all kinds of pages for people to look at:
// make screenshots.
func TestScreenshots(t *testing.T) {
	dir := os.Getenv(screenshotsEnv)
	if dir == "" {
		t.Skip("pictures are made by make screenshots")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, size := range []screen{phone(), desk()} {
		b := open(t, size)
		for _, scheme := range []string{"light", "dark"} {
			b.scheme(scheme)
			for _, k := range kinds(t) {
				b.visit(k.path)
				b.settle()
				png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatalf("%s: %v", k.path, err)
				}
				name := fmt.Sprintf("%s-%d-%s.png", k.name, size.width, scheme)
				if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		b.forgive("Failed to load resource")
	}
}

// settle waits until the pictures of the page are there.
func (b *tab) settle() {
	b.t.Helper()
	eval[bool](b, `Promise.all([...document.images].filter(i => i.loading !== "lazy").map(i => i.decode().catch(() => {}))).then(() => true)`)
}
