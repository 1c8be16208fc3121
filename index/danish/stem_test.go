package danish

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Each row is one word in its forms, which are to have one stem that no other
// row has.
const inflected = `
møde mødet møder møderne mødets mødernes
udvalg udvalget udvalgene udvalgets udvalgs
barn barnet børn børnene barnets børnenes børns
plejebarn plejebarnet plejebørn plejebørnene
mand manden mænd mændene mandens
rådmand rådmanden rådmænd rådmændene rådmandens
formand formanden formænd formændene
bog bogen bøger bøgerne
håndbog håndbogen håndbøger håndbøgerne
by byen byer byerne byens byernes
landsby landsbyen landsbyer landsbyerne
råd rådet rådene rådets
nævn nævnet nævnene nævnets
område området områder områderne områdets områdernes
ydelse ydelsen ydelser ydelserne ydelsens
bevilling bevillingen bevillinger bevillingerne bevillings
ansøgning ansøgningen ansøgninger ansøgningerne
medarbejder medarbejderen medarbejdere medarbejderne medarbejdernes
handleplan handleplanen handleplaner handleplanerne
lokalplan lokalplanen lokalplaner lokalplanerne
måned måneden måneder månederne måneds
uge ugen uger ugerne ugens
år året årene årets års
dag dagen dage dagene dagens
ældre ældres
skole skolen skoler skolerne skolens skolernes
daginstitution daginstitutionen daginstitutioner daginstitutionerne
ide ideen ideer ideerne
museum museet museer museerne museets museums
center centeret centret centre centrene centrets
budget budgettet budgetter budgetterne budgettets
analyse analysen analyser analyserne
kommune kommunen kommuner kommunerne kommunens kommunernes kommunes
borger borgeren borgere borgerne borgernes
bruger brugeren brugere brugerne
leder lederen ledere lederne
lærer læreren lærere lærerne
sag sagen sager sagerne sagens
beslutning beslutningen beslutninger beslutningerne
indstilling indstillingen indstillinger indstillingerne
forvaltning forvaltningen forvaltninger forvaltningerne
afdeling afdelingen afdelinger afdelingerne
tilsyn tilsynet tilsynene tilsynets
socialtilsyn socialtilsynet socialtilsynets
tilbud tilbuddet tilbuddene tilbuddets
botilbud botilbuddet botilbuddene
indsats indsatsen indsatser indsatserne indsatsens
plads pladsen pladser pladserne
arbejdsplads arbejdspladsen arbejdspladser arbejdspladserne
proces processen processer processerne
kreds kredsen kredse kredsene
mulighed muligheden muligheder mulighederne
virksomhed virksomheden virksomheder virksomhederne
myndighed myndigheden myndigheder myndighederne
aktivitet aktiviteten aktiviteter aktiviteterne
kvalitet kvaliteten kvaliteter kvaliteterne
kapacitet kapaciteten kapaciteter
universitet universitetet universiteter universiteterne
artikel artiklen artikler artiklerne
regel reglen regler reglerne
titel titlen titler titlerne
hjælpemiddel hjælpemidlet hjælpemidler hjælpemidlerne
kapitel kapitlet kapitler kapitlerne
cykel cyklen cykler cyklerne
nummer nummeret numre numrene
register registeret registret registre registrene
trivsel trivslen trivslens
kørsel kørslen kørsler kørslerne
ministerium ministeriet ministerier ministerierne ministeriets
kriterium kriteriet kriterier kriterierne
gymnasium gymnasiet gymnasier gymnasierne
forum forummet fora
kursus kurset kurser kurserne
konkurs konkursen konkurser konkurserne
efteruddannelseskursus efteruddannelseskurser
risiko risikoen risici
konto kontoen konti
minister ministeren ministre ministrene
procent procenten procenter
samfund samfundet samfundene
forbund forbundet forbundene
miljø miljøet miljøer miljøerne
bro broen broer broerne
sø søen søer søerne
sti stien stier stierne
vej vejen veje vejene
træ træet træer træerne
hus huset huse husene
plejehjem plejehjemmet plejehjemmene
bolig boligen boliger boligerne
billig billigt billige billigere
bil bilen biler bilerne
tid tiden tider tiderne
tidlig tidligt tidlige tidligere tidligst
årlig årligt årlige
daglig dagligt daglige
særlig særligt særlige
nødvendig nødvendigt nødvendige
vigtig vigtigt vigtige vigtigste
økonomisk økonomiske
hensigtsmæssig hensigtsmæssigt hensigtsmæssige
stor stort store større største
lang langt lange længere længste
høj højt høje højere højeste
ny nyt nye nyere nyeste
generel generelt generelle
individuel individuelt individuelle
kommunal kommunalt kommunale
social socialt sociale
digital digitalt digitale
primær primært primære
positiv positivt positive
konkret konkrete
ekstern eksternt eksterne
åben åbent åbne åbnes åbnet
sikker sikkert sikrere
samle samler samlede samlet samles
orientere orienterer orienterede orienteret
drøfte drøfter drøftede drøftet drøftes
godkende godkender godkendte godkendt godkendes
behandle behandler behandlede behandlet behandles
beslutte beslutter besluttede besluttet besluttes
vedtage vedtager vedtog vedtaget vedtages vedtagne
deltage deltager deltog deltaget
modtage modtager modtog modtaget
beskrive beskriver beskrev beskrevet beskrives
planlægge planlægger planlagde planlagt planlægges
forelægge forelægger forelagde forelagt forelægges
fortsætte fortsætter fortsatte fortsat
ansætte ansætter ansatte ansat ansættes
iværksætte iværksætter iværksatte iværksat
foreslå foreslår foreslog foreslået
forstå forstår forstod forstået
foregå foregår foregik foregået
opnå opnår opnåede opnået
bo bor boede boet
følge følger fulgte fulgt følges
vælge vælger valgte valgt
spørge spørger spurgte spurgt
gøre gør gjorde gjort
give giver gav givet
finde finder fandt fundet
køre kører kørte kørt
føre fører førte ført
gennemføre gennemfører gennemførte gennemført gennemføres
indkøbe indkøber indkøbte indkøbt
betale betaler betalte betalt betales
oplyse oplyser oplyste oplyst oplyses
anvende anvender anvendte anvendt anvendes
tilbagesende tilbagesender tilbagesendte tilbagesendt
oprette opretter oprettede oprettet oprettes
tilpasse tilpasser tilpassede tilpasset
forberede forbereder forberedte forberedt
bidrage bidrager bidrog bidraget
gælde gælder gældende gjaldt
gæld gælden
valg valget valgene
tal tallet tallene
led leddet leddene
hal hallen haller
hals halsen halse
alder alderen
politik politikken politikker
politiker politikeren politikere politikerne
ledelse ledelsen ledelser
styrelse styrelsen styrelser
rolle rollen roller
rolig roligt rolige
bolle bollen boller
udsigt udsigten udsigter
pligt pligten pligter
tog toget togene
hav havet havene
`

