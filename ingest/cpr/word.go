package cpr

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// A leaning is what a word near a number says of it.
type leaning int

const (
	silent   leaning = iota // nothing
	filler                  // nothing, and it may stand between a label and its number
	numeral                 // "nr.", "nummer": that a number follows, not which
	register                // the CPR number's own names
	person                  // somebody, or what is told of somebody
	label                   // the name of another kind of number
	thing                   // what has numbers or dates for a name: a case, a document, a meeting
	unit                    // what is counted: the number is an amount
	negation                // the next word does not speak
	about                   // somebody or something follows: nothing, and not a label
)

// For and against.
func (l leaning) speaksFor() bool     { return l == register || l == person }
func (l leaning) speaksAgainst() bool { return l == label || l == thing || l == unit }
func (l leaning) speaks() bool        { return l.speaksFor() || l.speaksAgainst() }

// lean is the leaning of a word, as written.
func lean(written string) leaning {
	word := strings.ToLower(strings.Trim(written, ".,:;()[]{}<>\"'»«”“*#=?!"))
	word = strings.ReplaceAll(word, ".", "")
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '/' || r == '–' || r == '\u00AD' })
	if len(parts) == 0 {
		if strings.Contains(written, "#") {
			return label
		}
		return filler // a dash, a colon
	}
	whole := strings.Join(parts, "")
	if isOffice(whole) {
		return silent
	}
	for _, p := range append(parts, whole) {
		if isRegister(p) {
			return register
		}
	}
	words := lexicon()
	if l, ok := words.exact[whole]; ok {
		return l
	}
	head := parts[len(parts)-1]
	if whole == "id" {
		return thing // whose, it does not say
	}
	if stem, ok := numbered(whole); ok {
		if _, known := words.forms[label][stem]; !known && words.look(stem, person) == person && !slices.Contains(words.roles, stem) {
			return person // a patient's number is the CPR number
		}
		return label
	}
	if stem, ok := strings.CutSuffix(whole, "id"); ok && words.look(stem, person) == person && !slices.Contains(words.roles, stem) {
		return person // a patient's ID is the CPR number, too
	} else if ok && (words.look(stem, thing) == thing || words.look(stem, label) == label) {
		return label // brevid, sagsid
	}
	if strings.Contains(word, "www") || strings.Contains(word, "://") {
		return label
	}
	for _, l := range []leaning{label, person, thing} {
		if _, ok := words.forms[l][head]; ok {
			return l
		}
	}
	for _, l := range []leaning{label, person, thing} {
		if words.look(head, l) == l || words.look(whole, l) == l {
			return l
		}
	}
	return silent
}

// isRegister knows the CPR number's own names, alone or at the ends of longer
// ones: cprnr, erstatningscpr.
func isRegister(part string) bool {
	if strings.HasPrefix(part, "cpr") || strings.HasSuffix(part, "cpr") || part == "ssn" {
		return true
	}
	for _, name := range []string{"personnummer", "personnumre", "personnr", "persnr", "fødselsnummer", "fødselsnr", "fodselsnr", "personnum"} {
		if strings.HasPrefix(part, name) || strings.HasSuffix(part, name) {
			return true
		}
	}
	return false
}

// isOffice knows what is called after the CPR numbers and has none: the register,
// the office, the act, and what is bought of them.
func isOffice(word string) bool {
	rest, ok := strings.CutPrefix(word, "cpr")
	if !ok {
		return false
	}
	for _, name := range []string{"register", "kontor", "system", "lov", "opslag", "udtræk", "abonnement", "data", "adgang", "integration", "bro", "bekendtgørelse", "vejledning"} {
		if strings.HasPrefix(rest, name) {
			return true
		}
	}
	return false
}

// numbered reports whether a word is the name of a number by its end (sagsnr,
// fakturanummeret, varekode), and gives what stands before that.
func numbered(word string) (stem string, ok bool) {
	for _, end := range []string{"nr", "nrs", "nrn", "nummer", "nummeret", "nummerets", "nummere", "numre", "numrene", "kode", "koden", "koder", "numer", "number", "ids"} {
		if stem, ok = strings.CutSuffix(word, end); ok && stem != "" {
			return strings.TrimRight(stem, "s"), true
		}
	}
	return "", false
}

// A dictionary tells the leaning of words by their forms.
type dictionary struct {
	roles, filed  []string // see words
	given, family []string

	exact map[string]leaning          // words in this form only
	forms map[leaning]map[string]bool // a stem with an ending; true where it may end a compound
}

