package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/pkg/agenda"
)

// Places of all kinds come back from a real index as they went in: few and
// many, near and far, packed and not.
func TestPlaces(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 2))
	want := map[string][]uint64{}
	var text []string
	say := func(word string) {
		text = append(text, word)
		want[word] = append(want[word], uint64(len(text)))
	}
	for n := range 120 { // word n stands n+1 times
		for range n + 1 {
			say(fmt.Sprintf("x%dx", n))
		}
	}
	rnd.Shuffle(len(text), func(i, j int) { text[i], text[j] = text[j], text[i] })
	clear(want)
	for i, word := range text {
		want[word] = append(want[word], uint64(i+1))
	}
	for range 70_000 {
		say("fyld")
	}
	say("x0x")
	say("fjernt")
	for range 20_000 {
		say("fyld")
	}
	say("fjernt")
	d := minutes(agenda.Punkt{Title: "Titel", Text: strings.Join(text, " ")})
	for name, r := range map[string]*Reader{"written": built(t, d), "built": offline(t, 1, d)} {
		for word, places := range want {
			var got []uint64
			count, words := 0, 0
			for _, l := range r.leaves {
				d, err := l.dictionary(fieldBody.String())
				if err != nil {
					t.Fatal(err)
				}
				p, err := d.postings([]byte(word))
				if err != nil {
					t.Fatal(err)
				}
				if p.entries == nil {
					continue
				}
				list, err := p.places(p.entries, nil)
				if err == nil {
					err = p.visit(p.entries, func(_ uint32, n, all int) { count, words = n, all })
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, place := range list {
					got = append(got, place&(1<<32-1))
				}
			}
			if !slices.Equal(got, places) || count != len(places) || words != len(text) {
				t.Errorf("%s: %s stands %d times of %d words at %v, want %v of %d", name, word, count, words, got, places, len(text))
			}
		}
		for _, c := range []struct {
			phrase string
			want   int
		}{
			{`"fyld x0x fjernt fyld"`, 1}, {`"fyld fjernt"`, 1}, {`"x0x fyld"`, 0}, {`"fjernt x0x"`, 0},
			{`"` + strings.Join(text[1000:1004], " ") + `"`, 1}, {`"` + strings.Join(text[7000:7003], " ") + `"`, 1},
		} {
			if got := len(mustHits(t, r, Query{Text: c.phrase})); got != c.want {
				t.Errorf("%s: %s: %d hits, want %d", name, c.phrase, got, c.want)
			}
		}
	}
}

// Whatever the gaps, unpacking gives them back, and what does not fit is known.
func FuzzPlaces(f *testing.F) {
	f.Add([]byte{1, 2, 3}, uint8(0))
	f.Add([]byte{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, uint8(0))
	f.Add([]byte{255, 16, 17, 15}, uint8(20))
	f.Fuzz(func(t *testing.T, gaps []byte, shift uint8) {
		var p places
		var want []uint64
		place := 0
		for _, g := range gaps {
			gap := int(g)<<(shift%32) + 1
			place += gap
			want = append(want, uint64(gap))
			p.add(place)
		}
		if len(want) == 0 {
			return
		}
		var freq bleveindex.TokenFreq
		p.put(&freq)
		var got []uint64
		if freq.Frequency()&1 == 1 {
			got = slices.Collect(unpack(uint64(freq.Frequency()) >> 1))
			if len(freq.Locations) > 0 {
				t.Fatalf("packed, and %d locations", len(freq.Locations))
			}
		} else {
			got = append([]uint64{uint64(freq.Locations[0].Position)}, freq.Locations[0].ArrayPositions...)
			if freq.Frequency()>>1 != len(want) {
				t.Fatalf("frequency %d, want %d", freq.Frequency()>>1, len(want))
			}
		}
		if !slices.Equal(got, want) || freq.Frequency() <= 1 { // 1 is what bleve may keep no frequency for
			t.Fatalf("gaps %v, want %v (frequency %d)", got, want, freq.Frequency())
		}
	})
}
