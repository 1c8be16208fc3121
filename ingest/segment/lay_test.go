package segment

import (
	"strings"

	"referat/ingest/pdftext"
)

// lay sets a small markup as pages, as FirstAgenda sets its shell: a line of
// markup is a line on the page, its first signs say how it is set.
//
//	@@         a new page; "@@ liggende" turns the paper
//	# text     a meeting's title
//	#| text    a subheading
//	## text    a heading of a punkt or a decision; "##| text" goes on under it
//	^ text     a stamp in the corner; "^| text" goes on under it
//	> text     a list item, set in
//	~ text     text in the font of a bilag; "~# text" its title
//	_ text     a line at the foot of the page
//	| text     goes on in the paragraph before it
//	text       text of the shell; a tab puts the rest at the right edge
func lay(markup string) *pdftext.Document {
	doc := &pdftext.Document{}
	p := newPage(doc)
	y, corner := 90.0, 28.0
	for _, line := range strings.Split(markup, "\n") {
		mark, text, _ := strings.Cut(line, " ")
		l := pdftext.Line{X: 63, Size: 11, Font: "LiberationSans"}
		step := 26.0
		switch mark {
		case "@@":
			doc.Pages = append(doc.Pages, p)
			p = newPage(doc)
			if text == "liggende" {
				p.Width, p.Height = p.Height, p.Width
			}
			y, corner = 90, 28
			continue
		case "#":
			l.Size, l.Bold, l.Font = 16, true, "LiberationSans-Bold"
		case "#|":
			l.Size, l.Bold, l.Font = 12, true, "LiberationSans-Bold"
		case "##":
			l.Size, l.Bold, l.Font = 13, true, "LiberationSans-Bold"
		case "##|":
			l.Size, l.Bold, l.Font, step = 13, true, "LiberationSans-Bold", 16
		case "^", "^|":
			l.Text, l.X, l.Y, l.Size, l.W = text, p.Width-150, corner, 8, 90
			corner += 10
			if text != "" {
				p.Lines = append(p.Lines, l)
			}
			continue
		case ">":
			l.X = 93
		case "~":
			l.Font, l.X, step = "Carlito", 57, 14
		case "~#":
			l.Font, l.X, l.Size, l.Bold = "Carlito-Bold", 57, 18, true
		case "_":
			l.Text, l.X, l.Y, l.Size, l.W = text, 63, p.Height-30, 9, 60
			if text != "" {
				p.Lines = append(p.Lines, l)
			}
			continue
		case "|":
			step = 15
		default:
			text = line
		}
		y += step
		text, right, far := strings.Cut(text, "\t")
		if text != "" {
			l.Text, l.Y, l.W = text, y, min(470, 5.5*float64(len(text)))
			p.Lines = append(p.Lines, l)
		}
		if far && right != "" {
			l.Text, l.X, l.Y, l.W = right, 527, y, 6*float64(len(right))
			p.Lines = append(p.Lines, l)
		}
	}
	doc.Pages = append(doc.Pages, p)
	return doc
}

func newPage(doc *pdftext.Document) pdftext.Page {
	return pdftext.Page{Number: len(doc.Pages) + 1, Width: 595, Height: 842}
}
