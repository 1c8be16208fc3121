package api

import (
	"encoding/json"

	"referat/pkg/agenda"
)

// An operation is an address with what it takes and answers.
type operation struct {
	path    string // as http.ServeMux and OpenAPI have it
	name    string // operationId
	class   string
	brief   string // English, for the description
	doc     string // more of it; may be ""
	params  []param
	answers []any // zero values of the types that it may answer with
	answer  func(*call) (any, error)
}

// table is every operation of a.
func (a *API) table() []operation {
	return []operation{
		{path: root, name: "about", class: ClassLight, brief: "What the archive holds, and where to go from here",
			answers: []any{about{}}, answer: (*call).about},
		{path: root + "/search", name: "search", class: ClassQuery, brief: "Search punkter, decisions and bilag",
			doc: "A hit is a punkt, with the part of it that fits best. Total counts punkter: those of the hits, and those that a hit names in same, since they were found by the same bilag. " +
				"A cursor belongs to a state of the archive: when an import has changed it, the answer is 410 (cursor-outdated).",
			params: joined([]param{
				{name: "q", kind: ofText, most: longestText, doc: "What to search for, in the language of the search field. Without it all punkter that the filters admit, the newest first."},
			}, days(), []param{
				{name: "year", kind: ofNumber, least: 1000, most: 9999, doc: "Only meetings of this calendar year."},
				{name: "kind", kind: ofChoice, choices: textsOf(agenda.Referat, agenda.Dagsorden), doc: "Only minutes (referat) or agendas (dagsorden)."},
				{name: "outcome", kind: ofChoice, choices: outcomes(), doc: "Only punkter with this outcome."},
				{name: "thing", kind: ofChoice, choices: textsOf(agenda.ThingPunkt, agenda.ThingDecision, agenda.ThingBilag), doc: "Where the words stand: in the punkt itself, its decision (beslutning) or a bilag."},
				{name: "series", kind: ofText, most: longestText, doc: "Only this series (møderække) or body: its whole name, case does not count."},
				{name: "category", kind: ofText, most: longestText, doc: "Only punkter under this heading: the whole of it, case does not count."},
				{name: "unit", kind: ofText, most: longestText, doc: "Only punkter whose decision this unit is to follow up: its whole name, case does not count."},
				{name: "sort", kind: ofChoice, choices: []string{"relevance", "date"}, doc: "The best first (the default) or the newest first."},
				{name: "facets", kind: ofFlag, doc: "Also count all hits by year, series, kind, category, outcome and unit."},
			}, paging(20)),
			answers: []any{searchAnswer{}}, answer: (*call).search},
		{path: root + "/suggest", name: "suggest", class: ClassQuery, brief: "Complete what is being typed",
			params: []param{
				{name: "q", kind: ofText, required: true, most: longestText, doc: "What is typed so far; the last word may be only begun."},
				limit(8, "The most words, and the most titles, to give."),
			},
			answers: []any{suggestAnswer{}}, answer: (*call).suggest},
		{path: root + "/bodies", name: "bodies", class: ClassLight, brief: "All bodies (udvalg, råd) and series, by name",
			answers: []any{bodyList{}}, answer: (*call).bodies},
		{path: root + "/udvalg/{body}", name: "body", class: ClassLight, brief: "A body or series",
			params:  []param{bodyParam(true)},
			answers: []any{body{}}, answer: (*call).body},
		{path: root + "/meetings", name: "meetings", class: ClassLight, brief: "The meetings, each once, the earliest first",
			doc: "A cursor holds also when the archive changes: meetings that are there all the time come once.",
			params: joined([]param{bodyParam(false)}, days(), []param{
				{name: "kind", kind: ofChoice, choices: textsOf(agenda.Referat, agenda.Dagsorden), doc: "Only meetings whose best copy is minutes (referat) or an agenda (dagsorden)."},
			}, paging(50)),
			answers: []any{meetingList{}}, answer: (*call).meetings},
		{path: root + "/moede/{body}/{day}", name: "meeting", class: ClassLight, brief: "A meeting with its punkter",
			params:  joined(place(), copyParam()),
			answers: []any{meeting{}}, answer: (*call).addressed},
		{path: root + "/moede/{body}/{day}/{punkt}", name: "punkt", class: ClassLight, brief: "A punkt with its decision",
			params:  joined(place(), punktParam(), copyParam()),
			answers: []any{punktAnswer{}}, answer: (*call).addressed},
		{path: root + "/moede/{body}/{day}/{punkt}/beslutning", name: "decision", class: ClassLight, brief: "The decision on a punkt",
			params:  joined(place(), punktParam(), copyParam()),
			answers: []any{decisionAnswer{}}, answer: (*call).addressedDecision},
		{path: root + "/moede/{body}/{day}/{punkt}/bilag/{bilag}", name: "bilag", class: ClassLight, brief: "A bilag with its text",
			params:  joined(place(), punktParam(), []param{{name: "bilag", kind: ofText, path: true, required: true, most: longestText, doc: "The bilag, as its address has it: mostly its number, else nr-2 for the second."}}, copyParam()),
			answers: []any{bilag{}}, answer: (*call).addressed},
		{path: root + "/id/{id}", name: "thing", class: ClassLight, brief: "What an id names",
			doc:     "Ids name a thing of one PDF by its place in it, and are part of every object. They hold as long as the PDF is in the archive.",
			params:  []param{{name: "id", kind: ofText, path: true, required: true, most: longestText, doc: "The id of a document, meeting, punkt, decision, bilag or page: 8f14e45fceea.m1.p3.b2."}},
			answers: []any{document{}, meeting{}, punktAnswer{}, decisionAnswer{}, bilag{}, page{}}, answer: (*call).identified},
		{path: root + "/documents", name: "documents", class: ClassHeavy, brief: "The PDFs of the archive, by SHA-256",
			doc:     "Also those in which no meeting was found. A cursor holds also when the archive changes.",
			params:  paging(20),
			answers: []any{documentList{}}, answer: (*call).documents},
		{path: root + "/dokument/{doc}", name: "document", class: ClassLight, brief: "A PDF: what was found in it, and what was not",
			params:  docParam(),
			answers: []any{document{}}, answer: (*call).document},
		{path: root + "/dokument/{doc}/side", name: "pages", class: ClassHeavy, brief: "The pages of a PDF with their texts",
			params:  joined(docParam(), paging(20)),
			answers: []any{pageList{}}, answer: (*call).pages},
		{path: root + "/dokument/{doc}/side/{page}", name: "page", class: ClassLight, brief: "A page of a PDF with its text",
			params:  joined(docParam(), []param{{name: "page", kind: ofNumber, path: true, required: true, least: 1, most: 1_000_000, doc: "The page of the PDF, from 1."}}),
			answers: []any{page{}}, answer: (*call).page},
		{path: root + "/cases", name: "case", class: ClassHeavy, brief: "The course of a case through the meetings",
			params:  []param{{name: "q", kind: ofText, required: true, most: longestText, doc: "A case number (sagsnummer) in any spelling, a punkt's whole title, or the id of a punkt or of something in one."}},
			answers: []any{caseAnswer{}}, answer: (*call).course},
		{path: root + "/followups", name: "followups", class: ClassHeavy, brief: "Who was to do what: the tasks that decisions give, by meeting",
			doc: "limit is how many meetings are looked at: a page may have no task and still a next one. Whether a task is done, minutes do not say. A cursor holds also when the archive changes.",
			params: joined([]param{
				bodyParam(false),
				{name: "unit", kind: ofText, most: longestText, doc: "Only tasks of units whose name has these words in a row."},
			}, days(), paging(50)),
			answers: []any{followupList{}}, answer: (*call).followups},
		{path: root + "/gaps", name: "gaps", class: ClassHeavy, brief: "What is missing: promised by a table of contents, or by a row of numbers, and not found",
			doc: "limit is how many PDFs are looked at: a page may have no gap and still a next one. A cursor holds also when the archive changes.",
			params: joined([]param{
				{name: "severity", kind: ofChoice, choices: []string{severityGap, severityNote}, doc: "Only what is missing (gap), or only remarks (note): what as a rule has a good reason."},
			}, paging(50)),
			answers: []any{gapList{}}, answer: (*call).gaps},
		{path: root + "/problems", name: "problems", class: ClassLight, brief: "All kinds of problems that an answer may name",
			answers: []any{problemList{}}, answer: (*call).problems},
		{path: root + "/problems/{problem}", name: "problem", class: ClassLight, brief: "A kind of problem: what its type leads to",
			params:  []param{{name: "problem", kind: ofText, path: true, required: true, most: longestText, doc: "The kind's name: bad-cursor."}},
			answers: []any{problemKind{}}, answer: (*call).problem},
		{path: root + "/openapi.json", name: "openapi", class: ClassLight, brief: "This description (OpenAPI 3.1)",
			answer: func(c *call) (any, error) { return json.RawMessage(c.api.openAPI), nil }},
	}
}

