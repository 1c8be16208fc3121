package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// A twin is one of two archives that differ only in what is kept back: whatever
// is asked of a server, both have to answer the same.
type twin struct {
	word   string // that only closed punkter have, and all their texts
	number string // a case number that only closed punkter have
	open   string // a word that open punkter have, too
}

func twins() [2]twin {
	return [2]twin{{"krokodille", "27/9191", "biblioteket"}, {"giraffen", "28/8282", "krebs"}}
}

// closed is a closed punkt that has the twin's word everywhere, down to the
// meetings in its bilag.
func (x twin) closed(number string, page int) agenda.Punkt {
	at := agenda.PageRange{page, page}
	return agenda.Punkt{
		Number: number, Title: "Salg af " + x.word + "grunden", Category: "Til " + x.word, Closed: true, CaseNumber: x.number, Minutes: len(x.word), Pages: at,
		Text: "Om " + x.word + "r og havnen med " + x.open + ". 010203-1234.", Marks: []agenda.Mark{{Page: page}},
		Decision: &agenda.Decision{Text: "Solgt til " + x.word + ".", Outcome: agenda.Postponed, Resolutions: []agenda.Resolution{{Number: "1", Text: x.word, Outcome: agenda.Rejected}},
			Followups: []agenda.Followup{{Responsible: x.word + "enheden", Text: "Afdelingen for " + x.word + " skriver."}}, Dissent: []string{x.word}, Absent: []string{x.word}},
		History: []agenda.History{{Body: x.word + "udvalget", Date: "2026-01-02", Text: x.word}},
		Bilag: []agenda.Bilag{
			{Number: 1, Title: "Notat om " + x.word, Pages: &at, Text: x.word + " havnen"},
			{Number: 2, Title: "Referat", Pages: &at, Meetings: []agenda.Meeting{{
				Series: x.word + "rådet", Title: x.word + "rådet d. 3. marts", Date: "2026-03-03", Start: "09:00", Location: x.word, Kind: agenda.Referat, Pages: at,
				Punkter: []agenda.Punkt{{Number: "1", Title: "Fodring af " + x.word, Text: x.word + " havnen foder", CaseNumber: x.number, Pages: at, Bilag: []agenda.Bilag{}, History: []agenda.History{},
					Decision: &agenda.Decision{Text: x.word + " fodret.", Outcome: agenda.Rejected, Followups: []agenda.Followup{{Responsible: x.word, Text: x.word}}}}},
			}}},
		},
	}
}

