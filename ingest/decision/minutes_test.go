package decision

import (
	"reflect"
	"testing"

	"referat/pkg/agenda"
)

// A minute is a decision as some municipality might write it, all invented for
// this test, with what a reader makes of it. responsible names, task by task,
// who is to act.
type minute struct {
	text        string
	outcome     agenda.Outcome
	responsible []string
}

func checkMinutes(t *testing.T, minutes []minute) {
	t.Helper()
	for _, m := range minutes {
		d := Read(m.text)
		if d.Outcome != m.outcome {
			t.Errorf("%q: outcome %s, want %s", m.text, d.Outcome, m.outcome)
		}
		var got []string
		for _, f := range d.Followups {
			got = append(got, f.Responsible)
		}
		if !reflect.DeepEqual(got, m.responsible) {
			t.Errorf("%q: responsible %q, want %q", m.text, got, m.responsible)
		}
	}
}

func who(names ...string) []string { return names }

func TestRaadmandsmoede(t *testing.T) {
	checkMinutes(t, []minute{
		{"Godkendt.", agenda.Approved, nil},
		{"Godkendt uden bemærkninger.", agenda.Approved, nil},
		{"Rådmanden tiltrådte indstillingen.", agenda.Approved, nil},
		{"Rådmanden bakkede op om forvaltningens forslag.", agenda.Approved, nil},
		{"Rådmanden tilsluttede sig planen med den præcisering, at evalueringen rykkes til efteråret.", agenda.ApprovedWithRemarks, nil},
		{"Godkendt med de faldne bemærkninger.", agenda.ApprovedWithRemarks, nil},
		{"at 1) rådmanden tiltrådte rammen for indsatsen.\nat 2) rådmanden tog status til efterretning.\nLØN følger op.", agenda.Mixed, who("LØN")},
		{"At 1) rådmanden godkender kommissoriet.\nAt 2) rådmanden godkender tidsplanen, dog således at høringen forlænges.", agenda.ApprovedWithRemarks, nil},
		{"at 1. rådmanden udsatte stillingtagen til næste møde.\nat 2. rådmanden udsatte stillingtagen til næste møde.", agenda.Postponed, nil},
		{"at 1) rådmanden afviste forslaget om en fælles vagtordning.", agenda.Rejected, nil},
		{"at 1) rådmanden drøftede oplægget.\nat 2) rådmanden drøftede den videre proces.", agenda.Discussed, nil},
		{"at 1) rådmanden besluttede at udsætte sagen.", agenda.Postponed, nil},
		{"at 1) rådmanden anbefalede, at byrådet godkender indstillingen.", agenda.Recommended, nil},
		{"at 1) indstillingen sendes til Magistraten.", agenda.Referred, nil},
		{"at 1) rådmanden ikke tiltrådte forslaget.\nBemærkninger\n- Rådmanden bemærkede, at huslejen er for høj.\n- Lejerne høres først. KVB tager kontakt til boligforeningen.", agenda.Rejected, who("KVB")},
		{"- Rådmanden orienterede om besøget på Godthåbsvej.\n- HRM orienterede om lønrammen.", agenda.Noted, nil},
		{"- Rådmanden orienterede om besøget på Godthåbsvej.\n- Det blev aftalt, at HRM indkalder til opfølgende møde.", agenda.Decided, who("HRM")},
		{"Drøftet.\nStaben sender et opdateret oplæg.", agenda.Decided, who("Staben")},
		{"Drøftet. Sekretariatet og JUS udarbejder i fællesskab et kort notat.", agenda.Decided, who("Sekretariatet og JUS")},
		{"Taget til efterretning.\nBU kommer tilbage med tal for 2025.", agenda.Decided, who("BU")},
		{"Rådmanden bad om en oversigt over ventelisterne.", agenda.Decided, who("")},
		{"Rådmanden bad Center for Voksne om en oversigt over ventelisterne.", agenda.Decided, who("Center for Voksne")},
		{"Rådmanden vil gerne have et overblik over puljerne. ØKO vender tilbage.", agenda.Decided, who("ØKO")},
		{"- Kort status på flytningen.\n- Intet yderligere.", agenda.Noted, nil},
		{"Punktet udgår.", agenda.Withdrawn, nil},
		{"Punktet blev taget af dagsordenen.", agenda.Withdrawn, nil},
		{"Intet.", agenda.None, nil},
		{"Intet til referat.", agenda.None, nil},
		{"Ingen bemærkninger til dagsordenen.", agenda.None, nil},
		{"Udsat.", agenda.Postponed, nil},
		{"Punktet genoptages på næste møde.", agenda.Postponed, nil},
		{"Punktet flyttes til næste rådmandsmøde.", agenda.Postponed, nil},
		{"Rådmanden besluttede, at der holdes fast i den nuværende model.", agenda.Decided, nil},
		{"Rådmanden ønskede svarudkastet forkortet. Kommunikation retter til.", agenda.Decided, who("Kommunikation")},
		{"(JH følger op)", agenda.Decided, who("JH")},
		{"Rådmanden godkendte svaret til Ankestyrelsen med følgende bemærkninger:\n- Sproget skal være enklere (JUS retter til).\n- SEK sender svaret til borgmesteren til orientering.", agenda.ApprovedWithRemarks, who("JUS", "SEK")},
		{"Rådmanden orienterede om\n- Anlægsloftet\n- Dialogen med Regionen om akutpladser", agenda.Noted, nil},
		{"Det blev besluttet, at der skal holdes et møde med forældrebestyrelsen. Centerchefen inviterer.", agenda.Decided, who("Centerchefen")},
		{"Tages op igen, når tallene foreligger. AFD3 undersøger muligheden for medfinansiering.", agenda.Decided, who("AFD3")},
		{"Rådmanden tager sagen op med borgmesteren.", agenda.Decided, who("Rådmanden")},
		{"Orienteringen blev taget ad notam.", agenda.Noted, nil},
	})
}

