package danish

import "strings"

var (
	moneyUnits   = []string{"kr", "kroner", "dkk"}
	percentUnits = []string{"pct", "procent"}
)

// multiples are the units that make a number larger.
var multiples = [...]struct {
	names []string
	zeros int
}{
	{[]string{"tusind", "tusinde", "tkr", "t.kr", "t. kr"}, 3},
	{[]string{"mio", "mill", "million", "millioner"}, 6},
	{[]string{"mia", "milliard", "milliarder"}, 9},
}

// amount: 1,25 mio. kr., 1250 t.kr., 2 mia., 1.250.000 kr., each as the whole
// number that it is, which is also the term of the number written out.
func (f *finder) amount() {
	n, i := f.beforeUnit()
	if n == nil || !letterAt(f.text, i) {
		return
	}
	zeros, end := 0, i
	for _, m := range multiples {
		if which, after := unit(f.text, i, m.names); which >= 0 {
			zeros, end = m.zeros, after
			break
		}
	}
	if which, after := unit(f.text, spaces(f.text, end), moneyUnits); which >= 0 {
		end = after
	}
	if end == i {
		return
	}
	f.thing = n.append(f.thing[:0], zeros)
	f.emit(Thing, end)
}

// percent: 10 %, 10%, 10 pct., 10 procent, and the first of 10 %-målsætning.
func (f *finder) percent() {
	n, i := f.beforeUnit()
	if n == nil {
		return
	}
	end := i
	if strings.HasPrefix(f.text[i:], "%") {
		end++
	} else {
		_, end = unit(f.text, i, percentUnits)
	}
	if end == i {
		return
	}
	f.thing = append(n.append(f.thing[:0], 0), '%')
	f.emit(Thing, end)
}

// beforeUnit is the number that the scanner's word begins, and the byte where
// its unit would stand. It is nil where none begins.
func (f *finder) beforeUnit() (n *decimal, i int) {
	n = &f.numeral
	if f.kind == Number && f.isNumeral || f.kind == Word && n.read(f.text, f.start) { // 10mio is a word
		return n, spaces(f.text, n.end)
	}
	return nil, 0
}
