package query

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// A field is what a name and a colon before a term ask for.
type field struct {
	names []string // as plain gives them, the one that it is shown with first
	shown string
	kind  TermKind // Years and Outcome have values of their own; the others words
	scope Scope
	must  string // for Notes: what the term has to do
}

// fields are all there are, in the order that people are shown them.
var fields = []field{
	{names: []string{"titel", "title", "overskrift"}, shown: "titel", scope: Title, must: "stå i en titel"},
	{names: []string{"beslutning", "beslutninger", "beslutningen", "decision"}, shown: "beslutning", scope: Decision, must: "stå i en beslutning"},
	{names: []string{"bilag", "bilaget", "attachment"}, shown: "bilag", scope: Bilag, must: "stå i et bilag"},
	{names: []string{"ansvarlig", "ansvarlige", "ansvar", "unit"}, shown: "ansvarlig", scope: Unit, must: "være blandt de ansvarlige"},
	{names: []string{"udvalg", "udvalget", "rad", "radet", "serie", "body"}, shown: "udvalg", scope: Body, must: "stå i navnet på udvalget"},
	{names: []string{"sag", "sagsnr", "sagsnummer", "journalnr", "case"}, shown: "sag", scope: Case, must: "stå i sagsnummeret"},
	{names: []string{"ar", "arstal", "year"}, shown: "år", kind: Years},
	{names: []string{"udfald", "outcome"}, shown: "udfald", kind: Outcome},
}

// fieldNamed is the field of a name as typed, nil for none.
func fieldNamed(name string) *field {
	if name = plain(name); name == "" {
		return nil
	}
	for i := range fields {
		if slices.Contains(fields[i].names, name) {
			return &fields[i]
		}
	}
	return nil
}

// fieldOf is the field whose terms have this kind and scope.
func fieldOf(t Term) *field {
	for i := range fields {
		f := &fields[i]
		if f.scope != Everywhere && f.scope == t.Scope || f.kind != Word && f.kind == t.Kind {
			return f
		}
	}
	return nil
}

// plain is text with its letters as an English keyboard or a hurry leaves
// them: udgaaet, droeftet and drøftet are one. Only for lists of names that
// are known.
func plain(text string) string {
	text = strings.Join(words(text), " ")
	for _, letter := range plainLetters {
		text = strings.ReplaceAll(text, letter[0], letter[1])
	}
	return text
}

// plainLetters are replaced in this order.
var plainLetters = [...][2]string{{"å", "a"}, {"æ", "a"}, {"ae", "a"}, {"ø", "o"}, {"oe", "o"}}

// words lists the words of text, folded, in a row: the things that they make
// up are left out.
func words(text string) []string {
	var list []string
	danish.Each(text, func(t danish.Token) {
		if t.Place == len(list)+1 && t.Words == 1 && (t.Kind == danish.Word || t.Kind == danish.Number) {
			list = append(list, string(t.Term))
		}
	})
	return list
}

// yearsForms are years as they are typed after år:, the longer ones first, with
// what ends them.
var yearsForms = func() []*regexp.Regexp {
	const (
		year = `([12]\d{3}|\d\d)`
		to   = `(?:\.\.+|…|[-–—/])`
		ends = `[,;:?!]*)(?:[\s)|"“”„»«]|$)`
	)
	var all []*regexp.Regexp
	for _, form := range []string{
		year + `(?:\s*` + to + `\s*|\s+til\s+)` + year, // 2019..2023, 2019 - 2023
		year + `()` + to,         // 2019..
		`()` + to + `\s*` + year, // ..2020
		year,                     // 2019
	} {
		all = append(all, regexp.MustCompile(`^((?:`+form+`)`+ends))
	}
	return all
}()

// monthForm is a month, 2026-03, of which only the year can be asked for.
var monthForm = regexp.MustCompile(`^(([12]\d{3})-(?:0[1-9]|1[0-2])[,;:?!]*)(?:[\s)|"“”„»«]|$)`)

// readYears reads the years that rest begins with, and how many bytes they
// are, 0 for what are no years. plainly is false where they are not as typed.
func readYears(rest string) (t Term, n int, plainly bool) {
	if m := monthForm.FindStringSubmatch(rest); m != nil {
		year := yearOf(m[2])
		return Term{Typed: strings.TrimRight(m[1], ",;:?!"), Kind: Years, From: year, To: year}, len(m[1]), false
	}
	for _, form := range yearsForms {
		m := form.FindStringSubmatch(rest)
		if m == nil {
			continue
		}
		first, last := m[2], m[len(m)-1] // the same of one year
		t = Term{Typed: strings.TrimRight(m[1], ",;:?!"), Kind: Years, From: yearOf(first), To: yearOf(last)}
		plainly = len(first) != 2 && len(last) != 2 && !isMinus(firstRune(m[1])) // -2020 may be meant as any year but that
		if t.To != 0 && t.From > t.To {
			t.From, t.To, plainly = t.To, t.From, false
		}
		return t, len(m[1]), plainly
	}
	return Term{}, 0, true
}

