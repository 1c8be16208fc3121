package decision

import (
	"strings"
	"testing"

	"referat/pkg/agenda"
)

// TestFrames puts verbs of every class into the sentence frames that minutes
// use. Whatever the frame, active or passive, past or present, whole or bare,
// the decision is the same.
func TestFrames(t *testing.T) {
	verbs := []struct {
		infinitive, present, passive, past, participle string
		object                                         string
		want                                           agenda.Outcome
	}{
		{"godkende", "godkender", "godkendes", "godkendte", "godkendt", "planen", agenda.Approved},
		{"vedtage", "vedtager", "vedtages", "vedtog", "vedtaget", "indstillingen", agenda.Approved},
		{"tiltræde", "tiltræder", "tiltrædes", "tiltrådte", "tiltrådt", "forslaget", agenda.Approved},
		{"stadfæste", "stadfæster", "stadfæstes", "stadfæstede", "stadfæstet", "regulativet", agenda.Approved},
		{"imødekomme", "imødekommer", "imødekommes", "imødekom", "imødekommet", "ansøgningen", agenda.Approved},
		{"anbefale", "anbefaler", "anbefales", "anbefalede", "anbefalet", "indstillingen", agenda.Recommended},
		{"udsætte", "udsætter", "udsættes", "udsatte", "udsat", "punktet", agenda.Postponed},
		{"udskyde", "udskyder", "udskydes", "udskød", "udskudt", "sagen", agenda.Postponed},
		{"forkaste", "forkaster", "forkastes", "forkastede", "forkastet", "forslaget", agenda.Rejected},
		{"afvise", "afviser", "afvises", "afviste", "afvist", "ansøgningen", agenda.Rejected},
		{"afslå", "afslår", "afslås", "afslog", "afslået", "ansøgningen", agenda.Rejected},
	}
	frames := []string{
		"Udvalget PAST OBJECT.",
		"Udvalget PRESENT OBJECT.",
		"Et flertal i udvalget PAST OBJECT.",
		"Udvalget kan INFINITIVE OBJECT.",
		"Udvalget kunne enstemmigt INFINITIVE OBJECT.",
		"Udvalget har PARTICIPLE OBJECT.",
		"OBJECT blev PARTICIPLE.",
		"OBJECT blev enstemmigt PARTICIPLE af udvalget.",
		"OBJECT er PARTICIPLE.",
		"OBJECT PASSIVE.",
		"OBJECT PARTICIPLE.",
		"PARTICIPLE.",
		"PASSIVE.",
		"PARTICIPLE af et enigt udvalg.",
		"Herefter PAST udvalget OBJECT.",
		"Udvalget besluttede at INFINITIVE OBJECT.",
		"Det blev besluttet at INFINITIVE OBJECT.",
		"Udvalget besluttede, at OBJECT PASSIVE.",
		"Udvalget drøftede OBJECT og PAST det.",
		"Konklusionen er, at udvalget PRESENT OBJECT.",
		"Forvaltningen orienterede om baggrunden. Derefter blev OBJECT PARTICIPLE.",
		"at 1) udvalget PAST OBJECT.",
		"Kaj Holm tog forbehold. Herefter blev OBJECT PARTICIPLE.",
		"OBJECT blev PARTICIPLE. Kaj Holm (V) deltog ikke i behandlingen.",
	}
	for _, v := range verbs {
		fill := strings.NewReplacer("INFINITIVE", v.infinitive, "PRESENT", v.present, "PASSIVE", v.passive, "PAST", v.past, "PARTICIPLE", v.participle, "OBJECT", v.object)
		for _, frame := range frames {
			text := fill.Replace(frame)
			text = strings.ToUpper(text[:1]) + text[1:]
			if strings.HasPrefix(frame, "at 1)") {
				text = fill.Replace(frame)
			}
			if got := Read(text).Outcome; got != v.want {
				t.Errorf("%q: %s, want %s", text, got, v.want)
			}
		}
	}
}

// TestNotTheVerb holds what only looks like a decision's verb: adjectives,
// nouns, other people's acts, what is told about.
func TestNotTheVerb(t *testing.T) {
	for text, want := range map[string]agenda.Outcome{
		"Udvalget drøftede den vedtagne lokalplan.":                                agenda.Discussed,
		"Rådmanden orienterede om de godkendte takster.":                           agenda.Noted,
		"Rådmanden orienterede om børn i udsatte familier.":                        agenda.Noted,
		"Rådmanden orienterede om, at byrådet har vedtaget lokalplanen.":           agenda.Noted,
		"Forvaltningen orienterede om den udsatte licitation.":                     agenda.Noted,
		"Formanden oplyste, at mødet med Grundejerforeningen blev udskudt.":        agenda.Noted,
		"Udvalget drøftede, om projektet kan godkendes.":                           agenda.Discussed,
		"Forvaltningen indstiller, at planen godkendes.\nUdvalget drøftede den.":   agenda.Discussed,
		"Udvalget drøftede et forslag, som byrådet forkastede i 2010.":             agenda.Discussed,
		"Udvalget spurgte, hvorfor sagen var blevet udsat.":                        agenda.Discussed,
		"Forvaltningen orienterede om afviste ansøgninger.":                        agenda.Noted,
		"Byrådet godkendte planen for udsatte voksne.":                             agenda.Approved,
		"Byrådet godkendte, at der sendes høringsbrev ud til de afviste ansøgere.": agenda.Approved,
	} {
		if got := Read(text).Outcome; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
