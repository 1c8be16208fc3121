package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeScript is the checker of accessibility (testdata/axe/README.md).
const axeScript = "testdata/axe/axe.min.js"

// levels are the rules that pages are held to: WCAG 2.2 at levels A and AA.
func levels() []string { return []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"} }

// A violation is a rule that a page breaks, as axe says it.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		Target  []any  `json:"target"`
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// axeRun asks axe about the page as it is. What axe is not sure of is no
// violation, but a thing to look at.
const axeRun = `axe.run(document, {runOnly: {type: "tag", values: %s}, resultTypes: ["violations"]})
	.then(r => ({violations: r.violations, passes: r.passes.length}))`

// TestAccessible has axe look at every kind of page, on a phone and on a wide
// screen, light and dark.
func TestAccessible(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(axeScript)
	if err != nil {
		t.Fatal(err)
	}
	tags, err := json.Marshal(levels())
	if err != nil {
		t.Fatal(err)
	}
	start(t)
	for _, k := range kinds(t) {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			b := open(t, phone())
			b.visit(k.path)
			if k.odd {
				b.forgive("Failed to load resource")
			}
			// The browser's own tools run the script: the pages' content policy stays as it is.
			b.run(chromedp.Evaluate[chromedp.Void](string(script)))
			for _, size := range []screen{phone(), desk()} {
				b.run(chromedp.EmulateViewport(size.width, size.height))
				for _, scheme := range []string{"light", "dark"} {
					b.scheme(scheme)
					found := eval[struct {
						Violations []violation
						Passes     int
					}](b, fmt.Sprintf(axeRun, tags))
					if found.Passes == 0 {
						t.Errorf("%d px, %s: axe looked at nothing", size.width, scheme)
					}
					for _, v := range found.Violations {
						t.Errorf("%d px, %s: %s", size.width, scheme, v)
					}
				}
			}
		})
	}
}

// TestAxeFinds checks that the checker finds what is wrong with a page.
func TestAxeFinds(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(axeScript)
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, phone())
	b.visit("/")
	b.run(chromedp.Evaluate[chromedp.Void](string(script)))
	eval[bool](b, `(() => {
		document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='/aktiver/ikon.svg'><p id=svag>svag</p>");
		document.querySelector("#svag").style.color = "#ddd";
		return true;
	})()`)
	found := map[string]bool{}
	for _, v := range eval[struct{ Violations []violation }](b, fmt.Sprintf(axeRun, `["wcag2a", "wcag2aa"]`)).Violations {
		found[v.ID] = true
	}
	if !found["image-alt"] || !found["color-contrast"] || len(found) != 2 {
		t.Errorf("axe finds %v; want image-alt and color-contrast", found)
	}
}

func (v violation) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s", v.ID, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&out, "\n  %v: %.200s\n    %s", n.Target, n.HTML, strings.ReplaceAll(n.Summary, "\n", " "))
	}
	return out.String()
}

// TestNarrow checks that no kind of page has to be moved sideways on the
// narrowest screen that WCAG asks for (1.4.10 Reflow).
func TestNarrow(t *testing.T) {
	t.Parallel()
	b := open(t, screen{320, 640})
	for _, k := range kinds(t) {
		b.visit(k.path)
		if wide := eval[[]string](b, `[...document.querySelectorAll("body *")].filter(e => {
			const r = e.getBoundingClientRect();
			return r.right > 321 && r.width > 0 && !e.closest(".scroll, .unseen") && getComputedStyle(e).position !== "absolute";
		}).map(e => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right))`); eval[int](b, `document.documentElement.scrollWidth`) > 320 {
			t.Errorf("%s is %d px wide: %v", k.path, eval[int](b, `document.documentElement.scrollWidth`), wide[:min(5, len(wide))])
		}
	}
	b.forgive("Failed to load resource")
}
