package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Span is a piece of a fragment.
type Span struct {
	Text   string // runs of white space are one space
	Hit    bool   // one of the words looked for
	Offset int    // the byte of the text that it begins at; of the "…" of what is left out, the byte that follows
}

// Ellipsis stands in a fragment where text is left out.
const Ellipsis = "…"

// mostPassages is how many places of a text a fragment shows, where one does
// not have all the words.
const mostPassages = 2

// Fragment cuts from text the passages that show best what was found at
// locations, each about width bytes long: those with the most different words
// looked for, whole sentences where they fit. Where there are no locations, it
// is the text's beginning. The spans follow each other in the order of the
// text.
func Fragment(text string, locations []Location, width int) []Span {
	width = max(width, 20)
	locations = slices.DeleteFunc(slices.Clone(locations), func(l Location) bool {
		return l.Start < 0 || l.End <= l.Start || l.End > len(text) // of another text
	})
	slices.SortFunc(locations, func(a, b Location) int { return a.Start - b.Start })
	passages := choose(locations, width)
	if len(passages) == 0 {
		passages = []passage{{0, 0}}
	}
	for i := range passages {
		passages[i] = passages[i].widen(text, width)
	}
	slices.SortFunc(passages, func(a, b passage) int { return a.start - b.start })
	var spans []Span
	end := 0
	for i, p := range passages {
		if i > 0 && p.start <= end { // they overlap: one passage
			p.start = end
			if p.end <= p.start {
				continue
			}
		} else if hasWord(text[end:p.start]) {
			spans = append(spans, Span{Text: Ellipsis + " ", Offset: p.start})
			if i > 0 {
				spans[len(spans)-1].Text = " " + Ellipsis + " "
			}
		}
		spans = p.spans(spans, text, locations)
		end = p.end
	}
	if hasWord(text[end:]) {
		spans = append(spans, Span{Text: " " + Ellipsis, Offset: end})
	}
	return spans
}

// A passage is the bytes [start, end) of a text.
type passage struct{ start, end int }

// slightly is a difference of weights that is none: they are sums.
const slightly = 0.01

// choose picks the passages: first the one with the most different terms (then
// the most locations, by their weight, then the first), after it one that has
// terms it lacks.
func choose(locations []Location, width int) []passage {
	var chosen []passage
	shown := map[string]bool{}
	for len(chosen) < mostPassages {
		best, bestNew, bestWeight := passage{}, 0, float32(0)
		inside := map[string]int{}    // terms not yet shown, and how often they stand in locations[first:next]
		next, weight := 0, float32(0) // weight is that of locations[first:next]
		for first := range locations {
			for next < len(locations) && (next <= first || locations[next].End <= locations[first].Start+width) {
				if l := locations[next]; !shown[l.Term] {
					inside[l.Term]++
				}
				weight += locations[next].Weight
				next++
			}
			if len(inside) > bestNew || len(inside) == bestNew && bestNew > 0 && weight > bestWeight+slightly {
				best = passage{locations[first].Start, locations[next-1].End}
				bestNew, bestWeight = len(inside), weight
			}
			weight -= locations[first].Weight
			if term := locations[first].Term; inside[term] > 1 {
				inside[term]--
			} else {
				delete(inside, term)
			}
		}
		if bestNew == 0 {
			break
		}
		chosen = append(chosen, best)
		for _, l := range locations {
			if l.Start >= best.start && l.End <= best.end {
				shown[l.Term] = true
			}
		}
	}
	return chosen
}

// widen gives a passage the text around it up to width: a third of what is
// free before it, from the beginning of a sentence if one is there, else of a
// word; the rest behind, to the end of a sentence or a word.
func (p passage) widen(text string, width int) passage {
	free := max(width-(p.end-p.start), 0)
	from := max(p.start-free/3, 0)
	start := p.start
	if from == 0 {
		start = 0
	} else if i := sentenceStart(text[from:p.start]); i >= 0 {
		start = from + i
	} else {
		for i := from; i < p.start; i++ {
			if isSpaceAt(text, i) {
				start = i + 1
				break
			}
		}
	}
	to := max(min(p.end+free-(p.start-start), len(text)), p.end)
	end := to
	if end < len(text) {
		if i := sentenceEnd(text[p.end:end]); i > 0 && i*2 > end-p.end {
			end = p.end + i
		} else {
			for end > p.end && !isSpaceAt(text, end) {
				end--
			}
			if end == p.end { // a word without an end: take it whole, within reason
				for end < len(text) && end < to+width && !isSpaceAt(text, end) {
					end++
				}
			}
		}
	}
	for n := 1; n < utf8.UTFMax && end < len(text) && !utf8.RuneStart(text[end]); n++ {
		end++
	}
	for n := 1; n < utf8.UTFMax && start > 0 && !utf8.RuneStart(text[start]); n++ {
		start--
	}
	until := p.start
	if p.start == p.end { // no hit in it
		until = end
	}
	return passage{afterSigns(text, start, until), end}
}

// afterSigns is from, or where the text goes on after signs that stand alone
// there, as where a heading's number was a picture: ". Resume". It is at most
// until.
func afterSigns(text string, from, until int) int {
	for at := from; at < until; {
		switch {
		case isSpaceAt(text, at):
			at++
			from = at
		case strings.IndexByte(".,:;!?)]", text[at]) >= 0:
			if at++; at < until && isSpaceAt(text, at) {
				from = at
			}
		default:
			return from
		}
	}
	return from
}

// hasWord reports whether there is something to read in text.
func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// sentenceStart is the first byte of text that begins a sentence after another
// one's end, -1 for none.
func sentenceStart(text string) int {
	for i := 0; i+1 < len(text); i++ {
		switch {
		case text[i] == '\n':
			return i + 1
		case strings.IndexByte(".!?", text[i]) >= 0 && text[i+1] == ' ' && startsUpper(text[i+2:]):
			return i + 2
		}
	}
	return -1
}

// sentenceEnd is the byte after the last whole sentence of text, 0 for none.
func sentenceEnd(text string) int {
	for i := len(text) - 2; i >= 0; i-- {
		switch {
		case text[i] == '\n':
			return i
		case strings.IndexByte(".!?", text[i]) >= 0 && text[i+1] == ' ' && startsUpper(text[i+2:]):
			return i + 1
		}
	}
	return 0
}

// startsUpper tells a new sentence from an abbreviation's full stop.
func startsUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

func isSpaceAt(text string, i int) bool {
	return text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'
}

// spans appends the passage's pieces, divided at the words found.
func (p passage) spans(spans []Span, text string, locations []Location) []Span {
	add := func(from, to int, hit bool) {
		if from < to {
			spans = append(spans, Span{Text: oneSpace(text[from:to]), Hit: hit, Offset: from})
		}
	}
	at := p.start
	for _, l := range locations {
		if l.Start < at || l.End > p.end {
			continue
		}
		add(at, l.Start, false)
		add(l.Start, l.End, true)
		at = l.End
	}
	add(at, p.end, false)
	return spans
}

// oneSpace makes every run of white space one space.
func oneSpace(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}
