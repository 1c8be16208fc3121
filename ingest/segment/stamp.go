package segment

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"referat/ingest/pdftext"
)

// A stamp is the small mark in a bilag page's corner that names the bilag.
type stamp struct {
	punkt string // the punkt's number
	bilag int
	title string // the file's name without its extension
	lines []int
}

var (
	stampLine = regexp.MustCompile(`^(?i:punkt)\s+` + punktNumber + `\s*,\s*(?i:bilag)\s+(\d+)\s*:\s*(.*)$`)
	extension = regexp.MustCompile(`(?i)\.(docx?|docm|dotx?|pdf|pptx?|ppsx|xlsx?|xlsm|odt|ods|odp|rtf|txt|csv|msg|eml|html?|jpe?g|png|tiff?|gif|zip|dwg|vsdx?)$`)
)

// Where a stamp stands: within the upper fifth of the page, and past its
// middle. Bilag that quote such a line have it in their text.
const (
	stampDepth = 0.2
	stampSide  = 0.5
)

// findStamps takes the stamps off a page's text. A stamp wraps over several
// lines, set alike under each other.
func (s *source) findStamps(p *sheet) {
	in := make([]bool, len(p.Lines))
	for i := range p.Lines {
		first := p.Lines[i]
		m := stampLine.FindStringSubmatch(first.Text)
		if m == nil || in[i] || first.Y > stampDepth*p.Height || first.X < stampSide*p.Width {
			continue
		}
		st := stamp{punkt: tidyNumber(m[1]), title: m[3], lines: []int{i}}
		st.bilag, _ = strconv.Atoi(m[2])
		last := first
		right := first.Right()
		for j := i + 1; j < len(p.Lines); j++ {
			l := p.Lines[j]
			step := l.Y - last.Y
			if l.Font != first.Font || math.Abs(l.Size-first.Size) > 0.2 || !aligned(first, l) || step < 0.5*l.Size || step > 1.8*l.Size {
				break
			}
			right = max(right, l.Right())
			st.lines = append(st.lines, j)
			last = l
		}
		for _, j := range st.lines {
			in[j] = true
			p.placed[j]++
		}
		for k, j := range st.lines[1:] {
			a, b := p.Lines[st.lines[k]], p.Lines[j]
			st.title = joinName(st.title, b.Text, right-a.Right() < a.Size)
		}
		st.title = fileTitle(st.title)
		p.stamps = append(p.stamps, st)
	}
	p.body = p.body[:0]
	for i := range p.Lines {
		if !in[i] {
			p.body = append(p.body, i)
		}
	}
}

// aligned reports whether two lines begin or end at the same x.
func aligned(a, b pdftext.Line) bool {
	return math.Abs(a.X-b.X) < 2 || math.Abs(a.Right()-b.Right()) < 2
}

// joinName joins the lines of a wrapped file name. A name is broken at its
// spaces, or after a hyphen that is its own; one with underscores for spaces
// is broken anywhere, where a line is full.
func joinName(a, b string, full bool) string {
	hyphen := strings.HasSuffix(a, "-") && !strings.HasSuffix(a, " -")
	cut := full && (strings.Contains(lastWord(a), "_") || strings.Contains(firstWord(b), "_"))
	if hyphen || cut || strings.HasSuffix(a, "_") || strings.HasPrefix(b, ".") || strings.HasPrefix(b, "_") {
		return a + b
	}
	return a + " " + b
}

// fileTitle is a file's name as a title: without its extension.
func fileTitle(name string) string {
	return strings.TrimSpace(extension.ReplaceAllString(strings.TrimSpace(name), ""))
}
