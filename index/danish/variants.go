package danish

import "strings"

// mostVariants is how many spellings of a word are worth a look: those of a
// word with three places to choose at.
const mostVariants = 7

// Variants lists the other words that folded may be, had it been typed on a
// keyboard without æ and ø: ae for æ and oe for ø, at some of the places where
// they stand or at all. (aa for å is in Fold: Danish names use it.) Those with
// most letters changed come first.
func Variants(folded string) []string {
	var places []int
	for i := range len(folded) - 1 {
		if c := folded[i]; (c == 'a' || c == 'o') && folded[i+1] == 'e' {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return nil
	}
	all := 1<<len(places) - 1
	var variants []string
	for chosen := all; chosen > 0 && len(variants) < mostVariants; chosen-- {
		var b strings.Builder
		done := 0
		for n, at := range places {
			if chosen>>n&1 == 0 {
				continue
			}
			b.WriteString(folded[done:at])
			if folded[at] == 'a' {
				b.WriteString("æ")
			} else {
				b.WriteString("ø")
			}
			done = at + 2
		}
		b.WriteString(folded[done:])
		variants = append(variants, b.String())
	}
	return variants
}
