package agenda

// A Card is what one copy of a meeting is known by, small enough that all of
// an archive's fit in memory: what tells meetings apart, which copy is the
// better, and what each copy holds. Its JSON form, with keys of one letter, is
// the store's own and no exchange format.
type Card struct {
	ID     ID        `json:"i"`
	Date   string    `json:"d,omitempty"` // yyyy-mm-dd
	Start  string    `json:"s,omitempty"` // hh:mm
	End    string    `json:"e,omitempty"` // hh:mm
	Series string    `json:"r,omitempty"`
	Title  string    `json:"t,omitempty"`
	Kind   Kind      `json:"k"`
	Pages  PageRange `json:"p"`
	Heads  []Head    `json:"h,omitempty"` // one a punkt, in order

	Modified int64 `json:"m,omitempty"` // the PDF file's own time, seconds since 1970; NewCard leaves it
	Replaced bool  `json:"-"`           // the document is an older version of another; NewCard leaves it
}

// A Head is what a Card says of one punkt.
type Head struct {
	Number  string      `json:"n,omitempty"`
	Case    string      `json:"c,omitempty"` // as CaseKey writes it
	Title   uint32      `json:"t,omitempty"` // as TitleKey has it
	Size    int         `json:"s,omitempty"` // bytes of the punkt's own text
	Decided bool        `json:"x,omitempty"` // it has a decision
	Said    int         `json:"w,omitempty"` // bytes of the decision's text
	Bilag   []BilagHead `json:"b,omitempty"` // in order
}

// A BilagHead is what a Card says of one bilag.
type BilagHead struct {
	Title uint32 `json:"t,omitempty"` // as TitleKey has it, without a file's extension
	Size  int    `json:"s,omitempty"` // bytes of its text; 0 where it is only named, or is all meetings
}

// NewCard is the card of the meeting t, an own or a nested one; the zero Card
// where t is no meeting.
func NewCard(t Thing) Card {
	if t.Kind != ThingMeeting || t.Meeting == nil {
		return Card{}
	}
	m := t.Meeting
	c := Card{
		ID: t.ID, Date: m.Date, Start: m.Start, End: m.End, Series: m.Series, Title: m.Title,
		Kind: m.Kind, Pages: m.Pages, Heads: make([]Head, len(m.Punkter)),
	}
	for i := range m.Punkter {
		c.Heads[i] = newHead(&m.Punkter[i])
	}
	return c
}

func newHead(p *Punkt) Head {
	h := Head{Number: p.Number, Case: CaseKey(p.CaseNumber), Title: TitleKey(p.Title), Size: len(p.Text)}
	if p.Decision != nil {
		h.Decided, h.Said = true, len(p.Decision.Text)
	}
	for i := range p.Bilag {
		b := &p.Bilag[i]
		h.Bilag = append(h.Bilag, BilagHead{Title: BilagKey(b.Title), Size: len(b.Text)})
	}
	return h
}
