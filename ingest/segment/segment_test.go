package segment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
)

// sketch draws a document's structure, a line a thing.
func sketch(d agenda.Document) string {
	var b strings.Builder
	var meetings func([]agenda.Meeting, string)
	meetings = func(ms []agenda.Meeting, in string) {
		for _, m := range ms {
			fmt.Fprintf(&b, "%s%s %s (%s) %d-%d\n", in, m.Date, m.Title, m.Kind, m.Pages[0], m.Pages[1])
			for _, p := range m.Punkter {
				fmt.Fprintf(&b, "%s %s %s", in, p.Number, p.Title)
				if p.Text != "" {
					fmt.Fprintf(&b, " | %s", oneLine(p.Text))
				}
				if p.Decision != nil {
					fmt.Fprintf(&b, " => %s", oneLine(p.Decision.Text))
				}
				b.WriteByte('\n')
				for _, x := range p.Bilag {
					pages := "uden sider"
					if x.Pages != nil {
						pages = fmt.Sprintf("%d-%d", x.Pages[0], x.Pages[1])
					}
					fmt.Fprintf(&b, "%s  bilag %d %s %s\n", in, x.Number, x.Title, pages)
					meetings(x.Meetings, in+"    ")
				}
			}
		}
	}
	meetings(d.Meetings, "")
	for _, w := range d.Warnings {
		fmt.Fprintf(&b, "! %s %v\n", w.Code, w.Pages)
	}
	return b.String()
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " / ") }

