package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"sync"
)

// siteName is what the pages call the archive.
const siteName = "Referatarkiv"

// A page is what the layout needs to know of a page; its template, which
// defines "main", needs View.
type page struct {
	Title   string     // of the window; the site's name comes after it
	Query   string     // what the search field holds
	Kept    []field    // what a search from the field keeps, as the chosen year
	Front   bool       // it has a search field of its own, the header none
	Feeds   []feedLink // that browsers and readers of feeds are told of
	Sheets  []string   // assets: style sheets beside the layout's
	NoIndex bool       // search engines are to leave it out
	View    any        // what its own template shows
}

// A field is a hidden field of the search form.
type field struct{ Name, Value string }

// A feedLink is an Atom feed of what a page shows.
type feedLink struct{ Title, Href string }

// A link is a place to go, and its words.
type link struct{ Text, Href string }

//go:embed templates/*.html
var templateFiles embed.FS

// templates are the pages' templates by name, read once: each is the layout,
// the parts that pages share, and the page's own file.
var templates = sync.OnceValue(func() map[string]*template.Template {
	base := template.Must(template.New("layout.html").
		Funcs(template.FuncMap{"asset": assetAddress, "site": func() string { return siteName }}).
		ParseFS(templateFiles, "templates/layout.html", "templates/parts.html"))
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err)
	}
	set := map[string]*template.Template{}
	for _, f := range files {
		switch name := f.Name(); name {
		case "layout.html", "parts.html":
		default:
			set[name[:len(name)-len(path.Ext(name))]] = template.Must(template.Must(base.Clone()).ParseFS(templateFiles, "templates/"+name))
		}
	}
	return set
})

// buffers are those that pages are written to before they are sent, so that one
// that cannot be made is an error and no half page.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// writePage writes the page whose template is templates/NAME.html. When it
// returns an error, nothing has been written.
func writePage(w http.ResponseWriter, status int, name string, p page) error {
	t := templates()[name]
	if t == nil {
		return fmt.Errorf("siden %q har ingen skabelon", name)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.Execute(b, p); err != nil {
		return fmt.Errorf("siden %q kan ikke skrives: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes()) // an error is the reader's going away
	return nil
}