func TestStem(t *testing.T) {
	rowOf := make(map[string]string)
	for row := range strings.Lines(strings.TrimSpace(inflected)) {
		forms := strings.Fields(row)
		stem := Stem(forms[0])
		for _, form := range forms {
			if got := Stem(form); got != stem {
				t.Errorf("%s is %q, %s %q", form, got, forms[0], stem)
			}
		}
		if other, ok := rowOf[stem]; ok {
			t.Errorf("%s and %s are both %q", forms[0], other, stem)
		}
		rowOf[stem] = forms[0]
	}
	for word, want := range map[string]string{
		"": "", "85": "85", "1,5": "1,5", "§83.2": "§83.2", "2026-03-23": "2026-03-23", "s&b": "s&b", "a/s": "a/s", "10%": "10%",
		"emn-2025-001027": "emn-2025-001027", "co2": "co2", "co2e": "co2", "møde122": "møde122",
	} {
		if got := Stem(word); got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

// A form stands in one row of a table: the last would win.
func TestIrregularRows(t *testing.T) {
	for _, table := range []string{irregularWords, irregularNouns, irregularVerbs} {
		stems := make(map[string]string)
		for row := range strings.Lines(table) {
			forms := strings.Fields(row)
			if len(forms) == 0 {
				continue
			}
			for _, form := range slices.Compact(forms) {
				if Fold(form) != form {
					t.Errorf("%q is not folded", form)
				}
				if other, ok := stems[form]; ok {
					t.Errorf("%q stands at %s and at %s", form, other, forms[0])
				}
				stems[form] = forms[0]
			}
		}
	}
}

func FuzzStem(f *testing.F) {
	for _, s := range []string{"mulighederne", "sl", "sler", "ede", "æder", "\xff\xc3", "est", "ium", "slag", "øens"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		word := Fold(s)
		if stem := Stem(word); word != "" && stem == "" || !utf8.ValidString(stem) {
			t.Errorf("%q is %q", word, stem)
		}
		Stem(s)
		Variants(s)
	})
}

func BenchmarkStem(b *testing.B) {
	words := strings.Fields(inflected)
	b.ReportAllocs()
	for b.Loop() {
		for _, w := range words {
			Stem(w)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(words)), "ns/word")
}
