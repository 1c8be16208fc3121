package web

import "testing"

// A flowing text has the same bytes at the same places, newlines aside, whatever
// places it is given.
func TestFlowing(t *testing.T) {
	text := "Byrådet har\nbesluttet.\nPunkt 2\n"
	at := len("Byrådet har")
	if got := flowing(text, []int{-1, 0, at, 400}); got != "Byrådet har besluttet.\nPunkt 2\n" {
		t.Errorf("%q", got)
	}
	if got := flowing(text, nil); got != text {
		t.Errorf("%q", got)
	}
}

func TestMended(t *testing.T) {
	list := mended([]span{{Text: "Svømmehallens åbnings\u00ad\ntider og gen\u00ad brug"}})
	if list[0].Text != "Svømmehallens åbningstider og genbrug" {
		t.Errorf("%q", list[0].Text)
	}
}
