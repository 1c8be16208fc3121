package decision

import "strings"

// nouns recognises words by how they end: compounds by their last part, in
// any of the inflections given.
type nouns struct {
	ends map[string]bool
	not  map[string]bool // ends that only look like one: "området" is no "råd"
}

// nounsOf makes a table of the stems in the endings, which are put on each;
// "" is always one. not lists whole endings of words that are taken out.
func nounsOf(stems, endings, not string) nouns {
	n := nouns{make(map[string]bool), set(not)}
	for _, stem := range strings.Fields(stems) {
		n.ends[stem] = true
		for _, ending := range strings.Fields(endings) {
			n.ends[stem+ending] = true
		}
	}
	return n
}

// match reports whether a word in lower case is one of the nouns.
func (n nouns) match(low string) bool {
	found := false
	for i := range low {
		if n.not[low[i:]] {
			return false
		}
		found = found || n.ends[low[i:]]
	}
	return found
}

// Tables of nouns. The definite and the genitive are among the endings.
var (
	// bodyNouns name a deciding body, or the whole of one.
	bodyNouns = nounsOf(`udvalg byråd kommunalbestyrelse regionsråd magistrat borgerrepræsentation flertal bestyrelse direktion chefgruppe
		ledergruppe styregruppe chefforum rådmand råd repræsentantskab kommission nævn forum parter`,
		`en et ens ets tet s lets let erne ernes ene n ns`, `mindretal mindretallet område området områdets områder områderne`)
	// thingNouns name what is decided on.
	thingNouns = nounsOf(`indstilling forslag punkt sag plan referat dagsorden erklæring afgørelse beslutning ansøgning budget regnskab bevilling
		notat udkast protokol program redegørelse anmodning politik strategi aftale høringssvar svar projekt orientering drøftelse møde
		rapport principper tema temaer proces overførsel henstilling tillæg takst vedtægt kommissorium regulativ behandling anbefaling køb
		salg udlejning frigivelse ordning model`,
		`en et erne ene ne er et te s ens ets ernes n ns nen ten gen sen e`, `ansvar ansvaret`)
	// itemNouns name the punkt itself, which is sent on and not handed out.
	itemNouns = nounsOf(`indstilling forslag sag punkt ansøgning erklæring forespørgsel henvendelse plan`, `n en et er ne erne`, ``)
	// deliverables are what one can ask for: a notat, an answer, a meeting.
	deliverables = nounsOf(`notat redegørelse orientering status oversigt opgørelse oplæg drøftelse besvarelse svar undersøgelse belysning
		afklaring tal materiale oplysning analyse evaluering beregning handleplan forslag præsentation gennemgang opfølgning
		tilbagemelding rapport statistik liste møde besøg referat kopi dokumentation vurdering beskrivelse uddybning plan udkast
		indstilling mail brev program overblik kortlægning skriftligt data scenarier modeller eksempler link invitation
		information dagsorden punkt sag opsamling talepinde bud løsning revidering besked indkaldelse kontrakt forklaring
		samarbejde debat introduktion indblik feedback rundvisning besigtigelse pjece folder vejledning skrivelse henvendelse
		bidrag input kommissorium regneark slides kommentar papir`,
		`en et er erne ne t r n s ens ets`, `ansvar ansvaret antal antallet hospital hospitalet total metal udbud udbuddet tilbud tilbuddet tilbudet forbud`)
	// remarkNouns name what an approval can be given "med".
	remarkNouns = nounsOf(`bemærkning ændring tilføjelse præcisering rettelse tilretning justering kommentar forbehold betingelse vilkår
		undtagelse forudsætning korrektion tilkendegivelse supplement opfordring henstilling modifikation fravigelse forståelse
		anmærkning input tillæg krav ændringsforslag`,
		`en n et er r erne rne ene ne s`, ``)
	// agentNouns name someone who can be given a task: a unit, a role, an office.
	agentNouns = nounsOf(`forvaltning administration deltager afdeling udvalg sekretariat formand borgmester rådmand rådmænd direktør
		chef leder konsulent koordinator medarbejder gruppe råd bestyrelse direktion ledelse kontor center centr
		centre team enhed stab jurist arkitekt ingeniør læge sekretær referent revision politi ministeri styrelse forening selskab
		tilsyn myndighed magistrat ordfører kreds rådgiver planlægger inspektør ansvarlig tovholder kommune regionen service
		ambassadør repræsentant partner skole institution værket væsenet parterne huset lærer forvalter controller økonom
		kommunikation personale hr økonomi jura byggeri digitalisering forsyning bibliotek museum museet museer klub organisation
		medlem medlemmer specialist faglig sagsbehandler advokat bygherre entreprenør rektor`,
		`en et ne erne er n s ens ets t e rne`, `område området områdets områder områderne begivenhed begivenheden begivenheder åbenhed åbenheden sjældenhed`)
	// officeNouns name the administration and its parts.
	officeNouns = nounsOf(`forvaltningen administrationen sekretariatet afdelingen staben direktøren chefen`, ``, ``)
	// adminNouns name those who carry out what a meeting decides.
	adminNouns = nounsOf(`forvaltning administration sekretariat afdeling stab direktør direktion chef leder borgmester rådmand formand kontor center`,
		`en et ne n s ens ets`, ``)
	// paperNouns name a document or a matter, which acts on nothing although it
	// stands first: "Planen sikrer", "Notatet redegør for".
	paperNouns = nounsOf(`plan notat rapport strategi politik forslag indstilling sag punkt titel titlen aftale lov projekt analyse
		undersøgelse model budget regnskab bilag svar referat dagsorden redegørelse orientering oplæg materiale program proces
		evaluering pjece folder tema indsats tilbud ordning løsning udvikling beslutning ændring byggeri bygning økonomien drøftelse
		møde kampagne beregning statistik tal status principper midler pulje bevilling området målet formålet opgaven arbejdet
		borger borgere børn børnene unge ældre elever eleverne forældre forældrene familier`,
		`en et erne er ne ens ets s n r t`, ``)
)
