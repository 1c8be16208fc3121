package library

import (
	"errors"
	"testing"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func punkter(numbers ...string) []agenda.Punkt {
	var list []agenda.Punkt
	for _, n := range numbers {
		list = append(list, agenda.Punkt{Number: n, Title: "Punktet " + n + " om noget", Text: "Tekst.", Pages: agenda.PageRange{1, 1}})
	}
	return list
}

// An address is made of what is printed, leads back to the thing, and stays when
// minutes come where there was an agenda.
func TestAddresses(t *testing.T) {
	agendaOf := minutes("1", agenda.Meeting{Series: "Ældre- & Børneudvalget", Date: "2026-03-23", Start: "14:00", Kind: agenda.Dagsorden, Punkter: punkter("1", "2", "3")})
	agendaOf.Meetings[0].Punkter[2].Bilag = []agenda.Bilag{{Number: 2, Title: "To", Text: "x"}, {Number: 5, Title: "Fem", Text: "x"}, {Number: 5, Title: "Også fem", Text: "x"}}
	dir := archiveOf(t, nil, agendaOf)

	const path = "/moede/aeldre-boerneudvalget/2026-03-23"
	for _, c := range []struct{ id, path string }{
		{"111111111111.m1", path},
		{"111111111111.m1.p2", path + "/2"},
		{"111111111111.m1.p3.b1", path + "/3/bilag/2"},
		{"111111111111.m1.p3.b3", path + "/3/bilag/nr-3"},
	} {
		v := open(t, dir, Options{})
		leadsTo(t, v, c.id, c.path)
	}

	doc := minutes("2", agenda.Meeting{Series: "Ældre- & Børneudvalget", Date: "2026-03-23", Start: "14:00", Punkter: punkter("1", "2", "3")})
	fill(t, dir, nil, doc)
	v := open(t, dir, Options{})
	leadsTo(t, v, "222222222222.m1.p2", path+"/2")
	leadsTo(t, v, "111111111111.m1.p2", path+"/2?pdf=111111111111")
	leadsTo(t, v, "111111111111.m1.p3.b1", path+"/3/bilag/2?pdf=111111111111")
	if id, err := v.Resolve(Address{Body: "aeldre-boerneudvalget", Day: "2026-03-23", Punkt: "3", Bilag: "2"}); err != nil || id.String() != "111111111111.m1.p3.b1" {
		t.Errorf("a bilag that only the agenda has: %s, %v", id, err)
	}
}

// leadsTo checks that a thing has an address, and the address the thing.
func leadsTo(t *testing.T, v *Volume, id, path string) {
	t.Helper()
	thing, _, err := v.Find(mustID(t, id))
	if err != nil {
		t.Fatal(err)
	}
	c, err := v.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	a, ok := c.Address(thing)
	if !ok || a.Path() != path {
		t.Errorf("%s is at %q, want %q", id, a.Path(), path)
	}
	if back, err := v.Resolve(a); err != nil || back.String() != id {
		t.Errorf("at %q is %s, want %s (%v)", a.Path(), back, id, err)
	}
}

// Where numbers do not tell punkter apart, places do; a body that met twice in a
// day has two days; one without a date or a name has an address, too.
func TestAddressesThatNumbersDoNotTell(t *testing.T) {
	v := open(t, archiveOf(t, nil,
		minutes("3", agenda.Meeting{Series: "Byrådet", Title: "Formøde", Date: "2026-04-01", Start: "09:00", Punkter: punkter("1", "1", "", "4.A", "a")}),
		minutes("4", agenda.Meeting{Series: "Byrådet", Title: "Byrådsmøde", Date: "2026-04-01", Start: "17:30", Punkter: punkter("7", "8")}),
		minutes("5", agenda.Meeting{Punkter: punkter("1")}),
	), Options{})
	const day = "/moede/byraadet/2026-04-01"
	for id, path := range map[string]string{
		"333333333333.m1":    day + "-kl-0900",
		"333333333333.m1.p1": day + "-kl-0900/nr-1",
		"333333333333.m1.p2": day + "-kl-0900/nr-2",
		"333333333333.m1.p3": day + "-kl-0900/nr-3",
		"333333333333.m1.p4": day + "-kl-0900/4.a",
		"333333333333.m1.p5": day + "-kl-0900/nr-5",
		"444444444444.m1.p1": day + "-kl-1730/7",
		"555555555555.m1.p1": "/moede/uden-navn/uden-dato-555555555555-m1/1",
	} {
		leadsTo(t, v, id, path)
	}
	var many *archive.AmbiguousError
	if _, err := v.Resolve(Address{Body: "byraadet", Day: "2026-04-01"}); !errors.As(err, &many) || len(many.Names) != 2 {
		t.Errorf("the date alone: %v", err)
	}
	for _, a := range []Address{{Body: "byraadet", Day: "2026-04-02"}, {Body: "x", Day: "2026-04-01"}, {Body: "byraadet", Day: "2026-04-01-kl-0900", Punkt: "9"},
		{Body: "byraadet", Day: "2026-04-01-kl-0900", Punkt: "nr-0"}, {Body: "byraadet", Day: "2026-04-01-kl-0900", Punkt: "nr-99"}, {Body: "byraadet", Day: "2026-04-01-kl-0900", Doc: "444444444444"}} {
		if id, err := v.Resolve(a); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("%+v: %s, %v", a, id, err)
		}
	}
}