// longestText is how many characters of text a parameter may have.
const longestText = 1000

func joined(lists ...[]param) []param {
	var all []param
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func days() []param {
	return []param{
		{name: "from", kind: ofFirstDay, doc: "Only meetings from this day on: yyyy-mm-dd, or yyyy-mm or yyyy for its first day."},
		{name: "to", kind: ofLastDay, doc: "Only meetings till this day: yyyy-mm-dd, or yyyy-mm or yyyy for its last day."},
	}
}

func limit(usual int, doc string) param {
	return param{name: "limit", kind: ofNumber, least: 1, most: 100, usual: usual, doc: doc}
}

func paging(usual int) []param {
	return []param{
		limit(usual, "How much to answer with at most."),
		{name: "cursor", kind: ofText, most: longestCursor, doc: "Where to go on: as the next link of an answer has it, with the same other parameters (limit may change). Opaque."},
	}
}

func bodyParam(path bool) param {
	return param{name: "body", kind: ofText, path: path, required: path, most: longestText, doc: "A body or series, by its slug: aarhus-byraad."}
}

func place() []param {
	return []param{bodyParam(true), {name: "day", kind: ofText, path: true, required: true, most: longestText, doc: "The day of the meeting, as its address has it: 2025-08-27, with more after it where the body met more than once that day."}}
}

func punktParam() []param {
	return []param{{name: "punkt", kind: ofText, path: true, required: true, most: longestText, doc: "The punkt, as its address has it: mostly its number, 3 or 4.a, else nr-3 for the third."}}
}

func copyParam() []param {
	return []param{{name: "pdf", kind: ofText, most: longestText, doc: "Which copy of the meeting, where not the best is meant: the beginning of its PDF's SHA-256, or the copy's id where the PDF has several."}}
}

func docParam() []param {
	return []param{{name: "doc", kind: ofText, path: true, required: true, most: 64, doc: "The beginning of the PDF's SHA-256, in hex: 12 digits as a rule."}}
}

func outcomes() []string { return textsOf(agenda.Outcomes()...) }
