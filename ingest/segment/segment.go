package segment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// A layout is one way of setting an export.
type layout struct {
	name string

	// front reads the head of a meeting at the head of a page, where there is
	// one. It claims nothing.
	front func(s *source, page int) (front, bool)

	// read reads the meetings of the fronts; ok is false where none of them
	// heads a meeting.
	read func(s *source, fronts []front) (_ []agenda.Meeting, ok bool)
}

// layouts is the layouts that are known. The one whose first front comes
// first reads a file; another's, further in, is a bilag's.
func layouts() []layout {
	return []layout{
		{"Byråd", (*source).councilFront, readByraad},
		{"Rådmandsmøde", (*source).readFront, readRaadmand},
	}
}

// Segment divides the pages of doc, which were read from src. Each line of
// each page ends up in one place of the answer, or in a warning.
func Segment(doc *pdftext.Document, src agenda.Source) agenda.Document {
	return newSource(doc).segment(src)
}

func (s *source) segment(src agenda.Source) agenda.Document {
	out := agenda.Document{Schema: agenda.Schema, Source: src}
	s.unreadable()
	type claim struct {
		layout
		fronts []front
	}
	var claims []claim
	for _, l := range layouts() {
		c := claim{layout: l}
		for p := range s.pages {
			if f, ok := l.front(s, p); ok {
				c.fronts = append(c.fronts, f)
			}
		}
		if len(c.fronts) > 0 {
			claims = append(claims, c)
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return cmp.Compare(a.fronts[0].page, b.fronts[0].page) })
	known := false
	for _, c := range claims {
		if out.Meetings, known = c.read(s, c.fronts); known {
			break
		}
	}
	if !known {
		s.warn(agenda.WarnNoMeeting, nil, "Ingen møder fundet: filen ligner ikke en eksport fra et dagsordenssystem.")
	}
	s.leftovers()
	s.dropped()
	for _, m := range out.Meetings {
		s.unknownOutcomes(m)
	}
	out.Warnings = s.warnings
	out.Complete()
	return out
}

// A source is the pages being divided, with what is known of every line.
type source struct {
	pages    []sheet
	outline  []pdftext.Bookmark
	marks    map[int][]pdftext.Bookmark // the outline by page, from 0
	words    vocabulary
	stamps   stampMap
	warnings []agenda.Warning
	pitches  map[pageStyle]float64
	edges    runner // the running heads and feet of the file as a whole
	running  []at   // running heads and page numbers left out of the texts
}

// A sheet is one page: its lines, what was found on it, and which lines have
// found their place.
type sheet struct {
	pdftext.Page
	stamps []stamp
	placed []int // how often each line was given a place: once, when all is well
	body   []int // lines that are no stamp, in reading order
}

func newSource(doc *pdftext.Document) *source {
	s := &source{outline: doc.Outline, marks: map[int][]pdftext.Bookmark{}, pitches: map[pageStyle]float64{}}
	for _, p := range doc.Pages {
		s.pages = append(s.pages, sheet{Page: p, placed: make([]int, len(p.Lines))})
	}
	for _, b := range doc.Outline {
		s.marks[b.Page-1] = append(s.marks[b.Page-1], b)
	}
	s.words = newVocabulary(doc.Pages)
	for i := range s.pages {
		s.findStamps(&s.pages[i])
	}
	s.edges = s.runner(0, len(s.pages)-1)
	return s
}

// at is a line's place: page index and line index, both from 0.
type at struct{ page, line int }

func (s *source) line(a at) pdftext.Line { return s.pages[a.page].Lines[a.line] }

// place says that lines have found their place.
func (s *source) place(lines ...at) {
	for _, a := range lines {
		s.pages[a.page].placed[a.line]++
	}
}

func (s *source) warn(code agenda.WarningCode, pages []int, format string, args ...any) {
	s.warnings = append(s.warnings, agenda.Warning{Code: code, Message: fmt.Sprintf(format, args...), Pages: pages})
}

