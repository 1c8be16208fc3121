package api

import (
	"referat/index"
	"referat/pkg/agenda"
	"referat/pkg/library"
)

// An object is a type of JSON object with what there is to say of it; its
// members and their types are the struct's.
type object struct {
	name       string
	of         any // a zero value
	doc        string
	properties map[string]string // those that commonProperties does not say
}

// commonProperties says what members are that mean the same in all objects.
func commonProperties() map[string]string {
	return map[string]string{
		"absent":       "Sentences of who did not take part.",
		"bilag_title":  "The bilag's title, where the hit is one.",
		"body":         "The slug of the body or series.",
		"bytes":        "The file's size.",
		"case_number":  "The case number (sagsnummer), \"\" where there is none.",
		"category":     "The heading that the punkt stands under: Til godkendelse.",
		"closed":       "A closed punkt (lukket punkt). Where these are kept back, its number is all there is.",
		"copies":       "The meeting's other copies in the archive, the best first: its agenda, its minutes as a bilag of a later meeting, an older version.",
		"date":         "yyyy-mm-dd, \"\" where it is not known.",
		"decision_id":  "The decision's id.",
		"description":  "What it means.",
		"document":     "The name of the PDF.",
		"end":          "hh:mm",
		"first":        "The date of the earliest meeting.",
		"gaps":         "What is missing: promised by Indhold (the table of contents) or by a row of numbers, and not found.",
		"gone":         "It was taken down: there is no more of it than this.",
		"generation":   "The state of the archive that this is from.",
		"html":         "The page for people.",
		"id":           "Its id in the archive.",
		"kind":         "Minutes (referat) or an agenda (dagsorden).",
		"last":         "The date of the latest meeting.",
		"links":        "Addresses.",
		"meeting":      "The meeting's title.",
		"meeting_id":   "The meeting, in its best copy.",
		"meetings":     "How many meetings.",
		"message":      "A Danish sentence.",
		"name":         "Its name.",
		"nested":       "The copy is part of a bilag of another meeting.",
		"number":       "The number, as printed: 3, 4.a.",
		"ocr":          "The text was read from a picture: spelling may be off.",
		"original":     "The PDF itself, where it may be shown; at the page, if one is known.",
		"outcome":      "The outcome (udfald); unknown where no rule reads the decision, \"\" where there is no decision.",
		"page":         "The page of the PDF, from 1; 0 where it is not known.",
		"pages":        "First and last page of the PDF; null where they are not known.",
		"producer":     "The PDF's own word on what made it.",
		"punkt_id":     "The punkt's id.",
		"punkt_number": "The punkt's number, as printed: 3, 4.a.",
		"punkt_title":  "The punkt's title.",
		"replaced":     "It is an older version: a newer PDF has taken its place.",
		"responsible":  "The unit, role or name, as the decision writes it; \"\" where none is named.",
		"self":         "The address of this.",
		"series":       "The series of meetings (møderække) or the body.",
		"sha256":       "Of the PDF, hex.",
		"start":        "hh:mm",
		"status":       "The HTTP status.",
		"text":         "The text, a paragraph or list item a line.",
		"thing":        "What it is.",
		"title":        "The title.",
		"total":        "How many there are in all.",
	}
}

// objects are all objects that answers have.
func objects() []object {
	return append(shownObjects(), foundObjects()...)
}

