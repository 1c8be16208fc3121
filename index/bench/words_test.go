package bench

import (
	"strings"
)

// A noun's letters after the colon say how it bends: n is common gender, t
// neuter; then how its plural ends: r, e, or 0 for none; s or e, that it is
// joined to what follows it in a compound with that letter. "tilbud|d" doubles
// the letter before an ending.
const nouns = `
budget:tr plan:nr sag:nrs skole:nr kommune:nr borger:np forslag:t0s udvalg:t0s projekt:tr område:te indsats:nr
tilbud|d:t0s aftale:nr mål:t0 ordning:nrs vej:ne by:nr bygning:nrs bolig:nr tilsyn:t0s møde:te dagsorden:n0s
referat:tr bevilling:nrs anlæg:t0s drift:n0s økonomi:nr regnskab:t0s rapport:nr analyse:nr strategi:nr politik|k:n0
beskæftigelse:nrs forhold:t0s arbejde:te arbejdsplads:nr virksomhed:nrs støtte:nr hjælp:n0e pleje:nr omsorg:n0s
sundhed:n0s forebyggelse:nrs behandling:nrs barn:t0 familie:nr forælder:np elev:nr lærer:np pædagog:nr institution:nrs
dagtilbud|d:t0s vuggestue:nr børnehave:nr ungdom:n0s uddannelse:nrs kultur:nr fritid:n0s idræt:n0s forening:nrs
hal|l:nr bad:te strand:ne havn:ne park:nr skov:ne natur:n0 klima:t0 miljø:t0 vand:t0 spildevand:t0s affald:t0s
energi:nr varme:n0 fjernvarme:n0 strøm:n0 sol:ne vind:ne cykel:np sti:nr bro:nr trafik|k:n0 bus|s:nr letbane:nr
station:nrs parkering:nrs lokalplan:nr kommuneplan:nr byggeri:tr grund:ne areal:tr ejendom|m:ner salg:t0s køb:t0s
leje:nr lån:t0e garanti:nr tilskud|d:t0s pulje:nr midler:pl ramme:nr besparelse:nrs effektivisering:nrs investering:nrs
renovering:nrs vedligehold:t0s udbud|d:t0s kontrakt:nr leverandør:nr indkøb:t0s pris:nr takst:nr gebyr:tr skat|t:nr
afgift:nr indtægt:nr udgift:nr merudgift:nr mindreforbrug:t0s forbrug:t0s prognose:nr kvartal:te år:t0s måned:nrs
uge:nr dag:ne periode:nr frist:nr tidsplan:nr proces|s:nr fase:nr høring:nrs høringssvar:t0s inddragelse:nrs dialog:nr
samarbejde:te partner:ne netværk:t0s råd:t0s byråd:t0s magistrat:nr rådmand:n0s borgmester:np direktør:nr chef:nr
leder:np medarbejder:np konsulent:nr forvaltning:nrs afdeling:nrs center:tr enhed:nrs team:t0 gruppe:nr arbejdsgruppe:nr
styregruppe:nr nævn:t0s ankestyrelse:nrs ministerium:t0s region:nrs stat:ns lov:ne paragraf|f:nr bekendtgørelse:nrs
retningslinje:nr krav:t0 standard:nr kvalitet:nrs serviceniveau:te faglighed:nrs metode:nr model|l:nr redskab:t0s
system:tr data:pl register:tre digitalisering:nrs løsning:nrs udvikling:nrs forsøg:t0s evaluering:nrs erfaring:nrs
resultat:tr effekt:nr virkning:nrs nøgletal:t0 opgørelse:nrs oversigt:nr status:n0 opfølgning:nrs orientering:nrs
drøftelse:nrs beslutning:nrs indstilling:nrs anbefaling:nrs vurdering:nrs bemærkning:nrs spørgsmål:t0s svar:t0
henvendelse:nrs klage:nr afgørelse:nrs ansøgning:nrs tilladelse:nrs godkendelse:nrs aftalepart:nr ændring:nrs
udfordring:nrs risiko:nr mulighed:nrs behov:t0s ønske:te forventning:nrs ansvar:t0s opgave:nr rolle:nr kompetence:nr
kursus:t0 møderække:nr temadrøftelse:nrs besøg:t0s rundvisning:nrs arrangement:tr festival:nr udstilling:nrs museum:t0s
bibliotek:tr teater:tr musik|k:n0 kunst:n0 bog:n0 avis:nr presse:nr kommunikation:nrs kampagne:nr hjemmeside:nr
plejehjem|m:t0s plejebolig:nr hjemmepleje:nr sygeplejerske:nr læge:nr hospital:tr patient:nr medicin:n0 sygdom|m:ners
demens:n0 rehabilitering:nrs genoptræning:nrs hjælpemiddel:te handicap|p:t0 botilbud|d:t0s bosted:te værested:te
misbrug:t0s herberg:tr hjemløshed:n0s psykiatri:nr anbringelse:nrs plejefamilie:nr sagsbehandler:np sagsbehandling:nrs
kontanthjælp:n0s dagpenge:pl ledighed:n0s job|b:t0 jobcenter:tr praktik|k:n0 fleksjob|b:t0 ressourceforløb:t0s forløb:t0s
integration:nrs flygtning:nres sprog:t0 dansk:t0 fællesskab:t0s medborgerskab:t0s frivillig:ne demokrati:tr valg:t0
tryghed:n0s kriminalitet:nrs politi:t0 brand:ne beredskab:t0s sikkerhed:nrs skybrud:t0s oversvømmelse:nrs kyst:nr dige:te
å:n0 sø:nr fjord:ne mark:nr landbrug:t0s dyr:t0e hund:ne træ:te blomst:nr have:nr legeplads:nr torv:te plads:nr gade:nr
hus:te etage:nr værelse:te køkken:te toilet|t:tr tag:te facade:nr vindue:te dør:ne inventar:t0 udstyr:t0s maskine:nr
bil:nr elbil:nr lader:ne køretøj:tr tog:t0 færge:nr rute:nr linje:nr afgang:nes passager:nr chauffør:nr støj:n0 luft:n0
partikel:np udledning:nrs reduktion:nrs omstilling:nrs bæredygtighed:n0s genbrug:t0s cirkularitet:n0s biodiversitet:n0s
løn|n:n0 overenskomst:nr fagforening:nrs sygefravær:t0s trivsel|l:n0s arbejdsmiljø:t0 ledelse:nrs organisation:nrs
struktur:nr fordeling:nrs fordelingsnøgle:nr demografi:nr befolkning:nrs tilflytning:nrs vækst:n0 erhverv:t0s handel:n0s
turisme:n0 hotel|l:tr restaurant:nr bevægelse:nrs mad:n0 måltid:ter frokost:nr morgenmad:n0 vejledning:nrs
rådgivning:nrs formidling:nrs undervisning:nrs inklusion:nrs specialskole:nr klasse:nr fag:t0 prøve:nr karakter:nr
fravær:t0s overgang:nes sammenhæng:nes helhed:nrs retning:nrs vision:nrs værdi:nr princip|p:tr grundlag:t0s baggrund:ne
formål:t0s indhold:t0s omfang:t0s niveau:te andel:nes antal:t0s gennemsnit:t0s procent:n0 krone:nr million:nr beløb:t0s
sum|m:nr saldo:nr overskud|d:t0s underskud|d:t0s reserve:nr buffer:ne opsparing:nrs gæld:n0 rente:nr konto:nr faktura:nr`

