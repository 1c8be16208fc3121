package e2e

import (
	"encoding/xml"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearchNarrowReadFollow does what a person does who looks for something: on
// a wide screen and on a phone, with scripts and without.
func TestSearchNarrowReadFollow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		size    screen
		scripts bool
	}{{"desk", desk(), true}, {"phone", phone(), true}, {"without scripts", phone(), false}} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, c.size)
			call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !c.scripts})
			b.visit("/")
			b.search("havnen")
			b.searchFinds("havnen", "")
			all := b.text("main [role=status]")

			b.follow(`.facets a[href*="aar=2026"], .years a[href*="aar=2026"]`)
			b.searchFinds("havnen", "2026")
			if one := b.text("main [role=status]"); one == all {
				t.Errorf("narrowed to a year, it says %q as before", one)
			}
			b.follow(`.chips a`)
			b.searchFinds("havnen", "")
			if again := b.text("main [role=status]"); again != all {
				t.Errorf("no longer narrowed, it says %q; before it was %q", again, all)
			}
			feed := eval[string](b, `document.querySelector("link[rel=alternate][type='application/atom+xml']").getAttribute("href")`)
			if shown := eval[bool](b, `[...document.querySelectorAll("main a")].some(a => a.getAttribute("href") === `+quoted(feed)+`)`); !shown {
				t.Errorf("nobody can see the link to %s", feed)
			}
			b.subscribe(feed)

			b.follow(`.hits a[href^="/dokument/"]`)
			if !regexp.MustCompile(`^/dokument/[0-9a-f]{12}/side/\d+\?q=havnen$`).MatchString(b.path()) {
				t.Errorf("the hit's page is %s", b.path())
			}
			b.lookAtPage()
			b.follow(`.trail a[href*="/2"]`) // the meeting's: /moede/BODY/2027-06-07
			if !regexp.MustCompile(`^/moede/[a-z0-9-]+/20\d\d-\d\d-\d\d`).MatchString(b.path()) || !strings.Contains(b.text("main"), "Punkt 1") {
				t.Errorf("the meeting is %s: %.200s", b.path(), b.text("main"))
			}
		})
	}
}

// search types into the search field, and asks.
func (b *tab) search(words string) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b.ctx, chromedp.SendKeys(chromedp.CSS("#q"), words+kb.Enter)); err != nil {
		b.t.Fatalf("searching: %v", err)
	}
}

// searchFinds checks a search page: its address, its field, and that its hits
// show the words and are of the year.
func (b *tab) searchFinds(words, year string) {
	b.t.Helper()
	u, err := url.Parse(b.path())
	if err != nil {
		b.t.Fatal(err)
	}
	if u.Path != "/soeg" || u.Query().Get("q") != words || u.Query().Get("aar") != year {
		b.t.Errorf("the search for %s in %q is at %s", words, year, b.path())
	}
	page := eval[struct {
		Field string
		Hits  []struct{ Day, Text, Mark string }
	}](b, `({field: document.querySelector("#q").value, hits: [...document.querySelectorAll(".hits > li")].map(e => ({
		day: e.querySelector("time").dateTime, text: e.innerText, mark: e.querySelector("mark")?.innerText ?? ""}))})`)
	if page.Field != words || len(page.Hits) == 0 {
		b.t.Errorf("at %s the field has %q, and there are %d hits", b.path(), page.Field, len(page.Hits))
	}
	for _, h := range page.Hits {
		if !strings.HasPrefix(h.Day, year) || !strings.Contains(strings.ToLower(h.Mark), "havn") {
			b.t.Errorf("at %s a hit of %s marks %q: %s", b.path(), h.Day, h.Mark, h.Text)
		}
	}
}

