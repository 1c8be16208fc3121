package e2e

import "testing"

// A kind is a kind of page, with one of it in the fictional archive.
type kind struct {
	name string // of its picture
	path string
	odd  bool // it is an error: the browser complains of its status
}

// kinds are all kinds of pages.
func kinds(t *testing.T) []kind {
	long := docOf(t, "2027-06-07-tyve-punkter.pdf")
	minutes := docOf(t, "2027-02-08-raadmandsmoede-referat.pdf")
	scanned := docOf(t, "2027-08-16-skannede-bilag.pdf")
	const rows, council = "/moede/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030", "/moede/strandby-byraad"
	return []kind{
		{"forside", "/", false},
		{"soeg", "/soeg?q=havn", false},
		{"soeg-aar", "/soeg?q=havn&aar=2027&sorter=dato", false},
		{"soeg-alt", "/soeg?udfald=udsat", false},
		{"soeg-intet", "/soeg?q=havn+kvantecomputer&aar=2027", false},
		{"soeg-stavet", "/soeg?q=badebroo", false},
		{"soeg-forkert", "/soeg?q=havn&aar=syv", true},
		{"udvalgene", "/udvalg", false},
		{"udvalg", "/udvalg/raadmandsmoeder-kyst-kultur-og-fritid-2027-2030", false},
		{"moede", rows + "/2027-06-07", false},
		{"moede-byraad", council + "/2027-06-16", false},
		{"moede-i-bilag", rows + "/2027-02-01", false},
		{"punkt", rows + "/2027-06-07/7?q=natbus", false},
		{"punkt-byraad", council + "/2027-06-16/2", false},
		{"bilag", rows + "/2027-06-07/2/bilag/1?q=havn", false},
		{"dokument", "/dokument/" + minutes, false},
		{"side", "/dokument/" + long + "/side/6?q=natbus", false},
		{"side-bred", "/dokument/" + minutes + "/side/9?q=plan", false},
		{"side-skannet", "/dokument/" + scanned + "/side/3?q=sl%C3%A6bestedet", false},
		{"side-lukket", "/dokument/" + minutes + "/side/1", true},
		{"moedevalg", "/moede/raadmandsmoeder-2026/2026-11-09", false},
		{"sag", "/sag/EMN-2027-000218", false},
		{"opfoelgning", "/opfoelgning", false},
		{"opfoelgning-enhed", "/opfoelgning?enhed=hav&siden=2027", false},
		{"opfoelgning-forkert", "/opfoelgning?siden=syv", true},
		{"hjaelp", "/hjaelp", false},
		{"henvis", "/henvis?id=" + long + ".m1.p7&side=6", false},
		{"skilte", "/soeg?q=skilte", false},
		{"intet", "/findes-ikke", true},
	}
}
