package oparl

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

// A File is a PDF, or the pages of one that a bilag or one of several meetings
// stands on: its key is the beginning of the PDF's SHA-256, and the pages. So it
// is the same File as long as it is the same pages, however they are divided.

// A shelf is the Files of a document.
type shelf struct {
	h     *library.Holding
	files []*pdf
	at    string // the original's path on the server; "" where it is not shown
}

// A pdf is what a File is made of.
type pdf struct {
	pages  agenda.PageRange // the zero range for all
	things []agenda.Thing   // bilag and meetings that stand on exactly these pages
}

// order is a File's place among those of its creation.
func (f *pdf) order(sha string) string {
	if f.pages[0] == 0 {
		return sha
	}
	return fmt.Sprintf("%s-%07d-%07d", sha, f.pages[0], f.pages[1])
}

func fileKey(sha string, r agenda.PageRange) string {
	if r[0] == 0 {
		return sha
	}
	return fmt.Sprintf("%s-%d-%d", sha, r[0], r[1])
}

// cutFile divides a File's key.
func cutFile(key string) (sha string, r agenda.PageRange, ok bool) {
	parts := strings.Split(key, "-")
	if len(parts[0]) != shaKey || len(parts) != 1 && len(parts) != 3 {
		return "", r, false
	}
	for i, p := range parts[1:] {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || strconv.Itoa(n) != p {
			return "", r, false
		}
		r[i] = n
	}
	return parts[0], r, true
}

// shelf lists the Files of a document: the PDF itself, each bilag that has pages,
// and each meeting that is not all of it. What stands in closed punkter is not
// among them, nor pages that were all taken down.
func (b *builder) shelf(h *library.Holding) (*shelf, error) {
	sha := h.Document.Source.SHA256
	if s := b.files[sha]; s != nil {
		return s, nil
	}
	s := &shelf{h: h}
	switch _, err := b.volume.Original(h); {
	case err == nil:
		s.at = "/original/" + sha + ".pdf"
	case !isMissing(err):
		return nil, err
	}
	d := h.Document
	erased := archive.ErasedPages(d)
	closed := map[agenda.ID]bool{}
	add := func(r agenda.PageRange, t agenda.Thing) {
		for _, f := range s.files {
			if f.pages == r {
				f.things = append(f.things, t)
				return
			}
		}
		s.files = append(s.files, &pdf{pages: r, things: []agenda.Thing{t}})
	}
	if archive.Left(agenda.PageRange{1, d.Source.Pages}, erased) || d.Source.Pages < 1 {
		s.files = append(s.files, &pdf{})
	}
	for t := range d.Things() {
		switch {
		case closed[t.ID.Parent()] || t.Kind == agenda.ThingPunkt && t.Punkt.Closed:
			closed[t.ID] = true
		case t.Kind == agenda.ThingMeeting && !t.ID.Nested() && len(d.Meetings) == 1:
			add(agenda.PageRange{}, t)
		case t.Kind == agenda.ThingMeeting || t.Kind == agenda.ThingBilag:
			if r := t.Pages(); archive.Left(r, erased) {
				add(r, t)
			}
		}
	}
	slices.SortStableFunc(s.files, func(a, b *pdf) int { return slices.Compare(a.pages[:], b.pages[:]) })
	b.files[sha] = s
	return s, nil
}

// copyFile is the File that a copy of a meeting is, as it stands in the meeting;
// nil where its pages are not known.
func (b *builder) copyFile(h *library.Holding, c *agenda.Card) (*fileObject, error) {
	if !c.ID.Nested() && len(h.Document.Meetings) == 1 {
		return b.rangeFile(h, agenda.PageRange{})
	}
	return b.rangeFile(h, c.Pages)
}

// rangeFile is the File of these pages, as it stands in another object; nil where
// there is none.
func (b *builder) rangeFile(h *library.Holding, r agenda.PageRange) (*fileObject, error) {
	s, err := b.shelf(h)
	if err != nil {
		return nil, err
	}
	for _, f := range s.files {
		if f.pages == r {
			return b.file(s, f)
		}
	}
	return nil, nil
}

// file is a File as it stands in another object. Where the PDF may not be shown
// (it has CPR numbers or closed punkter, or a part of it was taken down), the File
// is the archive's page about the same: the standard wants every accessUrl to
// answer.
func (b *builder) file(s *shelf, f *pdf) (*fileObject, error) {
	src := &s.h.Document.Source
	sha := src.SHA256
	d := &b.register.documents[b.register.shelved[sha[:shaKey]]]
	o := &fileObject{
		object:    b.object(kindFile, fileKey(d.key, f.pages), d.created, d.modified),
		ReferatID: agenda.NewID(sha), SHA256: sha, Pages: pages(f.pages), MimeType: "application/pdf",
	}
	o.Web = b.base + "/dokument/" + o.ReferatID.Doc()
	o.Name = text(strings.TrimSuffix(src.Name, path.Ext(src.Name)))
	if f.pages[0] == 0 {
		o.FileName = text(src.Name)
	} else if len(f.things) > 0 {
		o.Name = fmt.Sprintf("%s, side %d-%d", o.Name, f.pages[0], f.pages[1])
		for _, t := range f.things {
			if title := strings.TrimSuffix(text(t.Title()), ".pdf"); title != "" {
				o.Name = title
				break
			}
		}
		o.ReferatID = f.things[0].ID
		if web := b.web(f.things[0]); web != "" {
			o.Web = web
		}
	}
	if s.at == "" {
		o.MimeType, o.FileName, o.AccessURL, o.Withheld = "text/html", "", o.Web, true
		return o, nil
	}
	o.AccessURL, o.DownloadURL = b.base+s.at, b.base+s.at+download
	if f.pages[0] == 0 {
		o.Size = src.Bytes
	} else {
		o.AccessURL += "#page=" + strconv.Itoa(f.pages[0])
	}
	return o, nil
}

