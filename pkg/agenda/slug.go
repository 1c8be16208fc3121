package agenda

import (
	"cmp"
	"strings"
)

// Slug is a name as a part of an address: small letters a to z and digits, with
// dashes between its words; "uden-navn" where none is left. Names that differ only
// in case, signs, accents, or in how æ, ø and å are written have the same.
func Slug(name string) string {
	var parts []string
	for word := range Words(name) {
		part := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, latin.Replace(word))
		if part != "" {
			parts = append(parts, part)
		}
	}
	return cmp.Or(strings.Join(parts, "-"), "uden-navn")
}

// latin writes letters that addresses do not have with those they have.
var latin = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa", "é", "e", "è", "e", "ü", "u", "ö", "oe", "ä", "ae", "ð", "d", "þ", "th", "á", "a", "í", "i", "ó", "o", "ú", "u")