const adjectives = `
ny stor lille god kommunal social økonomisk faglig politisk samlet fælles særlig lokal digital grøn bæredygtig sund
ung ældre udsat socialt konkret løbende årlig månedlig kort lang høj lav bred tidlig sen fast varig midlertidig offentlig
privat frivillig tværgående strategisk administrativ teknisk juridisk praktisk fysisk psykisk specialiseret almen
individuel tryg åben lukket aktiv central vigtig nødvendig mulig gældende nuværende kommende tidligere forventet øget
styrket reduceret forskellig enkelt hel halv fuld foreløbig endelig ekstern intern uvildig anbragt ledig sårbar
handicappet dansk udenlandsk historisk kulturel rekreativ klimavenlig støjende ren sikker attraktiv velfungerende`

const verbs = `
arbejde indgå udarbejde fremlægge drøfte godkende indstille anbefale orientere vurdere beslutte igangsætte gennemføre
følge sikre styrke udvikle understøtte bidrage omfatte afsætte anvende bruge finansiere dække reducere øge forventes
tilbyde modtage give få tage komme se vise pege undersøge afklare beskrive foreslå ønske bede inddrage høre besvare
behandle afgøre ansøge bevilge udbetale opkræve betale købe sælge leje bygge renovere etablere nedlægge flytte lukke
åbne samle fordele prioritere planlægge evaluere måle opgøre rapportere dokumentere kommunikere informere vejlede hjælpe
støtte pleje visitere henvise anbringe ansætte fastholde rekruttere uddanne undervise træne forebygge mindske fremme
skabe opnå nå fortsætte afslutte udvide tilpasse justere ændre opdatere revidere overholde opfylde kræve medføre betyde
skyldes vedrøre fremgå svare udgøre ligge stå gælde ske holde mødes deltage repræsentere koordinere samarbejde lede`