// yearOf reads a year of two or four digits; those of two lie between 1950 and
// 2049. It is 0 for none.
func yearOf(digits string) int {
	year, err := strconv.Atoi(digits)
	switch {
	case err != nil:
		return 0
	case len(digits) == 2 && year < 50:
		return 2000 + year
	case len(digits) == 2:
		return 1900 + year
	}
	return year
}

// outcomeNames lists what each outcome is called, as plain gives it: by people,
// by the program, and by those who say the same in other words. Each name is
// one outcome's only.
var outcomeNames = func() map[agenda.Outcome][]string {
	also := map[agenda.Outcome][]string{
		agenda.Approved:            {"vedtaget", "tiltrådt", "tilsluttet", "bifaldet"},
		agenda.ApprovedWithRemarks: {"godkendt med bemærkninger", "godkendt med ændring", "godkendt med ændringer", "godkendt med forbehold"},
		agenda.Recommended:         {"anbefales", "indstillet"},
		agenda.Noted:               {"taget til efterretning", "efterretning", "orienteret", "taget til orientering"},
		agenda.Discussed:           {"drøftes", "drøftelse"},
		agenda.Postponed:           {"udskudt", "udsættes"},
		agenda.Referred:            {"oversendt", "sendt videre"},
		agenda.Withdrawn:           {"udgik", "udgår", "trukket", "trukket tilbage"},
		agenda.Rejected:            {"forkastet", "afslået", "ikke godkendt"},
		agenda.None:                {"ingen", "ingen beslutning"},
	}
	names := map[agenda.Outcome][]string{}
	for _, o := range agenda.Outcomes() {
		for _, name := range append([]string{o.Danish(), string(o)}, also[o]...) {
			names[o] = append(names[o], plain(name))
		}
	}
	return names
}()

// longestOutcome is how many words the longest name of an outcome has.
const longestOutcome = 3

// readOutcome reads the longest name of an outcome that rest begins with, and
// how many bytes it is, 0 for none; with whole, all of rest. A star after it
// asks for those whose name begins so.
func readOutcome(rest string, whole bool) (t Term, n int) {
	if whole {
		if found := outcomesNamed(rest); found != nil {
			t, n = Term{Typed: rest, Kind: Outcome, Outcomes: found}, len(rest)
		}
		return t, n
	}
	end := 0
	for range longestOutcome {
		piece := strings.TrimLeftFunc(rest[end:], unicode.IsSpace)
		end = len(rest) - len(piece)
		length := strings.IndexFunc(piece, endsPiece)
		if length == 0 || piece == "" {
			break
		}
		if length < 0 {
			length = len(piece)
		}
		end += length
		if found := outcomesNamed(rest[:end]); found != nil {
			t, n = Term{Typed: strings.TrimRight(rest[:end], ".,:;!?"), Kind: Outcome, Outcomes: found}, end
		}
	}
	return t, n
}

// endsPiece says whether r is none of a word between spaces.
func endsPiece(r rune) bool {
	return unicode.IsSpace(r) || isQuote(r) || strings.ContainsRune("()|", r)
}

// outcomesNamed lists the outcomes of a name as typed.
func outcomesNamed(name string) []agenda.Outcome {
	begins := strings.HasSuffix(name, "*")
	if name = plain(name); name == "" {
		return nil
	}
	var found []agenda.Outcome
	for _, o := range agenda.Outcomes() {
		if slices.ContainsFunc(outcomeNames[o], func(n string) bool {
			return n == name || begins && strings.HasPrefix(n, name)
		}) {
			found = append(found, o)
		}
	}
	return found
}

// caseForms are case numbers as agenda.CaseKey gives them, and what danish
// makes of them.
var caseForms = []struct {
	form *regexp.Regexp
	term string
}{
	{regexp.MustCompile(`^([a-z]{2,5})-(\d{4})-(\d{3,})$`), "$1-$2-$3"}, // EMN-2025-001027
	{regexp.MustCompile(`^(\d\d)-(\d{4,})$`), "$1/$2"},                  // 27/04418
}

// caseNumber is the term of a case number in any of its spellings: "EMN 2025
// 001027". It is "" for what is none.
func caseNumber(text string) string {
	key := strings.ToLower(agenda.CaseKey(text))
	for _, c := range caseForms {
		if c.form.MatchString(key) {
			return c.form.ReplaceAllString(key, c.term)
		}
	}
	return ""
}
