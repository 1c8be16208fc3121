package e2e

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
)

// hostileScript is part of a punkt's title: it would show itself if a page ran it.
const hostileScript = `<script>alert('kørt')</script>`

// An export is a PDF of one meeting of 2026, a year that the fictional exports do
// not have, with what those have not.
type export struct {
	name, title, date, hours string
	punkter                  []pressedPunkt
}

type pressedPunkt struct{ title, text, decision string }

// pressed are the exports that are made for these tests: one whose texts are what
// a page of HTML must not take for its own, and two meetings of one day.
func pressed() []export {
	return []export{
		{"2026-11-02-skilte", "Rådmandsmøde d. 2. november", "02-11-2026", "09:00 - 09:30", []pressedPunkt{
			{"Skilte med " + hostileScript + " ved havnen", "Forvaltningen vil sætte nye skilte op ved badebroen og på havnen. " +
				"<img src=x onerror=alert(1)> er et skilt, som ingen kan læse.", "Rådmanden godkendte skiltene ved havnen."},
			{"Eventuelt", ".", ""},
		}},
		{"2026-11-09-formoede", "Formøde d. 9. november", "09-11-2026", "08:00 - 08:30", []pressedPunkt{
			{"Gennemgang af dagsordenen", "Rækkefølgen på mødet om bådpladser.", "Drøftet."},
		}},
		{"2026-11-09-raadmandsmoede", "Rådmandsmøde d. 9. november", "09-11-2026", "09:00 - 09:30", []pressedPunkt{
			{"Bådpladser ved molen", "Der er 40 på venteliste.", "Godkendt."},
		}},
	}
}

// html is the export's pages, to be printed.
func (e export) html() string {
	var out strings.Builder
	fmt.Fprintf(&out, `<!doctype html><meta charset="utf-8"><title>%s</title>
<style>@page{margin:20mm} body{font:12pt "Liberation Serif"} h1{font-size:16pt} h2{font-size:13pt;margin:14pt 0 4pt}</style>
<h1>Rådmandsmøder 2026 (%s)</h1>
<p>%s %s<br>Rådhuset</p>
`, e.name, html.EscapeString(e.title), e.date, e.hours)
	for i, p := range e.punkter {
		title := html.EscapeString(fmt.Sprintf("Punkt %d: %s (5 min)", i+1, p.title))
		fmt.Fprintf(&out, "<h2>%s</h2>\n<p>%s</p>\n", title, html.EscapeString(p.text))
		if p.decision != "" {
			fmt.Fprintf(&out, "<h2>Beslutning for %s</h2>\n<p>%s</p>\n", title, html.EscapeString(p.decision))
		}
	}
	return out.String()
}

// press makes the exports' PDFs in a folder of their own, and gives its name.
func press(dir string, c *chrome) (string, error) {
	folder := filepath.Join(dir, "pressed")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return "", err
	}
	for _, e := range pressed() {
		if err := c.print(filepath.Join(folder, e.name+".pdf"), e.html()); err != nil {
			return "", fmt.Errorf("typesetting %s: %w", e.name, err)
		}
	}
	return folder, nil
}