func TestByraad(t *testing.T) {
	checkMinutes(t, []minute{
		{"Indstillingen blev fulgt.", agenda.Approved, nil},
		{"Byrådet godkendte indstillingen.", agenda.Approved, nil},
		{"Økonomiudvalgets indstilling blev vedtaget med 23 stemmer mod 8.", agenda.Approved, nil},
		{"Vedtaget med 17 stemmer for (A, F, Ø) og 14 imod (V, C, O).", agenda.Approved, nil},
		{"Indstillingen godkendt. Liste O stemte imod.", agenda.Approved, nil},
		{"Godkendt, idet V undlod at stemme.", agenda.Approved, nil},
		{"Godkendt, idet byrådet forudsætter, at udgiften holdes inden for rammen.", agenda.ApprovedWithRemarks, nil},
		{"Godkendt under forudsætning af ministeriets tilladelse.", agenda.ApprovedWithRemarks, nil},
		{"Forslaget forkastes med 12 stemmer for og 19 imod.", agenda.Rejected, nil},
		{"Forslaget faldt.", agenda.Rejected, nil},
		{"Blev nedstemt.", agenda.Rejected, nil},
		{"Ændringsforslaget fra Venstre blev forkastet med 11 stemmer mod 20. Herefter blev indstillingen vedtaget.", agenda.Approved, nil},
		{"Ikke godkendt.", agenda.Rejected, nil},
		{"Sagen sendes tilbage til Teknisk Udvalg.", agenda.Referred, nil},
		{"Henvist til fornyet behandling i Kultur- og Fritidsudvalget.", agenda.Referred, nil},
		{"Forslaget oversendes til Økonomiudvalget.", agenda.Referred, nil},
		{"Budgetforslaget oversendt til 2. behandling.", agenda.Referred, nil},
		{"Byrådet besluttede at sende forslaget i otte ugers høring.", agenda.Decided, nil},
		{"Byrådet besluttede at henvise sagen til Socialudvalget.", agenda.Referred, nil},
		{"Sagen blev udsat på begæring af Socialistisk Folkeparti.", agenda.Postponed, nil},
		{"Borgmesteren trak punktet tilbage.", agenda.Withdrawn, nil},
		{"Forslagsstilleren trak forslaget.", agenda.Withdrawn, nil},
		{"Taget til efterretning.", agenda.Noted, nil},
		{"Til efterretning.", agenda.Noted, nil},
		{"Redegørelsen tages til efterretning.", agenda.Noted, nil},
		{"Som medlem af Havnebestyrelsen valgtes Grethe Holm. Som stedfortræder valgtes Arne Bruun.", agenda.Decided, nil},
		{"Der var genvalg til formandskabet.", agenda.Decided, nil},
		{"Valgt blev Poul Erik Lind (A).", agenda.Decided, nil},
		{"Beslutning ikke offentliggjort.", agenda.Unknown, nil},
		{"Lukket punkt.", agenda.Unknown, nil},
		{"Se særskilt protokol.", agenda.Unknown, nil},
		{"Fremsendes til Byrådet med bemærkning, at Magistraten i mødet den 4. maj 2020 anbefaler, at byrådet tiltræder Teknik og Miljøs indstilling af 28. april 2020.\nInger Dahl tog forbehold.", agenda.Recommended, nil},
		{"Fremsendes til Aarhus Byråd med anbefaling.", agenda.Recommended, nil},
		{"Indstilles til Byrådets godkendelse.", agenda.Recommended, nil},
		{"Tilbagesendes Magistratens 2. Afdeling med bemærkning, at byrådet i sit møde den 9. juni 1999 ikke kunne tiltræde magistratens indstilling.", agenda.Rejected, nil},
		{"Tilbagesendes Borgmesterens Afdeling med bemærkning, at byrådet i sit møde den 5. april 2000 har taget redegørelsen til efterretning.", agenda.Noted, nil},
		{"Tilbagesendes Magistratens 4. Afdeling med bemærkning, at byrådet i sit møde den 3. maj 2006 har vedtaget indstillingen med den ændring, at prisen fastsættes til 400 kr.", agenda.ApprovedWithRemarks, nil},
		{"Tilbagesendes Borgmesterens Afdeling med bemærkning, at sagen blev udsat i byrådets møde den 7. marts 2007.", agenda.Postponed, nil},
		{"Fremsendes til Kulturudvalget til behandling i henhold til beslutning i byrådets møde den 3. marts 2021.\nSagen blev behandlet sammen med sag nr. 7.", agenda.Referred, nil},
		{"Fremsendes til Magistratsafdelingen for Kultur og Borgerservice med henblik på udarbejdelse af en indstilling.\nSagen bedes tilbagesendt byrådet via Magistraten.", agenda.Referred, who("Magistratsafdelingen for Kultur og Borgerservice")},
		{"Punkt 1-3 godkendt. Punkt 4 udsat.", agenda.Mixed, nil},
		{"Punkt 1 blev godkendt. Punkt 2 blev ikke godkendt.", agenda.Mixed, nil},
		{"Godkendt. Forvaltningen udarbejder et notat om de afledte driftsudgifter.", agenda.Approved, who("Forvaltningen")},
		{"Byrådet tiltrådte indstillingen. Socialdemokratiets byrådsgruppe kunne ikke tiltræde indstillingen.", agenda.Approved, nil},
		{"Spørgetiden blev afholdt. Der var ingen spørgsmål.", agenda.Discussed, nil},
		{"Forespørgslen blev besvaret.", agenda.Noted, nil},
		{"Temadrøftelsen blev gennemført.", agenda.Discussed, nil},
		{"Indstillingen bortfaldt.", agenda.Withdrawn, nil},
		{"Ansøgningen om orlov blev imødekommet.", agenda.Approved, nil},
		{"Byrådet gav afslag på ansøgningen.", agenda.Rejected, nil},
		{"Byrådet kan ikke imødekomme ansøgningen.", agenda.Rejected, nil},
	})
}

