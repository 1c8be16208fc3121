package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"referat/pkg/agenda"
	"referat/pkg/archive"
	"referat/pkg/library"
)

func showCommand() command {
	c := command{
		name:  "show",
		brief: "vis et dokument, et møde, et punkt, en beslutning, et bilag eller en side",
		usage: "[--json] [--source] ID",
		help: `Viser det, id'et står for, som tekst til at læse. Id'er står i svarene fra search
og list: 8f14e45fceea er et dokument (det første af PDF'ens sha256), .m1 dets første
møde, .p3 mødets tredje punkt, .d punktets beslutning, .b2 dets andet bilag, og
8f14e45fceea.s14 er side 14. --source siger, hvor det kommer fra: PDF'en, og hvilken
læser der har læst hvilke sider.

Eksempler:
  referat show 8f14e45fceea.m1
  referat show --json 8f14e45fceea.m1.p3`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		asJSON := fs.Bool("json", false, "skriv JSON")
		source := fs.Bool("source", false, "vis PDF'en, og hvordan dens sider er læst")
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) != 1 {
			return usagef("giv ét id, som search og list viser dem")
		}
		id, err := agenda.ParseID(rest[0])
		if err != nil {
			return usagef("%s", err)
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		t, doc, err := a.Find(id)
		if err != nil {
			return err
		}
		if *source {
			return e.showSource(a, t, doc, *asJSON)
		}
		if t.Kind == agenda.ThingPage {
			return e.showPage(a, doc, t.Page, *asJSON)
		}
		if *asJSON {
			return writeJSON(e.stdout, portable(t, doc))
		}
		return e.showThing(a, t, doc)
	}
	return c
}

// portable is the thing's own object, as the document's schema has it.
func portable(t agenda.Thing, doc *agenda.Document) any {
	doc.Portable()
	switch t.Kind {
	case agenda.ThingMeeting:
		return t.Meeting
	case agenda.ThingPunkt:
		return t.Punkt
	case agenda.ThingDecision:
		return t.Decision
	case agenda.ThingBilag:
		return t.Bilag
	}
	return doc
}

func (e *env) showPage(a *archive.Reader, doc *agenda.Document, number int, asJSON bool) error {
	p, err := a.Page(doc.Source.SHA256, number)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(e.stdout, struct {
			Document string `json:"document"`
			Page     int    `json:"page"`
			Text     string `json:"text"`
		}{doc.Source.Name, number, p.Text})
	}
	_, err = fmt.Fprintf(e.stdout, "%s, side %d\n\n%s", printable(doc.Source.Name), number, p.Text)
	return err
}

// showThing writes a thing to be read.
func (e *env) showThing(a *archive.Reader, t agenda.Thing, doc *agenda.Document) error {
	copies, err := library.CopiesOf(a, t)
	if err != nil {
		return err
	}
	newer, replaced, err := a.Replaced(doc.Source.SHA256)
	if err != nil {
		return err
	}
	w := &page{}
	switch t.Kind {
	case agenda.ThingDocument:
		w.document(doc)
	case agenda.ThingMeeting:
		w.line("%s", meetingLine(t.Meeting))
		w.meeting(t.Meeting, t.ID)
	case agenda.ThingPunkt:
		w.line("%s", meetingLine(t.Meeting))
		w.gap()
		w.punkt(t.Punkt, t.ID)
	case agenda.ThingDecision:
		w.line("%s", meetingLine(t.Meeting))
		w.line("Punkt %s: %s", t.Punkt.Number, t.Punkt.Title)
		w.gap()
		w.decision(t.Decision)
	case agenda.ThingBilag:
		w.line("%s", meetingLine(t.Meeting))
		w.line("Punkt %s: %s", t.Punkt.Number, t.Punkt.Title)
		w.gap()
		w.line("%s", bilagLine(t.Bilag))
		w.gap()
		w.text(t.Bilag.Text)
		for i := range t.Bilag.Meetings {
			m := &t.Bilag.Meetings[i]
			w.line("%s  %s", meetingLine(m), t.ID.Meeting(i+1))
		}
	}
	w.gap()
	w.line("%s%s  %s", printable(doc.Source.Name), pagesOf(t.Pages()), t.ID)
	if replaced {
		w.line("ældre udgave; den nyere er %s", agenda.NewID(newer.By))
	}
	if len(copies) > 0 {
		w.line("mødet står også i:")
	}
	for _, c := range copies {
		w.line("  %s  %s", copyNames([]library.CopyOf{c}), c.ID)
	}
	_, err = io.WriteString(e.stdout, w.String())
	return err
}

