package decision

import (
	"testing"

	"referat/pkg/agenda"
)

// Longer minutes, where several sentences say several things.
func TestLongMinutes(t *testing.T) {
	checkMinutes(t, []minute{
		{"Indledningsvis orienterede direktør Hanne Bro udvalget om:\n- Temadagen i november er flyttet\n- Nye regler for høring\nHerefter godkendte udvalget referatet.", agenda.Approved, nil},
		{"Med udgangspunkt i de vedlagte slides orienterede forvaltningen udvalget om status på byggerierne.\nForvaltningen eftersender notat om klubbens midlertidige lokaler.", agenda.Decided, who("Forvaltningen")},
		{"Sagens elementer drøftet, herunder hvordan der arbejdes videre.", agenda.Discussed, nil},
		{"Besluttet, at der tilføjes et fast punkt om økonomi på dagsordenen.", agenda.Decided, nil},
		{"Tillægsdagsordenen blev optaget som punkt 9. Herefter godkendt.", agenda.Approved, nil},
		{"Fire medlemmer (A og V) anbefaler forslaget. To medlemmer (Ø) tager forbehold.", agenda.Recommended, nil},
		{"Anbefalet af Finn Pedersen (V) og Line Lay (B). Søren Fog (Ø) kan ikke anbefale indstillingen.", agenda.Recommended, nil},
		{"Borgmesteren meddelte, at punkt 9 udgår.\nGodkendt.", agenda.Approved, nil},
		{"Økonomiudvalget tilsluttede sig, at ansøgeren meddeles afslag.", agenda.Approved, nil},
		{"Der blev spurgt til ventetiden på ungdomsboliger. Der var enighed om, at emnet tages op på et kommende møde.", agenda.Decided, who("")},
		{"Udvalget drøftede udkastet til politik. Udvalget ønskede større vægt på forebyggelse. Forvaltningen indarbejder bemærkningerne.", agenda.Decided, who("Forvaltningen")},
		{"Dorte Lausen ønskede en redegørelse for ventelisterne på psykiatriområdet. Forvaltningen vender tilbage på næste møde.", agenda.Decided, who("Forvaltningen")},
		{"Udvalget drøftede afholdelse af dialogmøde med handicaporganisationerne. Forvaltningen kommer med forslag til dato.", agenda.Decided, who("Forvaltningen")},
		{"Der var forinden mødet udsendt notat fra Sundhed og Omsorg. Notatet blev taget til efterretning.", agenda.Noted, nil},
		{"Rådmand Gert Lund orienterede om sagen på Vestervang. Kommunen afventer Ankestyrelsens afgørelse, som ventes i løbet af foråret.", agenda.Noted, nil},
		{"Rådmanden orienterede om budgetprocessen. Fristen for ændringsforslag er den 20. september kl. 12.00.", agenda.Noted, nil},
		{"Forvaltningen orienterede om branden på Skovvangsskolen. Eleverne er flyttet til andre lokaler. Forvaltningen holder udvalget orienteret.", agenda.Decided, who("Forvaltningen")},
		{"Hans Thy orienterede om studieturen. Program udsendes i uge 35. Deltagerne bedes selv sørge for rejseforsikring.", agenda.Decided, who("", "Deltagerne")},
		{"Evaluering af mødet: God debat. Der skal være mere tid til spørgsmål.", agenda.Discussed, nil},
		{"Ib Holm spurgte til affaldssorteringen i Skæring.\nForvaltningen oplyste, at nye beholdere leveres i april.\n\nBente Elm spurgte til toiletterne ved stranden.\nForvaltningen undersøger, om de kan åbne tidligere.", agenda.Decided, who("Forvaltningen")},
		{"Udvalget drøftede rammerne for tilsyn.\nDet blev aftalt:\n- at forvaltningen udarbejder et paradigme\n- at formanden orienterer økonomiudvalget", agenda.Decided, who("forvaltningen", "formanden")},
		{"Formanden for Ældrerådet deltog under punktet. Udvalget drøftede høringssvarene.", agenda.Discussed, nil},
		{"Udvalget kan i princippet tiltræde projektet, men ønsker det revideret forslag forelagt inden offentliggørelsen.", agenda.ApprovedWithRemarks, who("")},
		{"Udvalgets flertal kan tiltræde indstillingen på betingelse af, at adgangsvejen flyttes.\nBirte Boll kan ikke tiltræde indstillingen.", agenda.ApprovedWithRemarks, nil},
		{"Byrådet vedtog indstillingens punkt 1-4 med 20 stemmer mod 11. Et ændringsforslag fra Venstre om at udsætte anlægget blev forkastet med 11 stemmer mod 20.", agenda.Approved, nil},
		{"Forslaget blev sat til afstemning. For stemte 12, imod stemte 19. Forslaget var hermed forkastet.", agenda.Rejected, nil},
		{"Indstillingen blev vedtaget i byrådets møde den 5. marts 2003. Tilbagesendes Magistratens 3. Afdeling med bemærkning, at byrådet i sit møde den 5. marts 2003 har vedtaget magistratens foranstående indstilling.", agenda.Approved, nil},
		{"Udsat.\nTilbagesendes Magistratens 2. Afdeling med bemærkning, at sagens behandling blev udsat i byrådets møde den 5. marts 2003.", agenda.Postponed, nil},
		{"Magistraten kunne tiltræde indstillingen. Rådmand Olav Skou tog forbehold. Fremsendes til Århus Byråd med bemærkning, at magistraten kan tiltræde indstillingen.", agenda.Recommended, nil},
		{"Redegørelsen blev taget til efterretning. Tilbagesendes Borgmesterens Afdeling med bemærkning, at byrådet i sit møde den 5. marts 2003 har taget redegørelsen til efterretning.", agenda.Noted, nil},
		{"Uddannelseschefen præsenterede de nye tal for frafald, hvorefter udvalget drøftede mulige indsatser.", agenda.Discussed, nil},
		{"Økonomichefen fremlagde resultatet. Udvalget tog det til efterretning.", agenda.Noted, nil},
		{"Punktet udsættes, idet materialet ikke var udsendt rettidigt. Forvaltningen beklager.", agenda.Postponed, nil},
		{"Byrådet behandlede sagen for lukkede døre.", agenda.Discussed, nil},
		{"Udvalget bakkede op om processen og understregede vigtigheden af borgerinddragelse.", agenda.ApprovedWithRemarks, nil},
		{"Kaj Lind (A) foreslog, at sagen blev udsat. Forslaget blev vedtaget.", agenda.Approved, nil},
		{"- Dialogmøde med skolebestyrelserne den 4. maj.\n- Invitation til fællesspisning.\n- Orientering om personalesag.", agenda.Noted, nil},
		{"MSB har modtaget 14 ansøgninger. Rådmanden orienteres, når puljen er fordelt.", agenda.Decided, who("")},
		{"Vicedirektør Karen Bak gennemgik tallene. Der var spørgsmål til overheadprocenten, som ØKO følger op på.", agenda.Decided, who("ØKO")},
		{"Lokalplanen blev vedtaget endeligt. Inger Riis deltog ikke i behandlingen, da hun erklærede sig inhabil.", agenda.Approved, nil},
		{"Rådmanden spurgte ind til sygefraværet og bad HR om at udarbejde en månedlig opgørelse.", agenda.Decided, who("HR")},
		{"Punktet blev drøftet. Konklusionen er, at FAS afdækker økonomien, og at JUS skriver et responsum.", agenda.Decided, who("FAS")},
		{"Rådmanden gav udtryk for tilfredshed med resultatet.", agenda.Discussed, nil},
		{"Næste møde er den 3. juni.", agenda.Noted, nil},
		{"Sagen er afsluttet.", agenda.Decided, nil},
		{"Der var generel opbakning til forslaget.", agenda.Approved, nil},
		{"Udvalget gav grønt lys for det videre arbejde.", agenda.Approved, nil},
		{"Udvalget besluttede at afvente resultatet af undersøgelsen.", agenda.Decided, nil},
		{"Udvalget afventer yderligere oplysninger, før der tages stilling.", agenda.Postponed, nil},
	})
}