func TestUdvalg(t *testing.T) {
	checkMinutes(t, []minute{
		{"Udvalget drøftede oplægget og tog orienteringen til efterretning.", agenda.Noted, nil},
		{"Udvalget havde en god drøftelse af visionerne.", agenda.Discussed, nil},
		{"Temadrøftelse afholdt.", agenda.Discussed, nil},
		{"Drøftedes.", agenda.Discussed, nil},
		{"Drøftet med bemærkninger.", agenda.Discussed, nil},
		{"Der var en længere drøftelse af kørselsordningen.", agenda.Discussed, nil},
		{"Udvalget stillede en række spørgsmål til budgetopfølgningen.", agenda.Discussed, nil},
		{"Anbefales.", agenda.Recommended, nil},
		{"Anbefales over for Byrådet.", agenda.Recommended, nil},
		{"Indstilles godkendt.", agenda.Recommended, nil},
		{"Udvalget indstiller, at forslaget vedtages.", agenda.Recommended, nil},
		{"Udvalget anbefaler enstemmigt byrådet at tiltræde indstillingen.", agenda.Recommended, nil},
		{"Et flertal i udvalget (A, B og F) anbefaler indstillingen. Et mindretal (V og C) kan ikke anbefale indstillingen.", agenda.Recommended, nil},
		{"Et flertal bestående af Jørn Holm, Lis Vad og Per Bo kan tiltræde indstillingen. Et mindretal bestående af Ea Friis kan ikke tiltræde indstillingen.", agenda.Approved, nil},
		{"Udvalget kan ikke tiltræde forslaget.", agenda.Rejected, nil},
		{"Udvalget tiltrådte, at sagen udsættes til februar.", agenda.Postponed, nil},
		{"Udvalget blev orienteret om vintertjenesten. Der eftersendes et notat om saltforbruget.", agenda.Decided, who("")},
		{"Udvalget blev orienteret om vintertjenesten og drøftede saltforbruget.", agenda.Discussed, nil},
		{"Forvaltningen orienterede om ny lovgivning på legepladsområdet.", agenda.Noted, nil},
		{"Orientering om lukning af Søndergade i uge 32.", agenda.Noted, nil},
		{"Mundtlig orientering givet.", agenda.Noted, nil},
		{"Til orientering.", agenda.Noted, nil},
		{"Udvalget fik en status på skolebyggeriet.", agenda.Noted, nil},
		{"Oversigt over kommende sager blev udleveret på mødet.", agenda.Noted, nil},
		{"Formanden oplyste, at besøget på biblioteket er flyttet til juni.", agenda.Noted, nil},
		{"Udvalget udbad sig en redegørelse for brugen af vikarer.", agenda.Decided, who("")},
		{"Udvalget anmodede forvaltningen om en redegørelse for brugen af vikarer.", agenda.Decided, who("forvaltningen")},
		{"Udvalget ønskede oplyst, hvor mange der har søgt.", agenda.Discussed, nil},
		{"Ejvind Bro spurgte, om kantinen åbner igen. Forvaltningen undersøger det.", agenda.Decided, who("Forvaltningen")},
		{"Ejvind Bro spurgte, om kantinen åbner igen. Forvaltningen svarede, at den åbner i maj.", agenda.Discussed, nil},
		{"Rådmanden lovede at undersøge sagen nærmere.", agenda.Decided, who("Rådmanden")},
		{"Det blev aftalt, at formanden kontakter Idrætssamvirket.", agenda.Decided, who("formanden")},
		{"Det aftaltes at invitere skolelederne til et kommende møde.", agenda.Decided, who("")},
		{"Udvalget besluttede, at junimødet afholdes på Moesgaard.", agenda.Decided, nil},
		{"Udvalget vil på et kommende møde få en orientering om genbrugsstationerne.", agenda.Decided, who("")},
		{"Notat om parkeringsafgifter sendes til udvalgets medlemmer.", agenda.Decided, who("")},
		{"Svar på spørgsmålet vil blive eftersendt.", agenda.Decided, who("")},
		{"Emnet sættes på dagsordenen for augustmødet.", agenda.Decided, who("")},
		{"Inden sommerferien fremlægger Sundhed og Omsorg en plan for rekruttering.", agenda.Decided, who("Sundhed og Omsorg")},
		{"Teknisk Forvaltning arbejder videre med skitse B.", agenda.Decided, who("Teknisk Forvaltning")},
		{"Forvaltningen vil undersøge mulighederne for en midlertidig bro.", agenda.Decided, who("Forvaltningen")},
		{"Forvaltningen blev bedt om at udarbejde et nyt oplæg.", agenda.Decided, who("Forvaltningen")},
		{"Administrationen undersøger sagen og vender tilbage til udvalget.", agenda.Decided, who("Administrationen")},
		{"Ingen bemærkninger.", agenda.None, nil},
		{"Ingen sager.", agenda.None, nil},
		{"Der var intet under eventuelt.", agenda.None, nil},
		{"Punktet blev ikke behandlet.", agenda.None, nil},
		{"Ikke behandlet på grund af tidnød. Punktet udsættes.", agenda.Postponed, nil},
		{"Intet at bemærke.\nBirthe Lund var fraværende.", agenda.None, nil},
		{"Dagsordenen blev godkendt med tilføjelse af et punkt om julefrokosten.", agenda.ApprovedWithRemarks, nil},
		{"Referatet blev godkendt, idet det dog præciseres, at Ole Ravn deltog i mødet.", agenda.ApprovedWithRemarks, nil},
		{"Mødeplanen blev godkendt. Mødet i oktober flyttes til den 14.", agenda.Approved, nil},
		{"Udvalget valgte Mogens Kjær som næstformand.", agenda.Decided, nil},
		{"Udvalget konstituerede sig med Tove Lauritsen som formand.", agenda.Decided, nil},
		{"Se bilag.", agenda.Unknown, nil},
		{"Ansøgningen afslås.", agenda.Rejected, nil},
		{"Udvalget meddelte dispensation til opførelse af carporten.", agenda.Decided, nil},
		{"Udvalget prioriterede projekterne i rækkefølgen 1, 4, 2.", agenda.Decided, nil},
		{"Fremsendes til Byrådet, idet udvalget kan tiltræde indstillingen.", agenda.Recommended, nil},
		{"Udvalget sendte forslaget videre til Økonomiudvalget.", agenda.Referred, nil},
		{"Der henvises til referatet fra fællesmødet.", agenda.Unknown, nil},
		{"Udvalget takkede for oplægget.", agenda.Noted, nil},
		{"A. Lisbeth Bang orienterede om kulturnatten.\nB. Udvalget diskuterede åbningstiderne.", agenda.Discussed, nil},
		{"Sagen stilles i bero, til lokalplanen er vedtaget.", agenda.Postponed, nil},
		{"Godkendt med bemærkning om, at forvaltningen orienterer udvalget, når licitationen er holdt.", agenda.ApprovedWithRemarks, who("forvaltningen")},
	})
}

