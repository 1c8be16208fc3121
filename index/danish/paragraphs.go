package danish

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	sign          = "§"
	mostInARange  = 20 // paragraphs; more are no range
	mostParagraph = 4  // digits
)

// paragraphs: § 85, §85, § 85 a, paragraf 85 as §85; with stk. 2 also as
// §85.2, with nr. 3 also as §85.2.3. Of §§ 85-87 each of the three, of §§ 83,
// 85 og 87 too.
func (f *finder) paragraphs() {
	text := f.text
	from, ok := f.afterSign()
	if !ok {
		return
	}
	end := digits(text, f.start)
	if end > f.start+mostParagraph {
		return
	}
	first := text[f.start:end]
	letter, end := paragraphLetter(text, end)
	f.thing = append(append(f.thing[:0], sign...), first...)
	if letter != 0 {
		f.thing = append(f.thing, letter)
	}
	f.emitFrom(Thing, from, end)

	n := value(first)
	if next, last := rangeTo(text, end); letter == 0 && n < last && last <= n+mostInARange {
		f.paragraph = next
		for n++; n < last; n++ { // 86 of §§ 85-87
			f.thing = strconv.AppendInt(append(f.thing[:0], sign...), int64(n), 10)
			f.emitFrom(Thing, from, end)
		}
		return
	}
	if stk, after := numbered(text, end, "stk"); stk != "" {
		f.thing = append(append(f.thing, '.'), stk...)
		f.emitFrom(Thing, from, after)
		end = after
		if nr, after := numbered(text, end, "nr"); nr != "" {
			f.thing = append(append(f.thing, '.'), nr...)
			f.emitFrom(Thing, from, after)
			end = after
		}
	}
	if f.list {
		f.paragraph = nextOfList(text, end)
	}
}

// afterSign says whether the scanner's number is that of a paragraph, and
// where its sign stands.
func (f *finder) afterSign() (from int, ok bool) {
	if f.start == f.paragraph && f.start > 0 {
		return f.start, true
	}
	before := beforeSpaces(f.text[:f.start])
	if before == "" || before[len(before)-1] != sign[len(sign)-1] && before[len(before)-1]|0x20 != 'f' && before[len(before)-1]|0x20 != 'e' {
		return 0, false // as nearly always
	}
	signs := strings.TrimRight(before, sign)
	if signs != before {
		f.list = len(before)-len(signs) > len(sign)
		return len(signs), true
	}
	for _, word := range [...]string{"paragraf", "paragrafferne"} {
		if n := len(before) - len(word); n >= 0 && equalFold(before[n:], word) {
			f.list = false
			return f.start, true
		}
	}
	return 0, false
}

// beforeSpaces is text without the spaces at its end.
func beforeSpaces(text string) string {
	for text != "" {
		switch c := text[len(text)-1]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			text = text[:len(text)-1]
			continue
		case c >= utf8.RuneSelf:
			if _, size := utf8.DecodeLastRuneInString(text); fixedSpace(text[len(text)-size:]) != 0 {
				text = text[:len(text)-size]
				continue
			}
		}
		return text
	}
	return text
}

// paragraphLetter reads the letter of § 85 a and § 85a. It is lower case; 0
// where there is none. The i of "§ 85 i serviceloven" is a word.
func paragraphLetter(text string, i int) (letter byte, end int) {
	at := i
	if at < len(text) && text[at] == ' ' {
		at++
	}
	if at >= len(text) || letterAt(text, at+1) {
		return 0, i
	}
	letter = lower[text[at]&0x7F]
	if text[at] >= 0x80 || letter < 'a' || letter == 'i' && at > i {
		return 0, i
	}
	return letter, at + 1
}

// rangeTo reads "-87" after a paragraph, and gives the byte where the number
// stands; 0 where none follows.
func rangeTo(text string, i int) (start, last int) {
	i = spaces(text, i)
	if size := dash(text, i); size > 0 {
		i += size
	} else if which, end := unit(text, i, []string{"til"}); which >= 0 {
		i = end
	} else {
		return 0, 0
	}
	i = spaces(text, i)
	if strings.HasPrefix(text[i:], sign) {
		i = spaces(text, i+len(sign))
	}
	end := digits(text, i)
	if end == i || end > i+mostParagraph {
		return 0, 0
	}
	return i, value(text[i:end])
}

// numbered reads ", stk. 2" after a paragraph.
func numbered(text string, i int, name string) (number string, end int) {
	if i < len(text) && text[i] == ',' {
		i++
	}
	which, at := unit(text, spaces(text, i), []string{name})
	if which < 0 {
		return "", i
	}
	at = spaces(text, at)
	end = digits(text, at)
	if end > at+mostParagraph {
		return "", i
	}
	return text[at:end], end
}

// nextOfList is the byte of the number that follows in a list of paragraphs:
// 85 of "§§ 83, 85 og 87" after 83. 0 where none does.
func nextOfList(text string, i int) int {
	at := i
	if at < len(text) && text[at] == ',' {
		at++
	}
	at = spaces(text, at)
	if which, end := unit(text, at, []string{"og", "eller", "samt", "og/eller"}); which >= 0 {
		at = spaces(text, end)
	}
	if at == i || at >= len(text) || !isDigit(text[at]) {
		return 0
	}
	return at
}