// subscribe reads a feed as a reader of feeds does.
func (b *tab) subscribe(path string) {
	b.t.Helper()
	body, header := b.server.get(b.t, path)
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Entries []struct {
			Title   string `xml:"title"`
			Content string `xml:"content"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(body, &feed); err != nil {
		b.t.Fatalf("%s: %v", path, err)
	}
	if len(feed.Entries) == 0 || header.Get("ETag") == "" {
		b.t.Fatalf("%s: %d entries, %v", path, len(feed.Entries), header)
	}
	for _, e := range feed.Entries {
		if !strings.Contains(e.Content, "<strong>") {
			b.t.Errorf("%s: %s does not say why: %s", path, e.Title, e.Content)
		}
	}
	b.server.get(b.t, strings.TrimPrefix(feed.Entries[0].Link.Href, b.server.base))
}

// TestKeyboard goes from the front page to a punkt without a mouse.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b := open(t, desk())
	b.visit("/")
	b.run(chromedp.KeyEvent(kb.Tab))
	if at := b.focused(); at.Href != "#indhold" || !at.Seen {
		t.Errorf("the first stop is %+v; want the link to the content, to be seen", at)
	}
	b.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if at := b.focused(); at.ID != "q" || !at.Outlined {
		t.Errorf("after the content the next stop is %+v; want the search field, with a ring", at)
	}
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent("natbus"+kb.Enter)); err != nil {
		t.Fatal(err)
	}
	b.searchIsAt("natbus")
	b.run(chromedp.KeyEvent("/"))
	if at := b.focused(); at.ID != "q" {
		t.Errorf("/ leads to %+v; want the search field", at)
	}
	for range 60 {
		b.run(chromedp.KeyEvent(kb.Tab))
		at := b.focused()
		if at.ID == "" && at.Href == "" && at.Tag != "SUMMARY" && at.Tag != "BUTTON" {
			t.Fatalf("lost at %+v", at)
		}
		if !at.Outlined || !at.Seen {
			t.Errorf("nobody can see that the focus is on %+v", at)
		}
		if !strings.HasPrefix(at.Href, "/moede/") {
			continue
		}
		if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(b.path(), "/moede/") || !strings.Contains(strings.ToLower(b.text("h1")), "natbus") {
			t.Errorf("the hit leads to %s: %s", b.path(), b.text("h1"))
		}
		return
	}
	t.Error("sixty stops, and no hit")
}

// A stop is what has the focus.
type stop struct {
	Tag, ID, Href  string
	Seen, Outlined bool
}

func (b *tab) focused() stop {
	b.t.Helper()
	return eval[stop](b, `(() => {
		const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
		return {Tag: e.tagName, ID: e.id, Href: e.getAttribute("href") ?? "",
			Seen: r.width > 1 && r.right > 0 && r.bottom > 0 && r.top < innerHeight,
			Outlined: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2};
	})()`)
}

func (b *tab) searchIsAt(words string) {
	b.t.Helper()
	if u, err := url.Parse(b.path()); err != nil || u.Path != "/soeg" || u.Query().Get("q") != words {
		b.t.Errorf("the search for %s is at %s", words, b.path())
	}
}

// TestSuggestions types, and takes what is suggested.
func TestSuggestions(t *testing.T) {
	t.Parallel()
	b := open(t, desk())
	b.visit("/")
	b.run(chromedp.SendKeys(chromedp.CSS("#q"), "badebr"), chromedp.WaitVisible(chromedp.CSS("#forslag li")))
	if list := b.text("#forslag"); !strings.Contains(list, "badebro") {
		t.Errorf("suggested is %q", list)
	}
	if open := eval[string](b, `document.querySelector("#q").getAttribute("aria-expanded")`); open != "true" {
		t.Errorf("aria-expanded is %q", open)
	}
	b.run(chromedp.KeyEvent(kb.ArrowDown))
	if chosen := eval[string](b, `document.querySelector("#" + document.querySelector("#q").getAttribute("aria-activedescendant"))?.innerText ?? ""`); !strings.Contains(chosen, "badebro") {
		t.Errorf("arrow down chooses %q", chosen)
	}
	b.run(chromedp.KeyEvent(kb.Escape))
	if shown := eval[bool](b, `document.querySelector("#forslag").hidden`); !shown {
		t.Error("Escape does not close the suggestions")
	}
}

// TestDark checks that a page is dark where the system is.
func TestDark(t *testing.T) {
	t.Parallel()
	b := open(t, desk())
	brightness := func() float64 {
		return eval[float64](b, `getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, c) => a + Number(c), 0) / 3`)
	}
	b.visit("/")
	b.scheme("light")
	light := brightness()
	b.scheme("dark")
	if dark := brightness(); light < 200 || dark > 60 {
		t.Errorf("the ground is %.0f of 255 in the light and %.0f in the dark", light, dark)
	}
}

// TestHostileTexts looks at a punkt whose title is a script, wherever it is shown.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	b := open(t, desk())
	for _, path := range []string{
		"/soeg?q=skilte", "/moede/raadmandsmoeder-2026/2026-11-02", "/moede/raadmandsmoeder-2026/2026-11-02/1", "/udvalg/raadmandsmoeder-2026",
		"/soeg?q=%3Cscript%3Ealert(1)%3C/script%3E", "/soeg?q=%22%3E%3Cimg+src=x+onerror=alert(1)%3E&aar=%3Cscript%3E",
	} {
		b.visit(path)
		if n := eval[int](b, `document.querySelectorAll("body script, body img[onerror], body [onclick], main iframe").length`); n != 0 {
			t.Errorf("%s has %d elements that a text brought", path, n)
		}
	}
	b.forgive("status of 400")
	b.visit("/moede/raadmandsmoeder-2026/2026-11-02/1")
	if title := b.text("h1"); !strings.Contains(title, hostileScript) {
		t.Errorf("the title is %q", title)
	}
	time.Sleep(100 * time.Millisecond) // for a dialog to come
}

// quoted is text as JavaScript has it.
func quoted(s string) string { return strconv.Quote(s) }