func TestStructure(t *testing.T) {
	tests := []struct{ name, markup, want string }{
		{"a meeting with Indhold, headings that stand twice, a lone full stop", `
# Rådmandsmøder 2027-2030 (Rådmandsmøde d. 8.
# marts)
08-03-2027 10:00 - 11:30
Rådhuset, lokale 3
Information: Lis er referent.
## Indhold
## Kategori - Til godkendelse
Punkt 1: Dagsorden	1
Beslutning for Punkt 1: Dagsorden	1
Punkt 2: Høring om havnebadets åbningstider i sommeren og efteråret (ca. 20	1
min)
Punkt 2: Høring om havnebadets åbningstider i sommeren og efteråret (ca. 20	1
min)
@@
## Punkt 1: Dagsorden
.
## Beslutning for Punkt 1: Dagsorden
Godkendt.
## Punkt 2: Høring om havnebadets åbningstider i sommeren og
##| efteråret (ca. 20 min)
.
## Punkt 2: Høring om havnebadets åbningstider i sommeren og
##| efteråret (ca. 20 min)
Badet er åbent.
## Beslutning for Punkt 2: Høring om havnebadets åbningstider i
##| sommeren og efteråret (ca. 20 min)
at 1) rådmanden godkendte svaret.
Bemærkninger
> Det skal sendes.`, `
2027-03-08 Rådmandsmøde d. 8. marts (referat) 1-2
 1 Dagsorden => Godkendt.
 2 Høring om havnebadets åbningstider i sommeren og efteråret | Badet er åbent. => at 1) rådmanden godkendte svaret. / Bemærkninger / - Det skal sendes.
`},
		{"stamps on the first page, a running head and foot", `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Skolevej
Kort tekst.
@@
^ Punkt 1, Bilag 1: Notat om
^| skolevejen.docx
~# Skolevejen
~ Der er talt biler på vejen hver dag i en uge, og tallet er faldet
_ Side 1 af 2
@@
~ siden sidste år.
_ Side 2 af 2
@@
^ Punkt 1, Bilag 2: Kort.pdf
~# Kort over vejen
@@
## Punkt 2: Eventuelt
.`, `
2027-02-01 Møde 1 (dagsorden) 1-5
 1 Skolevej | Kort tekst.
  bilag 1 Notat om skolevejen 2-3
  bilag 2 Kort 4-4
 2 Eventuelt
! running-head [3]
`},
		{"a bilag that quotes the agenda in its own setting is no meeting", `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Skolevej
.
@@
~# Dagsorden i udkast
~ Punkt 1: Skolevej
~ Punkt 2: Eventuelt
~ Beslutning for Punkt 2: Eventuelt
@@
## Punkt 2: Eventuelt
.
## Beslutning for Punkt 2: Eventuelt
Intet.`, `
2027-02-01 Møde 1 (referat) 1-3
 1 Skolevej
  bilag 1 Dagsorden i udkast 2-2
 2 Eventuelt => Intet.
`},
		{"minutes nested in a bilag; their last number is the one before the outer's next", `
# Møder (Møde 2)
08-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Dagsorden
.
## Punkt 2: Referat
.
@@
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Dagsorden
.
## Punkt 2: Støj fra banen
.
## Beslutning for Punkt 2: Støj fra banen
Udsat.
@@
## Punkt 3: Ny bro
.
## Punkt 4: Eventuelt
.`, `
2027-02-08 Møde 2 (dagsorden) 1-3
 1 Dagsorden
 2 Referat
  bilag 1 Møde 1 2-2
    2027-02-01 Møde 1 (referat) 2-2
     1 Dagsorden
     2 Støj fra banen => Udsat.
 3 Ny bro
 4 Eventuelt
`},
		{"three meetings one after another", `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Dagsorden
.
@@
# Møder (Møde 2)
08-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Dagsorden
.
@@
# Møder (Møde 3)
15-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Dagsorden
.`, `
2027-02-01 Møde 1 (dagsorden) 1-1
 1 Dagsorden
2027-02-08 Møde 2 (dagsorden) 2-2
 1 Dagsorden
2027-02-15 Møde 3 (dagsorden) 3-3
 1 Dagsorden
`},
		{"a closed punkt, a lettered number, a promise that is not kept", `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Indhold
## Kategori - Åbne punkter
Punkt 4: Skolevej	1
Punkt 4.a: Tillæg om lys	1
## Kategori - Lukkede punkter
Punkt 5: Køb af grund	1
Punkt 6: Løn	1
@@
## Punkt 4: Skolevej
.
## Punkt 4.a: Tillæg om lys
.
## Punkt 5: Køb af grund
.`, `
2027-02-01 Møde 1 (dagsorden) 1-2
 4 Skolevej
 4.a Tillæg om lys
 5 Køb af grund
! heading-missing [1]
`},
		{"bilag with a title and a day: an invitation, another body's minutes", `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Temadag
.
@@
# Invitation til temadag om støj
Torsdag den 12. marts 2027 kl. 10.00 - 15.00
Vi glæder os til at se jer.
@@
## Punkt 2: Handicaprådet
.
@@
^ Punkt 2, Bilag 1: Referat.docx
# Referat fra møde i Handicaprådet den 12. januar 2027
Til stede var alle.
@@
## Punkt 3: Eventuelt
.`, `
2027-02-01 Møde 1 (dagsorden) 1-5
 1 Temadag
  bilag 1 Invitation til temadag om støj 2-2
 2 Handicaprådet
  bilag 1 Referat 4-4
 3 Eventuelt
`},
		{"the front of a Byråd, its rows set like its title", `
# REFERAT Strandby Byråd d. 03-02-2027
# Mødedato: Onsdag d. 3. februar 2027 kl. 16:00
# Mødested: Salen
@@
## Punkt 1: Ny bro
EMN-2027-000123
#| Beslutninger
Godkendt.`, `
2027-02-03 Strandby Byråd (referat) 1-2
 1 Ny bro => Godkendt.
`},
		{"no layout knows it", `
~# Kære rådmand
~ Tak for sidst.`, `
! no-meeting []
! text-unplaced [1]
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sketch(Segment(lay(strings.TrimPrefix(tt.markup, "\n")), agenda.Source{}))
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// An Indhold of many pages: the headings that tell how headings are set stand
// far from the front.
func TestLongIndhold(t *testing.T) {
	var contents, text strings.Builder
	const punkter = 110
	for i := 1; i <= punkter; i++ {
		if i%20 == 0 {
			contents.WriteString("@@\n")
		}
		fmt.Fprintf(&contents, "Punkt %d: Sag\t%d\n", i, i)
		fmt.Fprintf(&text, "@@\n## Punkt %d: Sag\n.\n", i)
	}
	d := Segment(lay("# Møder (Møde 1)\n01-02-2027 09:00 - 10:00\nSal 2\nInformation:\n## Indhold\n"+contents.String()+text.String()), agenda.Source{})
	if n := len(d.Meetings[0].Punkter); n != punkter || len(d.Warnings) > 0 {
		t.Errorf("%d punkter, %d warnings; want %d and none", n, len(d.Warnings), punkter)
	}
}

func TestClosedByCategory(t *testing.T) {
	d := Segment(lay(`# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Indhold
## Kategori - Lukkede punkter
Punkt 1: Køb af grund (5 min)	1
## Punkt 1: Køb af grund (5 min)
.`), agenda.Source{})
	p := d.Meetings[0].Punkter[0]
	if !p.Closed || p.Category != "Lukkede punkter" || p.Minutes != 5 {
		t.Errorf("got %+v", p)
	}
}

// FuzzSegment lays any markup out as pages. Dividing them never panics, gives
// the same answer twice, and gives each line one place, or none and a warning.
func FuzzSegment(f *testing.F) {
	f.Add("# Møder (Møde 1)\n01-02-2027 09:00 - 10:00\nSal 2\nInformation: x\n## Indhold\n## Kategori - A\nPunkt 1: En (5 min)\t1\n@@\n## Punkt 1: En (5 min)\n.\n## Beslutning for Punkt 1: En\nat 1) godkendt\n@@\n^ Punkt 1, Bilag 1: n.docx\n~# N\n~ tekst\n_ Side 1 af 1")
	f.Add("# Møder (Møde 2)\n08-02-2027 09:00\n## Punkt 1: A\n@@\n# Møder (Møde 1)\n01-02-2027 09:00\n## Punkt 1: A\n## Punkt 2: B\n@@\n## Punkt 2: C\n@@\n## Punkt 2.a: D")
	f.Add("# REFERAT Byråd d. 01-02-2027\nMødedato Mandag d. 1. februar 2027 kl. 16:00\nMødested Salen\n@@\n## Indholdsfortegnelse\nEn sag....... 3\n@@\n## Punkt 1: En sag\nEMN-2027-000001\n## Beslutninger\nGodkendt.\n\nTekst\n## Sagsforløb\nUdvalg: Magistraten\nDato: 01-01-2027\nPunktnummer: 2\nAnbefales.\n## Bilag\nIndstilling\nBilag 1: Kort")
	f.Fuzz(func(t *testing.T, markup string) {
		if len(markup) > 1<<14 {
			return
		}
		doc := lay(strings.ToValidUTF8(markup, "?"))
		s := newSource(doc)
		first := s.segment(agenda.Source{})
		unplaced := map[int]bool{}
		for _, w := range first.Warnings {
			if w.Code == agenda.WarnUnplaced {
				unplaced[w.Pages[0]] = true
			}
		}
		for _, p := range s.pages {
			for i, n := range p.placed {
				if n > 1 || n == 0 && !unplaced[p.Number] {
					t.Errorf("page %d line %q has %d places", p.Number, p.Lines[i].Text, n)
				}
			}
		}
		if diff := cmp.Diff(first, Segment(lay(strings.ToValidUTF8(markup, "?")), agenda.Source{})); diff != "" {
			t.Errorf("divided twice, two answers: %s", diff)
		}
	})
}
