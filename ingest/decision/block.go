package decision

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is a paragraph, a list item, a heading or a resolution of a decision.
type block struct {
	kind      blockKind
	number    string // of a resolution
	text      string // without a list item's dash, a resolution's "at 1)"
	letter    string // of a lettered part: "10 c Punktet udsættes"
	lead      *block // the paragraph a list item completes: "Rådmanden orienterede om" + "- Folkemødet"
	sentences []sentence
}

// part numbers the part of a decision that the block, its i'th, is: list items
// and lettered paragraphs are parts of their own, running text is part 0.
func (b block) part(i int) int {
	if b.kind == item || b.letter != "" {
		return i + 1
	}
	return 0
}

type blockKind int

const (
	paragraph blockKind = iota
	item
	heading
	resolution
)

// maxWords is how many words of a sentence are read. The longest of the known
// decisions has 48; what is longer is a table or text without stops, whose
// reading would cost the square of its length.
const maxWords = 300

// A sentence is one sentence of a block.
type sentence struct {
	text    string // as written
	words   []word
	clauses []clause
	absent  bool        // says who did not take part
	dissent bool        // says who would not agree
	given   []candidate // the tasks it gives
}

var (
	// "at 1) …", "At 1)", "at 1. ", "Ad 2)", "at 3:"
	resolutionMark = newPattern(`^(?:- )?(?i:at|ad)\.?\s*(\d{1,2})\s?[).:]\s*`)
	// a further one on the same line, where the paragraphs were lost: "… planen. at 2) rådmanden …"
	resolutionInside = newPattern(`([.;,:]|[\p{L}\d])\s+((?i:at|ad)\.? ?(\d{1,2})\) )`)
	// "A. Kristian Würtz orienterede", "10 c Punktet udsættes", "2) Godkendt", "1. Godkendt"
	partMark = newPattern(`^(?:(\d{1,2} ?[a-z]|\d{1,2}|[A-ZÆØÅa-zæøå])[.):]|(\d{1,2} [a-z])) +`)
	// "Beslutning: Godkendt."
	labelMark = newPattern(`^(?i:beslutning(?:en)?|konklusion|referat|resultat|udvalgets beslutning|byrådets beslutning)\s*:\s*`)
)

// headings are words that stand alone on a line over what follows.
var headings = set(`aktion aktioner aktionspunkter ansvarlig bemærkning bemærkninger beslutning beslutninger drøftelse handling kommentar
	kommentarer konklusion opfølgning opfølgninger opfølgningspunkter opgaver opsamling referat aftaler status`)

// composed replaces letters written as two characters, as some PDFs have
// them, and takes out what is not seen: soft hyphens, spaces of no width.
var composed = strings.NewReplacer("a\u030a", "å", "A\u030a", "Å", "e\u0301", "é", "E\u0301", "É", "o\u0308", "ö", "O\u0308", "Ö",
	"a\u0308", "ä", "A\u0308", "Ä", "u\u0308", "ü", "U\u0308", "Ü", "\u00ad", "", "\u200b", "", "\ufeff", "", "\r\n", "\n", "\r", "\n")

