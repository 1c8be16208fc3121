package danish

// A Kind says what a Token is.
type Kind uint8

const (
	Word   Kind = iota // letters, or letters and digits
	Number             // digits: 85, 1250000 for 1.250.000; "1,5" with its comma
	Joined             // the parts of a hyphenated or slashed word written as one: co2udledning for CO2-udledning
	Thing              // what several words and signs make up: §85, 2026-03-23, s&b, 10%
)

// A Token is a word of a text, or a thing that several words of it make up.
type Token struct {
	Term       []byte // folded; only good until the next token
	Kind       Kind
	Place      int // of its first word among the text's words, from 1
	Words      int // how many words of the text it covers, at least 1
	Start, End int // the bytes of the text that it stands on
}