func pagesOf(r agenda.PageRange) string {
	switch {
	case r[0] == 0:
		return ""
	case r[0] == r[1]:
		return fmt.Sprintf(", side %d", r[0])
	}
	return fmt.Sprintf(", side %d-%d", r[0], r[1])
}

// A page is text being written for a person.
type page struct{ strings.Builder }

func (w *page) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *page) gap() { w.WriteByte('\n') }

func (w *page) text(s string) {
	if s != "" {
		w.line("%s", s)
	}
}

func (w *page) document(doc *agenda.Document) {
	w.line("%s: %s, %s", printable(doc.Source.Name), counted(doc.Source.Pages, "side", "sider"), counted(len(doc.Meetings), "møde", "møder"))
	w.line("sha256 %s", doc.Source.SHA256)
	for i := range doc.Meetings {
		w.line("  %s  %s", meetingLine(&doc.Meetings[i]), agenda.NewID(doc.Source.SHA256).Meeting(i+1))
	}
	if len(doc.Warnings) > 0 {
		w.gap()
		w.line("Advarsler:")
		for _, x := range doc.Warnings {
			pages := ""
			if len(x.Pages) > 0 {
				pages = " (side " + strings.Trim(fmt.Sprint(x.Pages), "[]") + ")"
			}
			w.line("  %s%s", x.Message, pages)
		}
	}
}

func (w *page) meeting(m *agenda.Meeting, id agenda.ID) {
	if m.Start != "" {
		end := ""
		if m.End != "" {
			end = "–" + m.End
		}
		w.line("kl. %s%s  %s", m.Start, end, m.Location)
	}
	if m.Information != "" {
		w.line("%s", m.Information)
	}
	category := ""
	for i := range m.Punkter {
		p := &m.Punkter[i]
		if p.Category != category {
			category = p.Category
			w.gap()
			w.line("%s", category)
		}
		outcome := ""
		if p.Decision != nil {
			outcome = " — " + p.Decision.Outcome.Danish()
		}
		closed := ""
		if p.Closed {
			closed = " (lukket)"
		}
		w.line("  %4s  %s%s%s  %s", p.Number, p.Title, closed, outcome, id.Punkt(i+1))
		for j := range p.Bilag {
			w.line("          %s  %s", bilagLine(&p.Bilag[j]), id.Punkt(i+1).Bilag(j+1))
		}
	}
}

func (w *page) punkt(p *agenda.Punkt, id agenda.ID) {
	w.line("Punkt %s: %s", p.Number, p.Title)
	var facts []string
	if p.CaseNumber != "" {
		facts = append(facts, p.CaseNumber)
	}
	if p.Category != "" {
		facts = append(facts, p.Category)
	}
	if p.Closed {
		facts = append(facts, "lukket")
	}
	if p.Minutes > 0 {
		facts = append(facts, fmt.Sprintf("%d min.", p.Minutes))
	}
	if len(facts) > 0 {
		w.line("%s", strings.Join(facts, ", "))
	}
	if p.Text != "" {
		w.gap()
		w.text(p.Text)
	}
	if p.Decision != nil {
		w.gap()
		w.decision(p.Decision)
	}
	if len(p.History) > 0 {
		w.gap()
		w.line("Sagsforløb")
		for _, h := range p.History {
			w.line("%s, %s, punkt %s: %s", h.Body, orDash(h.Date), orDash(h.Number), h.Text)
		}
	}
	if len(p.Bilag) > 0 {
		w.gap()
		w.line("Bilag")
		for i := range p.Bilag {
			w.line("  %s  %s", bilagLine(&p.Bilag[i]), id.Bilag(i+1))
		}
	}
}

func (w *page) decision(d *agenda.Decision) {
	w.line("Beslutning (%s)", d.Outcome.Danish())
	w.text(d.Text)
	if len(d.Followups) > 0 {
		w.gap()
		w.line("Opfølgning")
		for _, f := range d.Followups {
			if f.Responsible == "" {
				w.line("- %s", f.Text)
			} else {
				w.line("- %s: %s", f.Responsible, f.Text)
			}
		}
	}
}

func bilagLine(b *agenda.Bilag) string {
	pages := ""
	if b.Pages != nil {
		pages = pagesOf(*b.Pages)
	}
	return fmt.Sprintf("Bilag %d: %s%s", b.Number, b.Title, pages)
}