// tidy is text as an agenda.Decision holds it: letters whole, lines trimmed,
// empty ones left out. Text in that form comes back as it is.
func tidy(text string) string {
	var out []string
	for _, line := range strings.Split(composed.Replace(strings.ToValidUTF8(text, "\ufffd")), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// blocks divides a tidy text.
func blocks(text string) []block {
	var out []block
	var lead *block
	for _, line := range resolutionLines(text) {
		b := block{kind: paragraph, text: line}
		if m := resolutionMark.FindStringSubmatch(line); m != nil {
			b = block{kind: resolution, number: m[1], text: line[len(m[0]):]}
		} else if dash := dashed(line); dash > 0 {
			b.kind, b.text = item, strings.TrimSpace(line[dash:])
		} else if isHeading(line) || isBodyLabel(line) {
			b.kind = heading
		} else if n := len(out); n > 0 && continues(out[n-1], line) {
			out[n-1].text += " " + line
			continue
		}
		if b.kind == paragraph || b.kind == item {
			if m := partMark.FindStringSubmatch(b.text); m != nil {
				b.letter, b.text = m[1]+m[2], b.text[len(m[0]):]
			}
		}
		b.text = labelMark.ReplaceAllString(b.text, "")
		out = append(out, b)
	}
	for i := range out {
		b := &out[i]
		for _, s := range sentences(b.text) {
			words := tokens(s)
			words = words[:min(len(words), maxWords)]
			read := sentence{text: s, words: words, clauses: clauses(words)}
			read.absent, read.dissent = read.isAbsent(), read.isDissent()
			b.sentences = append(b.sentences, read)
		}
		switch {
		case b.kind == item && b.letter == "":
			b.lead = lead
		case b.kind == item || b.kind == heading:
			lead = nil
		}
		switch {
		case leads(b.text):
			lead = b
		case b.kind == paragraph && i > 0 && remarkedBy(lead) && (&out[i-1] == lead || out[i-1].kind == paragraph):
			b.lead = lead // an item of remarks whose dash was lost
		case b.kind != item:
			lead = nil
		}
		for j := range b.sentences {
			b.sentences[j].given = b.sentences[j].tasks(*b, j)
		}
	}
	return out
}

// resolutionLines is the text's lines; a line that holds several "at n)"
// parts becomes several, as long as their numbers run on.
func resolutionLines(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		m := resolutionMark.FindStringSubmatch(line)
		for m != nil {
			in := resolutionInside.FindStringSubmatchIndex(line[len(m[0]):])
			number, _ := strconv.Atoi(m[1])
			if in == nil || line[len(m[0])+in[6]:len(m[0])+in[7]] != strconv.Itoa(number+1) {
				break
			}
			cut := len(m[0]) + in[4]
			out = append(out, strings.TrimSpace(line[:cut]))
			line = line[cut:]
			m = resolutionMark.FindStringSubmatch(line)
		}
		out = append(out, line)
	}
	return out
}

// dashed is the length of a list item's mark, 0 where the line is none.
func dashed(line string) int {
	for _, mark := range []string{"- ", "– ", "• ", "· ", "* ", "o ", "\uf0b7 "} {
		if strings.HasPrefix(line, mark) {
			return len(mark)
		}
	}
	return 0
}

// isHeading reports whether a line is a heading such as "Bemærkninger" or "Opfølgning:".
func isHeading(line string) bool {
	words := strings.Fields(strings.ToLower(strings.TrimRight(line, ": ")))
	return len(words) > 0 && len(words) <= 3 && !strings.HasSuffix(line, ".") && headings[words[0]] &&
		(len(words) == 1 || strings.HasSuffix(line, ":") || words[1] == "til" || words[1] == "fra")
}

// bodyDate is what stands before and after the body's name in a line over what
// it did, one of several: "Beslutning i Kulturudvalget den 4. maj 2019".
var (
	bodyBefore = newPattern(`^(?i:beslutning|behandling|behandlet|referat|afgørelse) (?:i|fra|af) `)
	bodyDate   = newPattern(`(?:s møde|s beslutning)?,? (?:den |d\. |\()?\d{1,2}[.\-/] ?(\d{1,2}|\p{Ll}+)[.\-/]? ?\d{2,4}[:.)]*$`)
)

// isBodyLabel recognises a line that holds a body's name and a date: "Byrådet
// den 28-03-2011", "Udvalget for Teknik, 14. marts 2011:".
func isBodyLabel(line string) bool {
	date := bodyDate.FindStringIndex(line)
	if date == nil {
		return false
	}
	body := false
	words := tokens(bodyBefore.ReplaceAllString(line[:date[0]], ""))
	for _, w := range words {
		if !w.capital() && w.low != "og" && w.low != "for" && w.letters() {
			return false
		}
		body = body || bodyNouns.match(w.low)
	}
	return body && len(words) <= 8
}

// continues reports whether line goes on with the paragraph before it, which
// a page break or a hard line end has cut: it stopped without a stop, and
// line begins in lower case.
func continues(before block, line string) bool {
	if before.kind == heading || before.text == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(before.text)
	return unicode.IsLower(r) && (unicode.IsLetter(last) || unicode.IsDigit(last) || last == ',' || last == '-')
}

// leads reports whether list items complete a paragraph: "… bemærkede:", "Rådmanden orienterede om".
func leads(text string) bool {
	text = strings.TrimSpace(text)
	for _, end := range []string{":", " om", " at", " at,", ","} {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
