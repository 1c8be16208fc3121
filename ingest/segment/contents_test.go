package segment

import (
	"slices"
	"testing"

	"referat/pkg/agenda"
)

// What Indhold promises and the file does not hold is said once, whole, and
// nothing else is.
func TestPromises(t *testing.T) {
	const council = `# REFERAT Strandby Byråd d. 03-02-2027
Mødedato Onsdag d. 3. februar 2027 kl. 16:00
Indholdsfortegnelse
`
	const bro = `@@
## Punkt 1: Endelig vedtagelse af lokalplan for broen ved havnen med tilhørende miljørapport
EMN-2027-000123
#| Beslutninger
Godkendt.
`
	for _, tt := range []struct {
		name, markup string
		want         []string
	}{
		{"a title of two lines", council + `Endelig vedtagelse af lokalplan for broen
ved havnen med tilhørende miljørapport......2
` + bro, nil},
		{"a title cut in a word on its second line", council + `Endelig vedtagelse af lokalplan for broen	2
ved havnen med til
` + bro, nil},
		{"a title of two lines that no punkt has", council + `Endelig vedtagelse af lokalplan for broen
ved havnen med tilhørende miljørapport......2
Takster for parkering i kommunens
p-huse......3
Skilte......4
` + bro, []string{
			"Indholdsfortegnelsen lover «Takster for parkering i kommunens p-huse», som ikke blev fundet.",
			"Indholdsfortegnelsen lover «Skilte», som ikke blev fundet.",
		}},
		{"a title that comes twice, of which one is not there", council + `Anlægsbevilling......2
Endelig vedtagelse af lokalplan for broen......3
Anlægsbevilling......4
` + bro + `@@
## Punkt 3: Anlægsbevilling
EMN-2027-000124
#| Beslutninger
Godkendt.
`, []string{"Indholdsfortegnelsen lover «Anlægsbevilling» 2 gange, og der blev fundet 1."}},
		{"titles that are cut off where they begin to differ", council + `Endelig vedtagelse af lokalplan for	2
Endelig vedtagelse af lokalplan for	3
` + bro + `@@
## Punkt 2: Endelig vedtagelse af lokalplan for torvet
EMN-2027-000124
#| Beslutninger
Godkendt.
`, nil},
		{"a title that goes on with another's words", council + `Skoler og veje i Nordby	2
Takster for vand,
skoler og veje i Nordby	3
@@
## Punkt 1: Skoler og veje i Nordby
EMN-2027-000124
#| Beslutninger
Godkendt.
@@
## Punkt 2: Takster for vand, skoler og veje i Nordby
EMN-2027-000125
#| Beslutninger
Godkendt.
`, nil},
		{"a decision that is not there", `# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Indhold
Punkt 1: Skolevej	1
Beslutning for Punkt 1: Skolevej	1
Punkt 2: Lys	2
Punkt 2: Lys	2
Beslutning for Punkt 2: Lys	2
Punkt 3: Mad	2
Beslutning for Punkt 3: Mad	2
@@
## Punkt 1: Skolevej
.
## Beslutning for Punkt 1: Skolevej
.
## Punkt 2: Lys
.
`, []string{
			"Indhold lover punkt 3: Mad, som ikke blev fundet.",
			"Indhold lover en beslutning for punkt 2: Lys, som ikke blev fundet.",
		}},
		{"a number left out, and no Indhold to say why", `# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Skolevej
.
## Punkt 3: Mad
.
`, []string{"Der er ikke noget punkt 2 før punkt 3, og mødet har intet Indhold, der siger hvorfor."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, w := range Segment(lay(tt.markup), agenda.Source{}).Warnings {
				if w.Code == agenda.WarnHeadingMissing || w.Code == agenda.WarnPunktMissing {
					got = append(got, w.Message)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}