// unreadable warns of pages whose text is missing.
func (s *source) unreadable() {
	scans := map[string][]int{}
	for _, p := range s.pages {
		if p.Err != "" {
			s.warn(agenda.WarnPageUnread, []int{p.Number}, "Side %d kunne ikke læses helt: %s", p.Number, p.Err)
			continue
		}
		if p.NoOCR != "" || len(p.body) == 0 && p.Images > 0 && !p.OCR {
			scans[p.NoOCR] = append(scans[p.NoOCR], p.Number)
		}
	}
	for _, r := range scanReasons() {
		if pages := scans[r.why]; len(pages) > 0 {
			s.warn(agenda.WarnPageEmpty, pages, "Siderne er billeder uden tekst (skannet): teksten kan ikke søges%s.", r.text)
		}
	}
}

// scanReasons says why pages that are pictures were not read by OCR, and what
// to do.
func scanReasons() []struct{ why, text string } {
	const retry = "; derefter læser «referat import --retry» siderne"
	return []struct{ why, text string }{
		{"", ""},
		{pdftext.NoOCRMissing, ". Til OCR mangler programmet tesseract: installér pakkerne tesseract-ocr og tesseract-ocr-dan" + retry},
		{pdftext.NoOCRLanguage, ". Til OCR mangler et sprogs data: installér pakken tesseract-ocr-SPROG (dansk: tesseract-ocr-dan)" + retry},
		{pdftext.NoOCROff, ", da OCR er slået fra; «referat import --retry» læser siderne"},
		{pdftext.NoOCRFailed, "; OCR fandt ingen tekst på dem, eller gik i stå"},
	}
}

// leftovers warns of every line that has found no place, in pages' order.
func (s *source) leftovers() {
	for _, p := range s.pages {
		var lost []string
		for i, l := range p.Lines {
			if p.placed[i] == 0 {
				lost = append(lost, l.Text)
			}
		}
		if len(lost) > 0 {
			s.warn(agenda.WarnUnplaced, []int{p.Number}, "Tekst uden plads i et møde (%d linjer): «%s»", len(lost), excerpt(strings.Join(lost, " / ")))
		}
	}
}

// excerpt is the beginning of a text, for a message.
func excerpt(s string) string {
	const most = 160 // characters
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + " …"
}

// leaveOut places a running head that comes into no text.
func (s *source) leaveOut(a at) {
	s.place(a)
	s.running = append(s.running, a)
}

// dropped says, once for a file, which running heads and page numbers were
// left out of the texts.
func (s *source) dropped() {
	var texts []string
	var pages []int
	seen := map[string]bool{}
	for _, a := range s.running {
		if k := mask(s.line(a).Text); !seen[k] {
			seen[k] = true
			texts = append(texts, s.line(a).Text)
		}
		if n := a.page + 1; !slices.Contains(pages, n) {
			pages = append(pages, n)
		}
	}
	if len(texts) > 0 {
		slices.Sort(pages)
		s.warn(agenda.WarnRunning, pages, "Sidehoveder og sidetal er udeladt af teksterne: %s", strings.Join(texts, " / "))
	}
}

// unknownOutcomes warns of decisions that no rule reads.
func (s *source) unknownOutcomes(m agenda.Meeting) {
	for _, p := range m.Punkter {
		if p.Decision != nil && p.Decision.Outcome == agenda.Unknown {
			page := p.Pages[0]
			if len(p.Decision.Marks) > 0 {
				page = p.Decision.Marks[0].Page
			}
			s.warn(agenda.WarnOutcomeUnknown, []int{page}, "Udfaldet af beslutningen til punkt %s kan ikke læses ud af teksten.", p.Number)
		}
		for _, b := range p.Bilag {
			for _, n := range b.Meetings {
				s.unknownOutcomes(n)
			}
		}
	}
}

// lowerQuartile is the value that a quarter of vs lie below; 0 for none.
func lowerQuartile(vs []float64) float64 {
	if len(vs) == 0 {
		return 0
	}
	vs = slices.Clone(vs)
	slices.Sort(vs)
	return vs[len(vs)/4]
}
