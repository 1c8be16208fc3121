package agenda

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// timeline is the course of a case as text.
func timeline(links []CaseLink) string {
	var s []string
	for _, l := range links {
		line := fmt.Sprintf("%s %s (%s)", l.Date, strings.TrimLeft(l.ID.String(), "0"), l.Witness)
		if l.Decision != (ID{}) {
			line += " " + strings.TrimLeft(l.Decision.String(), "0")
		}
		for _, id := range l.Sources {
			line += " +" + strings.TrimLeft(id.String(), "0")
		}
		s = append(s, line)
	}
	return strings.Join(s, "\n")
}

func TestTimeline(t *testing.T) {
	on := func(date, series string, kind Kind, cases ...string) func(*Card) {
		return func(c *Card) {
			c.Date, c.Series, c.Title, c.Kind = date, series, "Møde", kind
			for i, number := range cases {
				c.Heads[i].Case = CaseKey(number)
			}
		}
	}
	cards := []Card{
		card(1, "m1", on("2027-03-03", "Byrådet", Referat, "", "EMN-2027-000218"), "Godkendelse af dagsorden", "Natbus til Nordhavnen"),
		card(2, "m1", on("2027-02-08", "Teknisk Udvalg", Dagsorden), "Godkendelse af dagsorden", "Natbus til Nordhavnen", "Eventuelt"),
		card(3, "m1", on("2027-02-08", "Teknisk Udvalg", Referat), "Godkendelse af dagsorden", "NATBUS til Nordhavnen", "Eventuelt"),
		card(4, "m1", on("2027-04-05", "Teknisk Udvalg", Referat, "EMN-2027-000218"), "Ny natbus: status", "Eventuelt"),
		card(5, "m1.p1.b1.m1", on("2027-04-05", "Teknisk Udvalg", Referat), "Ny natbus: status", "Eventuelt"),
		card(6, "m1", on("2027-05-05", "Byrådet", Dagsorden, "27/04418"), "Budget 2028", "Eventuelt"),
	}
	whole := "2027-02-08 3.m1.p2 (samme titel) 3.m1.p2.d +2.m1.p2\n" +
		"2027-03-03 1.m1.p2 (sagsnummer) 1.m1.p2.d\n" +
		"2027-04-05 4.m1.p1 (sagsnummer) 4.m1.p1.d +5.m1.p1.b1.m1.p1"
	for start, want := range map[string]string{
		"EMN-2027-000218":         whole,
		"emn 2027 000218":         whole,
		"emn2027000218":           whole,
		"EMN-2027-218":            whole,
		"sagsnr. EMN–2027–000218": whole,
		"natbus til nordhavnen":   whole,
		"27/04418":                "2027-05-05 6.m1.p1 (sagsnummer)",
		"EMN-2027-000219":         "",
		"Noget helt andet":        "",
		"":                        "",
		"Godkendelse af dagsorden": "2027-02-08 3.m1.p1 (samme titel) 3.m1.p1.d +2.m1.p1\n" +
			"2027-03-03 1.m1.p1 (samme titel) 1.m1.p1.d",
	} {
		links := NewCases(Group(cards)).Timeline(start)
		if got := timeline(links); got != want {
			t.Errorf("%q:\n%s\nwant\n%s", start, got, want)
		}
		if links == nil {
			t.Errorf("%q: nil, want an empty list", start)
		}
	}

	// An older version is not shown, the decision is the best copy's that has one.
	cards = []Card{
		card(1, "m1", func(c *Card) { on("2027-02-08", "Byrådet", Referat, "A-1")(c); c.Heads[0].Decided = false }, "Natbus"),
		card(2, "m1.p1.b1.m1", on("2027-02-08", "Byrådet", Referat, "A-1"), "Natbus"),
		card(3, "m1", func(c *Card) { on("2027-02-08", "Byrådet", Referat, "A-1")(c); c.Replaced = true }, "Natbus"),
	}
	if got, want := timeline(NewCases(Group(cards)).Timeline("a1")), "2027-02-08 1.m1.p1 (sagsnummer) 2.m1.p1.b1.m1.p1.d +2.m1.p1.b1.m1.p1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A lesser copy can be the one that names the case.
func TestTimelineNumberInLesserCopy(t *testing.T) {
	links := NewCases(Group([]Card{
		card(1, "m1", nil, "Natbus"),
		card(2, "m1", func(c *Card) { c.Kind, c.Heads[0].Case = Dagsorden, "A-1" }, "Natbus"),
	})).Timeline("A-1")
	if len(links) != 1 || links[0].Witness != ByNumber || links[0].Case != "A-1" || links[0].ID.Doc() != "000000000001" {
		t.Errorf("got %+v", links)
	}
}

// Of the case numbers that a spelling can mean, it means the nearest.
func TestNumbersMeant(t *testing.T) {
	var cards []Card
	for i, number := range []string{"A-1", "A-01", "B-25-003", "B-025003", "C-1-1", "C-11"} {
		cards = append(cards, card(i+1, "m1", func(c *Card) { c.Heads[0].Case = number }, "Natbus"))
	}
	for text, want := range map[string]string{"a 01": "A-01", "a-1": "A-1", "a001": "A-1 A-01", "b25003": "B-25-003", "b-0025003": "B-025003", "a 2": "", "c-1-1": "C-1-1"} {
		got := slices.Sorted(maps.Keys(NewCases(Group(cards)).meant(text)))
		if s := strings.Join(got, " "); strings.Join(slices.Sorted(strings.FieldsSeq(want)), " ") != s {
			t.Errorf("%q means %q, want %q", text, s, want)
		}
	}
}

// Which titles say nothing is measured: a standing item is none of a case, what
// comes back a few times is.
func TestTellingTitles(t *testing.T) {
	var cards []Card
	add := func(series, date, number string, titles ...string) {
		cards = append(cards, card(len(cards)+1, "m1", func(c *Card) {
			c.Series, c.Date = series, date
			c.Heads[0].Case = number
		}, titles...))
	}
	for month := 1; month <= 12; month++ {
		titles := []string{fmt.Sprintf("Sag %d", month), "Rundt i hjørnerne"}
		if month <= 5 {
			titles = append(titles, "Økonomi i kvartalet")
		}
		if month <= 3 {
			titles = append(titles, "Lokalplan 88")
		}
		add("Kulturudvalget 2026", fmt.Sprintf("2026-%02d-01", month), "", titles...)
	}
	for week := 1; week <= 56; week++ {
		titles := []string{fmt.Sprintf("Emne %d", week)}
		if week%4 == 0 {
			titles = append(titles, "Tilsyn")
		}
		if week < 7 {
			titles = append(titles, "Havnens omdannelse")
		}
		add("Chefmøder", fmt.Sprintf("2026-%02d-%02d", 6+week/28, 1+week%28), "", titles...)
	}
	for n := range 3 {
		add(fmt.Sprintf("Udvalg %d", n), "2026-09-01", fmt.Sprintf("27-%d", n), "Anlægsbevilling")
	}
	for n := range 2 {
		add(fmt.Sprintf("Udvalg %d", n), "2026-10-01", fmt.Sprintf("28-%d", n), "Skolevej")
	}
	for title, want := range map[string]bool{
		"Rundt i hjørnerne":   false, // at every meeting
		"Økonomi i kvartalet": false, // at five of twelve
		"Lokalplan 88":        true,  // at three of twelve
		"Havnens omdannelse":  true,  // at six of 56
		"Tilsyn":              false, // at 14 of 56
		"Anlægsbevilling":     false, // three cases
		"Skolevej":            true,  // two
		"Eventuelt":           false, // routine, though it stands nowhere
		"":                    false,
	} {
		key := TitleKey(title)
		if got := NewCases(Group(cards)).telling(map[uint32]bool{key: true})[key]; got != want {
			t.Errorf("%q telling: %v, want %v", title, got, want)
		}
	}
}

// A punkt stands once in a course, as itself or as a source; the course goes by
// date; and the order of the cards says nothing.
func TestTimelineProperties(t *testing.T) {
	count := 0
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 3))
		cards := randomCards(r)
		for _, start := range []string{"EMN-2025-1", "Badebroer"} {
			links := NewCases(Group(cards)).Timeline(start)
			seen := map[ID]bool{}
			last := ""
			for _, l := range links {
				for _, id := range append([]ID{l.ID}, l.Sources...) {
					if seen[id] {
						t.Fatalf("seed %d, %s: %s stands twice", seed, start, id)
					}
					seen[id] = true
				}
				if l.Date < last || l.Witness == "" {
					t.Fatalf("seed %d, %s: %+v after %s", seed, start, l, last)
				}
				last = l.Date
				count++
			}
			r.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
			if again := NewCases(Group(cards)).Timeline(start); !reflect.DeepEqual(links, again) {
				t.Fatalf("seed %d, %s:\n%s\nin another order\n%s", seed, start, timeline(links), timeline(again))
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d links: too few to test", count)
	}
}
