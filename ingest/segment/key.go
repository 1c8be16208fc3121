package segment

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// key is a text as it is compared: its letters and digits in lower case, a
// space between words.
func key(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKC.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		gap = true
	}
	return b.String()
}

// mask is a text with every number made #, as running heads are compared:
// "Side 2 af 5" and "Side 3 af 5" are one.
func mask(s string) string {
	var b strings.Builder
	digit := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !digit {
				b.WriteByte('#')
			}
			digit = true
			continue
		}
		digit = false
		b.WriteRune(r)
	}
	return b.String()
}
