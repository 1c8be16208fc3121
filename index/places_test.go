package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"
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
	d := testDocument()
	d.Meetings = d.Meetings[:1]
	d.Meetings[0].Punkter = []agenda.Punkt{{Title: "Titel", Text: strings.Join(text, " ")}}
	for name, r := range map[string]*Reader{"written": built(t, d), "built": offline(t, 1, d)} {
		advanced, err := r.index.Advanced()
		if err != nil {
			t.Fatal(err)
		}
		snapshot, err := advanced.Reader()
		if err != nil {
			t.Fatal(err)
		}
		defer snapshot.Close()
		placed := placedReader{snapshot.(*scorch.IndexSnapshot)}
		reused := &bleveindex.TermFieldDoc{}
		for word, places := range want {
			for _, vectors := range []bool{true, false} {
				postings, err := placed.TermFieldReader(t.Context(), []byte(word), fieldBody, true, true, vectors)
				if err != nil {
					t.Fatal(err)
				}
				hit, err := postings.Next(reused.Reset())
				if err != nil || hit == nil {
					t.Fatalf("%s: %s is not found: %v", name, word, err)
				}
				var got []uint64
				for _, v := range hit.Vectors {
					got = append(got, v.Pos)
				}
				if hit.Freq != uint64(len(places)) || vectors && !slices.Equal(got, places) || !vectors && got != nil {
					t.Errorf("%s: %s stands %d times at %v, want %v", name, word, hit.Freq, got, places)
				}
				if again, err := postings.Next(nil); again != nil || err != nil {
					t.Errorf("%s: %s: %v, %v after the only entry", name, word, again, err)
				}
				postings.Close()
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
