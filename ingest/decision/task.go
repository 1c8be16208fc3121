package decision

import (
	"strings"
)

// A task is a row of the lexicon of tasks: a verb of work that someone is
// given, in the present ("FAS udarbejder"), the infinitive ("skal udarbejde")
// or, where things are what it makes, the passive ("der udarbejdes").
type task struct {
	verb    string // infinitive and participle
	with    string // companion that must stand in the clause, a pattern over " word word "
	passive bool   // the passive gives a task too, to nobody named
	generic bool   // says only that someone acts, on what the sentence before says: "FAS følger op"
	re      *pattern
}

const givenWords = ` \S*(orientering|status|besked|tilbagemelding|svar|redegørelse|oversigt|udkast|oplæg|information|oplysning|notat|forslag|bud|input|materiale|overblik|udmelding|præsentation|vurdering|feedback|info|referat|gennemgang|rapport|mail|brev|indstilling|talepinde|tidsplan|plan)\S* `

var tasks = []task{
	{verb: "følge fulgt", with: ` (op|sagen|udviklingen|arbejdet) `, passive: true, generic: true}, // følger op
	{verb: "vende vendt", with: ` tilbage `, passive: true, generic: true},                         // vender tilbage
	{verb: "komme kommet", with: ` (med|tilbage|på næste|til næste) `},                             // kommer med oplæg
	{verb: "tage taget", with: ` (kontakt|fat|sig af|initiativ|hånd|ansvar|ansvaret|teten|opgaven|over|stilling|en snak|en runde|dialogen|dialog|det videre|sagen videre|videre|med|med videre|op) `, generic: true}, // tager kontakt til
	{verb: "tage taget", with: ` (op|med til|med på|med i) `, passive: true},                     // tages op på et kommende møde
	{verb: "tage taget", with: ` kontakt `, passive: true, generic: true},                        // der tages kontakt til
	{verb: "rette rettet", with: ` (henvendelse|forespørgsel|anmodning) `, passive: true},        // der rettes henvendelse til
	{verb: "give givet", with: givenWords, passive: true},                                        // giver en orientering om sagen
	{verb: "gøre gjort", with: ` (rede|status|klar|opmærksom) `},                                 // gør rede for
	{verb: "se set", with: ` (på|nærmere|ind i|om) `, passive: true, generic: true},              // ser på sagen
	{verb: "kigge kigget", with: ` (på|nærmere|ind i) `, passive: true, generic: true},           // kigger på det
	{verb: "gå gået", with: ` (i dialog|i gang|videre|tilbage|ind i|i kontakt) `, generic: true}, // går i dialog med
	{verb: "sætte sat", with: ` (på dagsordenen|på \S*dagsorden(en)?|i gang|på næste|gang i|sig ind i|på som|på til|op) `, passive: true},
	{verb: "optage optaget", with: ` \S*dagsorden(en)? `, passive: true},                                                         // optages på dagsordenen
	{verb: "holde holdt", with: ` (øje|møde|fast|udvalget orienteret|kontakt|rådmanden orienteret|oplæg) `},                      // holder møde med
	{verb: "afholde afholdt", with: ` \S*(møde|samtale|workshop|kursus|dialog)\S* med `},                                         // afholder møde med
	{verb: "stå stået", with: ` for `},                                                                                           // står for
	{verb: "lægge lagt", with: ` (frem|ud|op|en plan|en tidsplan|sag|på (hjemmesiden|intranettet|firstagenda)) `, passive: true}, // lægges frem til udvalget
	{verb: "melde meldt", with: ` (tilbage|ud|ind) `, generic: true},                                                             // melder tilbage
	{verb: "rette rettet", with: ` (henvendelse|til|op) `, generic: true},                                                        // retter henvendelse til
	{verb: "finde fundet", with: ` (ud af|en løsning|løsning|løsninger|dato|en dato|datoer|lokale|et|en) `, generic: true},
	{verb: "vedlægge vedlagt", passive: true},
	{verb: "uploade uploadet", passive: true},
	{verb: "tale talt", with: ` (med|sammen) `},                                  // taler med
	{verb: "snakke snakket", with: ` med `},                                      // snakker med
	{verb: "regne regnet", with: ` (på|ud|videre) `},                             // regner på
	{verb: "arbejde arbejdet", with: ` (videre|på en|på et|med at|på at) `},      // arbejder videre med
	{verb: "bringe bragt", with: ` (videre|op|sagen|ind|det|dette|det videre) `}, // bringer det videre
	{verb: "bære båret", with: ` videre `},
	{verb: "føre ført", with: ` (videre|dialog) `},
	{verb: "søge søgt", with: ``},
	{verb: "samle samlet", with: ` (op|ind) `},
	{verb: "skaffe skaffet", with: ``},
	{verb: "spørge spurgt", with: ` (ind til|om|til|kommunen|borgmesteren) `},
	{verb: "få fået", with: ` (udarbejdet|undersøgt|lavet|afklaret|til opgave|ansvar|styr|svar fra|indkaldt) `},
	{verb: "indgå indgået", with: ` \S*(aftale|dialog|samarbejde)\S* `},
	{verb: "tjekke tjekket", passive: true, generic: true},
	{verb: "checke checket", passive: true, generic: true},
	{verb: "undersøge undersøgt", passive: true, generic: true},
	{verb: "udarbejde udarbejdet", passive: true},
	{verb: "udfærdige udfærdiget", passive: true},
	{verb: "udforme udformet", passive: true},
	{verb: "udsende udsendt", passive: true},
	{verb: "udlevere udleveret"},
	{verb: "fremsende fremsendt", passive: true},
	{verb: "eftersende eftersendt", passive: true},
	{verb: "rundsende rundsendt", passive: true},
	{verb: "tilsende tilsendt", passive: true},
	{verb: "videresende videresendt", passive: true},
	{verb: "oversende oversendt", passive: true},
	{verb: "sende sendt", passive: true},
	{verb: "maile mailet", passive: true},
	{verb: "lave lavet", passive: true},
	{verb: "skrive skrevet", passive: true},
	{verb: "sørge sørget", with: ` (for det|herfor|for dette|for sagen) `, passive: true, generic: true},
	{verb: "sørge sørget", passive: true},
	{verb: "sikre sikret"},
	{verb: "kontakte kontaktet", passive: true},
	{verb: "afklare afklaret", passive: true, generic: true},
	{verb: "afdække afdækket", passive: true},
	{verb: "belyse belyst", passive: true},
	{verb: "beskrive beskrevet", passive: true},
	{verb: "besvare besvaret", passive: true},
	{verb: "svare svaret", with: ` (på|borgeren|udvalget|borgmesteren|skriftligt) `},
	{verb: "redegøre redegjort", passive: true},
	{verb: "fremlægge fremlagt", passive: true},
	{verb: "forelægge forelagt", passive: true},
	{verb: "præsentere præsenteret", passive: true},
	{verb: "indkalde indkaldt", passive: true},
	{verb: "invitere inviteret", passive: true},
	{verb: "booke booket", passive: true},
	{verb: "bestille bestilt", passive: true},
	{verb: "arrangere arrangeret", passive: true},
	{verb: "planlægge planlagt", passive: true},
	{verb: "koordinere koordineret", generic: true},
	{verb: "drøfte drøftet"},
	{verb: "igangsætte igangsat"},
	{verb: "iværksætte iværksat"},
	{verb: "indhente indhentet", passive: true},
	{verb: "indsamle indsamlet", passive: true},
	{verb: "indberette indberettet", passive: true},
	{verb: "beregne beregnet", passive: true},
	{verb: "justere justeret"},
	{verb: "tilrette tilrettet"},
	{verb: "opdatere opdateret", passive: true},
	{verb: "ajourføre ajourført", passive: true},
	{verb: "revidere revideret"},
	{verb: "formulere formuleret", passive: true},
	{verb: "kvalificere kvalificeret", passive: true},
	{verb: "konkretisere konkretiseret"},
	{verb: "analysere analyseret", passive: true},
	{verb: "evaluere evalueret", passive: true},
	{verb: "kortlægge kortlagt", passive: true},
	{verb: "forberede forberedt", passive: true},
	{verb: "tilføje tilføjet"},
	{verb: "indarbejde indarbejdet"},
	{verb: "indskrive indskrevet"},
	{verb: "gennemgå gennemgået"},
	{verb: "vurdere vurderet", generic: true},
	{verb: "overveje overvejet", generic: true},
	{verb: "tilbagemelde tilbagemeldt", generic: true},
	{verb: "rapportere rapporteret", passive: true},
	{verb: "afrapportere afrapporteret", passive: true},
	{verb: "orientere orienteret", passive: true},
	{verb: "informere informeret", passive: true},
	{verb: "underrette underrettet", passive: true},
	{verb: "formidle formidlet", passive: true},
	{verb: "levere leveret", passive: true},
	{verb: "fremskaffe fremskaffet", passive: true},
	{verb: "oprette oprettet"},
	{verb: "etablere etableret"},
	{verb: "varetage varetaget"},
	{verb: "forestå forestået"},
	{verb: "forfølge forfulgt", generic: true},
	{verb: "rykke rykket"},
	{verb: "ansøge ansøgt"},
	{verb: "implementere implementeret"},
	{verb: "monitorere monitoreret"},
	{verb: "facilitere faciliteret"},
	{verb: "mødes mødtes"},
	{verb: "offentliggøre offentliggjort"},
	{verb: "journalisere journaliseret"},
	{verb: "anmelde anmeldt"},
	{verb: "klarlægge klarlagt", passive: true},
	{verb: "udrede udredt", passive: true},
	{verb: "efterprøve efterprøvet"},
	{verb: "afprøve afprøvet"},
	{verb: "teste testet"},
	{verb: "løfte løftet"},
	{verb: "løse løst"},
	{verb: "håndtere håndteret"},
	{verb: "ordne ordnet"},
	{verb: "klare klaret"},
	{verb: "påtage påtaget"},
	{verb: "rådføre rådført"},
	{verb: "afstemme afstemt"},
	{verb: "aftale aftalt"},
	{verb: "repræsentere repræsenteret"},
	{verb: "nedsætte nedsat"},
	{verb: "opstarte opstartet"},
	{verb: "starte startet"},
	{verb: "begynde begyndt"},
	{verb: "genbesøge genbesøgt"},
	{verb: "genoptage genoptaget"},
	{verb: "gentænke gentænkt"},
	{verb: "prøve prøvet"},
	{verb: "forhandle forhandlet"},
	{verb: "underskrive underskrevet"},
	{verb: "bidrage bidraget"},
	{verb: "bistå bistået"},
	{verb: "hjælpe hjulpet"},
	{verb: "uddybe uddybet", passive: true},
	{verb: "oversætte oversat"},
	{verb: "opgøre opgjort", passive: true},
	{verb: "udtrække udtrukket"},
	{verb: "trække trukket", with: ` (tal|data|ud|tallene) `, passive: true},
	{verb: "bruge brugt", with: ` tid `},
	{verb: "ringe ringet"},
	{verb: "besøge besøgt"},
	{verb: "dele delt", with: ` (materialet|notatet|oplægget|erfaringer\S*|viden|med) `, passive: true},
	{verb: "notere noteret", with: ` (sig|ned) `},
	{verb: "huske husket"},
}

