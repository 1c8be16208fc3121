package oparl

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A register knows of every object of a volume its key, when it was made and when
// it changed last, without its document being read: it is made of the cards of
// the meetings and of the times of the documents. It is never changed.
type register struct {
	catalogue *library.Catalogue
	created   int64 // of the earliest document, Unix seconds
	modified  int64 // of what changed last
	nested    bool  // there are meetings whose best copy stands in a bilag of another

	organizations []organization
	meetings      []meeting
	documents     []document
	organized     map[string]int           // organizations by key
	keyed         map[string]int           // meetings by the keys of all their copies
	placed        map[*library.Meeting]int // meetings
	papers        map[string]*paper        // by key
	shelved       map[string]int           // documents by key

	lists   map[kind]*listing
	deleted map[kind]map[string]entry
	once    map[kind]map[string]entry // what documents had once, and of which the archive has something still: it may be closed now
}

// A listing is the objects of a kind by creation, then by key: an order that an
// object keeps.
type listing struct {
	live []entry
	all  []entry // with those that are deleted
}

// An entry is an object of a listing. A File's entry is its document's.
type entry struct {
	created  int64 // Unix seconds, as modified
	modified int64
	key      string
	at       int        // place in the register's list of its kind; of an agenda item and a consultation, of the meeting
	head     int        // of an agenda item and a consultation: place of the punkt in the meeting; of a deleted meeting: its organization
	deleted  bool       //
	was      *agenda.ID // of what is deleted: a punkt that it was made of; if that is closed, it never was shown
}

func (e entry) compare(f entry) int {
	return cmp.Or(cmp.Compare(e.created, f.created), strings.Compare(e.key, f.key))
}

type organization struct {
	entry
	body *library.Body
}

type meeting struct {
	entry
	*library.Meeting
	organization int
	names        []string             // of the best copy's punkter
	since        map[string]int64     // when copies that are lost first had a punkt of a name; nil for none
	items        []entry              // the agenda items made of them
	attached     map[int][]attachment // bilag of other copies, by the punkt of the best copy
}

// An attachment is a bilag of another copy than the best, which has none like it,
// or one without text: that may be only named.
type attachment struct {
	id   agenda.ID
	like int // the place from 1 of that one among the punkt's bilag; 0 for none
}

// A paper is a case, or a punkt that has bilag and no case.
type paper struct {
	entry
	number  string // as agenda.CaseKey writes it; "" for a punkt's
	punkter []place
}

// A place is a punkt of a meeting's best copy.
type place struct{ meeting, head int }

type document struct {
	entry
	sha      string
	former   []archive.Former
	replaced bool
	gone     bool // taken down whole
}

// shaKey is how many hex digits of a document's SHA-256 its File's key has.
const shaKey = 16

// newRegister makes the register of a volume.
func newRegister(v *library.Volume) (*register, error) {
	c, err := v.Catalogue()
	if err != nil {
		return nil, err
	}
	times, err := v.AllTimes()
	if err != nil {
		return nil, err
	}
	stones, err := v.AllTombstones()
	if err != nil {
		return nil, err
	}
	x := &register{
		catalogue: c, organized: map[string]int{}, keyed: map[string]int{}, placed: map[*library.Meeting]int{},
		papers: map[string]*paper{}, shelved: map[string]int{}, lists: map[kind]*listing{}, deleted: map[kind]map[string]entry{}, once: map[kind]map[string]entry{},
	}
	for _, k := range listed() {
		x.lists[k], x.deleted[k], x.once[k] = &listing{}, map[string]entry{}, map[string]entry{}
	}
	x.addDocuments(times, stones)
	byDoc := map[string]archive.Times{}
	for sha, t := range times {
		byDoc[agenda.NewID(sha).Doc()] = t
	}
	x.addMeetings(byDoc)
	x.touch()
	x.addPunkter(byDoc)
	x.touchShared()
	x.addLists()
	x.addDeleted(byDoc)
	x.span(v.Time())
	x.sort()
	return x, nil
}

// addDocuments lists the documents that there are, and those that were taken down.
func (x *register) addDocuments(times map[string]archive.Times, stones []archive.Tombstone) {
	for sha, t := range times {
		x.documents = append(x.documents, document{
			entry: entry{created: t.Added.Unix(), modified: t.Changed.Unix(), key: sha[:shaKey]}, sha: sha, former: t.Former, replaced: t.Replaced,
		})
	}
	for _, t := range stones {
		if !t.Whole {
			continue
		}
		d := document{entry: entry{created: t.Time.Unix(), modified: t.Time.Unix(), key: t.SHA256[:shaKey], deleted: true}, sha: t.SHA256, former: t.Former, gone: true}
		for _, f := range t.Former {
			d.created = min(d.created, f.Added)
		}
		x.documents = append(x.documents, d)
	}
	slices.SortFunc(x.documents, func(a, b document) int { return a.compare(b.entry) })
	for i := range x.documents {
		d := &x.documents[i]
		d.at = i
		x.shelved[d.key] = i
	}
}

