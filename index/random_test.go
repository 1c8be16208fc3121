package index

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"referat/pkg/agenda"
)

func utoa(n uint64) string { return strconv.FormatUint(n, 10) }

// genre are words of which random documents are made: forms of the same words,
// compounds and their parts, numbers and things.
var genre = strings.Fields(`
	plan planen planer lokalplan lokalplanen lokalplanforslag forslag forslaget klima klimaplan klimaplanen klimahandleplan
	havneplan havneplanen budgetplan cykelplanerne skoleplan miljøplan boligplanen
	tilsyn tilsynet socialtilsyn socialtilsynet skole skolen skoler folkeskolen skolerenovering renovering renoveringen
	barn børn børnene børnehave budget budgettet budgetforlig forlig drøftelse drøftelser drøftes havn havnen havne
	Aarhus Århus cykel cykelsti cykelstien sti stier CO₂ CO2-udledning udledning udledningen høring høringen høringssvar svar
	godkendt godkendes tiltrådt orientering orienteret rådmand rådmanden formand mand udvalg udvalget magistraten byrådet
	2026 85 1.250.000 10 og i af på den det en som der skal er med til for om`)

var genreThings = []string{"§ 85", "§ 83, stk. 2", "23. marts 2026", "EMN-2025-001027", "10 %", "MSB", "Sociale Forhold og Beskæftigelse", "1,25 mio. kr."}

// randomText is up to n words; the first of genre come more often.
func randomText(rnd *rand.Rand, n int) string {
	var b strings.Builder
	for range rnd.IntN(n + 1) {
		if rnd.IntN(20) == 0 {
			b.WriteString(genreThings[rnd.IntN(len(genreThings))])
		} else {
			b.WriteString(genre[min(rnd.IntN(len(genre)), rnd.IntN(len(genre)))])
		}
		b.WriteString([]string{" ", " ", " ", " ", ". ", ", ", "\n"}[rnd.IntN(7)])
	}
	return b.String()
}

// randomDocuments are n documents of random meetings. Many a day and many a
// text stands in several.
func randomDocuments(rnd *rand.Rand, n int) (docs []*agenda.Document) {
	pick := func(list ...string) string { return list[rnd.IntN(len(list))] }
	for i := range n {
		m := agenda.Meeting{
			Series: pick("Rådmandsmøder 2026-2029", "Byrådet", "byrådet", ""), Title: "Møde " + strconv.Itoa(i), Kind: agenda.Kind(pick("referat", "dagsorden")),
			Date: pick("2024-05-01", "2024-11-30", "2025-01-01", "2025-06-30", "2026-03-23", "2026-03-24", ""),
		}
		for range 1 + rnd.IntN(5) {
			p := agenda.Punkt{Title: randomText(rnd, 4), Text: randomText(rnd, 40), Category: pick("", "Til godkendelse", "Til orientering", "til orientering"), Closed: rnd.IntN(5) == 0}
			if rnd.IntN(3) > 0 {
				p.Decision = &agenda.Decision{Text: randomText(rnd, 12), Outcome: agenda.Outcome(pick("approved", "noted", "postponed"))}
				for range rnd.IntN(3) {
					p.Decision.Followups = append(p.Decision.Followups, agenda.Followup{Responsible: pick("Teknik og Miljø", "teknik og miljø", "Børn og Unge", "")})
				}
			}
			for range rnd.IntN(3) {
				p.Bilag = append(p.Bilag, agenda.Bilag{Title: randomText(rnd, 3), Text: randomText(rnd, 120)})
			}
			if rnd.IntN(8) == 0 && len(docs) > 0 { // a copy of one of another meeting
				p = docs[rnd.IntN(len(docs))].Meetings[0].Punkter[0]
			}
			m.Punkter = append(m.Punkter, p)
		}
		docs = append(docs, &agenda.Document{Source: agenda.Source{SHA256: fmt.Sprintf("%016x%048d", uint64(i+1)*0x9e3779b97f4a7c15, 0)}, Meetings: []agenda.Meeting{m}})
	}
	return docs
}

// randomQuery is one of what people type: words, phrases, beginnings, things,
// fields, not, either.
func randomQuery(rnd *rand.Rand) string {
	var parts []string
	for range 1 + rnd.IntN(3) {
		word := genre[rnd.IntN(len(genre))]
		part := word
		switch rnd.IntN(12) {
		case 0:
			part = `"` + word + " " + genre[rnd.IntN(len(genre))] + `"`
		case 1:
			part = string([]rune(word)[:min(3, len([]rune(word)))]) + "*"
		case 2:
			part = genreThings[rnd.IntN(len(genreThings))]
		case 3:
			part = []string{"titel:", "beslutning:", "bilag:", "ansvarlig:", "udvalg:"}[rnd.IntN(5)] + word
		case 4:
			part = "-" + word
		case 5:
			part = word + " OR " + genre[rnd.IntN(len(genre))]
		case 6:
			part = []string{"år:2025", "år:2024..2025", "udfald:godkendt"}[rnd.IntN(3)]
		case 7:
			part = word + genre[rnd.IntN(len(genre))]
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

func roaringOf(rnd *rand.Rand, n int) *roaring.Bitmap {
	set := roaring.New()
	for set.GetCardinality() < uint64(n) {
		set.Add(rnd.Uint32N(200_000))
	}
	return set
}