// documents are those of a twin's archive: what is open in them is the same in
// both.
func (x twin) documents() (list []agenda.Document, pages [][]string) {
	add := func(d agenda.Document, texts ...string) {
		d.Schema, d.Source.Pages, d.Source.Bytes = agenda.Schema, len(texts), 4000
		d.Source.SHA256 = fmt.Sprintf("%012x%052x", 0xaaa001+len(list), 7)
		d.Source.Name = fmt.Sprintf("fil-%d.pdf", len(list)+1)
		d.Complete()
		list, pages = append(list, d), append(pages, texts)
	}
	indhold := "Indhold\n1 Ny havn\n2 Salg af " + x.word + "-\ngrunden\n3 Eventuelt\n"
	indhold = strings.Replace(indhold, "-\n", "", 1)
	// A closed punkt among open ones; closed ones in minutes that are a bilag.
	nested := agenda.Meeting{Series: "Havneudvalget", Title: "Møde d. 1. marts", Date: "2026-03-01", Start: "08:00", Kind: agenda.Referat, Pages: agenda.PageRange{3, 4}, Punkter: []agenda.Punkt{
		{Number: "1", Title: "Kajen", Text: "Kajen males.", Pages: agenda.PageRange{3, 3}}, x.closed("2", 4)}}
	add(agenda.Document{
		Meetings: []agenda.Meeting{{
			Series: "Byrådet", Title: "Byrådet d. 23. marts 2026", Date: "2026-03-23", Start: "10:00", Kind: agenda.Referat, Information: "Lukket: Salg af " + x.word + "grunden.", Pages: agenda.PageRange{1, 6},
			Punkter: []agenda.Punkt{
				{Number: "1", Title: "Ny havn", CaseNumber: "27/0001", Category: "Til orientering", Text: "Havnen udvides, og krebs får plads.", Pages: agenda.PageRange{2, 4},
					Decision: &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved, Followups: []agenda.Followup{{Responsible: "Havnen", Text: "Havnen bygger."}}},
					Bilag:    []agenda.Bilag{{Number: 1, Title: "Referat af havneudvalget", Pages: &agenda.PageRange{3, 4}, Meetings: []agenda.Meeting{nested}}}},
				x.closed("2", 5),
				{Number: "3", Title: "Eventuelt", Text: "Intet.", Pages: agenda.PageRange{6, 6}},
			},
		}},
		Warnings: []agenda.Warning{
			{Code: agenda.WarnUnplaced, Message: "Ukendt linje: SALG AF " + strings.ToUpper(x.word) + "GRUNDEN", Pages: []int{1}},
			{Code: agenda.WarnUnplaced, Message: "Side 5: «Fodring af " + x.word + "» har ingen plads", Pages: []int{5}},
			{Code: agenda.WarnHeadingMissing, Message: "Indhold lover punkt 2, «Salg af " + x.word + "grunden», som ikke er fundet", Pages: []int{1}},
		},
	}, indhold, "Ny havn. Havnen udvides.", "Kajen males.", "Salg af "+x.word+"grunden", "Solgt til "+x.word, "Intet, og havnen.")
	// The case's open part, and a page that has CPR numbers.
	add(agenda.Document{
		Meetings: []agenda.Meeting{{
			Series: "Byrådet", Title: "Byrådet d. 20. april 2026", Date: "2026-04-20", Start: "10:00", Kind: agenda.Referat, Pages: agenda.PageRange{1, 3},
			Punkter: []agenda.Punkt{
				{Number: "1", Title: "Ny havn", CaseNumber: "27/0001", Text: "Havnen igen.", Pages: agenda.PageRange{1, 2}, Decision: &agenda.Decision{Text: "Udsat.", Outcome: agenda.Postponed}},
				{Number: "2", Title: "Lukket punkt", Closed: true, Pages: agenda.PageRange{3, 3}},
			},
		}},
		Masked: []int{2},
	}, "Havnen igen.", "Personnummeret 010203-1234 tilhører en "+x.word, "Lukket punkt")
	// Minutes all of which is closed.
	add(agenda.Document{
		Meetings: []agenda.Meeting{{Series: "Byrådet", Title: "Byrådet d. 4. maj 2026", Date: "2026-05-04", Start: "10:00", Kind: agenda.Referat, Pages: agenda.PageRange{1, 1}, Punkter: []agenda.Punkt{x.closed("1", 1)}}},
	}, "Salg af "+x.word+"grunden")
	// The same case before another body, openly.
	add(agenda.Document{
		Meetings: []agenda.Meeting{{Series: "Kulturudvalget", Title: "Møde d. 5. maj 2026", Date: "2026-05-05", Start: "12:00", Kind: agenda.Dagsorden, Pages: agenda.PageRange{1, 1}, Punkter: []agenda.Punkt{
			{Number: "1", Title: "Biblioteket", Text: "Biblioteket ved havnen lukker kl. 20. Kroxedelle og girxffir.", CaseNumber: "27/0002", Pages: agenda.PageRange{1, 1}}}}},
	}, "Biblioteket ved havnen lukker kl. 20.")
	return list, pages
}

