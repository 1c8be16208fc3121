package agenda

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// card is a card of the meeting at path in the n-th document, with punkter of
// these titles.
func card(n int, path string, change func(*Card), titles ...string) Card {
	id, err := ParseID(fmt.Sprintf("%012x.%s", n, path))
	if err != nil {
		panic(err)
	}
	c := Card{ID: id, Date: "2026-03-23", Start: "11:00", Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Kind: Referat}
	for i, t := range titles {
		c.Heads = append(c.Heads, Head{Number: fmt.Sprint(i + 1), Title: TitleKey(t), Size: 500, Decided: true, Said: 100})
	}
	if change != nil {
		change(&c)
	}
	if c.Kind == Dagsorden {
		for i := range c.Heads {
			c.Heads[i].Decided, c.Heads[i].Said = false, 0
		}
	}
	return c
}

// layout is the groups as text: documents in their order, a group in brackets.
func layout(groups [][]Card) string {
	var s []string
	for _, g := range groups {
		var ids []string
		for _, c := range g {
			ids = append(ids, strings.TrimLeft(c.ID.Doc(), "0"))
		}
		s = append(s, "["+strings.Join(ids, " ")+"]")
	}
	return strings.Join(s, " ")
}

func TestGroup(t *testing.T) {
	start := func(s string) func(*Card) { return func(c *Card) { c.Start = s } }
	agenda := func(c *Card) { c.Kind = Dagsorden }
	titled := func(s string) func(*Card) { return func(c *Card) { c.Title = s } }
	one := []string{"Dagsorden", "Referat", "Badebroer", "Færgeleje", "Parkering", "Eventuelt"}
	two := []string{"Dagsorden", "Referat", "Sygefravær", "Lønpolitik", "Stillinger", "Eventuelt"}
	for _, c := range []struct {
		name  string
		cards []Card
		want  string
	}{
		{"minutes before agenda, own before nested", []Card{
			card(1, "m1.p2.b1.m1", nil, one...), card(2, "m1", agenda, one...), card(3, "m1", nil, one...),
		}, "[3 1 2]"},
		{"the newer file, then the id", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Modified = 5 }, one...), card(3, "m1", nil, one...),
		}, "[2 1 3]"},
		{"a replaced version last, even before a nested agenda", []Card{
			card(1, "m1", func(c *Card) { c.Replaced = true }, one...), card(2, "m1.p2.b1.m1", agenda, one...),
		}, "[2 1]"},
		{"an agenda that begins at another time", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Kind, c.Start = Dagsorden, "10:30" }, one...),
		}, "[1 2]"},
		{"two meetings of one day that share the routine punkter", []Card{
			card(1, "m1", start("09:00"), one...), card(2, "m1", start("14:00"), two...),
		}, "[1] [2]"},
		{"two bodies of one name at one time: nothing in common", []Card{
			card(1, "m1", nil, one...), card(2, "m1", nil, two...),
		}, "[1] [2]"},
		{"a tillægsdagsorden has only new punkter", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Kind, c.Title = Dagsorden, "Tillægsdagsorden til rådmandsmøde d. 23. marts" }, two...),
		}, "[1 2]"},
		{"a tillægsdagsorden, and a nested copy whose series was lost", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Kind, c.Title = Dagsorden, "Tillægsdagsorden til rådmandsmøde d. 23. marts" }, two...),
			card(3, "m1.p2.b1.m1", func(c *Card) { c.Series = "" }, one...),
		}, "[1 3 2]"},
		{"a tillægsdagsorden, and another body's nested copy whose series was lost", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Kind, c.Title = Dagsorden, "Tillægsdagsorden til rådmandsmøde d. 23. marts" }, "Kloakbrud"),
			card(3, "m1.p2.b1.m1", func(c *Card) { c.Series = "" }, two...),
		}, "[1 2] [3]"},
		{"a nested copy that is an extract", []Card{
			card(1, "m1", nil, one...), card(2, "m1.p2.b1.m1", start("11:15"), "Badebroer"),
		}, "[1 2]"},
		{"a copy without a start goes where its punkter are, and joins no two", []Card{
			card(1, "m1", start("09:00"), one...), card(2, "m1", start("14:00"), two...), card(3, "m1.p1.b1.m1", start(""), two...),
		}, "[1] [2 3]"},
		{"a copy that says nothing more joins no two", []Card{
			card(1, "m1", start("09:00"), one...), card(2, "m1", start("14:00"), two...), card(3, "m1.p1.b1.m1", start("")),
		}, "[1 3] [2]"},
		{"no punkter and another start", []Card{
			card(1, "m1", start("09:00"), one...), card(2, "m1", start("14:00")),
		}, "[1] [2]"},
		{"no punkter, the same start", []Card{card(1, "m1", nil, one...), card(2, "m1", nil)}, "[1 2]"},
		{"a lost series and no punkter, the same start", []Card{
			card(1, "m1", nil, one...), card(2, "m1.p1.b1.m1", func(c *Card) { c.Series = "" }),
		}, "[1 2]"},
		{"a lost series and no punkter, no start", []Card{
			card(1, "m1", nil, one...), card(2, "m1.p1.b1.m1", func(c *Card) { c.Series, c.Start = "", "" }),
		}, "[2] [1]"},
		{"an extraordinary meeting", []Card{
			card(1, "m1", nil, one...), card(2, "m1", titled("Ekstraordinært rådmandsmøde d. 23. marts"), one...),
		}, "[1] [2]"},
		{"another body", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Series = "Magistratens møder" }, one...),
		}, "[1] [2]"},
		{"another day", []Card{
			card(1, "m1", nil, one...), card(2, "m1", func(c *Card) { c.Date = "2026-03-16" }, one...),
		}, "[2] [1]"},
		{"a title that says nothing needs the punkter", []Card{
			card(1, "m1", nil, one...), card(2, "m1", titled("Referat"), one...), card(3, "m1", titled("Dagsorden"), two...),
		}, "[1 2] [3]"},
		{"two bodies of one name at one time, two subjects each", []Card{
			card(1, "m1", nil, "Dagsorden", "Sommerfest", "Ny leder", "Bordet rundt"), card(2, "m1", nil, "Dagsorden", "Lukkedage", "Svømmebusser", "Bordet rundt"),
		}, "[1] [2]"},
		{"an agenda of two subjects, both called otherwise in the minutes", []Card{
			card(1, "m1", agenda, "Dagsorden", "Sommerfest", "Ny leder"), card(2, "m1", nil, "Dagsorden", "Fest i haven", "Leder: ansættelse"),
		}, "[2 1]"},
		{"two bodies of one name, each with agenda and minutes of two subjects", []Card{
			card(1, "m1", agenda, "Dagsorden", "Sommerfest", "Ny leder"), card(2, "m1", agenda, "Dagsorden", "Lukkedage", "Svømmebusser"),
			card(3, "m1", nil, "Dagsorden", "Sommerfest", "Ny leder"), card(4, "m1", nil, "Dagsorden", "Lukkedage", "Svømmebusser"),
		}, "[3 1] [4 2]"},
		{"a series that got another name between agenda and minutes", []Card{
			card(1, "m1", agenda, one...), card(2, "m1", func(c *Card) { c.Series = "Rådmandsmøder Teknik og Grønne Områder 2026-2029" }, one...),
		}, "[2 1]"},
		{"two series that share their routine punkter", []Card{
			card(1, "m1", agenda, one...), card(2, "m1", func(c *Card) { c.Series = "Rådmandsmøder Teknik" }, two...),
		}, "[1] [2]"},
		{"two series that met together, each with its own agenda and minutes", []Card{
			card(1, "m1", agenda, one...), card(2, "m1", nil, one...),
			card(3, "m1", func(c *Card) { c.Kind, c.Series = Dagsorden, "Rådmandsmøder Teknik" }, one...), card(4, "m1", func(c *Card) { c.Series = "Rådmandsmøder Teknik" }, one...),
		}, "[2 1] [4 3]"},
		{"two series that met together, of one of which the agenda is not there", []Card{
			card(1, "m1", agenda, one...), card(2, "m1", start("11:05"), one...), card(3, "m1", func(c *Card) { c.Series = "Rådmandsmøder Teknik" }, one...),
		}, "[3] [2 1]"},
		{"a series of another name that meets at another time", []Card{
			card(1, "m1", agenda, one...), card(2, "m1", func(c *Card) { c.Series, c.Start = "Rådmandsmøder Teknik", "13:00" }, one...),
		}, "[1] [2]"},
		{"a draft after what became of it, though its file is newer", []Card{
			card(1, "m1", func(c *Card) { c.Title, c.Modified = "UDKAST - Rådmandsmøde d. 23. marts", 9 }, one...),
			card(2, "m1", func(c *Card) { c.Title, c.Modified = "Foreløbigt referat af rådmandsmøde d. 23. marts", 7 }, one...),
			card(3, "m1", func(c *Card) { c.Modified = 5 }, one...), card(4, "m1", agenda, one...),
		}, "[3 1 2 4]"},
		{"no date, never the same", []Card{
			card(1, "m1", func(c *Card) { c.Date = "" }, one...), card(2, "m1", func(c *Card) { c.Date = "" }, one...),
		}, "[1] [2]"},
	} {
		if got := layout(Group(c.cards)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		slices.Reverse(c.cards)
		if got := layout(Group(c.cards)); got != c.want {
			t.Errorf("%s, the other way round: %s, want %s", c.name, got, c.want)
		}
	}
}

