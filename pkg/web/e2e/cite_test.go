package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// TestCite goes from a page to its reference, copies the link, and goes where it
// leads.
func TestCite(t *testing.T) {
	t.Parallel()
	b := open(t, phone())
	page := "/dokument/" + docOf(t, "byraad-2027-09-22.pdf") + "/side/4"
	b.visit(page)
	b.follow(`main a[href^="/henvis"]`)
	text, link := eval[string](b, `document.querySelector("#henvis-tekst").value`), eval[string](b, `document.querySelector("#henvis-link").value`)
	if !strings.HasPrefix(text, "Strandby Byråd, møde 22. september 2027, punkt ") || !strings.HasSuffix(text, "s. 4 (referat). "+link) {
		t.Errorf("the reference is %q", text)
	}
	if bib := eval[string](b, `document.querySelector("#henvis-bibtex").value`); !strings.HasPrefix(bib, "@misc{strandby-byraad-2027-09-22-") || !strings.Contains(bib, link) {
		t.Errorf("the entry is %s", bib)
	}
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		if _, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, Origin: b.server.base,
		}); err != nil {
			t.Fatal(err)
		}
	}
	b.run(chromedp.Click(chromedp.CSS(`button[data-copy="henvis-link"]`), chromedp.NodeVisible))
	if copied := eval[string](b, `new Promise(r => setTimeout(r, 100)).then(() => navigator.clipboard.readText())`); copied != link {
		t.Errorf("copied is %q; want %q", copied, link)
	}
	file, header := b.server.get(t, strings.TrimPrefix(eval[string](b, `document.querySelector('a[href*="format=bibtex"]').href`), b.server.base))
	if !strings.HasPrefix(header.Get("Content-Type"), "text/plain") || !strings.HasPrefix(string(file), "@misc{") {
		t.Errorf("the file is %v\n%s", header, file)
	}
	b.visit(strings.TrimPrefix(link, b.server.base))
	if b.path() != page {
		t.Errorf("%s leads to %s; want %s", link, b.path(), page)
	}
}
