package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/pkg/agenda"
)

// Whether stamps stand on first or on last pages is told by how the rows of
// bilag pages begin and end, before it is told by what single pages look like:
// a scanned letter is as unlike the next one in its own bilag as in another.
func TestStampHabit(t *testing.T) {
	front := `
# Møder (Møde 1)
01-02-2027 09:00 - 10:00
Sal 2
Information:
## Punkt 1: Høring om broen
` + strings.Repeat("Naboerne til broen og havnens brugere er blevet hørt om den.\n", 22) + "@@\n"
	const end = `
@@
## Punkt 2: Eventuelt
.`
	tests := []struct{ name, pages, want string }{
		{"first pages: nothing is stamped where the row ends", `
^ Punkt 1, Bilag 1: Svar.pdf
~# Svar fra Sejlklubben
~ Vi er imod broen.
@@
~# Svar fra Roklubben
~ Vi er for broen, når den er høj.
@@
^ Punkt 1, Bilag 2: Aftale.pdf
~ som vi har aftalt med havnen.
@@
~# Tillæg
~ Prisen er den samme.`, `
  bilag 1 Svar 2-3
  bilag 2 Aftale 4-5
`},
		{"last pages: nothing is stamped where the row begins", `
~# Svar fra Sejlklubben
~ Vi er imod broen.
@@
^ Punkt 1, Bilag 1: Svar.pdf
~# Svar fra Roklubben
~ Vi er for broen, når den er høj.
@@
~ som vi har aftalt med havnen.
@@
^ Punkt 1, Bilag 2: Aftale.pdf
~# Tillæg
~ Prisen er den samme.`, `
  bilag 1 Svar 2-3
  bilag 2 Aftale 4-5
`},
		{"first pages, the shell going on over a page before them", `
og de har svaret.
@@
^ Punkt 1, Bilag 1: Svar.pdf
~# Svar fra Sejlklubben
~ Vi er imod broen.
@@
~# Svar fra Roklubben
~ Vi er for broen, når den er høj.
@@
^ Punkt 1, Bilag 2: Aftale.pdf
~# Aftale
~ Vi har aftalt det med havnen.`, `
  bilag 1 Svar 3-4
  bilag 2 Aftale 5-5
`},
		{"first pages, the first stamp missing", `
~# Svar fra Sejlklubben
~ Vi er imod broen.
@@
^ Punkt 1, Bilag 2: Aftale.pdf
~# Svar fra Roklubben
~ Vi er for broen, når den er høj.
@@
^ Punkt 1, Bilag 3: Notat.pdf
~# Notat
~ Prisen er den samme.
@@
~ og den er fast.`, `
  bilag 1 Svar fra Sejlklubben 2-2
  bilag 2 Aftale 3-3
  bilag 3 Notat 4-5
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			markup := strings.TrimPrefix(front, "\n") + strings.TrimPrefix(strings.TrimRight(tt.pages, "\n"), "\n") + end
			var got strings.Builder
			for line := range strings.Lines(sketch(Segment(lay(markup), agenda.Source{}))) {
				if strings.HasPrefix(line, "  bilag") {
					got.WriteString(line)
				}
			}
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
