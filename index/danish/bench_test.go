package danish

import (
	"strings"
	"testing"
)

// ordinary is text as minutes hold it: few numbers, few things.
const ordinary = `Rådmanden orienterede om, at forvaltningen har udarbejdet et forslag til en
handleplan for området. Afdelingen for Børn, Familie og Unge bemærkede, at der
fortsat er behov for en tættere koordinering mellem socialtilsynet og de
kommunale botilbud, og at medarbejderne i de enkelte enheder skal inddrages.
Det blev drøftet, hvordan indsatsen kan evalueres, og hvilke økonomiske
konsekvenser det vil få for budgettet i de kommende år. Udvalget tiltrådte
indstillingen med den bemærkning, at der følges op på sagen inden sommerferien.
`

// numbers is text as budgets hold it: a number in every other word.
const numbers = `Budget 2026 i 1.000 kr.	1.250.000	2.300	10,5 pct.
Serviceudgifter pr. 23. marts 2026: 1,25 mio. kr., jf. § 85, stk. 2 (EMN-2025-001027)
CO2-udledning 2019-2023	450	-12	3,4	10 %	01.01.2025-31.12.2025	S&B	12.300
Anlæg 2027 	1 200	85	§§ 83-87	27/04418	kl. 12.30-13.00	p-huse	23/3 2026
`

func BenchmarkEach(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"prose", strings.Repeat(ordinary, 20)},
		{"numbers", strings.Repeat(numbers, 20)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			words := 0
			count := func(t Token) { words += t.Words }
			for b.Loop() {
				Each(c.text, count)
			}
			if words == 0 {
				b.Fatal("no words")
			}
		})
	}
}
