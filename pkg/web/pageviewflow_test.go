package web

import (
	"strings"
	"testing"
)

func TestFlowing(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"a paragraph": {
			"1. Hvorfor en plan\nByrådet har besluttet, at kommunens egne bygninger, biler og både skal\nudlede halvt så meget i 2031 som i 2024.\nVores afdeling står for en ellevtedel af udledningen, og det meste af den\nkommer fra tre steder.\n",
			"1. Hvorfor en plan\nByrådet har besluttet, at kommunens egne bygninger, biler og både skal udlede halvt så meget i 2031 som i 2024.\nVores afdeling står for en ellevtedel af udledningen, og det meste af den kommer fra tre steder.\n",
		},
		"short lines": {"Punkt\nBeløb\nI alt\n12\n", "Punkt\nBeløb\nI alt\n12\n"},
		"a list": {
			"Rådmanden indstiller til byrådet, at der gives en bevilling på 2 mio. kr. til\n1) en ny kaj, som skal ligge der, hvor den gamle lå, før den faldt i havnen,\n2) en kran\n- og mere endnu, som ikke er nævnt her, fordi der ikke er plads til det hele\n",
			"Rådmanden indstiller til byrådet, at der gives en bevilling på 2 mio. kr. til\n1) en ny kaj, som skal ligge der, hvor den gamle lå, før den faldt i havnen,\n2) en kran\n- og mere endnu, som ikke er nævnt her, fordi der ikke er plads til det hele\n",
		},
		"a hyphen": {
			"Kommunen har undersøgt, om de nye færge- og havneanlæg kan bygges med børne-\nog ungeudvalget som bygherre, og det kan de godt, hvis der er penge til det.\n",
			"Kommunen har undersøgt, om de nye færge- og havneanlæg kan bygges med børne-\nog ungeudvalget som bygherre, og det kan de godt, hvis der er penge til det.\n",
		},
		"nothing": {"", ""},
	} {
		if got := flowing(tt.text); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
	}
}

func TestMended(t *testing.T) {
	list := mended([]span{{Text: "Svømmehallens åbnings\u00ad\ntider og gen\u00ad brug"}})
	if list[0].Text != "Svømmehallens åbningstider og genbrug" {
		t.Errorf("%q", list[0].Text)
	}
}

// A flowing text has the same bytes at the same places, newlines aside.
func FuzzFlowing(f *testing.F) {
	f.Add(strings.Repeat("Byrådet har besluttet, at kommunens egne bygninger\n", 3) + "a) x\n\xff\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := flowing(text)
		if len(got) != len(text) {
			t.Fatalf("%q for %q", got, text)
		}
		for i := range len(text) {
			if got[i] != text[i] && !(text[i] == '\n' && got[i] == ' ') {
				t.Fatalf("byte %d: %q for %q", i, got, text)
			}
		}
	})
}