// archive is the twin's archive.
func (x twin) archive(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "arkiv")
	librarytest.Write(t, dir, func(w *archive.Writer) error {
		list, texts := x.documents()
		now := time.Now() // all come in the same second: feeds go by it
		time.Sleep(now.Truncate(time.Second).Add(time.Second).Sub(now))
		for i, d := range list {
			r := &archive.Record{Document: d}
			for n, text := range texts[i] {
				r.Pages = append(r.Pages, archive.Page{Number: n + 1, Text: text, Engine: "pdftext"})
			}
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

// asked are searches for a word that may stand in closed punkter only.
func asked(word, number string) []string {
	slip := word[:3] + "x" + word[4:]
	return []string{
		word, slip, word[:5] + "*", word + "r", word + "grunden", `"` + word + ` havnen"`, "havnen " + word, "havnen OR " + word, "havnen -" + word, "havnen " + slip, "havnen OR " + slip,
		"kroxodille", "girxffin", "krebs OR biblioteket", "bibliotekt", "krebz", "bibl*", "havnen " + word[:4] + "*", "havnen OR " + word[:4] + "*", "titel:" + word, "havnen OR beslutning:" + word, "ansvarlig:" + word + "enheden", "udvalg:" + word + "rådet", word + "rådet",
		number, "sag:" + number, "havnen OR " + number, "havnen OR sag:" + number, `havnen OR "` + word + ` havnen"`, "havnen OR " + word + "enheden", "ny havn OR (kajen " + word + ")",
	}
}

// changing are the parts of answers that two archives may differ in: times.
var changing = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|cursor=[\w-]+`)

// answer is what a site answers, without what may differ.
func answer(s http.Handler, address string) string {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	head := fmt.Sprint(w.Code, w.Header().Get("Location"), w.Header().Get("Link"), w.Header().Get("Content-Type"))
	return changing.ReplaceAllString(head+"\n"+w.Body.String(), "TIME")
}

// leads are the addresses of this server that an answer has, wherever.
var leads = regexp.MustCompile(`(?:http://example\.com|")(/[^"\\<>\s]*)|Found(/\S*?)text/html`)

// TestNothingOfWhatIsKeptBack asks two archives that differ only in what is kept
// back all that there is to ask: every address that an answer names, and searches
// for what is kept back in one of them. No answer may differ.
func TestNothingOfWhatIsKeptBack(t *testing.T) {
	both := twins()
	var sites [2]*Site
	for i, x := range both {
		sites[i] = siteOn(t, x.archive(t), library.Options{NoClosed: true, Mask: strings.Clone})
	}
	for _, q := range []string{"havnen", "bibl*", "kroxodille", "girxffin"} { // what the twins must not differ in is there
		if said := answer(sites[0], "/api/v1/search?q="+q); !strings.Contains(said, `"hits": [
  {`) {
			t.Errorf("%s finds nothing: %s", q, said)
		}
	}
	next := []string{"/", "/hjaelp", "/udvalg", "/opfoelgning", "/opfoelgning?siden=2026-01", "/opfoelgning?siden=2026-03-23&til=2026-03-23", "/opfoelgning?siden=2026-05-04&til=2026-05-04", "/opfoelgning?enhed=havnen", "/api/v1", "/oparl", "/oparl/body/1", "/feed/moeder.atom", "/metrics/none"}
	for i := range 4 {
		doc := fmt.Sprintf("%012x", 0xaaa001+i)
		next = append(next, "/dokument/"+doc, "/id/"+doc, "/api/v1/dokument/"+doc+"/side", "/api/v1/id/"+doc, "/oparl/file/"+doc+"0000")
		for n := 1; n <= 6; n++ {
			next = append(next, fmt.Sprintf("/dokument/%s/side/%d", doc, n), fmt.Sprintf("/dokument/%s/side/%d/billede", doc, n), fmt.Sprintf("/dokument/%s/side/%d/find?q=havnen", doc, n), fmt.Sprintf("/api/v1/dokument/%s/side/%d", doc, n))
		}
		for _, path := range []string{"m1", "m1.p1", "m1.p2", "m1.p2.d", "m1.p2.b1", "m1.p2.b2", "m1.p2.b2.m1", "m1.p2.b2.m1.p1", "m1.p2.b2.m1.p1.d", "m1.p1.b1", "m1.p1.b1.m1", "m1.p1.b1.m1.p2", "m1.p1.b1.m1.p2.b2.m1.p1", "s1", "s4", "s5"} {
			id := doc + "." + path
			next = append(next, "/id/"+id, "/api/v1/id/"+id, "/henvis?id="+id, "/api/v1/cases?q="+id, "/feed/sag.atom?nr="+id)
		}
	}
	for _, x := range both {
		for _, q := range asked(x.word, x.number) {
			e := url.QueryEscape(q)
			next = append(next, "/soeg?q="+e, "/soeg?q="+e+"&sorter=dato", "/api/v1/search?facets=true&limit=2&q="+e, "/api/v1/suggest?q="+e, "/feed/soeg.atom?q="+e, "/api/v1/cases?q="+e, "/sag?nr="+e, "/feed/sag.atom?nr="+e,
				"/dokument/000000aaa001/side/2?q="+e, "/dokument/000000aaa001/side/1/find?q="+e, "/moede/byraadet/2026-03-23/1?q="+e)
		}
		for _, text := range []string{x.word, x.word[:4], x.word[:2], "havnen " + x.word[:3], "salg " + x.word[:3], "f", x.word + "r", "bib", "kre"} {
			next = append(next, "/api/v1/suggest?limit=1&q="+url.QueryEscape(text), "/api/v1/suggest?limit=5&q="+url.QueryEscape(text))
		}
		for key, value := range map[string]string{"enhed": x.word + "enheden", "kategori": "Til " + x.word, "raekke": x.word + "rådet", "udvalg": x.word + "rådet"} {
			next = append(next, "/soeg?"+key+"="+url.QueryEscape(value))
		}
		for key, value := range map[string]string{"unit": x.word + "enheden", "category": "Til " + x.word, "series": x.word + "rådet"} {
			next = append(next, "/api/v1/search?facets=true&"+key+"="+url.QueryEscape(value))
		}
		next = append(next, "/udvalg/"+x.word+"raadet", "/moede/"+x.word+"raadet/2026-03-03", "/api/v1/udvalg/"+x.word+"raadet", "/api/v1/moede/"+x.word+"raadet/2026-03-03/1",
			"/sag/"+url.PathEscape(x.number), "/api/v1/followups?unit="+x.word, "/opfoelgning?enhed="+x.word, "/opfoelgning?enhed="+x.word+"enheden", "/opfoelgning?enhed="+x.word+"enheden&siden=2026-03&til=2026-05",
			"/api/v1/meetings?body="+x.word+"raadet", "/oparl/paper/"+archive.CaseHash(agenda.CaseKey(x.number)))
	}
	for _, outcome := range []string{"postponed", "rejected"} {
		next = append(next, "/api/v1/search?facets=true&outcome="+outcome)
	}
	seen := map[string]bool{}
	differ, began := 0, time.Now()
	for len(next) > 0 && differ < 40 {
		address := next[0]
		next = next[1:]
		key := strings.TrimRight(address, "?")
		if seen[key] || len(seen) > mostAsked {
			continue
		}
		seen[key] = true
		var said [2]string
		for i, s := range sites {
			said[i] = answer(s, address)
		}
		if strings.HasPrefix(said[0], "5") {
			t.Errorf("%s: %.300s", address, said[0])
			differ++
		}
		if said[0] != said[1] {
			t.Errorf("%s differs:\n%s", address, firstDifference(said[0], said[1]))
			differ++
		}
		for i, x := range both {
			if asks := strings.ToLower(address); !strings.Contains(asks, x.word[:2]) && strings.Contains(strings.ToLower(said[i]), x.word) {
				t.Errorf("%s has «%s»", address, x.word)
			}
		}
		for _, m := range leads.FindAllStringSubmatch(said[0], -1) {
			to, _, _ := strings.Cut(cmp.Or(m[1], m[2]), "#")
			to = strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#34;", "").Replace(to)
			if to != "" && !seen[to] && !strings.HasPrefix(to, "//") && !strings.HasPrefix(to, "/aktiver/") && !strings.Contains(to, "{") {
				if _, err := url.ParseRequestURI(to); err == nil {
					next = append(next, to)
				}
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d addresses were asked for", len(seen))
	}
	t.Logf("%d addresses in %v", len(seen), time.Since(began))
}

// mostAsked is how many addresses are asked for.
const mostAsked = 3000

// firstDifference is where two texts part.
func firstDifference(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	cut := func(s string) string { return s[max(0, n-150):min(len(s), n+150)] }
	return "  " + cut(a) + "\n  " + cut(b)
}