// Rådmandsmøder as other units and other people would write them.
func TestRaadmandsmoedeWays(t *testing.T) {
	checkMinutes(t, []minute{
		{"at 1) rådmanden kunne tilslutte sig forslaget til organisering.\nat 2) rådmanden forkastede budgetønsket.\nat 3) rådmanden udskød beslutningen om navn.", agenda.Mixed, nil},
		{"at 1) rådmanden nikkede til planen.", agenda.Unknown, nil},
		{"at 1) rådmanden var enig i indstillingen.", agenda.Approved, nil},
		{"at 1) rådmanden tog redegørelsen om plejefamilier til orientering.", agenda.Noted, nil},
		{"at 1) rådmanden sendte sagen videre til Magistraten.", agenda.Referred, nil},
		{"at 1) rådmanden trak punktet.", agenda.Withdrawn, nil},
		{"at 1) rådmanden valgte model B.", agenda.Decided, nil},
		{"at 1) rådmanden bad om en kortere version.", agenda.Decided, nil},
		{"at 1) rådmanden godkendte taksterne på betingelse af, at de evalueres.", agenda.ApprovedWithRemarks, nil},
		{"at 1) rådmanden godkendte taksterne, men ønskede en evaluering til foråret.", agenda.ApprovedWithRemarks, nil},
		{"at 1) rådmanden har godkendt brevet.\nat 2) rådmanden har godkendt pjecen.", agenda.Approved, nil},
		{"at 1) brevet blev godkendt.\nat 2) pjecen blev godkendt med rettelser.", agenda.ApprovedWithRemarks, nil},
		{"at 1) rådmanden afventer borgmesterens svar.", agenda.Postponed, nil},
		{"Rådmanden tog oplægget til efterretning.\nKOM skriver en nyhed.", agenda.Decided, who("KOM")},
		{"Oplægget blev drøftet.\nHR leverer tal for sygefraværet.", agenda.Decided, who("HR")},
		{"Godkendt.\nCenter for Myndighed melder tilbage til borgeren.", agenda.Approved, who("Center for Myndighed")},
		{"Udsættes til mødet i april.\nLKH afklarer økonomien.", agenda.Postponed, who("LKH")},
		{"Henvist til Magistraten.", agenda.Referred, nil},
		{"Videresendt til Social- og Beskæftigelsesudvalget.", agenda.Referred, nil},
		{"Trukket tilbage.", agenda.Withdrawn, nil},
		{"Punktet er udgået.", agenda.Withdrawn, nil},
		{"Intet at referere.", agenda.None, nil},
		{"- PL orienterede om ny bekendtgørelse. PL sender link.", agenda.Decided, who("PL")},
		{"- Rådmanden var til møde med KL.\n- Rådmanden har besøgt Værkstedet.", agenda.Noted, nil},
		{"- Rådmanden fortalte om Folkemødet.", agenda.Noted, nil},
		{"- Ny direktør tiltræder 1. maj.", agenda.Noted, nil},
		{"Rådmanden deltog i indvielsen.", agenda.Noted, nil},
		{"Godkendt, idet rådmanden ønsker en mere folkelig tone.", agenda.ApprovedWithRemarks, nil},
		{"Godkendt med ændringer.", agenda.ApprovedWithRemarks, nil},
		{"Godkendt med rettelser til side 4.", agenda.ApprovedWithRemarks, nil},
		{"Rådmanden kan ikke godkende oplægget.", agenda.Rejected, nil},
		{"Rådmanden godkendte ikke oplægget.", agenda.Rejected, nil},
		{"Oplægget blev ikke godkendt. MØB laver et nyt.", agenda.Rejected, who("MØB")},
		{"Drøftet. Rådmanden ønsker sagen forelagt udvalget.", agenda.Decided, who("")},
		{"Rådmanden besluttede, at sagen skal på som orienteringspunkt i udvalget.", agenda.Decided, nil},
		{"Det blev aftalt at holde møde med DH. SEK finder en dato.", agenda.Decided, who("SEK")},
		{"Økonomi og Personale undersøger, om stillingen kan genopslås.", agenda.Decided, who("Økonomi og Personale")},
		{"Direktøren tager den videre i direktionen.", agenda.Decided, who("Direktøren")},
		{"Socialchefen kommer på næste møde og fortæller om projektet.", agenda.Decided, who("Socialchefen")},
		{"Anne Bak (BU) og KVB skriver udkast til svar.", agenda.Decided, who("Anne Bak og KVB")},
		{"Sagen drøftes igen, når FAS har regnet på det.", agenda.Postponed, nil},
		{"FAS har regnet på forslaget. Det koster 2 mio. kr.", agenda.Noted, nil},
		{"Budgettet overholdes.", agenda.Noted, nil},
		{"Bemærkninger\n- Pjecen er for lang.\n- JUS forkorter.", agenda.Decided, who("JUS")},
		{"Rådmanden havde følgende bemærkninger:\n- Tonen skal være mere imødekommende\n- Tallene opdateres (ØKO)", agenda.Discussed, nil},
		{"Rådmanden roste arbejdet.", agenda.Noted, nil},
		{"Status: Alt kører efter planen.", agenda.Noted, nil},
		{"Punktet blev kort vendt.", agenda.Discussed, nil},
		{"Der var dialog om snitflader mellem MSB og MSO. MSO indkalder.", agenda.Decided, who("MSO")},
		{"Forvaltningen fik mandat til at forhandle.", agenda.Decided, who("Forvaltningen")},
		{"Rådmanden gav mandat til, at forvaltningen indgår aftalen.", agenda.Decided, who("forvaltningen")},
		{"Borgerhenvendelsen besvares af VH inden fredag.", agenda.Decided, who("VH")},
		{"VH besvarer borgerhenvendelsen inden fredag.", agenda.Decided, who("VH")},
		{"Sendes i høring hos Handicaprådet og Udsatterådet.", agenda.Decided, nil},
		{"Temaet udskydes til efter ferien.", agenda.Postponed, nil},
		{"Rådmanden godkendte, at MSB indgår i partnerskabet. Partnerskabet varer tre år.", agenda.Approved, nil},
	})
}
