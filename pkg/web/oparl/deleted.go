package oparl

import (
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// addDeleted lists the objects that once were and are no more: what another copy
// of a meeting has and the best has not, as an agenda's punkt that was taken off
// it; and what documents once had, as the archive keeps it by keys
// (archive.Former): where they were divided anew, or were taken down.
func (x *register) addDeleted(times map[string]archive.Times) {
	former := false // from here on, it is what documents had once
	add := func(k kind, e entry) {
		list := x.deleted[k]
		if _, live := x.lookUp(k, e.key); live {
			if !former {
				return
			}
			list = x.once[k]
		}
		if had, ok := list[e.key]; ok {
			e.created, e.modified = min(e.created, had.created), max(e.modified, had.modified)
		}
		e.deleted, e.at = true, -1
		list[e.key] = e
	}
	// punkt lists what there was of one punkt: mkey is the meeting's key.
	punkt := func(mkey string, p archive.TracePunkt, e entry) {
		e.key = mkey + "-" + p.Name
		closed := e.was
		if e.was = nil; !p.Stays { // a closed punkt was an agenda item, too
			add(kindItem, e)
		}
		if e.was = closed; p.Case == "" && !p.Bilag {
			return
		}
		add(kindConsultation, e)
		if p.Case == "" {
			add(kindPaper, e)
			return
		}
		e.key = p.Case
		add(kindPaper, e)
	}
	for i := range x.meetings {
		m := &x.meetings[i]
		for k := range m.Copies {
			c := &m.Copies[k]
			e := entry{created: times[c.ID.Doc()].Added.Unix(), modified: m.modified}
			add(kindOrganization, e.keyed(archive.BodyKey(c)))
			keys := []string{m.key}
			if key := archive.MeetingKey(c); key != m.key { // it may have been a meeting of its own
				keys = append(keys, key)
				lost := e.keyed(key)
				lost.head = m.organization
				add(kindMeeting, lost)
				add(kindLocation, e.keyed(key))
			}
			for n, key := range keys {
				if at, ok := x.keyed[key]; ok && at != i || n == 0 && k == 0 {
					continue // another meeting has it, or it is what is shown
				}
				for j, name := range m.namesOf(k) {
					if n == 0 && m.shows(name, &c.Heads[j]) {
						continue
					}
					id := c.ID.Punkt(j + 1)
					e.was = &id
					punkt(key, archive.TracePunkt{Name: name, Case: archive.CaseHash(c.Heads[j].Case), Bilag: len(c.Heads[j].Bilag) > 0}, e)
				}
				e.was = nil
			}
		}
	}
	former = true
	for i := range x.documents {
		for _, f := range x.documents[i].former {
			e := entry{created: f.Added, modified: f.Gone}
			for _, t := range f.Lost {
				if key := e.keyed(t.Body); !has(x.organized, t.Body) {
					add(kindOrganization, key)
				}
				mkey := t.Key
				if at, ok := x.keyed[t.Key]; ok {
					mkey = x.meetings[at].key
				} else {
					lost := e.keyed(t.Key)
					lost.head = -1
					if o, ok := x.organized[t.Body]; ok {
						lost.head = o
					}
					add(kindMeeting, lost)
					add(kindLocation, e.keyed(t.Key))
				}
				for _, p := range t.Punkter {
					punkt(mkey, p, e)
				}
			}
		}
	}
	x.sinceItems()
}

// sinceItems gives what dealt with a deleted agenda item its creation, where that
// is earlier: they were created together.
func (x *register) sinceItems() {
	for _, k := range []kind{kindConsultation, kindPaper} {
		for key, e := range x.deleted[k] {
			item, ok := x.lookUp(kindItem, key)
			if !ok {
				item, ok = x.deleted[kindItem][key]
			}
			if ok && item.created < e.created {
				e.created = item.created
				x.deleted[k][key] = e
			}
		}
	}
}

// shows reports whether the best copy has a punkt of the name, of the same case, and
// with bilag if h has any.
func (m *meeting) shows(name string, h *agenda.Head) bool {
	for j := range m.names {
		if m.names[j] == name {
			return m.Best().Heads[j].Case == h.Case && (len(h.Bilag) == 0 || m.paperKey(j) != "")
		}
	}
	return false
}

// keyed is e with this key.
func (e entry) keyed(key string) entry {
	e.key = key
	return e
}

// closed reports whether what e was made of is closed or gone, so that it never
// was shown.
func (b *builder) closed(e entry) (bool, error) {
	if e.was == nil {
		return false, nil
	}
	h, err := b.holding(*e.was)
	if err != nil {
		return false, err
	}
	return closedIn(h.Document, *e.was), nil
}

// closedIn reports whether id is a closed punkt, stands in one, or is not there.
func closedIn(d *agenda.Document, id agenda.ID) bool {
	for ; id.Path() != ""; id = id.Parent() {
		t, ok := d.Find(id)
		if !ok || t.Kind == agenda.ThingPunkt && t.Punkt.Closed {
			return true
		}
	}
	return false
}

// cutItem divides the key of an agenda item into its meeting's and the punkt's
// name.
func cutItem(key string) (meeting, name string) {
	meeting, name, _ = strings.Cut(key, "-")
	return meeting, name
}

// gone is the object that stands for one that was deleted: the standard wants it
// to be found, with its times.
func (b *builder) gone(k kind, key string, created, modified int64) object {
	o := b.object(k, key, created, modified)
	o.Deleted = true
	return o
}