// shownObjects are what the archive holds.
func shownObjects() []object {
	return []object{
		{"About", about{}, "What the archive holds, and where to go from here.", map[string]string{
			"version": "Of the program.", "updated": "When the archive last changed.", "bodies": "How many bodies and series.",
			"outcomes": "The outcomes that decisions have, by both their names.",
		}},
		{"Outcome", outcome{}, "An outcome (udfald).", map[string]string{"name": "As answers and parameters have it.", "danish": "As people are shown it."}},
		{"Entrance", entrance{}, "The addresses to begin with.", map[string]string{
			"service_desc": "The OpenAPI description.", "search": "Search; takes q.", "suggest": "Completion; takes q.", "bodies": "All bodies.", "meetings": "All meetings.",
			"documents": "All PDFs.", "cases": "The course of a case; takes q.", "followups": "Who was to do what.", "gaps": "What is missing.", "problems": "The kinds of problems.",
		}},
		{"Links", links{}, "The addresses of an object and of what it belongs to; those that do not apply are left out.", map[string]string{
			"page": "The page for people that shows the page of the PDF on which it begins.", "document": "The PDF it is from.", "meeting": "The meeting it belongs to.",
			"punkt": "The punkt it belongs to.", "case": "The course of its case.", "meetings": "The body's meetings.", "pages": "The PDF's pages with their texts.", "previous": "The page of the PDF before.", "next": "The next page of the PDF.",
		}},
		{"ListLinks", listLinks{}, "The addresses of an answer that is a list.", map[string]string{"next": "Where the list goes on; absent at its end."}},
		{"MeetingLinks", meetingLinks{}, "The addresses of a copy of a meeting.", map[string]string{
			"page": "The page for people that shows the page of the PDF on which it begins.", "document": "The PDF it is from.",
		}},
		{"DocumentLinks", documentLinks{}, "The addresses of a PDF.", nil},
		{"ThingLinks", titleLinks{}, "The addresses of a punkt.", nil},
		{"BodyList", bodyList{}, "All bodies and series, by name.", map[string]string{"bodies": "The bodies."}},
		{"Body", body{}, "A body (udvalg, råd) or series of meetings (møderække).", map[string]string{"slug": "Its part of addresses.", "meetings": "How many meetings it has in the archive."}},
		{"MeetingList", meetingList{}, "Meetings, each once, the earliest first.", map[string]string{"meetings": "The meetings, each by its best copy."}},
		{"MeetingHead", meetingHead{}, "A copy of a meeting.", map[string]string{"punkter": "How many punkter it has."}},
		{"Meeting", meeting{}, "A copy of a meeting with all its punkter.", map[string]string{
			"body": "Who held it.", "document": "The PDF.", "location": "The place.", "information": "What the front says besides.", "punkter": "The punkter, in order.",
			"earlier": "The body's meeting before this one.", "later": "The body's meeting after this one.",
		}},
		{"Punkt", punkt{}, "A punkt (dagsordenspunkt) with its decision.", punktProperties()},
		{"PunktAnswer", punktAnswer{}, "A punkt with what it stands in.", answering(punktProperties())},
		{"PunktRef", punktRef{}, "A punkt by name.", nil},
		{"Decision", decision{}, "What the meeting decided on a punkt (beslutning).", decisionProperties()},
		{"DecisionAnswer", decisionAnswer{}, "A decision with what it stands in.", answering(decisionProperties())},
		{"Resolution", agenda.Resolution{}, "An \"at 1) …\" part of a decision.", map[string]string{"number": "Its number.", "text": "Without the \"at 1)\"."}},
		{"Task", agenda.Followup{}, "A task that a decision gives to someone (opfølgning).", map[string]string{"text": "The sentence that gives the task."}},
		{"History", agenda.History{}, "An earlier body's decision in the same case, as the export quotes it (Sagsforløb).", map[string]string{
			"body": "The body's name.", "date": "As it is written.", "number": "The punkt's number there.",
		}},
		{"BilagHead", bilagHead{}, "A bilag without its text.", bilagProperties()},
		{"Bilag", bilag{}, "A bilag with its text.", answering(bilagProperties())},
		{"DocumentList", documentList{}, "PDFs of the archive.", map[string]string{"documents": "The PDFs, by SHA-256."}},
		{"DocumentHead", documentHead{}, "A PDF.", documentProperties(false)},
		{"Document", document{}, "A PDF with what was found in it, and what was not.", documentProperties(true)},
		{"DocumentRef", documentRef{}, "A PDF by name.", nil},
		{"Warning", agenda.Warning{}, "Something about a PDF that the program could not place, read or confirm.", map[string]string{
			"code": "Its kind.", "pages": "The pages that it is about.",
		}},
		{"PageList", pageList{}, "Pages of a PDF.", map[string]string{"pages": "The pages, in order.", "total": "How many pages the PDF has."}},
		{"Page", page{}, "A page of a PDF.", map[string]string{
			"document": "The PDF.", "page": "Its number, from 1.", "hidden": "It is not shown, and has no text here: it has CPR numbers, or something of a closed punkt.",
			"text": "Its text, a line a line.",
		}},
	}
}

func punktProperties() map[string]string {
	return map[string]string{
		"minutes": "The time set aside, in minutes; 0 where none is named.", "text": "What stands under its heading, without the decision.",
		"pages": "From its heading to the last page of its bilag; null where not known.", "decision": "Its decision; null where there is none.",
		"history": "What earlier bodies decided in the case.", "bilag": "Its bilag, without their texts.",
	}
}

func decisionProperties() map[string]string {
	return map[string]string{
		"resolutions": "Its \"at 1) …\" parts.", "followups": "The tasks that it gives.", "dissent": "Sentences of who would not agree or made a reservation.",
		"page": "The page of the PDF that it begins on; 0 where not known.",
	}
}

func bilagProperties() map[string]string {
	return map[string]string{"number": "The stamp's number, else its place.", "pages": "Its pages; null where the export only names it.", "meetings": "The meetings that it holds, where it is itself minutes or an agenda."}
}

func documentProperties(whole bool) map[string]string {
	p := map[string]string{
		"pages": "How many pages it has.", "added": "When it was imported.", "changed": "When what the archive has of it last changed.",
		"newer": "The id of the PDF that has taken its place; \"\" for none.", "name": "The file's name, without its folder.",
	}
	if whole {
		p["scans"], p["unread_scans"], p["hidden"] = "Pages read by OCR.", "Pages that are pictures and were not read.", "Pages that are not shown."
		p["meetings"], p["warnings"] = "The meetings that it holds, without those in its bilag.", "What could not be placed, read or confirmed."
	}
	return p
}

