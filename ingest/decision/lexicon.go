package decision

import (
	"strings"
)

// A class is what a verb does to the punkt it stands in.
type class int

const (
	approving    class = iota // takes what was proposed
	recommending              // tells a body above to take it
	noting                    // takes it to notice
	telling                   // gives information
	discussing                // exchanges views, puts questions
	postponing                // puts it off
	referring                 // sends it to another body
	withdrawing               // drops it
	rejecting                 // turns it down
	deciding                  // decides something of its own, elects, grants
	requesting                // asks someone for something
	remarking                 // adds the body's own remark
	promising                 // takes a task on
	opposing                  // a member is against, or makes a reservation
	missing                   // a member does not take part
)

// A form is a verb's form.
type form int

const (
	infinitive form = iota
	present
	passive // -s: "godkendes"
	past
	participle
)

// A verb is a row of the lexicon.
type verb struct {
	class class
	forms string // infinitive, present, -s passive, past, participle; "-" for none
	with  string // companion: what must stand in the clause for the row to hold, a pattern over " word word "
	far   bool   // the companion may stand beyond the clause
	re    *pattern
}

// is reports whether the verb is one of those named by their infinitive.
func (v *verb) is(infinitives ...string) bool {
	for _, inf := range infinitives {
		if strings.HasPrefix(v.forms, inf+" ") {
			return true
		}
	}
	return false
}

// companion reports whether the row holds in a clause.
func (v *verb) companion(text string) bool { return v.re == nil || v.re.MatchString(text) }

const (
	itemWords   = ` (\S*sag|\S*sagen|\S*sagens|\S*sager|\S*sagerne|\S*punkt|\S*punktet|\S*punkter|\S*punkterne|\S*indstilling|\S*indstillingen|\S*indstillinger|\S*forslag|\S*forslaget|behandling|behandlingen|beslutning|beslutningen|\S*drøftelse|\S*drøftelsen|emnet|temaet|mødet|opfølgning|dagsordenen|ansøgning|ansøgningen|budget|budgettet|lokalplan|lokalplanen|planen) `
	assentWords = ` (indstilling\S*|forslag\S*|anbefaling\S*|erklæring\S*|ønske\S*|ansøgning\S*|anmodning\S*) `
	infoWords   = ` (\S*orientering\S*|\S*status|\S*oplæg|\S*præsentation\S*|\S*indblik|\S*redegørelse\S*|\S*overblik|besked|oplysning\S*|\S*gennemgang\S*|\S*information\S*|\S*svar|\S*tilbagemelding\S*) `
	laterWords  = ` (?:igen|på ny|(næste|kommende|næstkommende|senere|et af de næste|de kommende) \S*(møde|møder|mødet)|efter (?:\S+ )?\S*(sommerferie|ferien|sommer|jul|budget|nytår|påske)\S*) `
	talkWords   = ` (\S*drøftelse\S*|\S*debat\S*|\S*dialog\S*|\S*diskussion\S*|\S*spørgsmål\S*|\S*bemærkning\S*|\S*kommentar\S*|\S*synspunkt\S*|\S*emner?|\S*meningsudveksling\S*|temamøde\S*|\S*spørgetid\S*) `
)

