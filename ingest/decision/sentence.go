package decision

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is one token of a sentence: a word, or a punctuation mark by itself.
type word struct {
	text string // as written
	low  string // in lower case
}

// capital reports whether the word begins with an upper-case letter.
func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsUpper(r)
}

// letters reports whether the token is a word or number, not punctuation.
func (w word) letters() bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '§'
}

// noSplit lists abbreviations whose full stop never ends a sentence.
var noSplit = set(`adm afd afs ang bl.a bla ca cand chr cpr cvr d.d d.v.s dr dvs ekskl evt f.eks feks fhv frk gl hhv ifbm ifm ift iht
	incl inkl j.nr jf jnr jvf kap kgl kl lb m.h.p m.h.t matr max mdl mhp mht nr nuv ovf p.g.a p.t pga pkt prof pt ref resp
	sct sdr skt sml st str tilsv tlf v.h.a vedk vedr vha jan feb mar apr jun jul aug sep sept okt nov dec`)

// mayEnd lists abbreviations that also stand last in a sentence: "mv. Udvalget …".
var mayEnd = set(`etc ha i.a km kr kvm m.fl m.m m.v mfl mia min mio mm mv o.a o.l o.s.v ol osv pct stk t.kr t.o.m tkr`)

// afterOrdinal lists words that an ordinal counts: "2. Afdeling", "1. Viceborgmester".
var afterOrdinal = newPattern(`^(afd|viceborgmester|næstformand|formand|suppleant|stedfortræder|behandling|forelæggelse|kvartal|etape|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|klasse|udgave|division|sal|halvår)`)

var joined = newPattern(`([\p{Ll}]{3,}\.)([\p{Lu}][\p{Ll}])`)

// sentences divides a paragraph. A full stop ends a sentence where a capital,
// a digit or a quotation follows and neither an abbreviation, an initial
// ("K.E. Mogensen") nor an ordinal ("Magistratens 2. Afdeling", "den 4. marts")
// stands before it.
func sentences(paragraph string) []string {
	paragraph = joined.ReplaceAllString(paragraph, "$1 $2") // "i 2018.Der blev": the space was lost in the PDF
	var out []string
	start := 0
	for i, r := range paragraph {
		if r != '.' && r != '!' && r != '?' {
			continue
		}
		end := i + 1
		for end < len(paragraph) && strings.ContainsRune(`"')]`, rune(paragraph[end])) || strings.HasPrefix(paragraph[end:], "”") || strings.HasPrefix(paragraph[end:], "»") {
			_, n := utf8.DecodeRuneInString(paragraph[end:])
			end += n
		}
		rest := strings.TrimLeft(paragraph[end:], " \t\u00a0")
		if rest == "" || len(rest) == len(paragraph[end:]) || end < start || !opensSentence(rest) {
			continue
		}
		if r == '.' && end == i+1 && !endsSentence(paragraph[start:i], rest) {
			continue
		}
		out = append(out, strings.TrimSpace(paragraph[start:end]))
		start = len(paragraph) - len(rest)
	}
	if last := strings.TrimSpace(paragraph[start:]); last != "" {
		out = append(out, last)
	}
	return out
}

func opensSentence(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(`"'([”»«-–•`, r) {
		r, _ = utf8.DecodeRuneInString(strings.TrimLeft(rest[n:], " "))
	}
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// endsSentence decides about a full stop by the word before it and what follows.
func endsSentence(before, rest string) bool {
	fields := strings.Fields(before)
	if len(fields) == 0 {
		return false
	}
	last := strings.ToLower(strings.TrimLeft(fields[len(fields)-1], "(\"”»'[-–"))
	next := strings.ToLower(strings.TrimLeft(rest, "(\"”»' "))
	switch {
	case noSplit[last]:
		return false
	case mayEnd[last]:
		return !unicode.IsDigit(rune(rest[0])) // "stk. 2"
	case utf8.RuneCountInString(last) == 1 && last >= "a":
		return false // an initial, or a list letter
	case strings.Contains(last, ".") && len(last) <= 4 && !unicode.IsDigit(rune(last[0])):
		return false // "K.E."
	case isOrdinal(last):
		if len(fields) == 1 || afterOrdinal.MatchString(next) {
			return false // "1. Godkendt", "2. Afdeling"
		}
		return !strings.HasSuffix(fields[len(fields)-2], "s") // "Magistratens 2."
	}
	return true
}

func isOrdinal(s string) bool {
	if s == "" || len(s) > 2 {
		return false
	}
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// smallWords are words of grammar that a unit's initials can look like.
var smallWords = set(`af at da de den der det du en er et for fra få går har hos hr i kan lad man med men nu når og om op os på se sig skal som så ta til ud var ved vi vil`)

// tokens divides a sentence into words and punctuation marks.
func tokens(sentence string) []word {
	var out []word
	add := func(s string) {
		if s != "" {
			w := word{s, strings.ToLower(s)}
			if smallWords[w.low] && isAbbreviation(s) {
				w.low = s // the unit "AT" is not "at"
			}
			out = append(out, w)
		}
	}
	for _, f := range strings.Fields(sentence) {
		for f != "" {
			r, n := utf8.DecodeRuneInString(f)
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '§' {
				break
			}
			add(f[:n])
			f = f[n:]
		}
		var tail []string
		for f != "" {
			r, n := utf8.DecodeLastRuneInString(f)
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '%' {
				break
			}
			if r == '-' && len(tail) == 0 && lastIsLetter(f[:len(f)-n]) {
				break // "Vej- og Parkafdelingen"
			}
			if r == '.' && (noSplit[strings.ToLower(f[:len(f)-n])] || mayEnd[strings.ToLower(f[:len(f)-n])]) {
				break
			}
			tail = append(tail, f[len(f)-n:])
			f = f[:len(f)-n]
		}
		add(f)
		for i := len(tail) - 1; i >= 0; i-- {
			add(tail[i])
		}
	}
	return out
}

func lastIsLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

// flat is the words in lower case with a space before, between and after
// them, so that tables can look for " word " without word boundaries, which
// Go's regexp knows for ASCII only.
func flat(words []word) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range words {
		b.WriteString(w.low)
		b.WriteByte(' ')
	}
	return b.String()
}

// written is the words as they stood, with plain spacing.
func written(words []word) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 && (w.letters() || w.text == "(" || w.text == "&" || w.text == "/") && words[i-1].text != "(" {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// set makes a set of the words of a table.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
