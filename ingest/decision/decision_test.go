package decision

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"referat/pkg/agenda"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"Godkendt.": "Godkendt.",
		"  Godkendt. \r\n\r\n\n- FAS følger op\t": "Godkendt.\n- FAS følger op",
		"Ra\u030admanden god\u00adkendte planen.": "Rådmanden godkendte planen.",
		"": "",
	} {
		if got := Read(in).Text; got != want {
			t.Errorf("%q: text %q, want %q", in, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for in, want := range map[string][]string{
		"Godkendt. FAS følger op.":                                                               {"Godkendt.", "FAS følger op."},
		"Drøftet, jf. bilag 2, bl.a. om 3 mio. kr. til vej nr. 4.":                               {"Drøftet, jf. bilag 2, bl.a. om 3 mio. kr. til vej nr. 4."},
		"Tilbagesendes Magistratens 2. Afdeling med bemærkning.":                                 {"Tilbagesendes Magistratens 2. Afdeling med bemærkning."},
		"K.E. Mogensen og L. P. Dahl var fraværende. Udsat.":                                     {"K.E. Mogensen og L. P. Dahl var fraværende.", "Udsat."},
		"Mødet holdes den 4. marts kl. 16.30. Udvalget inviteres.":                               {"Mødet holdes den 4. marts kl. 16.30.", "Udvalget inviteres."},
		"Erklæring af 9.juni 1998. Vedtaget.":                                                    {"Erklæring af 9.juni 1998.", "Vedtaget."},
		"Prisen er 5 mio. kr. Udvalget drøftede den.":                                            {"Prisen er 5 mio. kr.", "Udvalget drøftede den."},
		"Notater, planer m.m. Der følges op.":                                                    {"Notater, planer m.m.", "Der følges op."},
		"Udsat til 2018.Der udsendes notat.":                                                     {"Udsat til 2018.Der udsendes notat."},
		"Det blev udsat.Der udsendes notat.":                                                     {"Det blev udsat.", "Der udsendes notat."},
		"1. behandling er sket. 2. behandling følger.":                                           {"1. behandling er sket.", "2. behandling følger."},
		"Der spørges: ”Hvad koster det?” Forvaltningen svarer.":                                  {"Der spørges: ”Hvad koster det?”", "Forvaltningen svarer."},
		"Dato er fastsat til den 5. Udvalget mødes da.":                                          {"Dato er fastsat til den 5.", "Udvalget mødes da."},
		"Rådmanden godkendte planen (JH følger op). Intet yderligere":                            {"Rådmanden godkendte planen (JH følger op).", "Intet yderligere"},
		"Svaret ift. § 85, stk. 2, sendes f.eks. til Ankestyrelsen, evt. inden ferien. Godkendt": {"Svaret ift. § 85, stk. 2, sendes f.eks. til Ankestyrelsen, evt. inden ferien.", "Godkendt"},
	} {
		if got := sentences(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestResolutions(t *testing.T) {
	res := func(number, text string, o agenda.Outcome) agenda.Resolution {
		return agenda.Resolution{Number: number, Text: text, Outcome: o}
	}
	for _, c := range []struct {
		text string
		want []agenda.Resolution
	}{
		{"at 1) udvalget godkendte planen.\nat 2) udvalget udsatte budgettet.", []agenda.Resolution{res("1", "udvalget godkendte planen", agenda.Approved), res("2", "udvalget udsatte budgettet", agenda.Postponed)}},
		{"At 1: Godkendt.\nAt 2: Ikke godkendt.", []agenda.Resolution{res("1", "Godkendt", agenda.Approved), res("2", "Ikke godkendt", agenda.Rejected)}},
		{"Ad 1. Anbefales.\nAd 2. Drøftet.", []agenda.Resolution{res("1", "Anbefales", agenda.Recommended), res("2", "Drøftet", agenda.Discussed)}},
		// A page break in the middle of a paragraph does not end it.
		{"at 1) udvalget godkendte planen med de\nændringer, der fremgår af notatet.", []agenda.Resolution{res("1", "udvalget godkendte planen med de ændringer, der fremgår af notatet", agenda.ApprovedWithRemarks)}},
		// List items that complete a resolution are not part of it; nor are remarks after the last.
		{"at 1) rådmanden tog status til efterretning og bemærkede:\n- at tempoet er for lavt\nØKO følger op.", []agenda.Resolution{res("1", "rådmanden tog status til efterretning og bemærkede:", agenda.Noted)}},
		// Paragraphs that ran together.
		{"at 1) rådmanden godkendte planen. at 2) rådmanden drøftede budgettet, jf. at 9) i notatet.", []agenda.Resolution{res("1", "rådmanden godkendte planen", agenda.Approved), res("2", "rådmanden drøftede budgettet, jf. at 9) i notatet", agenda.Discussed)}},
		// The sentence before says what was done to each.
		{"Byrådet godkendte,\nat 1) 3,2 mio. kr. til cykelstier.\nat 2) 1 mio. kr. til belysning.", []agenda.Resolution{res("1", "3,2 mio. kr. til cykelstier", agenda.Approved), res("2", "1 mio. kr. til belysning", agenda.Approved)}},
		{"Godkendt. Arbejdet begynder kl. 8.", nil},
	} {
		d := Read(c.text)
		if len(c.want) == 0 && len(d.Resolutions) == 0 {
			continue
		}
		if !reflect.DeepEqual(d.Resolutions, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", c.text, d.Resolutions, c.want)
		}
	}
}

func TestDissentAndAbsence(t *testing.T) {
	for _, c := range []struct {
		text            string
		dissent, absent []string
	}{
		{"Godkendt.\nLiberal Alliances byrådsgruppe kunne ikke tiltræde indstillingen.", []string{"Liberal Alliances byrådsgruppe kunne ikke tiltræde indstillingen."}, nil},
		{"Inger Holck tog forbehold. Godkendt.", []string{"Inger Holck tog forbehold."}, nil},
		{"Vedtaget. V og C stemte imod.", []string{"V og C stemte imod."}, nil},
		{"Vedtaget med 19 stemmer mod 12.", nil, nil},
		{"Vedtaget. Enhedslisten undlod at stemme.", []string{"Enhedslisten undlod at stemme."}, nil},
		{"Et mindretal bestående af Ib Ravn kan ikke anbefale forslaget.", []string{"Et mindretal bestående af Ib Ravn kan ikke anbefale forslaget."}, nil},
		{"Rådmand Bo Due henholder sig til det oprindelige forslag.", []string{"Rådmand Bo Due henholder sig til det oprindelige forslag."}, nil},
		{"Venstre ønskede ført til protokol, at afgiften er for høj.", []string{"Venstre ønskede ført til protokol, at afgiften er for høj."}, nil},
		// The whole body's no is the outcome; a condition is no reservation.
		{"Udvalget kunne ikke tiltræde indstillingen.", nil, nil},
		{"Godkendt med forbehold for byrådets bevilling.", nil, nil},
		{"Godkendt.\nRådmand Eva Krag deltog ikke i sagens behandling.", nil, []string{"Rådmand Eva Krag deltog ikke i sagens behandling."}},
		{"Intet. Bo Due og Ib Ravn var forhindret i at deltage i mødet.", nil, []string{"Bo Due og Ib Ravn var forhindret i at deltage i mødet."}},
		{"Drøftet.\nAfbud: Ib Ravn (V).", nil, []string{"Afbud: Ib Ravn (V)."}},
		{"Drøftet.\nFraværende: Ingen.", nil, nil},
		{"Drøftet. Ib Ravn meldte afbud til næste møde.", nil, nil},
		{"Eva Krag erklærede sig inhabil og forlod lokalet. Sagen blev udsat.", nil, []string{"Eva Krag erklærede sig inhabil og forlod lokalet."}},
		{"Drøftet. Ib Ravn var ikke til stede under punktet.", nil, []string{"Ib Ravn var ikke til stede under punktet."}},
	} {
		d := Read(c.text)
		if strings.Join(d.Dissent, "|") != strings.Join(c.dissent, "|") || strings.Join(d.Absent, "|") != strings.Join(c.absent, "|") {
			t.Errorf("%q:\n got dissent %q, absent %q\nwant dissent %q, absent %q", c.text, d.Dissent, d.Absent, c.dissent, c.absent)
		}
	}
}

// TestFollowups shows how the one responsible is cut out of the sentence, what
// sentence is kept, and what is no task.
func TestFollowups(t *testing.T) {
	gives := func(who, text string) agenda.Followup { return agenda.Followup{Responsible: who, Text: text} }
	for _, c := range []struct {
		text string
		want []agenda.Followup
	}{
		{"Drøftet. KVB undersøger sagen.", []agenda.Followup{gives("KVB", "KVB undersøger sagen.")}},
		{"Jura og Udbud følger op.", []agenda.Followup{gives("Jura og Udbud", "Jura og Udbud følger op.")}},
		{"Magistratsafdelingen for Sundhed og Omsorg udarbejder notat.", []agenda.Followup{gives("Magistratsafdelingen for Sundhed og Omsorg", "Magistratsafdelingen for Sundhed og Omsorg udarbejder notat.")}},
		{"Til næste møde laver Center for Job en opgørelse.", []agenda.Followup{gives("Center for Job", "Til næste møde laver Center for Job en opgørelse.")}},
		{"Det blev aftalt, at stadsarkitekten tager kontakt til ejeren.", []agenda.Followup{gives("stadsarkitekten", "Det blev aftalt, at stadsarkitekten tager kontakt til ejeren.")}},
		{"Udvalget bad rådmanden om at rejse sagen i Magistraten.", []agenda.Followup{gives("rådmanden", "Udvalget bad rådmanden om at rejse sagen i Magistraten.")}},
		{"Udvalget udbad sig et notat om støj.", []agenda.Followup{gives("", "Udvalget udbad sig et notat om støj.")}},
		{"Der udsendes et notat om støj.", []agenda.Followup{gives("", "Der udsendes et notat om støj.")}},
		{"Notat om støj udarbejdes af MTM.", []agenda.Followup{gives("MTM", "Notat om støj udarbejdes af MTM.")}},
		{"Det skal undersøges, om støjen kan dæmpes (MTM følger op).", []agenda.Followup{gives("MTM", "MTM følger op")}},
		{"AT vender tilbage.", []agenda.Followup{gives("AT", "AT vender tilbage.")}},
		// A heading that ran into its paragraph is no part of the name.
		{"Letbanen Forvaltningen undersøger støjen.", []agenda.Followup{gives("Forvaltningen", "Letbanen Forvaltningen undersøger støjen.")}},
		// One task in two sentences: the one that names someone gives it.
		{"Det blev besluttet, at der udarbejdes et brev til ministeren. FAS følger op.", []agenda.Followup{gives("FAS", "FAS følger op.")}},
		// Two tasks.
		{"Der udsendes et notat om støj.\nFormanden indkalder til møde med beboerne.", []agenda.Followup{gives("", "Der udsendes et notat om støj."), gives("Formanden", "Formanden indkalder til møde med beboerne.")}},
		// The same sentence after two questions is two tasks.
		{"Bo Due spurgte til sneen. Der eftersendes svar. Ib Ravn spurgte til saltet. Der eftersendes svar.", []agenda.Followup{gives("", "Der eftersendes svar."), gives("", "Der eftersendes svar.")}},
		// An extract that repeats the decision gives its task once.
		{"Vedtaget. Der udarbejdes notat.\nVedtaget. Der udarbejdes notat.", []agenda.Followup{gives("", "Der udarbejdes notat.")}},
		// No tasks: wishes in general, what was told, what was done, conditions, what is decided.
		{"Rådmanden ønsker mere tempo.", nil},
		{"Rådmanden bemærkede, at der bør udarbejdes en pjece.", nil},
		{"Forvaltningen udarbejdede et notat til mødet.", nil},
		{"Forvaltningen orienterede om, at JUS undersøger sagen.", nil},
		{"Godkendt med bemærkning om, at titlen ændres.", nil},
		{"Fremsendes til Teknisk Udvalg til behandling.", nil},
		{"Sagen bedes tilbagesendt byrådet via Magistraten.", nil},
		{"Rådmanden besluttede, at ordningen fortsætter.", nil},
		{"FAS følger ikke op.", nil},
		{"Titlen skal ændres.", nil},
	} {
		d := Read(c.text)
		if len(c.want) == 0 && len(d.Followups) == 0 {
			continue
		}
		if !reflect.DeepEqual(d.Followups, c.want) {
			t.Errorf("%q:\n got %q\nwant %q", c.text, d.Followups, c.want)
		}
	}
}

// checkRead holds what is true of every reading: an outcome of the domain's,
// sentences that stand in the text, lists that are never nil, the same again.
func checkRead(t *testing.T, text string) {
	t.Helper()
	d := Read(text)
	if again := Read(text); !reflect.DeepEqual(d, again) {
		t.Fatalf("%q is read in two ways:\n%+v\n%+v", text, d, again)
	}
	if again := Read(d.Text); again.Text != d.Text {
		t.Errorf("%q: its text %q becomes %q", text, d.Text, again.Text)
	}
	known := false
	for _, o := range agenda.Outcomes() {
		known = known || o == d.Outcome
	}
	if !known {
		t.Errorf("%q: outcome %q", text, d.Outcome)
	}
	if d.Resolutions == nil || d.Followups == nil || d.Dissent == nil || d.Absent == nil {
		t.Errorf("%q: a list is nil: %+v", text, d)
	}
	whole := bare(d.Text)
	within := func(what, s string) {
		if !strings.Contains(whole, bare(s)) {
			t.Errorf("%q: %s %q does not stand in it", text, what, s)
		}
	}
	for _, f := range d.Followups {
		within("follow-up", f.Text)
		within("responsible", f.Responsible)
	}
	for _, s := range d.Dissent {
		within("dissent", s)
	}
	for _, s := range d.Absent {
		within("absence", s)
	}
	for _, r := range d.Resolutions {
		within("resolution", r.Text)
	}
}

// bare is s without spaces.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"Godkendt.", "at 1) rådmanden godkendte planen.\nat 2) rådmanden udsatte budgettet.\nBemærkninger\n- Det skal undersøges, om (FAS følger op).",
		"Tilbagesendes Magistratens 2. Afdeling med bemærkning, at byrådet den 4. maj 1999 har vedtaget indstillingen.\nVenstre kunne ikke tiltræde.",
		"10 a Notat\n10 b Udsat", "- FAS: laver notat\n- Ansvarlig: JUS", "Udvalget udbad sig et notat fra forvaltningen, idet", ":", "(", ") og", "at 1)", "at 99) at 100) x",
		"Konklusionen er, at", "Ansvarlig:", "Ra\u030a. 2. ”Nej.” ", "- \n– \n• ", "FAS", "ikke", "bedes", "med", "til", ", der", "\xff\xfe",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkRead(t, text) })
}
