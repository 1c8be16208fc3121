package oparl

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
	"referat/pkg/library/librarytest"
)

// A program that keeps a copy of the archive, and asks only what has changed since
// it asked last, has the same as one that reads everything: whatever changes in
// between.
func TestSync(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	incoming := t.TempDir()
	put := func(as, name string) string {
		b, err := os.ReadFile(librarytest.ExportPath(t, name))
		path := filepath.Join(incoming, as+".pdf")
		if err = errors.Join(err, os.WriteFile(path, b, 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	librarytest.Import(t, dir, put("moede", "2027-02-08-raadmandsmoede-dagsorden"), put("tyve", "2027-06-07-tyve-punkter"),
		put("byraad", "byraad-2027-06-16"), put("kort", "2027-01-04-kort"), put("direktion", "2027-04-12-direktionsmoede"))
	s := serve(t, dir, library.Options{NoClosed: true})
	c := newCopy(s)

	meeting := func(date string) map[string]any {
		t.Helper()
		for _, m := range c.objects[kindMeeting] {
			if m["referat:date"] == date {
				return m
			}
		}
		t.Fatalf("no meeting of %s", date)
		return nil
	}
	sha := func(date string) agenda.ID {
		t.Helper()
		id, err := agenda.ParseID(meeting(date)["referat:id"].(string))
		if err != nil {
			t.Fatal(err)
		}
		return id
	}

	before := meeting("2027-02-08")
	librarytest.Import(t, dir, put("moede-referat", "2027-02-08-raadmandsmoede-referat"))
	c.sync(t, "minutes come beside the agenda")
	after := meeting("2027-02-08")
	if before["id"] != after["id"] || after["resultsProtocol"] == nil || after["invitation"] == nil || before["resultsProtocol"] != nil {
		t.Errorf("the meeting of %v is %v now, of %v", before["id"], after["id"], after["referat:source"])
	}

	reader, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	byraad, err := reader.Resolve(sha("2027-06-16").Doc())
	if err != nil {
		t.Fatal(err)
	}
	librarytest.Write(t, dir, func(w *archive.Writer) error { // another division: the last punkt is gone, the first has other pages
		d, err := w.Document(byraad)
		if err != nil {
			return err
		}
		m := &d.Meetings[0]
		m.Punkter = m.Punkter[:len(m.Punkter)-1]
		return w.Redivide(d, 1000)
	})
	if gone := c.sync(t, "a document is divided anew"); gone[kindItem] != 1 {
		t.Errorf("%v are gone", gone)
	}
	librarytest.Write(t, dir, func(w *archive.Writer) error { // another date
		d, err := w.Document(byraad)
		if err != nil {
			return err
		}
		d.Meetings[0].Date = "2027-06-17"
		return w.Redivide(d, 1001)
	})
	if gone := c.sync(t, "a meeting has another date"); gone[kindMeeting] != 1 || gone[kindItem] < 2 {
		t.Errorf("%v are gone", gone)
	}

	old := sha("2027-01-04")
	librarytest.Import(t, dir, put("kort", "2027-03-15-raadmandsmoede"))
	if gone := c.sync(t, "a file has another content"); gone[kindFile] == 0 {
		t.Errorf("%v are gone", gone)
	}
	librarytest.Import(t, dir, put("kort", "2027-01-04-kort"))
	c.sync(t, "the file is as it was")
	if meeting("2027-01-04")["referat:id"] != old.String() {
		t.Error("the meeting is another one")
	}

	var bilag agenda.ID
	for _, f := range c.objects[kindFile] {
		if id, _ := agenda.ParseID(f["referat:id"].(string)); f["referat:pages"] != nil && f["text"] != nil && id.Doc() == sha("2027-06-07").Doc() {
			bilag = id
		}
	}
	takeDown(t, dir, bilag)
	if gone := c.sync(t, "a bilag is taken down"); gone[kindFile] != 1 || gone[kindMeeting] > 0 {
		t.Errorf("%v are gone", gone)
	}
	takeDown(t, dir, agenda.NewID(byraad))
	if gone := c.sync(t, "a document is taken down"); gone[kindMeeting] == 0 || gone[kindItem] == 0 || gone[kindPaper] == 0 || gone[kindConsultation] == 0 ||
		gone[kindFile] == 0 || gone[kindOrganization] == 0 || gone[kindLocation] == 0 {
		t.Errorf("%v are gone", gone)
	}
	best := sha("2027-02-08")
	takeDown(t, dir, agenda.NewID(best.Doc()))
	c.sync(t, "the minutes are taken down, and the agenda is left")
	if m := meeting("2027-02-08"); m["resultsProtocol"] != nil || m["invitation"] == nil {
		t.Errorf("the meeting has %v", m["referat:source"])
	}
	if len(c.deleted) < 20 {
		t.Errorf("only %d objects were deleted", len(c.deleted))
	}
}

// So it is with what several meetings share: a case, a body's name, a meeting that
// is a bilag of another.
func TestSyncOfWhatIsShared(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	meeting := func(series, date string, number string) agenda.Meeting {
		return agenda.Meeting{
			Series: series, Title: "Møde", Date: date, Start: "10:00", Location: "Rådhuset", Kind: agenda.Referat, Pages: agenda.PageRange{1, 3},
			Punkter: []agenda.Punkt{
				{Number: "1", Title: "Havnebroens fornyelse", CaseNumber: number, Text: "Broen er gammel " + date, Pages: agenda.PageRange{1, 3}, Decision: &agenda.Decision{Text: "Godkendt.", Outcome: agenda.Approved},
					Bilag: []agenda.Bilag{{Number: 1, Title: "Tegning " + date, Pages: &agenda.PageRange{2, 3}, Text: "Fem fag og en klap " + date}}},
				{Number: "2", Title: "Eventuelt", Text: "Intet " + date, Pages: agenda.PageRange{3, 3}},
			},
		}
	}
	outer := meeting("BYRÅDET", "2026-03-03", "EMN-2026-000001")
	outer.Punkter[1].Bilag = []agenda.Bilag{{Number: 1, Title: "Havneudvalgets møde", Pages: &agenda.PageRange{3, 3}, Meetings: []agenda.Meeting{meeting("Havneudvalget", "2026-02-02", "EMN-2026-000001")}}}
	put(t, dir, 'a', meeting("Byrådet", "2026-01-01", "EMN-2026-000001"))
	put(t, dir, 'b', outer)
	s := serve(t, dir, library.Options{NoClosed: true})
	c := newCopy(s)
	if len(c.objects[kindPaper]) != 2 || len(c.objects[kindOrganization]) != 2 || len(c.objects[kindConsultation]) != 4 {
		t.Fatalf("%d papers, %d organizations", len(c.objects[kindPaper]), len(c.objects[kindOrganization]))
	}
	alone := meeting("Havneudvalget", "2026-02-02", "")
	put(t, dir, 'c', alone)
	c.sync(t, "the nested minutes come by themselves, without the case number")
	put(t, dir, 'd', meeting("Byraadet", "2026-04-04", "EMN-2026-000001"))
	c.sync(t, "a meeting more, with the body's name in another spelling")
	put(t, dir, 'a', meeting("Byrådet", "2026-01-01", "EMN-2026-000002"))
	if gone := c.sync(t, "a meeting had another case"); gone[kindPaper] > 0 {
		t.Errorf("%v are gone", gone)
	}
	librarytest.Write(t, dir, func(w *archive.Writer) error { // a closed punkt
		d, err := w.Document(shaText('d'))
		if err != nil {
			return err
		}
		d.Meetings[0].Punkter[0].Closed = true
		return w.Redivide(d, 1000)
	})
	if gone := c.sync(t, "a punkt is closed"); gone[kindItem] > 0 || gone[kindConsultation] != 1 || gone[kindFile] != 1 {
		t.Errorf("%v are gone", gone)
	}
	takeDown(t, dir, agenda.NewID(shaText('b')))
	if gone := c.sync(t, "a document with nested minutes is taken down"); gone[kindMeeting] != 1 || gone[kindConsultation] == 0 {
		t.Errorf("%v are gone", gone)
	}
	takeDown(t, dir, agenda.NewID(shaText('c')))
	if gone := c.sync(t, "the other copy, too"); gone[kindMeeting] != 1 || gone[kindOrganization] != 1 {
		t.Errorf("%v are gone", gone)
	}
	takeDown(t, dir, agenda.NewID(shaText('d')))
	c.sync(t, "the latest meeting of a body")
}

// A mirror is a program that keeps a copy of all that a site has.
type mirror struct {
	site    *site
	objects map[kind]map[string]map[string]any
	asked   time.Time
	deleted map[string]map[string]any // what it was told is gone, by id
}

func newCopy(s *site) *mirror {
	c := &mirror{site: s, deleted: map[string]map[string]any{}}
	c.wait()
	c.objects = s.everything("")
	return c
}

// wait lets the second end, so that what is changed next has another time.
func (c *mirror) wait() {
	c.asked = time.Now().Truncate(time.Second).Add(time.Second)
	time.Sleep(time.Until(c.asked))
}

// sync asks what has changed, takes it over, and compares. It counts what is gone.
func (c *mirror) sync(t *testing.T, what string) map[kind]int {
	t.Helper()
	changed := c.site.everything("?limit=7&modified_since=" + url.QueryEscape(c.asked.Format(time.RFC3339)))
	whole := c.site.everything("")
	c.wait()
	gone := map[kind]int{}
	for k, list := range changed {
		for id, o := range list {
			for _, b := range breaches(o, k, false) {
				t.Errorf("%s: %s", what, b)
			}
			if o["deleted"] != true {
				c.objects[k][id] = o
				continue
			}
			if had := c.objects[k][id]; had != nil {
				gone[k]++
				c.deleted[id] = o
				if had["created"] != o["created"] {
					t.Errorf("%s: %s was created %v, and is gone since it was created %v", what, id, had["created"], o["created"])
				}
			}
			delete(c.objects[k], id)
			if whole[k][id] != nil {
				t.Errorf("%s: %s is deleted, and in the list", what, id)
			}
			if same, status := c.site.get(id); status != http.StatusOK || !reflect.DeepEqual(same, o) {
				t.Errorf("%s: %s is deleted, and answers %d %v", what, id, status, same)
			}
		}
	}
	for k := range whole {
		for _, id := range slices.Sorted(maps.Keys(whole[k])) {
			if whole[k][id]["deleted"] != nil {
				t.Errorf("%s: %s is deleted, and in a list of what there is", what, id)
			}
			if c.objects[k][id] == nil {
				t.Errorf("%s: %s is new, and was not told of", what, id)
			} else if !reflect.DeepEqual(whole[k][id], c.objects[k][id]) {
				t.Errorf("%s: %s has changed, and that was not told of", what, id)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(c.objects[k])) {
			if whole[k][id] == nil && !strings.HasSuffix(id, root) {
				t.Errorf("%s: %s is gone, and that was not told of", what, id)
			}
		}
	}
	for id := range c.deleted { // for good, but what has come back
		o, status := c.site.get(id)
		if status != http.StatusOK {
			t.Errorf("%s: %s was deleted, and answers %d", what, id, status)
		}
		if k := kindOf(o); o["deleted"] != true && whole[k][id] == nil {
			t.Errorf("%s: %s was deleted, and is there, but in no list", what, id)
		}
	}
	c.objects = whole
	return gone
}