// download is what makes the address of an original one to download it from.
const download = "?hent=1"

// fullFile is a File as it stands by itself: with its text, and with what it
// belongs to.
func (b *builder) fullFile(s *shelf, f *pdf) (*fileObject, error) {
	o, err := b.file(s, f)
	if err != nil {
		return nil, err
	}
	for _, t := range f.things {
		if t.Kind == agenda.ThingMeeting {
			if at, ok := b.register.placed[b.register.catalogue.Of(t.ID)]; ok {
				o.Meeting = appendNew(o.Meeting, b.address(kindMeeting, b.register.meetings[at].key))
			}
			continue
		}
		if err := b.bilagFile(s, f, t, o); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// bilagFile says of a File what the bilag t tells.
func (b *builder) bilagFile(s *shelf, f *pdf, t agenda.Thing, o *fileObject) error {
	if o.Text == "" {
		shown := true
		for p := f.pages[0]; p <= f.pages[1]; p++ {
			hidden, err := s.h.Hidden(p)
			if err != nil {
				return err
			}
			shown = shown && !hidden
		}
		if shown {
			o.Text, o.OCR = text(t.Bilag.Text), t.Bilag.OCR
		}
	}
	at, ok := b.register.placed[b.register.catalogue.Of(t.ID)]
	if !ok {
		return nil
	}
	m := &b.register.meetings[at]
	head := -1
	if t.ID.MeetingID() == m.Best().ID {
		for n := range m.items {
			if m.Best().ID.Punkt(n+1) == t.ID.PunktID() {
				head = n
			}
		}
	} else {
		for n, list := range m.attached {
			if slices.ContainsFunc(list, func(a attachment) bool { return a.id == t.ID }) {
				head = n
			}
		}
	}
	if head < 0 {
		return nil
	}
	p, _, ok, err := b.shown(m)
	if err != nil || !ok || p.ID != m.Best().ID || p.Meeting.Punkter[head].Closed {
		return err
	}
	if t.ID.MeetingID() != m.Best().ID {
		others, err := b.attached(m, &p.Meeting.Punkter[head], head)
		if err != nil || !slices.ContainsFunc(others, func(x agenda.Thing) bool { return x.ID == t.ID }) {
			return err
		}
	}
	o.AgendaItem = appendNew(o.AgendaItem, b.address(kindItem, m.items[head].key))
	if key := m.paperKey(head); key != "" {
		o.Paper = appendNew(o.Paper, b.address(kindPaper, key))
	}
	return nil
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// expandFiles makes the Files of the document of an entry; where all is asked
// for, also those that are deleted: of an older version of a file, of what was
// taken down, and of pages that are divided otherwise now.
func (b *builder) expandFiles(e entry, all bool) ([]built, error) {
	d := &b.register.documents[e.at]
	var list []built
	live := map[agenda.PageRange]bool{}
	lose := func(r agenda.PageRange, created, modified int64) {
		if !live[r] {
			live[r] = true
			list = append(list, built{d.created, modified, (&pdf{pages: r}).order(d.key), b.gone(kindFile, fileKey(d.key, r), created, modified)})
		}
	}
	if !d.gone {
		h, err := b.volume.Document(d.sha)
		if err != nil {
			return nil, err
		}
		s, err := b.shelf(h)
		if err != nil {
			return nil, err
		}
		for _, f := range s.files {
			if d.replaced {
				lose(f.pages, d.created, d.modified)
				continue
			}
			o, err := b.fullFile(s, f)
			if err != nil {
				return nil, err
			}
			live[f.pages] = true
			list = append(list, built{d.created, d.modified, f.order(d.key), o})
		}
	}
	if !all {
		if d.replaced {
			return nil, nil
		}
		return list, nil
	}
	for _, f := range slices.Backward(d.former) {
		for _, r := range f.Files {
			lose(r, d.created, f.Gone)
		}
	}
	if d.gone {
		lose(agenda.PageRange{}, d.created, d.modified)
	}
	slices.SortFunc(list, func(a, b built) int { return strings.Compare(a.order, b.order) })
	return list, nil
}

// findFile is the File with this key, also a deleted one.
func (b *builder) findFile(key string) (any, error) {
	missing := fmt.Errorf("file %s %w", key, archive.ErrNotFound)
	sha, r, ok := cutFile(key)
	if !ok {
		return nil, missing
	}
	at, ok := b.register.shelved[sha]
	if !ok {
		return nil, missing
	}
	d := &b.register.documents[at]
	list, err := b.expandFiles(d.entry, true)
	if err != nil {
		return nil, err
	}
	order := (&pdf{pages: r}).order(sha)
	if i := slices.IndexFunc(list, func(f built) bool { return f.order == order }); i >= 0 {
		return list[i].object, nil
	}
	if d.gone && len(d.former) == 0 { // taken down when the archive did not yet keep what there was
		return b.gone(kindFile, key, d.created, d.modified), nil
	}
	return nil, missing
}

// isMissing reports whether err says that something is not there or not shown.
func isMissing(err error) bool {
	return errors.Is(err, archive.ErrNotFound) || errors.Is(err, archive.ErrWithheld)
}
