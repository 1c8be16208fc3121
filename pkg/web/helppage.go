package web

import (
	"net/http"

	"referat/pkg/library"
)

// A helpView is what the page on searching shows.
type helpView struct {
	Groups []helpGroup
}

// A helpGroup is what can be typed to one end.
type helpGroup struct {
	Heading string
	Lines   []helpLine
}

// A helpLine is something to type, and what it finds.
type helpLine struct {
	Typed string
	Finds string
}

// serveHelp serves GET /hjaelp: how to search.
func (s *Site) serveHelp(w http.ResponseWriter, r *http.Request, v *library.Volume) error {
	return writePage(w, http.StatusOK, "hjaelp", page{Title: "Hjælp til søgning", View: helpView{Groups: helpGroups()}})
}

// helpGroups are what can be typed, as docs/search.md has it, in the order that
// people come to need it.
func helpGroups() []helpGroup {
	return []helpGroup{
		{"Ord", []helpLine{
			{Typed: "tilsyn", Finds: "ordet i alle former og som led i andre: tilsynet, socialtilsyn, tilsynsplan"},
			{Typed: "børnehuse", Finds: "også, hvor ordets led står nær hinanden: huse til børn"},
			{Typed: `"ny bro"`, Finds: "ordene i den rækkefølge, præcis som de er skrevet"},
			{Typed: "bro*", Finds: "alle ord, der begynder med bro"},
			{Typed: "bro -tunnel", Finds: "punkter med bro, hvor tunnel ikke står"},
			{Typed: "bro ELLER tunnel", Finds: "punkter med et af ordene; OR gør det samme"},
			{Typed: "(bro sti) ELLER tunnel", Finds: "både bro og sti, eller tunnel"},
		}},
		{"Et bestemt sted", []helpLine{
			{Typed: "titel:bro", Finds: "ordet i punktets titel"},
			{Typed: "beslutning:bro", Finds: "ordet i beslutningen"},
			{Typed: "bilag:bro", Finds: "ordet i et bilags titel eller tekst"},
			{Typed: "ansvarlig:MTM", Finds: "punkter, som enheden skal følge op på"},
			{Typed: "udvalg:byråd", Finds: "ordet i udvalgets eller møderækkens navn"},
			{Typed: `titel:"ny bro"`, Finds: "flere ord i titlen, i rækkefølge"},
		}},
		{"Tid og udfald", []helpLine{
			{Typed: "bro år:2023", Finds: "kun møder i 2023"},
			{Typed: "bro år:2019..2023", Finds: "kun møder fra 2019 til 2023; år:2019.. er fra 2019 og frem"},
			{Typed: "bro udfald:godkendt", Finds: "kun punkter, der blev godkendt"},
		}},
		{"Paragraffer, datoer, beløb og sagsnumre", []helpLine{
			{Typed: "§ 83, stk. 2", Finds: "paragraffen, hvordan den end er skrevet"},
			{Typed: "23. marts 2026", Finds: "dagen, også som 23-03-2026 og 23/3 2026; marts 2026 er hele måneden"},
			{Typed: "1,25 mio. kr.", Finds: "beløbet, også som 1.250.000 kr."},
			{Typed: "EMN-2025-001027", Finds: "sagsnummeret, med eller uden streger; også 27/04418"},
		}},
	}
}