// functionWords are the words that every text has, with how often they stand
// among 10,000 words of Danish prose, by kind. The prepositions and
// conjunctions come by the grammar of author_test.go, in these proportions.
const (
	prepositions = `i:280 til:220 af:210 for:190 på:190 med:140 om:110 fra:70 ved:50 efter:25 under:20 mellem:18 over:18 mod:12
		inden_for:14 hos:8 uden:10 gennem:10 i_forhold_til:16 på_baggrund_af:9 med_henblik_på:7 som_følge_af:5 omkring:6 blandt:6 pr.:6 jf.:8`
	determiners  = `den:75 det:55 de:60 en:90 et:55 denne:8 dette:9 disse:9 alle:14 flere:13 nogle:9 hver:5 vores:12 deres:10 sin:6 kommunens:14 byens:4 :540`
	pronouns     = `det:80 der:50 vi:45 man:25 de:35 han:4 hun:3 dette:16 det_enkelte:2 udvalget:10 rådmanden:12 forvaltningen:14 administrationen:9`
	auxiliaries  = `er:140 vil:55 kan:55 skal:60 har:55 bliver:26 blev:16 være:14 må:9 bør:10 var:14 havde:5 kunne:10 skulle:10 ville:7`
	adverbs      = `ikke:60 også:32 derfor:14 dog:8 samtidig:10 fortsat:12 endvidere:5 herunder:12 nu:8 allerede:6 særligt:6 primært:4 blandt_andet:7 bl.a.:10 f.eks.:6 ca.:6 alene:3 hermed:4 desuden:5 mere:16 meget:8 kun:8 igen:4`
	conjunctions = `og:80 samt:14 eller:14 men:10 :20`
	openers      = `at:60 som:30 der:40 hvor:14 når:9 hvis:9 så:10 fordi:4 mens:4 hvordan:5 hvilket:6`
	headings     = `Indstilling Baggrund Sagsfremstilling Økonomi Formål Konklusion Beslutningskompetence Tidsplan Bilag Resumé Videre_proces Økonomiske_konsekvenser Løsning`
	units        = `MSB MKB MTM MBU MSO BA S&B CO₂e KL VIVE HK BUPL SBU FAS IT DPU`
	phrases      = `taget_til_efterretning sociale_forhold_og_beskæftigelse børn_og_unge det_indstilles at_magistraten_godkender
		aarhus_kommune sundhed_og_omsorg teknik_og_miljø kultur_og_borgerservice borgmesterens_afdeling på_vegne_af i_samarbejde_med
		i_løbet_af i_forbindelse_med med_udgangspunkt_i herunder_særligt indstillingen_blev_godkendt rådmanden_tog_orienteringen_til_efterretning
		der_er_tale_om set_i_lyset_af drøftet_og_taget_til_efterretning praktisk_hjælp_og_støtte direktionen_deltager midt-_og_vestby
		10_%-målsætning servicelovens_§_83,_stk._2 lov_om_social_service budgetforlig_2026-2029 byrådet_vedtog politisk_godkendelse`
	categories = `Til_godkendelse Til_drøftelse Til_orientering Til_beslutning`
	bodies     = `Rådmandsmøder_Kyst_og_Havn Rådmandsmøder_Skole_og_Leg Rådmandsmøder_Omsorg Byrådet Teknisk_Udvalg Kulturudvalget
		Socialudvalget Økonomiudvalget`
	months = `januar februar marts april maj juni juli august september oktober november december`
)

// plain is a list of words, "_" standing for a space in one.
func plain(list string) []string {
	words := strings.Fields(list)
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "_", " ")
	}
	return words
}

// inflect gives a noun's forms: sg., def., pl., def. pl.; the same again with
// the s of the genitive; and last the form that it has as a compound's first
// part.
func inflect(entry string) (forms []string) {
	word, code, _ := strings.Cut(entry, ":")
	stem, double, _ := strings.Cut(word, "|")
	long := stem + double
	article := "en"
	if code[0] == 't' {
		article = "et"
	}
	vowel := strings.HasSuffix(stem, "e")
	definite := long + article
	if vowel {
		definite = stem + article[1:]
	}
	plural, plurals := stem, long+"ene"
	switch {
	case code == "pl":
		definite, plurals = strings.TrimSuffix(stem, "r")+"rne", strings.TrimSuffix(stem, "r")+"rne"
	case strings.HasPrefix(code[1:], "r") && vowel:
		plural, plurals = stem+"r", stem+"rne"
	case strings.HasPrefix(code[1:], "r"):
		plural, plurals = long+"er", long+"erne"
	case strings.HasPrefix(code[1:], "p"):
		plural, plurals = stem+"e", stem+"ne"
	case strings.HasPrefix(code[1:], "e") && vowel:
		plural, plurals = stem+"r", stem+"rne"
	case strings.HasPrefix(code[1:], "e"):
		plural, plurals = long+"e", long+"ene"
	}
	forms = []string{stem, definite, plural, plurals}
	for _, f := range forms[:4] {
		forms = append(forms, f+"s")
	}
	join := stem
	if last := code[len(code)-1]; last == 's' || last == 'e' && len(code) > 2 {
		join += string(last)
	}
	return append(forms, join)
}

// bend gives an adjective's forms.
func bend(word string) []string {
	if strings.HasSuffix(word, "e") || strings.HasSuffix(word, "t") {
		return []string{word}
	}
	return []string{word, word + "t", word + "e", word + "ere"}
}

// conjugate gives a verb's forms.
func conjugate(word string) []string {
	stem, ok := strings.CutSuffix(word, "e")
	if !ok {
		return []string{word, word + "r", word + "s"}
	}
	return []string{word, word + "r", stem + "ede", stem + "et", word + "s"}
}