// answering is what an object has more where it stands alone: what it stands in.
func answering(properties map[string]string) map[string]string {
	properties["meeting"], properties["document"], properties["punkt"] = "The meeting it belongs to.", "The PDF it is from.", "The punkt it belongs to."
	return properties
}

// foundObjects are what is found in the archive, and problems.
func foundObjects() []object {
	return []object{
		{"SearchAnswer", searchAnswer{}, "The answer to a search.", map[string]string{
			"query": "What was asked.", "read_as": "The same, written out as it was read.", "total": "How many punkter fit.", "hits": "The best of them.",
			"notes": "Danish sentences on how the query was read, where that may surprise.", "fuzzy": "Nothing had the words; these are spelt nearly so.",
			"did_you_mean": "The query as it may have been meant; \"\" where nothing is likelier.", "read": "How each word was read.", "facets": "Counts of all hits, where they were asked for.",
		}},
		{"Hit", hit{}, "A punkt found: what of it fits best, and where else in it the words stand.", map[string]string{
			"id": "Of the thing that fits best: the punkt, its decision or a bilag.", "thing": "What that is.", "score": "Higher is better; says nothing between queries.",
			"fragment": "A piece of the text, with the words found.", "also": "Other things of the punkt in which the words stand.", "same": "Ids of punkter that were found by the same bilag: hits that are not shown again.",
		}},
		{"Span", library.Span{}, "A piece of a fragment.", map[string]string{"text": "The text.", "hit": "It is a word that was looked for."}},
		{"Also", library.Also{}, "Another thing of a punkt in which words stand.", map[string]string{"title": "Of a bilag, else \"\"."}},
		{"CopyOf", library.CopyOf{}, "Another copy of a meeting.", map[string]string{"id": "The meeting's id there."}},
		{"TermRead", library.TermRead{}, "How a word of a query was read, and what of the archive fits.", map[string]string{
			"typed": "As it was typed.", "as": "word, phrase, prefix, thing (a date, an amount, a case number …), years or outcome.", "things": "Of a thing: as it is looked for, however it is written.",
			"stem": "The stem that it is looked for by, \"\" for none.", "known": "The archive has the word as it was typed.", "missing": "The archive has nothing that the word could mean.",
			"left": "A small word that was left out beside the others.", "spelt": "Other spellings of it.", "parts": "The stems of a compound's parts.", "inflections": "Its forms.",
			"compounds": "Words that it is a part of; always empty here.", "synonyms": "Its synonyms.", "near": "Words that are spelt nearly so.", "begin": "How many words begin so.",
		}},
		{"Form", index.Form{}, "A word of the archive.", map[string]string{"word": "As it is spelt.", "entries": "How many punkter it stands in, at least."}},
		{"Count", index.Count{}, "How many hits have a value.", map[string]string{"value": "The value, as written.", "hits": "How many hits have it."}},
		{"SuggestAnswer", suggestAnswer{}, "What may be about to be typed.", map[string]string{"words": "Words that begin as the last one does, the commonest first.", "titles": "Punkter whose titles have the words."}},
		{"Title", title{}, "A punkt that has the words in its title.", nil},
		{"Case", caseAnswer{}, "The course of a case (sagsforløb) through the meetings.", map[string]string{
			"start": "The case number or title that it was looked for by.", "punkter": "The punkter that dealt with it, by date, each meeting's once; empty where the archive has none.",
		}},
		{"Step", step{}, "A punkt of a case's course.", map[string]string{
			"decision_id": "The decision's id, \"\" where there is none.", "decision": "The decision's first words.", "page": "Where the decision begins, else the punkt; 0 where not known.",
			"witness": "What tells that it is of the case: the case number (sagsnummer), or the same title (samme titel).", "sources": "The same punkt in the meeting's other copies.",
		}},
		{"FollowupList", followupList{}, "Tasks that decisions gave.", map[string]string{"meetings": "How many meetings were looked at.", "followups": "Their tasks, by meeting."}},
		{"Followup", followup{}, "A task that a decision gives to someone, and where it stands.", map[string]string{"id": "Its id; no address takes it.", "text": "The sentence that gives the task."}},
		{"GapList", gapList{}, "What is missing in some PDFs.", map[string]string{"documents": "How many PDFs were looked at.", "gaps": "What is missing in them."}},
		{"Gap", gap{}, "Something that a PDF does not hold although it says that it does, or should.", map[string]string{
			"kind": "Its kind.", "severity": "gap, or note for what as a rule has a good reason.", "id": "What to look at.", "pages": "The pages that it is about.",
		}},
		{"ProblemList", problemList{}, "All kinds of problems.", map[string]string{"problems": "The kinds, by name."}},
		{"ProblemKind", problemKind{}, "A kind of problem.", map[string]string{"name": "The last part of the type.", "title": "The problem's title, in Danish."}},
		{"Problem", Problem{}, "Why a request has no answer (RFC 9457).", map[string]string{
			"type": "The address of the kind of problem, about:blank for what the status says.", "title": "The kind of problem, in Danish.",
			"detail": "A Danish sentence about this one.", "instance": "The request's path.", "parameter": "The parameter that it is about.",
		}},
	}
}