// verbs is the lexicon of decisions. Where several rows have a form, the first
// whose companion is there is taken, so rows with one stand first.
var verbs = []verb{
	// Rows with a companion.
	{class: noting, forms: "vedtage vedtager vedtages vedtog vedtaget", with: ` til efterretning `},
	{class: noting, forms: "henlægge henlægger henlægges henlagde henlagt", with: ` ad acta `},                             // henlagt ad acta
	{class: noting, forms: "tage tager tages tog taget", with: ` til (efterretning|underretning|orientering) `, far: true}, // taget til efterretning
	{class: noting, forms: "tage tager tages tog taget", with: ` (ad|til) notam `},                                         // taget ad notam
	{class: noting, forms: "blive bliver - blev blevet", with: ` til (efterretning|orientering) `},                         // blev til efterretning
	{class: opposing, forms: "tage tager tages tog taget", with: ` (forbehold|afstand) `},                                  // tog forbehold
	{class: opposing, forms: "have har - havde haft", with: ` forbehold `},                                                 // har forbehold
	{class: withdrawing, forms: "tage tager tages tog taget", with: ` (af|fra) (dagsorden\S*|bordet|programmet) `},         // taget af dagsordenen
	{class: withdrawing, forms: "trække trækker trækkes trak trukket", with: ` (tilbage|af dagsordenen|fra dagsordenen) `}, // trukket tilbage
	{class: withdrawing, forms: "trække trækker trækkes trak trukket", with: itemWords, far: true},                         // sagen blev trukket
	{class: withdrawing, forms: "slette sletter slettes slettede slettet", with: ` (punkt\S*|sag\S*|dagsorden\S*) `},       // punktet slettes
	{class: withdrawing, forms: "aflyse aflyser aflyses aflyste aflyst", with: `^ aflyst | (punkt\S*|orientering\S*) `},    // punktet blev aflyst
	{class: approving, forms: "tage tager tages tog taget", with: ` til følge `},                                           // indstillingen tages til følge
	{class: approving, forms: "tilslutte tilslutter tilsluttes tilsluttede tilsluttet", with: ``},                          // tilsluttede sig
	{class: approving, forms: "bakke bakker bakkes bakkede bakket", with: ` op `},                                          // bakker op om
	{class: approving, forms: "slutte slutter - sluttede sluttet", with: ` op `},                                           // slutter op om
	{class: approving, forms: "følge følger følges fulgte fulgt", with: assentWords},                                       // indstillingen blev fulgt
	{class: approving, forms: "give giver gives gav givet", with: ` (tilslutning|opbakning|samtykke) `},                    // gav tilslutning til
	{class: approving, forms: "sige siger siges sagde sagt", with: ` ja (tak )?til `},
	{class: rejecting, forms: "sige siger siges sagde sagt", with: ` nej (tak )?til `},
	{class: postponing, forms: "sætte sætter sættes satte sat", with: ` på (?:dagsordenen )?(igen|på ny) `},                                                                                                                       // punktet sættes på igen
	{class: postponing, forms: "tage tager tages tog taget", with: ` op (igen|på ny|til (fornyet|ny)) | (igen|på ny) op `},                                                                                                        // tages op til fornyet drøftelse
	{class: approving, forms: "give giver gives gav givet", with: ` grønt lys `},                                                                                                                                                  // gav grønt lys for
	{class: approving, forms: "være er - var været", with: ` (opbakning|tilslutning) til `},                                                                                                                                       // der var opbakning til forslaget
	{class: approving, forms: "have har - havde haft", with: ` (ingen indvendinger|intet at indvende) `},                                                                                                                          // har ingen indvendinger mod
	{class: postponing, forms: "ønske ønsker ønskes ønskede ønsket", with: ` (\S*sagen|\S*punktet|\S*forslaget) (?:\S+ )?((forelagt|fremlagt|behandlet|drøftet) (igen|på ny)|genforelagt|genfremlagt|genoptaget|udsat|udskudt) `}, // ønsker sagen forelagt på ny
	{class: requesting, forms: "være er - var været", with: ` ønsker? om `},                                                                                                                                                       // der var et ønske om
	{class: requesting, forms: "udtrykke udtrykker udtrykkes udtrykte udtrykt", with: ` ønsker? om `},                                                                                                                             // udtrykte ønske om
	{class: requesting, forms: "fremsætte fremsætter fremsættes fremsatte fremsat", with: ` ønsker? om `},
	{class: requesting, forms: "se ser - så set", with: ` gerne `},                                                                    // ser gerne, at
	{class: approving, forms: "gå går - gik gået", with: ` ind for `},                                                                 // kunne gå ind for
	{class: approving, forms: "være er - var været", with: ` (enig|enige) i (?:\S+ ){0,3}(indstilling\S*|forslag\S*|anbefaling\S*) `}, // var enig i indstillingen
	{class: approving, forms: "henholde henholder - henholdt henholdt", with: ` sig til `},                                            // henholdt sig til erklæringen
	{class: rejecting, forms: "stemme stemmer stemmes stemte stemt", with: ` (ned|bort) `},                                            // blev stemt ned
	{class: rejecting, forms: "opnå opnår opnås opnåede opnået", with: ` ikke `},                                                      // opnåede ikke flertal
	{class: rejecting, forms: "samle samler samles samlede samlet", with: ` ikke (?:\S+ ){0,2}?flertal `},                             // kunne ikke samle flertal
	{class: rejecting, forms: "være er - var været", with: ` ikke (?:\S+ )?(flertal|tilslutning|opbakning|stemning) `},
	{class: rejecting, forms: "få får - fik fået", with: ` ikke (?:\S+ )?(flertal|tilslutning|opbakning) `},                                                                                   // fik ikke flertal
	{class: rejecting, forms: "nyde nyder - nød nydt", with: ` ikke fremme `},                                                                                                                 // nyder ikke fremme
	{class: rejecting, forms: "falde falder - faldt faldet", with: ` (\S*forslag\S*|indstilling\S*|ansøgning\S*|anmodning\S*|punkt\S*|faldt) `},                                               // forslaget faldt
	{class: rejecting, forms: "give giver gives gav givet", with: ` afslag `},                                                                                                                 // der gives afslag
	{class: rejecting, forms: "meddele meddeler meddeles meddelte meddelt", with: ` afslag `},                                                                                                 // der meddeles afslag
	{class: opposing, forms: "stemme stemmer stemmes stemte stemt", with: ` (imod|mod|nej|blankt|hverken) `},                                                                                  // stemte imod
	{class: opposing, forms: "undlade undlader - undlod undladt", with: ` stemme `},                                                                                                           // undlod at stemme
	{class: opposing, forms: "ønske ønsker ønskes ønskede ønsket", with: ` (ført|tilført|noteret|protokolleret|optaget) (?:\S+ )?(til |i )?(protokol\S*|referat\S*|beslutningsprotokol\S*) `}, // ønsker ført til protokol
	{class: postponing, forms: "stille stiller stilles stillede stillet", with: ` i bero `},                                                                                                   // stilles i bero
	{class: postponing, forms: "sætte sætter sættes satte sat", with: ` i bero `},                                                                                                             // sættes i bero
	{class: postponing, forms: "overføre overfører overføres overførte overført", with: laterWords},
	{class: postponing, forms: "flytte flytter flyttes flyttede flyttet", with: laterWords},                                                                                                                 // punktet flyttes til næste møde
	{class: postponing, forms: "flytte flytter flyttes flyttede flyttet", with: `^ (\S*punktet|\S*sagen|behandlingen|drøftelsen|emnet|temaet) .* til (?:\S+ )?\S*(møde|mødet) `},                            // punktet flyttes til mødet den 9. december
	{class: postponing, forms: "tage tager tages tog taget", with: ` (tages|tager|tage|taget) (?:(den|det|sagen|punktet) )?(på et senere|på næste|på et kommende|på det næste|næste gang|senere) `},         // tages på et senere møde
	{class: postponing, forms: "fortsætte fortsætter fortsættes fortsatte fortsat", with: laterWords},                                                                                                       // sagen fortsætter på næste møde
	{class: postponing, forms: "- - træffes - -", with: ` (endelig|først|senere) (?:\S+ ){0,2}?(beslutning|afgørelse) | (beslutning|afgørelse) (?:\S+ ){0,2}?(senere|på et|på næste) `},                     // der træffes endelig beslutning i juni
	{class: postponing, forms: "- - behandles - -", with: laterWords},                                                                                                                                       // behandles på næste møde
	{class: postponing, forms: "- - drøftes - -", with: laterWords},                                                                                                                                         // punktet drøftes efter sommerferien
	{class: postponing, forms: "- afventer - afventede -", with: ` (\S*udvalget|byrådet|magistraten|rådmanden|bestyrelsen) (afventer|afventede) `},                                                          // udvalget afventer yderligere oplysninger
	{class: postponing, forms: "afvente afventer afventes afventede afventet", with: itemWords},                                                                                                             // sagen afventer
	{class: referring, forms: "gå går - gik gået", with: ` (\S*sagen|\S*punktet|\S*forslaget|indstillingen) (går|gik) (?:\S+ )?til (?:\S+ ){0,2}?\S*(udvalg|byråd|magistrat|direktion|kommunalbestyrelse)`}, // sagen går til Magistraten
	{class: referring, forms: "indgå indgår - indgik indgået", with: ` i (?:\S+ ){0,3}?\S*budget(lægning|forhandling|drøftelse|proces|behandling|arbejde)\S* `},                                             // indgår i budgetlægningen
	{class: referring, forms: "overgå overgår - overgik overgået", with: ` til `},                                                                                                                           // overgik til 2. behandling
	{class: referring, forms: "gå går - gik gået", with: ` til (2|anden|næste behandling)`},                                                                                                                 // gik til 2. behandling
	{class: deciding, forms: "sende sender sendes sendte sendt", with: ` (i|til) (?:\S+ ){0,3}?(\S*høring|udbud) `},                                                                                         // sendes i høring
	{class: discussing, forms: "give giver gives gav givet", with: ` (udtryk|anledning) `},                                                                                                                  // gav udtryk for
	{class: discussing, forms: "give giver gives gav givet", with: ` (retning|pejlemærker|sine synspunkter) `},
	{class: discussing, forms: "give giver gives gav givet", with: ` (\S*input|bemærkninger|kommentarer|sparring|feedback|synspunkter) `}, // gav input til oplægget
	{class: telling, forms: "give giver gives gav givet", with: infoWords},                                                                // gav en orientering
	{class: telling, forms: "foretage foretager foretages foretog foretaget", with: infoWords},                                            // orientering foretaget
	{class: telling, forms: "holde holder holdes holdt holdt", with: ` \S*(oplæg|tale|indlæg|orientering)\S* `},                           // holdt oplæg om
	{class: deciding, forms: "få får - fik fået", with: ` (mandat|bemyndigelse|fuldmagt|til opgave) `},                                    // fik mandat til
	{class: telling, forms: "få får - fik fået", with: infoWords},                                                                         // udvalget fik en orientering
	{class: telling, forms: "høre hører - hørte hørt", with: ` (om|oplæg) `},
	{class: discussing, forms: "tage tager tages tog taget", with: ` \S*(drøftelse|debat|runde)\S* `}, // tog en drøftelse af
	{class: discussing, forms: "komme kommer - kom kommet", with: ` (med|frem|til) (?:\S+ ){0,3}?(\S*input|\S*forslag|\S*bemærkninger|\S*spørgsmål|\S*kommentarer|synspunkter|ønsker|idéer|ideer) `},
	{class: discussing, forms: "- - - kom -", with: ` (input|forslag|bemærkninger|spørgsmål|kommentarer|synspunkter|ønsker|idéer|ideer) `},
	{class: discussing, forms: "stille stiller stilles stillede stillet", with: ` \S*forslag\S* `},
	{class: discussing, forms: "undre undrer - undrede undret", with: ` sig `},
	{class: rejecting, forms: "finde finder - fandt fundet", with: ` ikke (?:\S+ )?(anledning|grundlag|grund|belæg) (til|for) at `, far: true}, // finder ikke anledning til at imødekomme
	{class: discussing, forms: "finde finder - fandt -", with: ` (det|at) `, far: true},                                                        // fandt det positivt, at
	{class: discussing, forms: "lægge lægger - lagde lagt", with: ` op til `},
	{class: deciding, forms: "pege peger peges pegede peget", with: ` peg\S* (?:\S+ )?på (?:\S+ )?(\S*model|\S*modellen|\S*forslag|\S*forslaget|scenari\S*|alternativ\S*|løsning|løsningen|variant\S*|\S*placering\S*|mulighed) (\d|[a-h]|nr|med|om|på) `}, // peger på model C
	{class: discussing, forms: "pege peger peges pegede peget", with: ` på `},
	{class: requesting, forms: "have - - - -", with: ` gerne `}, // vil gerne have et notat
	{class: requesting, forms: "høre - - - -", with: ` gerne `},
	{class: requesting, forms: "vide - - - -", with: ` gerne `},
	{class: requesting, forms: "modtage - - - -", with: ` gerne `},
	{class: requesting, forms: "orienteres - orienteres - -", with: ` gerne `},
	{class: deciding, forms: "give giver gives gav givet", with: ` (\S*tilladelse\S*|dispensation\S*|tilsagn|mandat|bemyndigelse|fuldmagt|tilskud|bevilling\S*) `}, // der gives tilladelse
	{class: approving, forms: "meddele meddeler meddeles meddelte meddelt", with: ` \S*bevilling\S* `},                                                             // der meddeles anlægsbevilling
	{class: approving, forms: "give giver gives gav givet", with: ` \S*bevilling\S* `},
	{class: deciding, forms: "meddele meddeler meddeles meddelte meddelt", with: ` (\S*tilladelse\S*|dispensation\S*|tilsagn|påbud) `},
	{class: deciding, forms: "meddele meddeler meddeles meddelte meddelt", with: ` (orlov|garanti|kommunegaranti|samtykke) `},
	{class: deciding, forms: "yde yder ydes ydede ydet", with: ` (\S*tilskud|\S*støtte|\S*lån|lånet|\S*bidrag|\S*garanti|\S*godtgørelse|midler|\d\S*) `}, // der ydes et tilskud
	{class: deciding, forms: "erklære erklærer erklæres erklærede erklæret", with: ` (for|som) (indkaldt|valgt|fratrådt|indtrådt|gyldig\S*|ugyldig\S*|lovlig\S*) `},
	{class: discussing, forms: "afslutte afslutter afsluttes afsluttede afsluttet", with: ` \S*(debat|drøftelse|forhandling|diskussion)\S* `}, // debatten afsluttet
	{class: deciding, forms: "afgive afgiver afgives afgav afgivet", with: ` \S*(høringssvar|udtalelse|svar|erklæring|indsigelse)(et|en)? `},  // afgav følgende høringssvar
	{class: deciding, forms: "træffe træffer træffes traf truffet", with: ` (beslutning\S*|afgørelse\S*|aftale\S*) `},                         // traf beslutning om
	{class: telling, forms: "gøre gør gøres gjorde gjort", with: ` (rede|opmærksom|status) `},                                                 // gjorde rede for
	{class: telling, forms: "være er - var været", with: ` (en )?(\S+ )?(\S*orientering|\S*status|oplæg) (om|fra|ved|på|til|vedr) `},          // der var en orientering om
	{class: telling, forms: "blive bliver - blev blevet", with: ` (orienteringer|oplæg) `},
	{class: discussing, forms: "være er - var været", with: talkWords},                                                                                   // der var en drøftelse
	{class: discussing, forms: "finde finder - fandt fundet", with: ` sted `},                                                                            // drøftelsen fandt sted
	{class: discussing, forms: "foretage foretager foretages foretog foretaget", with: talkWords},                                                        // drøftelsen blev foretaget
	{class: discussing, forms: "afholde afholder afholdes afholdt afholdt", with: ` \S*(drøftelse\S*|debat\S*|temamøde\S*|dialogmøde\S*|spørgetid\S*) `}, // temadrøftelse afholdt
	{class: discussing, forms: "holde holder holdes holdt holdt", with: ` \S*(drøftelse\S*|debat\S*) `},
	{class: discussing, forms: "have har - havde haft", with: ` (?:(en|et|række|flere|nogle|enkelte|haft|ingen) ){0,2}?(?:\S+ )?(\S*drøftelse\S*|\S*debat\S*|\S*spørgsmål|\S*kommentar\S*|\S*bemærkning\S*|\S*dialog) `}, // havde en drøftelse
	{class: discussing, forms: "stille stiller stilles stillede stillet", with: ` \S*spørgsmål\S* `},                                                                                                                     // stillede spørgsmål
	{class: discussing, forms: "rejse rejser rejses rejste rejst", with: ``},                                                                                                                                             // rejste en række emner
	{class: discussing, forms: "udveksle udveksler udveksles udvekslede udvekslet", with: ``},                                                                                                                            // udvekslede synspunkter
	{class: discussing, forms: "knytte knytter knyttes knyttede knyttet", with: ` \S*(bemærkning|kommentar)\S* `},
	{class: discussing, forms: "afgive afgiver afgives afgav afgivet", with: ` \S*(bemærkning|kommentar)\S* `},
	{class: requesting, forms: "bede beder bedes bad bedt", with: ` om `, far: true}, // bad forvaltningen om
	{class: requesting, forms: "bede beder - bad bedt", with: ``},
	{class: requesting, forms: "rette retter rettes rettede rettet", with: ` henvendelse `},
	{class: missing, forms: "deltage deltager - deltog deltaget", with: ` ikke `},                                                               // deltog ikke i sagens behandling
	{class: missing, forms: "være er - var været", with: ` (forhindret|forhindrede|fraværende|inhabil|inhabile|ikke til stede|ikke tilstede) `}, // var forhindret i at deltage
	{class: missing, forms: "melde melder meldes meldte meldt", with: ` afbud `},
	{class: missing, forms: "erklære erklærer erklæres erklærede erklæret", with: ` inhabil\S* `},
	{class: missing, forms: "forlade forlader - forlod forladt", with: ` (mødet|lokalet|salen|mødelokalet) `},
	{class: missing, forms: "medvirke medvirker - medvirkede medvirket", with: ` ikke `},
	{class: opposing, forms: "henholde henholder - henholdt henholdt", with: ` oprindelige `},
	{class: discussing, forms: "indstille - - - indstillet", with: ` (positivt?|negativt?|velvilligt?) (?:\S+ )?indstillet `}, // var positivt indstillet
	{class: deciding, forms: "indstille indstiller indstilles indstillede indstillet", with: ` indstill\S* (?:\S+ )+?som `},   // indstillede X som kandidat
	{class: deciding, forms: "være er - var været", with: ` (enighed|enige|enig|genvalg|nyvalg|enstemmighed) `},               // der var enighed om
	{class: deciding, forms: "opnå opnår opnås opnåede opnået", with: ` enighed `},
	{class: deciding, forms: "blive bliver - blev blevet", with: ` (enige|enig) om `},
	{class: deciding, forms: "lægge lægger lægges lagde lagt", with: ` fast `},
	{class: remarking, forms: "lægge lægger lægges lagde lagt", with: ` vægt `}, // lægger vægt på

	{class: discussing, forms: "gennemføre gennemfører gennemføres gennemførte gennemført", with: talkWords},
	{class: postponing, forms: "fremlægge fremlægger fremlægges - -", with: ` (\S*sagen|\S*punktet|\S*forslaget|\S*indstillingen) (?:\S+ ){0,3}?(igen|på ny) `},                                                                                                                                     // fremlægger sagen igen
	{class: postponing, forms: "forelægge forelægger forelægges forelagde forelagt", with: ` (igen|på ny|påny|påny) `},                                                                                                                                                                              // sagen forelægges igen
	{class: referring, forms: "- - forelægges - -", with: `^ (?:(\S*sagen|\S*punktet|\S*forslaget|indstillingen|den|det) )?(?:(skal|herefter|derefter|derfor|dermed|nu) )*forelægges (?:(herefter|derefter|for|til|endelig|afgørelse) )*\S*(byråd|kommunalbestyrelse|magistrat|udvalg|regionsråd)`}, // skal forelægges byrådet
	{class: withdrawing, forms: "tage tager tages tog taget", with: ` af (på mødet |under mødet )?[.]? ?$`},                                                                                                                                                                                         // taget af
	{class: deciding, forms: "- - arbejdes - -", with: ` videre `},                                                                                                                                                                                                                                  // der arbejdes videre med forslag 2
	{class: promising, forms: "påtage påtager påtages påtog påtaget", with: ` sig `},

	// Approving.
	{class: approving, forms: "godkende godkender godkendes godkendte godkendt"},
	{class: approving, forms: "vedtage vedtager vedtages vedtog vedtaget"},
	{class: approving, forms: "tiltræde tiltræder tiltrædes tiltrådte tiltrådt"},
	{class: approving, forms: "bifalde bifalder bifaldes bifaldt bifaldet"},
	{class: approving, forms: "stadfæste stadfæster stadfæstes stadfæstede stadfæstet"},
	{class: approving, forms: "imødekomme imødekommer imødekommes imødekom imødekommet"},
	{class: approving, forms: "efterkomme efterkommer efterkommes efterkom efterkommet"},
	{class: approving, forms: "acceptere accepterer accepteres accepterede accepteret"},
	{class: approving, forms: "støtte støtter støttes støttede støttet"},
	{class: approving, forms: "bevilge bevilger bevilges bevilgede bevilget"},
	{class: approving, forms: "bevillige bevilliger bevilliges bevilligede bevilliget"},
	{class: approving, forms: "underskrive underskriver underskrives underskrev underskrevet"},
	{class: approving, forms: "frigive frigiver frigives frigav frigivet"},
	{class: approving, forms: "autorisere autoriserer autoriseres autoriserede autoriseret"},
	// Recommending.
	{class: recommending, forms: "anbefale anbefaler anbefales anbefalede anbefalet"},
	{class: recommending, forms: "indstille indstiller indstilles indstillede indstillet"},
	// Telling: by itself no more than an orientation.
	{class: telling, forms: "orientere orienterer orienteres orienterede orienteret"},
	{class: telling, forms: "informere informerer informeres informerede informeret"},
	{class: telling, forms: "oplyse oplyser oplyses oplyste oplyst"},
	{class: telling, forms: "meddele meddeler meddeles meddelte meddelt"},
	{class: telling, forms: "fortælle fortæller - fortalte fortalt"},
	{class: telling, forms: "redegøre redegør - redegjorde redegjort"},
	{class: telling, forms: "fremlægge - - fremlagde fremlagt"},
	{class: telling, forms: "forelægge - - forelagde forelagt"},
	{class: telling, forms: "præsentere - - præsenterede præsenteret"},
	{class: telling, forms: "uddele uddeler uddeles uddelte uddelt"},
	{class: telling, forms: "udlevere udleverer udleveres udleverede udleveret"},
	{class: telling, forms: "omdele omdeler omdeles omdelte omdelt"},
	{class: telling, forms: "forevise foreviser forevises foreviste forevist"},
	{class: telling, forms: "svare svarer - svarede svaret"},
	{class: telling, forms: "besvare - - besvarede besvaret"},
	{class: telling, forms: "nævne nævner nævnes nævnte nævnt"},
	{class: telling, forms: "omtale omtaler omtales omtalte omtalt"},
	{class: telling, forms: "referere refererer refereres refererede refereret"},
	{class: telling, forms: "forklare forklarer forklares forklarede forklaret"},
	{class: telling, forms: "takke takker takkes takkede takket"},
	{class: telling, forms: "konstatere konstaterer konstateres konstaterede konstateret"},
	{class: telling, forms: "notere noterer noteres noterede noteret"},
	{class: telling, forms: "byde byder bydes bød budt"},
	{class: telling, forms: "henlede henleder henledes henledte henledt"},
	{class: telling, forms: "bekræfte bekræfter bekræftes bekræftede bekræftet"},
	{class: telling, forms: "modtage modtager modtages modtog modtaget"},
	{class: telling, forms: "berette beretter berettes berettede berettet"},
	{class: telling, forms: "vise - - viste vist"},
	{class: telling, forms: "udsende - - udsendte udsendt"},
	{class: telling, forms: "rundsende - - rundsendte rundsendt"},
	{class: telling, forms: "sige siger siges sagde sagt"},
	{class: telling, forms: "se - - så set", with: ` \S*(film|filmen|video|videoen|præsentation|udstilling)\S* `},
	{class: telling, forms: "deltage - - deltog deltaget"},
	{class: telling, forms: "introducere - - introducerede introduceret"},
	{class: telling, forms: "beskrive - - beskrev beskrevet"},
	{class: telling, forms: "uddybe - - uddybede uddybet"},
	{class: telling, forms: "supplere - - supplerede suppleret"},
	{class: telling, forms: "indlede - - indledte indledt"},
	{class: telling, forms: "anerkende anerkender anerkendes anerkendte anerkendt"},
	{class: telling, forms: "besøge - - besøgte besøgt"},
	{class: telling, forms: "besigtige - - besigtigede besigtiget"},
	{class: telling, forms: "kvittere kvitterer - kvitterede kvitteret"},
	{class: telling, forms: "rose roser - roste rost"},
	{class: telling, forms: "minde - - mindede mindet"},
	{class: telling, forms: "invitere - - inviterede inviteret"},
	{class: telling, forms: "annoncere annoncerer annonceres annoncerede annonceret"},
	{class: telling, forms: "afrapportere - - afrapporterede afrapporteret"},
	{class: telling, forms: "aflægge - - aflagde aflagt"},
	{class: telling, forms: "afholde - - afholdt afholdt"},
	// Remarking: after an approval a remark to it, by itself information.
	{class: remarking, forms: "bemærke bemærker bemærkes bemærkede bemærket"},
	{class: remarking, forms: "præcisere præciserer præciseres præciserede præciseret"},
	{class: remarking, forms: "understrege understreger understreges understregede understreget"},
	{class: remarking, forms: "forudsætte forudsætter forudsættes forudsatte forudsat"},
	{class: remarking, forms: "pointere pointerer pointeres pointerede pointeret"},
	{class: remarking, forms: "tilføje tilføjer tilføjes tilføjede tilføjet"},
	// Discussing.
	{class: discussing, forms: "drøfte drøfter drøftes drøftede drøftet"},
	{class: discussing, forms: "diskutere diskuterer diskuteres diskuterede diskuteret"},
	{class: discussing, forms: "debattere debatterer debatteres debatterede debatteret"},
	{class: discussing, forms: "behandle - - behandlede behandlet"},
	{class: discussing, forms: "gennemgå gennemgår gennemgås gennemgik -"},
	{class: telling, forms: "- - - - gennemgået"},
	{class: discussing, forms: "evaluere - - evaluerede evalueret"},
	{class: discussing, forms: "spørge spørger - spurgte spurgt"},
	{class: discussing, forms: "kommentere kommenterer kommenteres kommenterede kommenteret"},
	{class: discussing, forms: "tilkendegive tilkendegiver tilkendegives tilkendegav tilkendegivet"},
	{class: discussing, forms: "udtrykke udtrykker udtrykkes udtrykte udtrykt"},
	{class: discussing, forms: "foreslå foreslår foreslås foreslog foreslået"},
	{class: discussing, forms: "mene mener - mente ment"},
	{class: discussing, forms: "tale taler - talte talt"},
	{class: discussing, forms: "fremføre fremfører fremføres fremførte fremført"},
	{class: discussing, forms: "påpege påpeger påpeges påpegede påpeget"},
	{class: discussing, forms: "vende vender vendes vendte vendt"},
	{class: discussing, forms: "anføre anfører anføres anførte anført"},
	{class: discussing, forms: "fremhæve fremhæver fremhæves fremhævede fremhævet"},
	{class: discussing, forms: "overveje overvejer overvejes overvejede overvejet"},
	{class: discussing, forms: "vurdere - - vurderede vurderet"},
	{class: discussing, forms: "kritisere kritiserer kritiseres kritiserede kritiseret"},
	{class: discussing, forms: "beklage beklager beklages beklagede beklaget"},
	{class: discussing, forms: "argumentere argumenterer - argumenterede argumenteret"},
	{class: discussing, forms: "ytre ytrer - ytrede ytret"},
	// Postponing.
	{class: postponing, forms: "udsætte udsætter udsættes udsatte udsat"},
	{class: postponing, forms: "udskyde udskyder udskydes udskød udskudt"},
	{class: postponing, forms: "genoptage genoptager genoptages genoptog genoptaget"},
	{class: postponing, forms: "genudsende genudsender genudsendes genudsendte genudsendt"},
	{class: postponing, forms: "genoptrykke genoptrykker genoptrykkes genoptrykte genoptrykt"},
	{class: postponing, forms: "genforelægge genforelægger genforelægges genforelagde genforelagt"},
	{class: postponing, forms: "genfremsætte genfremsætter genfremsættes genfremsatte genfremsat"},
	{class: postponing, forms: "genfremlægge genfremlægger genfremlægges genfremlagde genfremlagt"},
	{class: postponing, forms: "genbehandle genbehandler genbehandles genbehandlede genbehandlet"},
	{class: postponing, forms: "bero beror - beroede beroet"},
	{class: postponing, forms: "hvile hviler - hvilede hvilet"},
	// Referring.
	{class: referring, forms: "henvise henviser henvises henviste henvist"},
	{class: referring, forms: "oversende oversender oversendes oversendte oversendt"},
	{class: referring, forms: "fremsende fremsender fremsendes fremsendte fremsendt"},
	{class: referring, forms: "videresende videresender videresendes videresendte videresendt"},
	{class: referring, forms: "tilbagesende tilbagesender tilbagesendes tilbagesendte tilbagesendt"},
	{class: referring, forms: "tilbagevise tilbageviser tilbagevises tilbageviste tilbagevist"},
	{class: referring, forms: "hjemvise hjemviser hjemvises hjemviste hjemvist"},
	{class: referring, forms: "returnere returnerer returneres returnerede returneret"},
	{class: referring, forms: "sende sender sendes sendte sendt"},
	{class: referring, forms: "overgive overgiver overgives overgav overgivet"},
	{class: referring, forms: "overdrage overdrager overdrages overdrog overdraget"},
	{class: referring, forms: "uddelegere uddelegerer uddelegeres uddelegerede uddelegeret"},
	// Withdrawing.
	{class: withdrawing, forms: "udgå udgår - udgik udgået"},
	{class: withdrawing, forms: "bortfalde bortfalder - bortfaldt bortfaldet"},
	{class: withdrawing, forms: "frafalde frafalder frafaldes frafaldt frafaldet"},
	{class: withdrawing, forms: "tilbagetrække tilbagetrækker tilbagetrækkes tilbagetrak tilbagetrukket"},
	{class: withdrawing, forms: "tilbagekalde tilbagekalder tilbagekaldes tilbagekaldte tilbagekaldt"},
	{class: withdrawing, forms: "annullere annullerer annulleres annullerede annulleret"},
	// Rejecting.
	{class: rejecting, forms: "forkaste forkaster forkastes forkastede forkastet"},
	{class: rejecting, forms: "afvise afviser afvises afviste afvist"},
	{class: rejecting, forms: "afslå afslår afslås afslog afslået"},
	{class: rejecting, forms: "nedstemme nedstemmer nedstemmes nedstemte nedstemt"},
	{class: rejecting, forms: "bortstemme bortstemmer bortstemmes bortstemte bortstemt"},
	{class: rejecting, forms: "underkende underkender underkendes underkendte underkendt"},
	// Deciding.
	{class: deciding, forms: "beslutte beslutter besluttes besluttede besluttet"},
	{class: deciding, forms: "aftale aftaler aftales aftalte aftalt"},
	{class: deciding, forms: "enes enes - enedes enedes"},
	{class: deciding, forms: "vælge vælger vælges valgte valgt"},
	{class: deciding, forms: "genvælge genvælger genvælges genvalgte genvalgt"},
	{class: deciding, forms: "nyvælge nyvælger nyvælges nyvalgte nyvalgt"},
	{class: deciding, forms: "udpege udpeger udpeges udpegede udpeget"},
	{class: deciding, forms: "udnævne udnævner udnævnes udnævnte udnævnt"},
	{class: deciding, forms: "konstituere konstituerer konstitueres konstituerede konstitueret"},
	{class: deciding, forms: "nedsætte nedsætter nedsættes nedsatte nedsat"},
	{class: deciding, forms: "fastsætte fastsætter fastsættes fastsatte fastsat"},
	{class: deciding, forms: "fastlægge fastlægger fastlægges fastlagde fastlagt"},
	{class: deciding, forms: "fastholde fastholder fastholdes fastholdt fastholdt"},
	{class: deciding, forms: "opretholde opretholder opretholdes opretholdt opretholdt"},
	{class: deciding, forms: "bemyndige bemyndiger bemyndiges bemyndigede bemyndiget"},
	{class: deciding, forms: "pålægge pålægger pålægges pålagde pålagt"},
	{class: deciding, forms: "afgøre afgør afgøres afgjorde afgjort"},
	{class: deciding, forms: "iværksætte iværksætter iværksættes iværksatte iværksat"},
	{class: deciding, forms: "igangsætte igangsætter igangsættes igangsatte igangsat"},
	{class: deciding, forms: "prioritere prioriterer prioriteres prioriterede prioriteret"},
	{class: deciding, forms: "dispensere dispenserer dispenseres dispenserede dispenseret"},
	{class: deciding, forms: "ændre ændrer ændres ændrede ændret"},
	{class: deciding, forms: "erstatte erstatter erstattes erstattede erstattet"},
	{class: deciding, forms: "flytte flytter flyttes flyttede flyttet"},
	{class: deciding, forms: "aflyse aflyser aflyses aflyste aflyst"},
	{class: deciding, forms: "indtræde indtræder - indtrådte indtrådt"},
	{class: deciding, forms: "afslutte afslutter afsluttes afsluttede afsluttet"},
	{class: deciding, forms: "indkalde indkalder indkaldes indkaldte indkaldt"},
	{class: deciding, forms: "ansætte ansætter ansættes ansatte ansat"},
	{class: deciding, forms: "overlade overlader overlades overlod overladt"},
	{class: deciding, forms: "afsætte afsætter afsættes afsatte afsat"},
	{class: deciding, forms: "fordele fordeler fordeles fordelte fordelt"},
	{class: deciding, forms: "tildele tildeler tildeles tildelte tildelt"},
	{class: deciding, forms: "optage optager optages optog optaget"},
	{class: deciding, forms: "henlægge henlægger henlægges henlagde henlagt"},
	{class: deciding, forms: "tilpasse tilpasser tilpasses tilpassede tilpasset"},
	{class: deciding, forms: "indføre indfører indføres indførte indført"},
	{class: deciding, forms: "nedlægge nedlægger nedlægges nedlagde nedlagt"},
	{class: deciding, forms: "sælge - sælges solgte solgt"},
	{class: deciding, forms: "udleje - udlejes udlejede udlejet"},
	{class: deciding, forms: "erhverve - erhverves erhvervede erhvervet"},
	{class: deciding, forms: "nedrive - nedrives nedrev nedrevet"},
	{class: deciding, forms: "- - lukkes - -"},
	{class: deciding, forms: "ophæve ophæver ophæves ophævede ophævet"},
	{class: deciding, forms: "opsige opsiger opsiges opsagde opsagt"},
	{class: deciding, forms: "forlænge forlænger forlænges forlængede forlænget"},
	{class: deciding, forms: "forhøje forhøjer forhøjes forhøjede forhøjet"},
	{class: deciding, forms: "udmønte udmønter udmøntes udmøntede udmøntet"},
	{class: deciding, forms: "videreføre viderefører videreføres videreførte videreført"},
	// Requesting.
	{class: requesting, forms: "ønske ønsker ønskes ønskede ønsket"},
	{class: requesting, forms: "udbede udbeder udbedes udbad udbedt"},
	{class: requesting, forms: "efterspørge efterspørger efterspørges efterspurgte efterspurgt"},
	{class: requesting, forms: "efterlyse efterlyser efterlyses efterlyste efterlyst"},
	{class: requesting, forms: "anmode anmoder anmodes anmodede anmodet"},
	{class: requesting, forms: "opfordre opfordrer opfordres opfordrede opfordret"},
	{class: requesting, forms: "henstille henstiller henstilles henstillede henstillet"},
	{class: requesting, forms: "bestille bestiller bestilles bestilte bestilt"},
	{class: requesting, forms: "rekvirere rekvirerer rekvireres rekvirerede rekvireret"},
	// Promising.
	{class: promising, forms: "love lover loves lovede lovet"},
	{class: promising, forms: "tilbyde tilbyder - tilbød tilbudt"},
	// Opposing.
	{class: opposing, forms: "dissentiere dissentierer - dissentierede dissentieret"},
}

// A reading is a verb in one of its forms.
type reading struct {
	*verb
	form form
}

// lexicon finds the readings of a word form, in the order of verbs.
var lexicon = func() map[string][]reading {
	m := make(map[string][]reading)
	for i := range verbs {
		v := &verbs[i]
		if v.with != "" {
			v.re = newPattern(v.with)
		}
		for j, f := range strings.Fields(v.forms) {
			if f == "-" {
				continue
			}
			m[f] = append(m[f], reading{v, form(j)})
			if form(j) == past {
				f = strings.TrimSuffix(f, "e") + "es"
				m[f] = append(m[f], reading{v, passive}) // "drøftedes", "udsattes", "vedtoges"
			}
		}
	}
	return m
}()
