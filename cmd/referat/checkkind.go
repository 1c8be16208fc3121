package main

import "referat/pkg/agenda"

// A checkKind is a kind of finding as people see it.
type checkKind struct {
	kind  string
	title string // of its table
	todo  string // what to do about it
}

// Kinds of findings that are not of one document.
const (
	kindMissing    = "not-imported"
	kindNoPDF      = "no-pdf"
	kindQuarantine = "quarantined"
	kindFailed     = "not-readable"
	kindRhythm     = "meeting-missing"
)

// checkKinds lists the kinds, the most serious first.
func checkKinds() []checkKind {
	return []checkKind{
		{kindMissing, "PDF'er i mapperne, som ikke er i arkivet", "importér dem: referat import MAPPE"},
		{kindNoPDF, "Mapper uden PDF'er", "se, om det er den rette mappe, og om dens drev er tilsluttet"},
		{kindQuarantine, "Filer i karantæne", "se hvorfor med «referat quarantine», og prøv igen med «referat quarantine --retry»"},
		{kindFailed, "Filer, der ikke kunne importeres", "ret det, grunden siger, og importér dem igen"},
		{string(agenda.GapNoMeeting), "Dokumenter uden møder", "se, om filen hører til i arkivet; gør den det, er dens layout ukendt for programmet"},
		{kindRhythm, "Møder, der ser ud til at mangle i møderækken", "find eksporterne af møderne, og importér dem; blev møderne ikke holdt, mangler intet"},
		{string(agenda.GapNoPunkter), "Møder uden punkter", "sammenhold med PDF'en; eksportér mødet igen, hvis punkterne mangler i den"},
		{string(agenda.GapHeading), "Lovet i Indhold, men ikke fundet", "sammenhold med PDF'en; eksportér mødet igen, hvis det mangler i den"},
		{string(agenda.GapPunkt), "Numre, der mangler i rækken af punkter", "sammenhold med PDF'en"},
		{string(agenda.GapBilag), "Numre, der mangler i rækken af bilag", "eksportér mødet igen med alle bilag"},
		{string(agenda.GapNamed), "Bilag, der nævnes uden at være i filen", "hent bilagene dér, hvor eksporten er fra"},
		{string(agenda.GapUnread), "Sider, der ikke kunne læses", "se siderne i PDF'en; eksportér mødet igen, hvis de er beskadiget i den"},
		{string(agenda.GapEmpty), "Sider uden tekst", "er de ikke læst med OCR, gør «referat import --retry» det, når tesseract er installeret"},
		{string(agenda.GapUnplaced), "Tekst, der ikke fandt plads i et møde", "se siden i PDF'en; teksten kan kun findes dér"},
		{string(agenda.GapNoDate), "Møder uden dato", "sammenhold med PDF'en"},
	}
}