// randomCards are cards of few days, names and titles, so that many are alike.
func randomCards(r *rand.Rand) []Card {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	cards := make([]Card, r.IntN(24))
	for i := range cards {
		path := pick("m1", "m2", "m1.p2.b1.m1", "m1.p1.b1.m1.p1.b2.m1")
		c := card(i+1, path, nil)
		c.Date = pick("2026-03-23", "2026-03-23", "2026-03-24", "")
		c.Start = pick("", "09:00", "14:00")
		c.Series = pick("", "Kulturudvalget 2022-2025", "Kulturudvalget", "Teknisk Udvalg")
		c.Title = pick("", "Møde", "Referat af møde d. 23. marts", "Ekstraordinært møde", "Kulturudvalget")
		c.Kind = Kind(pick(string(Referat), string(Dagsorden)))
		c.Modified = int64(r.IntN(3))
		c.Replaced = r.IntN(4) == 0
		for n := range r.IntN(7) {
			h := Head{
				Number: fmt.Sprint(n + 1), Case: pick("", "", "", "EMN-2025-1", "EMN-2025-2"),
				Title: TitleKey(pick("", "Dagsorden", "Eventuelt", "Badebroer", "Færgeleje", "Parkering", "Lønpolitik", "Sygefravær")),
				Size:  r.IntN(4) * 100, Decided: c.Kind == Referat && r.IntN(4) > 0, Said: r.IntN(3) * 60,
			}
			for range r.IntN(3) {
				h.Bilag = append(h.Bilag, BilagHead{TitleKey(pick("", "Notat", "Indstilling", "Oversigt")), r.IntN(4) * 150})
			}
			c.Heads = append(c.Heads, h)
		}
		cards[i] = c
	}
	return cards
}

