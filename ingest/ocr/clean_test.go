package ocr

import (
	"slices"
	"strings"
	"testing"
)

// line is a line of the words of a text, all of one confidence.
func line(confidence float64, text string) Line {
	l := Line{Confidence: confidence}
	for _, w := range strings.Fields(text) {
		l.Words = append(l.Words, Word{Text: w, Confidence: confidence})
	}
	l.join()
	return l
}

func texts(lines []Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, l.Text)
	}
	return all
}

func TestClean(t *testing.T) {
	got := texts(clean([]Line{
		line(92, "| Badebro | Længde | 3. kvartal|"),
		line(90, "|_ | __ ~"),
		line(93, "—"),
		line(91, ". '"),
		line(95, "4"),
		line(35, "j"),
		line(30, "sauuøys pun133eq"),
		line(92, "Slid - og vedligehold"),
		line(90, "[|] Ja [] Nej [X] Måske [ Ved ikke"),
		line(55, "Beregningen viser CO₂, NO, og PM> 5"),
	}))
	want := []string{"Badebro Længde 3. kvartal", "4", "Slid - og vedligehold", "Ja Nej [X] Måske Ved ikke", "Beregningen viser CO₂, NO, og PM> 5"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// Of what was read into a photograph, sure words stay: a sign's, a label's.
func TestCleanPhoto(t *testing.T) {
	got := texts(clean([]Line{
		line(30, "1ose=Buipooue gz L=Uou!"),
		line(45, "Gøi 4øæ jre PC10/"),
		line(76, "sf ”"),
		line(93, "Badebro"),
	}))
	if want := []string{"Badebro"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What was read into the hatching of a drawing goes; what it is labelled with
// stays, and small print.
func TestSpecks(t *testing.T) {
	sized := func(size, confidence float64, text string) Line {
		l := line(confidence, text)
		l.Size = size
		return l
	}
	got := texts(withoutSpecks([]Line{
		sized(45, 95, "Tegning 4.2 Parkering"),
		sized(14, 89, "N"),
		sized(15, 55, "FA LAN"),
		sized(24, 67, "LAN"),
		sized(18, 90, "12,5 m"),
		sized(18, 88, "Skel"),
		sized(30, 60, "med småt"),
		sized(45, 95, "Parkering og ladestandere"),
	}))
	if want := []string{"Tegning 4.2 Parkering", "12,5 m", "Skel", "med småt", "Parkering og ladestandere"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := withoutSpecks(nil); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