// addMeetings gives the meetings their keys: that of the copy that came into the
// archive first, so that a meeting keeps it whatever comes later.
func (x *register) addMeetings(times map[string]archive.Times) {
	type first struct {
		meeting *library.Meeting
		copy    *agenda.Card
		added   int64
	}
	var order []first
	for _, m := range x.catalogue.Meetings() {
		f := first{meeting: m}
		for i := range m.Copies {
			c := &m.Copies[i]
			added := times[c.ID.Doc()].Added.Unix()
			if f.copy == nil || added < f.added || added == f.added && c.ID.String() < f.copy.ID.String() {
				f.copy, f.added = c, added
			}
		}
		order = append(order, f)
	}
	slices.SortFunc(order, func(a, b first) int {
		return cmp.Or(cmp.Compare(a.added, b.added), strings.Compare(a.copy.ID.String(), b.copy.ID.String()))
	})
	organized := map[*library.Body]int{}
	for _, f := range order {
		o, known := organized[f.meeting.Body]
		if !known { // the best copies of all its meetings have the same key
			o = len(x.organizations)
			organized[f.meeting.Body] = o
			key := free(x.organized, archive.BodyKey(f.meeting.Best()))
			x.organized[key] = o
			x.organizations = append(x.organizations, organization{entry: entry{created: f.added, modified: f.added, key: key, at: o}, body: f.meeting.Body})
		}
		m := meeting{Meeting: f.meeting, organization: o, names: archive.PunktNames(f.meeting.Best())}
		m.entry = entry{created: f.added, modified: f.added, key: free(x.keyed, archive.MeetingKey(f.copy)), at: len(x.meetings)}
		for i := range m.Copies {
			m.modified = max(m.modified, times[m.Copies[i].ID.Doc()].Changed.Unix())
		}
		x.nested = x.nested || m.Best().ID.Nested()
		x.keyed[m.key], x.placed[m.Meeting] = m.at, m.at
		x.meetings = append(x.meetings, m)
	}
	for i := range x.meetings {
		m := &x.meetings[i]
		for k := range m.Copies {
			if key := archive.MeetingKey(&m.Copies[k]); !has(x.keyed, key) {
				x.keyed[key] = i
			}
		}
	}
}

// free is key, or where it is taken, key with a number after it.
func free(taken map[string]int, key string) string {
	name := key
	for n := 2; has(taken, name); n++ {
		name = key + "x" + strconv.Itoa(n)
	}
	return name
}

func has[V any](m map[string]V, key string) bool {
	_, ok := m[key]
	return ok
}

// touch gives meetings that lost a copy, or a copy that lost punkter, the time of
// that. Where the keys have changed with it, those of the same day are touched.
// When they were created stays what it was by the copy that is lost.
func (x *register) touch() {
	days := map[string]int64{}
	for i := range x.documents {
		for _, f := range x.documents[i].former {
			for _, t := range f.Lost {
				days[t.Date] = max(days[t.Date], f.Gone)
				if at, ok := x.keyed[t.Key]; ok {
					m := &x.meetings[at]
					m.created, m.modified = min(m.created, f.Added), max(m.modified, f.Gone)
					if m.since == nil {
						m.since = map[string]int64{}
					}
					for _, p := range t.Punkter {
						if had, ok := m.since[p.Name]; !ok || f.Added < had {
							m.since[p.Name] = f.Added
						}
					}
				}
			}
		}
	}
	for i := range x.meetings {
		if m := &x.meetings[i]; m.Best().Date != "" {
			m.modified = max(m.modified, days[m.Best().Date])
		}
	}
	x.touchOuter()
	x.touchFiles()
}

// touchOuter gives a meeting whose bilag is a copy of another meeting the time at
// which that changed, since it names it.
func (x *register) touchOuter() {
	for again := true; again; {
		again = false
		for i := range x.meetings {
			for k := range x.meetings[i].Copies {
				id := x.meetings[i].Copies[k].ID
				if !id.Nested() {
					continue
				}
				at, ok := x.placed[x.catalogue.Of(id.Parent())]
				if ok && x.meetings[at].modified < x.meetings[i].modified {
					x.meetings[at].modified, again = x.meetings[i].modified, true
				}
			}
		}
	}
}