// Group divides the cards: each is in one group, all of a group have one date,
// the best stands first, and the order they come in says nothing.
func TestGroupProperties(t *testing.T) {
	joined := 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		cards := randomCards(r)
		groups := Group(cards)
		seen := map[ID]bool{}
		for _, g := range groups {
			if len(g) == 0 {
				t.Fatalf("seed %d: an empty group", seed)
			}
			joined += len(g) - 1
			for i, c := range g {
				if seen[c.ID] {
					t.Fatalf("seed %d: %s is in two groups", seed, c.ID)
				}
				seen[c.ID] = true
				if c.Date != g[0].Date || c.Date == "" && len(g) > 1 {
					t.Fatalf("seed %d: %s and %s are one meeting", seed, c.ID, g[0].ID)
				}
				if i > 0 && compareCopies(g[i-1], c) >= 0 {
					t.Fatalf("seed %d: %s stands before %s", seed, g[i-1].ID, c.ID)
				}
			}
		}
		if len(seen) != len(cards) {
			t.Fatalf("seed %d: %d cards of %d", seed, len(seen), len(cards))
		}
		r.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
		if again := Group(cards); !reflect.DeepEqual(groups, again) {
			t.Fatalf("seed %d: %s, and in another order %s", seed, layout(groups), layout(again))
		}
	}
	if joined < 1000 {
		t.Errorf("only %d copies found their meeting: the cards are not alike enough to test", joined)
	}
}

func TestCardJSON(t *testing.T) {
	d := &Document{Source: Source{SHA256: strings.Repeat("ab", 32), Pages: 9}, Meetings: []Meeting{{
		Series: "Rådmandsmøder 2026-2029", Title: "Rådmandsmøde d. 23. marts", Date: "2026-03-23", Start: "11:00", End: "13:00",
		Kind: Referat, Pages: PageRange{1, 9},
		Punkter: []Punkt{
			{Number: "4.a", Title: "Badebroer", CaseNumber: "emn 2025 003383", Text: "tekst", Decision: &Decision{Text: "Godkendt."},
				Bilag: []Bilag{{Title: "Notat.docx", Text: "et notat"}, {Title: "Oversigt"}}},
			{Number: "5", Title: "Eventuelt"},
		},
	}}}
	thing, ok := d.Find(NewID(d.Source.SHA256).Meeting(1))
	if !ok {
		t.Fatal("no meeting")
	}
	got := NewCard(thing)
	want := Card{
		ID: thing.ID, Date: "2026-03-23", Start: "11:00", End: "13:00", Series: "Rådmandsmøder 2026-2029",
		Title: "Rådmandsmøde d. 23. marts", Kind: Referat, Pages: PageRange{1, 9},
		Heads: []Head{
			{Number: "4.a", Case: "EMN-2025-003383", Title: TitleKey("BADEBROER"), Size: 5, Decided: true, Said: 9,
				Bilag: []BilagHead{{TitleKey("Notat"), 8}, {TitleKey("Oversigt"), 0}}},
			{Number: "5", Title: TitleKey("eventuelt")},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var back Card
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(back, got) {
		t.Errorf("%s comes back as %+v, %v", text, back, err)
	}
	if len(text) > 450 {
		t.Errorf("%d bytes for two punkter: %s", len(text), text)
	}
	if p, _ := d.Find(thing.ID.Punkt(1)); !reflect.DeepEqual(NewCard(p), Card{}) {
		t.Error("a punkt has a card")
	}
}