// lexicon is the dictionary of words.
var lexicon = sync.OnceValue(func() dictionary {
	t := words()
	d := dictionary{roles: t.roles, filed: t.filed, given: t.given, family: t.family, exact: map[string]leaning{}, forms: map[leaning]map[string]bool{}}
	for l, list := range map[leaning][]string{filler: t.fillers, numeral: t.numerals, unit: t.units, negation: t.negations, about: t.abouts} {
		for _, w := range list {
			d.exact[w] = l
		}
	}
	for l, stems := range map[leaning][]string{label: t.labels, person: t.persons, thing: t.things} {
		d.forms[l] = map[string]bool{}
		for _, stem := range stems {
			stem, short := strings.CutPrefix(stem, "~")
			for _, ending := range inflections() {
				if ending != "" && len(stem) < shortestStem {
					continue // "Jens" is no form of "j."
				}
				d.forms[l][stem+ending] = short || len(stem) >= shortestHead || d.forms[l][stem+ending]
			}
		}
	}
	return d
})

// look gives l where word is one of its stems in one of its forms, or a compound
// whose head, the last part, is: the head says what a thing is. Short stems,
// which end many a word by chance, are only looked for so with a ~.
func (d dictionary) look(word string, l leaning) leaning {
	if _, ok := d.forms[l][word]; ok {
		return l
	}
	for at := range word {
		if at >= 2 && d.forms[l][word[at:]] {
			return l
		}
	}
	return silent
}

// shortestHead is the fewest bytes of a word that is looked for at the end of
// longer ones.
const shortestHead = 5

// shortestStem is the fewest bytes of a stem that has forms: shorter ones are
// abbreviations.
const shortestStem = 3

// inflections are the endings of Danish nouns.
func inflections() []string {
	return []string{"", "s", "e", "r", "n", "t", "en", "et", "er", "ne", "ens", "ets", "rne", "erne", "ernes", "es", "ers", "ns", "nes", "rnes", "ene", "enes"}
}

type tables struct {
	fillers, numerals, units, negations, abouts, roles, filed, given, family []string // as they are

	persons, labels, things []string // stems
}

// words are the words that tell numbers from one another.
func words() tables {
	return tables{
		fillers:   strings.Fields(`direkte privat arb arbejde er blev bliver og eller samt på lyder lydende har the is var hedder oplyst angivet følgende som`),
		numerals:  strings.Fields(`nr nummer nummeret numre numrene no num number nummber n°`),
		negations: strings.Fields(`ikke ej not uden`),
		abouts:    strings.Fields(`vedr vedrørende ang angående angår vedrører om for til hos mod fra att med via`),
		units:     strings.Fields(`kr kroner dkk eur euro mio tkr stk m2 m² m3 kwh mwh kg ton tons liter km meter procent pct % øre timer`),
		// roles: those who have numbers of their own where they have the role
		roles: strings.Fields(`medarbejder ansat elev medlem bruger studerende klient kursist ejer lejer`),
		// given, family: names that are words, too
		given:  strings.Fields(`Bo Birthe`),
		family: strings.Fields(`Ring Post`),
		// filed: what a case worker's systems give numbers to
		filed: strings.Fields(`sag hovedsag undersag delsag klagesag retssag sagsmappe sagsakt sagen sager sagerne ref reference referencen dok dokument dokumentet dokumenter dokumenterne akt akter akterne`),
		persons: strings.Fields(`
			pers tilhørende borger barn børn født fødsel fødselsdag fødselsdato fødselsdata født f ansøger klager patient elev beboer mor moder far fader
			søn datter bror broder søster søskende ægtefælle hustru samlever partner værge klient person medarbejder ansat ansatte lejer
			pårørende hr fru frk hrfru navn efternavn fornavn pige dreng kvinde mand tiltalte sigtede dømte forælder forældre afdøde sygemeldt
			sygemeldte pensionist førtidspensionist forsikrede skadelidte statsborger identitet unge ung bevilget bevilges visiteret
			visiteres anbragt anbragte anbringes indskrevet adresse bopæl bopælsadresse boende bosat dob birth born applicant citizen
			mellemnavn studerende kursist plejemor plejefar plejebarn nevø niece enke enkemand arving dødsbo bo boet flygtning asylansøger
			udlænding underretning medlem kontanthjælpsmodtager modtager personoplysning personalia ejer anmelder bruger
			henvist tvilling partsrepræsentant mormor morfar farmor farfar onkel tante spædbarn nyfødt bistandsværge aflastningsfamilie
			sygedagpenge førtidspension kontanthjælp folkepension pension boligstøtte dagpenge merudgifter ydelse hjælp anbringelse
			udbetalt udbetales udbetaling pt søger søgte ønsker ønskede bor boede oplyser oplyste klagede fik ansøgte udebliver ringede deltog flyttede
			plejefamilie myndling barnebarn ledig ledige jobsøgende aktivitetsparat uddannelsesparat`),
		labels: strings.Fields(`
			faktura fakturaen fak fakt kreditnota regning rykker konto konti kto bankkonto kontonr reg iban swift bic fik giro gironr gln ean cvr se pnr
			j jr esdh acadre ordre bestilling rekvisition tlf telefon mobil mobiltelefon fax telefax matrikel matr ejerlav isbn issn doi
			stregkode barcode varenummer serie serienummer police abonnement transaktion kvittering bon ticket url http https sku
			koordinat bfe bbr licens stelnummer tel dok mobilepay unspsc cpv produktionsenhed penhed følgeseddel omkostningssted byggesag plansag udbudssag miljøsag vejsag anlægssag trafiksag ejendomssag forsendelse pakke tracking hash token hotline sms invoice order account phone
			betalingsid indbetalingskort bilagsnummer løbenummer kundenummer kontering psp momsnummer cvrp
			udbudsnummer lokalnummer omlokal id journaliseret bogført faktureret krediteret tinglyst betalt indbygger antal befolkning sum
			afgift gebyr bøde mob ~bank fastnet sagsref sagsreference journalsag bogføringsbilag regnskabsbilag
			ordrebekræftelse girokort kortart betalingsidentifikation ring overført overføres indsat indsættes`),
		things: strings.Fields(`
			opkrævning sagsakt ~sag dokument notat tidsrum varighed ferie gyldig vagt booking vejregel referat brev møde dato kl klokken tid tidspunkt version rev revision side tegning bilag punkt pkt
			plan lokalplan projekt akt model type skema tabel figur log backup foto billede scan img kontrakt aftale tilbud periode uge
			budget måler apparat vare artikel kunde udbud nøgle kasse arkiv lager sags mappe rapport skrivelse post ruten rute kort
			~journal tilladelse protokol dispensation ~fil ref reference
			leverandør rekord maskine køretøj adgang udgave filnavn postering tegningen stempel optaget oprettet modtaget gemt sendt logget
			ændret backuppen scannet uploadet`),
	}
}