// touchFiles gives the Files of a document the time at which the meetings in it
// changed: where another copy has become the best, they belong to other things.
func (x *register) touchFiles() {
	at := map[string]int{}
	for i := range x.documents {
		if !x.documents[i].gone {
			at[agenda.NewID(x.documents[i].sha).Doc()] = i
		}
	}
	for i := range x.meetings {
		for k := range x.meetings[i].Copies {
			if d, ok := at[x.meetings[i].Copies[k].ID.Doc()]; ok {
				x.documents[d].modified = max(x.documents[d].modified, x.meetings[i].modified)
			}
		}
	}
}

// touchShared gives organizations and papers, which several meetings share, the
// time of what changed last in those that have them, or had them once.
func (x *register) touchShared() {
	touch := func(body, number string, created, modified int64) {
		if o, ok := x.organized[body]; ok {
			e := &x.organizations[o].entry
			e.created, e.modified = min(e.created, created), max(e.modified, modified)
		}
		if p := x.papers[number]; p != nil {
			p.created, p.modified = min(p.created, created), max(p.modified, modified)
		}
	}
	for i := range x.meetings {
		m := &x.meetings[i]
		touch(x.organizations[m.organization].key, "", m.created, m.modified)
		for k := 1; k < len(m.Copies); k++ {
			c := &m.Copies[k]
			touch(archive.BodyKey(c), "", m.modified, m.modified)
			for j := range c.Heads {
				touch("", archive.CaseHash(c.Heads[j].Case), m.modified, m.modified)
			}
		}
	}
	for i := range x.documents {
		for _, f := range x.documents[i].former {
			for _, t := range f.Lost {
				touch(t.Body, "", f.Added, f.Gone)
				for _, p := range t.Punkter {
					touch("", p.Case, f.Added, f.Gone)
				}
			}
		}
	}
}

// addLists lists the meetings, their places, the organizations and the papers.
func (x *register) addLists() {
	for i := range x.meetings {
		m := &x.meetings[i]
		x.lists[kindMeeting].live = append(x.lists[kindMeeting].live, m.entry)
		x.lists[kindLocation].live = append(x.lists[kindLocation].live, m.entry)
	}
	for i := range x.organizations {
		x.lists[kindOrganization].live = append(x.lists[kindOrganization].live, x.organizations[i].entry)
	}
	for _, p := range x.papers {
		x.lists[kindPaper].live = append(x.lists[kindPaper].live, p.entry)
	}
}

// span finds the time from the first document to what changed last. made is when
// the volume was, for an archive that has nothing.
func (x *register) span(made time.Time) {
	x.created, x.modified = made.Unix(), 0
	for i := range x.documents {
		x.created = min(x.created, x.documents[i].created)
		x.modified = max(x.modified, x.documents[i].modified)
	}
	for i := range x.meetings {
		x.modified = max(x.modified, x.meetings[i].modified)
	}
	if x.modified == 0 {
		x.modified = x.created
	}
}

// lookUp is the entry of a live object.
func (x *register) lookUp(k kind, key string) (e entry, ok bool) {
	switch k {
	case kindOrganization:
		if at, ok := x.organized[key]; ok {
			return x.organizations[at].entry, true
		}
	case kindMeeting, kindLocation:
		if at, ok := x.keyed[key]; ok && x.meetings[at].key == key {
			return x.meetings[at].entry, true
		}
	case kindPaper:
		if p := x.papers[key]; p != nil {
			return p.entry, true
		}
	}
	if k != kindItem && k != kindConsultation {
		return e, false
	}
	mkey, name := cutItem(key)
	at, ok := x.keyed[mkey]
	if !ok || name == "" || x.meetings[at].key != mkey {
		return e, false
	}
	m := &x.meetings[at]
	for j := range m.names {
		if m.names[j] == name && (k == kindItem || m.paperKey(j) != "") {
			return m.items[j], true
		}
	}
	return e, false
}

// sort puts the lists in order.
func (x *register) sort() {
	for i := range x.documents {
		d := x.documents[i].entry
		for _, f := range x.documents[i].former {
			d.modified = max(d.modified, f.Gone)
		}
		files := x.lists[kindFile]
		files.all = append(files.all, d)
		if !x.documents[i].gone && !x.documents[i].replaced {
			files.live = append(files.live, x.documents[i].entry)
		}
	}
	for k, l := range x.lists {
		slices.SortFunc(l.live, entry.compare)
		switch {
		case k == kindFile:
		case len(x.deleted[k]) == 0:
			l.all = l.live
		default:
			l.all = slices.AppendSeq(slices.Clone(l.live), maps.Values(x.deleted[k]))
		}
		slices.SortFunc(l.all, entry.compare)
	}
}
