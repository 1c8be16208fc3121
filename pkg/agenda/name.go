package agenda

import (
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// words divides a name into its words: case, space, punctuation and the way that
// letters are composed say nothing.
func words(s string) []string { return slices.Collect(Words(norm.NFKC.String(s))) }

// TitleKey is a hash of a punkt's or a bilag's title, the same for titles that
// differ only in case, space and punctuation or in the word "Lukket" before
// them; 0 for a title without words. With 32 bits, a title among 100,000 others
// has the key of one of them with a chance of 1 in 40,000.
func TitleKey(title string) uint32 {
	w := words(title)
	if len(w) > 1 && w[0] == "lukket" { // "Lukket: Køb af grund", "Lukket punkt: …"
		w = w[1:]
		if len(w) > 1 && w[0] == "punkt" {
			w = w[1:]
		}
	}
	if len(w) == 0 {
		return 0
	}
	h := fnv.New32a()
	for _, word := range w {
		h.Write([]byte(word))
		h.Write([]byte{' '})
	}
	return max(h.Sum32(), 1) // 0 is no title
}

// BilagKey is the TitleKey of a bilag's title, without a file's extension.
func BilagKey(title string) uint32 { return TitleKey(withoutExtension(title)) }

// withoutExtension is a bilag's title without a file's extension, which stands
// in a list of bilag, but not always in the stamp.
func withoutExtension(title string) string {
	return extension.ReplaceAllString(strings.TrimSpace(title), "")
}

var extension = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|msg|eml|png|jpe?g|tiff?)$`)

// A meetingName is a meeting's series and title as far as they tell meetings of
// one day apart.
type meetingName struct {
	body   string // the series without its years; else the title
	title  string // "" where body is made of it
	whole  string // the title, wherever it went
	plain  bool   // title only says that it is a meeting of the body
	bare   bool   // there is no series
	extra  bool   // a tillægsdagsorden: punkter that come on top
	unsaid bool   // body names none: "", "Møde", "Udvalgsmøde"
	clock  string // when it begins, where the title says it: "11.00"
}

// BodyName is the name of the body (udvalg, råd) that holds a meeting, or of the
// series (møderække) that it is one of: the series, else the title without its
// date, as "Aarhus Byråd" of "Aarhus Byråd d. 27. august 2025".
func BodyName(series, title string) string {
	if series = strings.TrimSpace(series); series != "" {
		return series
	}
	return strings.Trim(strings.Join(strings.Fields(withoutDates(title)), " "), " ,-–")
}

// BodyKin is the same for what is one body under other years: "kulturudvalget"
// for "Kulturudvalget 2022-2025" and "Kulturudvalget"; "" where the name says
// nothing.
func BodyKin(series, title string) string { return nameOf(series, title).body }

// nameOf reads a meeting's name. Dates are left out of it: they are compared by
// themselves, and an agenda and its minutes write them differently.
func nameOf(series, title string) meetingName {
	s, extraS := withoutKind(words(shortTerm.ReplaceAllString(withoutDates(series), "$1")))
	s = slices.DeleteFunc(s, year.MatchString) // the term: "2026-2029"
	title, clock := withoutClock(withoutDates(title))
	t, extraT := withoutKind(words(title))
	n := meetingName{extra: extraS || extraT, whole: strings.Join(t, " "), clock: clock}
	if len(s) == 0 {
		n.bare, n.plain = true, true
		if len(t) > 2 && t[0] == "møde" && (t[1] == "i" || t[1] == "for") { // "Møde i Kulturudvalget"
			t = t[2:]
		}
		n.body = strings.Join(t, " ")
		n.unsaid = plainTitle(t, "")
		return n
	}
	n.body, n.title = strings.Join(s, " "), n.whole
	n.plain = plainTitle(t, n.body)
	return n
}

var (
	year      = regexp.MustCompile(`^(?:19|20)\d\d$`)
	shortTerm = regexp.MustCompile(`\b((?:19|20)\d\d)\s*[-–/]\s*\d\d\b`) // "2026-29"
	clockTime = regexp.MustCompile(`(?i)\bkl\.?\s*(\d{1,2})(?:[.:](\d\d))?(?:\s*[-–]\s*(?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?)?\b`)
)

// withoutClock is a title without the time that it names, and when that begins:
// "Rådmandsmøde kl. 9-10" at "9.00".
func withoutClock(title string) (rest, begins string) {
	at := clockTime.FindStringSubmatch(title)
	if at == nil {
		return title, ""
	}
	minutes := at[2]
	if minutes == "" {
		minutes = "00"
	}
	return strings.Replace(title, at[0], " ", 1), strings.TrimPrefix(at[1], "0") + "." + minutes
}

// plainTitle reports whether a title's words say no more than that it is a
// meeting of body: "", "Møde", "Ordinært udvalgsmøde", the "Rådmandsmøde" of
// "Rådmandsmøder 2026", the "Kulturudvalgsmøde" of "Kulturudvalget". A
// "Formøde", a "Temamøde", "Møde nr. 4" say more.
func plainTitle(title []string, body string) bool {
	if len(title) > 1 && (title[0] == "ordinært" || title[0] == "ord") {
		title = title[1:]
	}
	if len(title) != 1 {
		return len(title) == 0
	}
	of, ok := strings.CutSuffix(strings.TrimSuffix(title[0], "t"), "møde") // also "mødet"
	if !ok {
		of, ok = strings.CutSuffix(title[0], "møde")
	}
	of = strings.TrimSuffix(of, "s") // "udvalgs-", "rådmands-"
	const shortest = 4               // letters: "for", "tema" must not be found inside other words by chance
	return ok && (of == "" || of == "udvalg" || of == "byråd" || len([]rune(of)) >= shortest && strings.Contains(body, of))
}

// withoutKind leaves out of a name the words at its ends that say what the
// document is: "Referat af …", "Udkast til dagsorden for …", "… - endeligt
// referat". extra reports that it is a tillægsdagsorden.
func withoutKind(w []string) (rest []string, extra bool) {
	for len(w) > 0 {
		switch kind := kindWord(w[0]); {
		case kind:
			extra = extra || strings.HasPrefix(w[0], "tillæg")
			w = w[1:]
			if len(w) > 1 && slices.Contains(kindJoiners(), w[0]) {
				w = w[1:]
			}
			continue
		case len(w) > 1 && kindWord(w[1]) && slices.Contains(kindStates(), w[0]):
			extra = extra || extraState(w[0])
			w = w[1:]
			continue
		}
		break
	}
	w = withoutVersion(w)
	for len(w) > 0 && kindWord(w[len(w)-1]) {
		extra = extra || strings.HasPrefix(w[len(w)-1], "tillæg")
		w = w[:len(w)-1]
		if len(w) > 0 && slices.Contains(kindStates(), w[len(w)-1]) {
			extra = extra || extraState(w[len(w)-1])
			w = w[:len(w)-1]
		} else if len(w) > 1 && slices.Contains(kindJoiners(), w[len(w)-1]) && kindWord(w[len(w)-2]) {
			w = w[:len(w)-1]
		}
	}
	return w, extra
}

// kindWord reports whether w says what a document is.
func kindWord(w string) bool {
	switch w {
	case "referat", "referatet", "mødereferat", "beslutningsreferat", "konklusionsreferat", "beslutningsprotokol", "protokol",
		"dagsorden", "dagsordenen", "mødedagsorden", "tillægsdagsorden", "tillæg", "udkast", "kladde", "kopi":
		return true
	}
	return false
}

// draft reports whether a meeting's name says that the document is not the final
// one: "UDKAST - Rådmandsmøde", "Foreløbigt referat af …".
func draft(series, title string) bool {
	for _, name := range []string{series, title} {
		for w := range Words(name) {
			switch w {
			case "udkast", "kladde", "foreløbig", "foreløbigt":
				return true
			}
		}
	}
	return false
}

// kindJoiners stand between a kind word and what it is of.
func kindJoiners() []string { return []string{"af", "fra", "til", "for", "over"} }

// kindStates stand before a kind word.
func kindStates() []string {
	return append(versionStates(), "åben", "åbent", "offentlig", "offentligt", "supplerende", "ekstra")
}

// extraState reports whether the word before "dagsorden" makes it one that comes
// on top.
func extraState(w string) bool { return w == "supplerende" || w == "ekstra" }

// versionStates say which version of a document it is, also at a name's end.
func versionStates() []string {
	return []string{"godkendt", "endelig", "endeligt", "foreløbig", "foreløbigt", "revideret", "rettet", "korrigeret", "opdateret", "ændret", "underskrevet"}
}

// withoutVersion leaves out what a name says at its end of the document's
// version: "… (rettet)", "… - version 2", "… ny udgave", "… v2".
func withoutVersion(w []string) []string {
	isVersion := func(s string) bool { return s == "version" || s == "udgave" }
	for len(w) > 1 {
		last, before := w[len(w)-1], w[len(w)-2]
		switch {
		case slices.Contains(versionStates(), last), shortVersion.MatchString(last):
			w = w[:len(w)-1]
		case isVersion(before) && digits.MatchString(last),
			isVersion(last) && (before == "ny" || slices.Contains(versionStates(), before)):
			w = w[:len(w)-2]
		default:
			return w
		}
	}
	return w
}

var (
	shortVersion = regexp.MustCompile(`^v\d$`)
	digits       = regexp.MustCompile(`^\d+$`)
)

// withoutDates is a name without the days it names: "d. 23. marts", "onsdag den
// 4. maj 2026", "23-03-2026", "23.03.26", "2026-03-23", "d. 23/3", "d. 23.03". A number as in
// "Møde 8/2019" is none.
func withoutDates(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	for _, date := range datesInNames {
		s = date.ReplaceAllString(s, "$1 ")
	}
	return s
}

// datesInNames match a day with the character before it, which is kept.
var datesInNames = func() []*regexp.Regexp {
	const (
		before = `(?i)(^|[^\pL\pN])(?:(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag(?:en)?|\.),?\s+)?`
		month  = `(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?`
	)
	var all []*regexp.Regexp
	for _, day := range []string{
		`(?:d\.?\s*|den\s+)?\d{1,2}\.?\s*` + month + `(?:,?\s*\d{4}\b)?`,
		`(?:d\.?\s*|den\s+)?\d{1,2}[-./]\d{1,2}[-./ ]\s?(?:\d{4}|\d{2})\b`,
		`(?:d\.?\s*|den\s+)?\d{4}-\d{2}-\d{2}\b`,
		`(?:d\.?\s*|den\s+)\d{1,2}[/.]\d{1,2}\b`,
	} {
		all = append(all, regexp.MustCompile(before+day))
	}
	return all
}()

// CaseKey is a case number (sagsnummer) in the form that case numbers are
// compared in: capitals, one dash between its letters and digits, where any
// sign stood: "EMN-2025-003383" for "emn 2025/003383" and "Sagsnr.: EMN-2025-003383",
// "27-04418" for "27/04418". It is "" for what has no digit.
func CaseKey(number string) string {
	w := words(number)
	for len(w) > 1 && caseWord(w[0]) {
		w = w[1:]
	}
	var parts []string
	for _, word := range w {
		begin, digit := 0, false
		for i, r := range word {
			d := '0' <= r && r <= '9'
			if i > 0 && d != digit {
				parts, begin = append(parts, word[begin:i]), i
			}
			digit = d
		}
		parts = append(parts, word[begin:])
	}
	key := strings.ToUpper(strings.Join(parts, "-"))
	if !strings.ContainsAny(key, "0123456789") {
		return ""
	}
	return key
}

// caseWord reports whether w stands before a case number without being of it.
func caseWord(w string) bool {
	switch w {
	case "sag", "sags", "sagsnr", "sagsnummer", "sagen", "nr", "nummer", "journalnr", "journalnummer", "jnr":
		return true
	}
	return false
}

// looseCaseKeys are forms of a CaseKey that people's spellings agree in, the
// surest first: without the dashes ("EMN2025003383"), and without the zeros that
// numbers are filled up with ("EMN-2025-3383").
func looseCaseKeys(key string) [2]string {
	parts := strings.Split(key, "-")
	for i, p := range parts {
		if short := strings.TrimLeft(p, "0"); short != "" {
			parts[i] = short
		}
	}
	return [2]string{strings.ReplaceAll(key, "-", ""), strings.Join(parts, "-")}
}

// routine reports whether a punkt's title is one that meetings of every body
// have, so that it tells neither meetings nor cases apart. The titles are the
// commonest of 72 exports (Godkendelse af dagsorden, Eventuelt, Referat …) and
// their usual variants; what a municipality has of its own, Timeline
// measures.
func routine(title uint32) bool {
	_, ok := slices.BinarySearch(routineTitles, title)
	return ok
}

var routineTitles = func() []uint32 {
	var keys []uint32
	for _, t := range []string{
		"Dagsorden", "Godkendelse af dagsorden", "Godkendelse af dagsordenen", "Referat", "Referater", "Godkendelse af referat",
		"Godkendelse af referater", "Godkendelse af referat fra sidste møde", "Godkendelse af seneste referat", "Opfølgning på referat",
		"Eventuelt", "Evt.", "Bordet rundt", "Orientering", "Orienteringer", "Orientering fra udvalget", "Orientering fra Magistraten",
		"Orientering fra Byrådet", "Orientering fra formanden", "Orientering fra rådmanden", "Orientering fra direktøren",
		"Orientering fra forvaltningen", "Orientering fra administrationen", "Gensidig orientering", "Meddelelser", "Meddelelser fra formanden",
		"Pressehåndtering", "Presse", "Kommunikation", "Kommende møder", "Næste møde", "Kommende punkter", "Kommende sager", "Mødeplan",
		"Velkomst", "Underskriftsark", "Underskrifter", "Underskriftsblad", "Lukket punkt", "Punkter til kommende møder", "Fravær", "Spørgetid",
	} {
		keys = append(keys, TitleKey(t))
	}
	slices.Sort(keys)
	return keys
}()