// A neighbour is a word or another number near a number.
type neighbour struct {
	text string
	lean leaning
	// number: it holds digits. pause: a comma or the like, or a line end, stands
	// between it and the one before; stop: a sentence's end.
	number, pause, stop bool
	start, end          int // bytes
}

// neighbours divides text[from:to] into words and numbers.
func neighbours(text string, from, to int) []neighbour {
	var list []neighbour
	pause, stop := false, false
	for i := from; i < to; {
		for i < to && isBreak(text[i]) {
			pause = pause || strings.IndexByte(",;\t\n|", text[i]) >= 0
			i++
		}
		start := i
		for i < to && !isBreak(text[i]) {
			i++
		}
		// A word cut at a line's end is one word.
		end := i
		if start == end {
			break
		}
		word := text[start:end]
		if strings.HasSuffix(word, "-") && i+1 < to && text[i] == '\n' && letterBefore(word[:len(word)-1]) && letterAfter(text[i+1:to]) {
			for i++; i < to && !isBreak(text[i]); i++ {
			}
			word = word[:len(word)-1] + text[end+1:i]
			end = i
		}
		n := neighbour{text: word, start: start, end: end, pause: pause, stop: stop}
		n.number = strings.HasPrefix(word, "XXXXXX") || strings.ContainsFunc(word, unicode.IsDigit) && lean(word) != unit
		if !n.number {
			n.lean = lean(word)
		} else if head := strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); strings.ContainsFunc(head, unicode.IsLetter) && isExtension(word) {
			n.number = false
		}
		list = append(list, n)
		pause = strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";") || strings.HasSuffix(word, ")")
		stop = endsSentence(word)
	}
	return list
}

// endsSentence: a full stop after a word that is no abbreviation.
func endsSentence(word string) bool {
	if strings.HasSuffix(word, "?") || strings.HasSuffix(word, "!") {
		return true
	}
	bare, ok := strings.CutSuffix(word, ".")
	return ok && len(bare) > 4 && !strings.Contains(bare, ".") && lean(word) != numeral && !strings.HasSuffix(strings.ToLower(bare), "nr") && !strings.HasSuffix(strings.ToLower(bare), "ref")
}

// isBreak: what stands between words. An underscore does in files' names.
func isBreak(b byte) bool {
	return b <= ' ' || strings.IndexByte(",;|_\\()[]{}:=", b) >= 0
}

func letterBefore(s string) bool {
	return s != "" && (s[len(s)-1] >= 0x80 || unicode.IsLetter(rune(s[len(s)-1])))
}

func letterAfter(s string) bool {
	return s != "" && (s[0] >= 0x80 || unicode.IsLower(rune(s[0])))
}

// isExtension reports whether a word ends as a file's name does.
func isExtension(word string) bool {
	at := strings.LastIndexByte(word, '.')
	if at < 0 {
		return false
	}
	return slices.Contains(strings.Fields("pdf doc docx xls xlsx ppt pptx txt csv msg eml jpg jpeg png tif tiff zip log xml json html htm rtf odt ods mp3 mp4 wav bak"), strings.ToLower(word[at+1:]))
}
