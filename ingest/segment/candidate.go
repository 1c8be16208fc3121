package segment

import "math"

// A candidate is a line that reads as a heading of the shell. Whether it is
// one, and of which meeting, is decided by weighing (see weigh.go).
type candidate struct {
	heading
	at
	key     string // of the title
	style   style
	x       float64
	wrapped []at // the lines that the title goes on over, if they are its own
	opens   bool // nothing but running heads stands over it on its page
}

// maxWrap is over how many lines a title may go on.
const maxWrap = 5

// candidates finds every line that reads as a heading, but for those of
// fronts and their Indhold.
func (s *source) candidates() []candidate {
	var out []candidate
	for pi := range s.pages {
		p := &s.pages[pi]
		opens := true
		for n := 0; n < len(p.body); n++ {
			a := at{pi, p.body[n]}
			if p.placed[a.line] > 0 {
				opens = false
				continue
			}
			l := p.Lines[a.line]
			h, ok := readHeading(l.Text)
			if !ok {
				opens = opens && s.edges.is(a)
				continue
			}
			c := candidate{heading: h, at: a, style: styleOf(l), x: l.X, opens: opens}
			text := l.Text
			prev := l
			for k := n + 1; k < len(p.body) && len(c.wrapped) < maxWrap; k++ {
				w := p.Lines[p.body[k]]
				step := w.Y - prev.Y
				if _, other := readHeading(w.Text); other || !styleOf(w).like(c.style) || step < 0.8*w.Size || step > 1.7*w.Size || math.Abs(w.X-l.X) > 90 {
					break
				}
				c.wrapped = append(c.wrapped, at{pi, p.body[k]})
				text = s.words.join(c.style, text, w.Text)
				prev = w
			}
			c.heading, _ = readHeading(text)
			c.key = key(c.title)
			n += len(c.wrapped)
			opens = false
			out = append(out, c)
		}
	}
	return out
}

// fitTitle cuts the lines that c goes on over to those that make a title that
// is promised: a line under a heading may be set as it is and not be its.
func (s *source) fitTitle(c candidate, promised []promise) candidate {
	text := s.line(c.at).Text
	for n := 0; n <= len(c.wrapped); n++ {
		if n > 0 {
			text = s.words.join(c.style, text, s.line(c.wrapped[n-1]).Text)
		}
		h, _ := readHeading(text)
		for _, p := range promised {
			if p.number == h.number && p.title == key(h.title) {
				c.heading, c.key, c.wrapped = h, p.title, c.wrapped[:n]
				return c
			}
		}
	}
	return c
}

// signature is how a meeting sets its headings.
type signature struct {
	punkt, decision style
	known           bool
}

// fits reports whether a candidate is set as the meeting's headings are.
func (g signature) fits(c candidate) bool {
	if !g.known {
		return false
	}
	if c.decision && g.decision != (style{}) {
		return c.style.like(g.decision)
	}
	return c.style.like(g.punkt)
}

// signatureOf learns a front's heading style from the first headings after
// it: the first that Indhold promises first, else the first at all.
func signatureOf(f front, cs []candidate, until int) signature {
	var g signature
	for _, wanted := range []func(candidate) bool{
		func(c candidate) bool {
			return len(f.toc) > 0 && c.number == f.toc[0].number && key(c.title) == key(f.toc[0].title)
		},
		func(c candidate) bool { return len(f.toc) > 0 && c.number == f.toc[0].number },
		func(c candidate) bool { return c.number == "1" && !c.decision },
		func(c candidate) bool { return !c.decision },
	} {
		for _, c := range cs {
			if !c.after(f.next) || c.page >= until || c.page > f.next.page+4 {
				continue
			}
			if !g.known && wanted(c) {
				g.punkt, g.known = c.style, true
			}
			if g.known && c.decision && c.style.bold == g.punkt.bold && c.style.font == g.punkt.font {
				g.decision = c.style
				return g
			}
		}
		if g.known {
			return g
		}
	}
	return g
}

// after reports whether a stands at or after b in the pages.
func (a at) after(b at) bool { return a.page > b.page || a.page == b.page && a.line >= b.line }