// infinitive is the task's verb.
func (t *task) infinitive() string {
	inf, _, _ := strings.Cut(t.verb, " ")
	return inf
}

// A taskForm is a task's verb in one of its forms.
type taskForm struct {
	*task
	form form
}

// taskForms finds the tasks of a word form.
var taskForms = func() map[string][]taskForm {
	m := make(map[string][]taskForm)
	for i := range tasks {
		t := &tasks[i]
		if t.with != "" {
			t.re = newPattern(t.with)
		}
		inf, part, _ := strings.Cut(t.verb, " ")
		forms := map[string]form{inf: infinitive, part: participle}
		switch {
		case strings.HasSuffix(inf, "s"): // mødes
			forms[inf] = present
		case inf == "gøre" || strings.HasSuffix(inf, "gøre"): // gør, redegør
			forms[strings.TrimSuffix(inf, "e")] = present
			forms[inf+"s"] = passive
		case inf == "spørge":
			forms["spørger"] = present
		default:
			forms[inf+"r"] = present
			forms[inf+"s"] = passive
		}
		for f, k := range forms {
			if !t.passive && (k == passive || k == participle) {
				continue
			}
			m[f] = append(m[f], taskForm{t, k})
		}
	}
	return m
}()

// taskAt is the task whose verb stands at i of the words, if any.
func taskAt(words []word, i int) (taskForm, bool) {
	forms := taskForms[words[i].low]
	if len(forms) == 0 {
		return taskForm{}, false
	}
	text := flat(words)
	for _, t := range forms {
		if t.re == nil || t.re.MatchString(text) {
			return t, true
		}
	}
	return taskForm{}, false
}
