package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"referat/ingest"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// A finding is something that is missing, or a remark.
type finding struct {
	Kind     string        `json:"kind"`
	Severity string        `json:"severity"`       // "gap" or "note"
	Document string        `json:"document"`       // the PDF's name; "" where it is of none
	ID       agenda.ID     `json:"id"`             // what to look at with referat show; "" for what is not in the archive
	Path     string        `json:"path,omitempty"` // of a file that is not in the archive
	Pages    []int         `json:"pages"`          // from 1
	Message  string        `json:"message"`
	Todo     string        `json:"todo"`
	Break    *agenda.Break `json:"break,omitempty"` // in the rhythm of a series
}

const (
	severityGap  = "gap"
	severityNote = "note"
)

// An inspection is all that check finds.
type inspection struct {
	Whole     bool      `json:"whole"` // nothing is missing
	Documents int       `json:"documents"`
	Replaced  int       `json:"replaced"` // older versions among them, which are not looked at
	Meetings  int       `json:"meetings"` // the documents' own, each once
	Gaps      int       `json:"gaps"`
	Notes     int       `json:"notes"`
	Findings  []finding `json:"findings"` // gaps before notes, the most serious first
}

// inspect looks at all of an archive, and whether the PDFs of paths are in it.
func inspect(ctx context.Context, a *archive.Reader, paths []string) (*inspection, error) {
	in := &inspection{Findings: []finding{}}
	known := map[string]bool{}
	for d, err := range a.Documents() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		known[d.Source.SHA256] = true
		in.Documents++
		_, older, err := a.Replaced(d.Source.SHA256)
		if err != nil {
			return nil, err
		}
		if older {
			in.Replaced++
			continue
		}
		in.document(d)
	}
	if err := in.rhythm(a); err != nil {
		return nil, err
	}
	if err := in.files(ctx, a, paths, known); err != nil {
		return nil, err
	}
	in.settle()
	return in, nil
}

func (in *inspection) add(f finding) {
	if f.Pages == nil {
		f.Pages = []int{}
	}
	if f.Severity == "" {
		f.Severity = severityGap
	}
	in.Findings = append(in.Findings, f)
}

func (in *inspection) document(d *agenda.Document) {
	for _, g := range d.Gaps() {
		severity := severityGap
		if g.Note {
			severity = severityNote
		}
		in.add(finding{Kind: string(g.Kind), Severity: severity, Document: d.Source.Name, ID: g.ID, Pages: g.Pages, Message: g.Message})
	}
}

// rhythm looks for meetings that are missing in their series.
func (in *inspection) rhythm(a *archive.Reader) error {
	cards, err := a.AllCards()
	if err != nil {
		return err
	}
	own := slices.DeleteFunc(slices.Clone(cards), func(c agenda.Card) bool { return c.Replaced || c.ID.Nested() })
	in.Meetings = len(agenda.Group(own))
	for _, b := range agenda.Rhythm(cards) {
		in.add(finding{Kind: kindRhythm, Break: &b, Message: breakText(b)})
	}
	return nil
}

// breakText says what is missing where, with the first dates of many.
func breakText(b agenda.Break) string {
	const shown = 6
	days := strings.Join(b.Expected[:min(len(b.Expected), shown)], ", ")
	if more := len(b.Expected) - shown; more > 0 {
		days += fmt.Sprintf(" og %d til", more)
	}
	usual := "hver dag"
	if b.Usual > 1 {
		usual = fmt.Sprintf("omkring hver %d. dag", b.Usual)
	}
	return fmt.Sprintf("%s: intet møde mellem %s og %s, ellers %s; ventet %s", b.Series, b.After, b.Before, usual, days)
}

// files looks at what did not come into the archive.
func (in *inspection) files(ctx context.Context, a *archive.Reader, paths []string, known map[string]bool) error {
	held, err := a.Quarantine()
	if err != nil {
		return err
	}
	for _, q := range held {
		known[q.SHA256] = true
		in.add(finding{Kind: kindQuarantine, Path: strings.ToValidUTF8(lastOf(q.Paths, q.Name()), "\uFFFD"), Message: q.Reason})
	}
	failed, err := a.Failures()
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, f := range failed {
		told[f.Path] = true
		switch {
		case f.SHA256 != "" && known[f.SHA256]: // in quarantine, or imported since under another name
		case !ingest.Masked(f.Path) && !exists(f.Path):
			in.add(finding{Kind: kindFailed, Severity: severityNote, Path: f.Path, Message: f.Reason + "; filen findes ikke mere"})
		default:
			in.add(finding{Kind: kindFailed, Path: f.Path, Message: f.Reason})
		}
	}
	if len(paths) == 0 {
		return nil
	}
	gone, err := a.Tombstones()
	if err != nil {
		return err
	}
	for _, t := range gone {
		known[t.SHA256] = known[t.SHA256] || t.Whole
	}
	remembered := map[string]archive.File{}
	if err := a.Files(func(path string, f archive.File) error { remembered[path] = f; return nil }); err != nil {
		return err
	}
	missing, err := ingest.FindMissing(ctx, paths, func(path string) (archive.File, bool, error) {
		f, ok := remembered[path]
		return f, ok, nil
	}, func(sha string) bool { return known[sha] })
	for _, m := range missing {
		message := m.Reason
		switch path, err := filepath.Abs(m.Path); {
		case m.Reason == "":
			message = "er ikke importeret"
		case told[m.Path], err == nil && told[path]:
			continue
		}
		kind := kindMissing
		if m.Code == ingest.CodeNoPDF {
			kind = kindNoPDF
		}
		in.add(finding{Kind: kind, Path: m.Path, Message: message})
	}
	return err
}

// lastOf is the last of a list, or what stands for it where there is none.
func lastOf(list []string, none string) string {
	if len(list) == 0 {
		return none
	}
	return list[len(list)-1]
}

// settle puts the findings in order, and counts them.
func (in *inspection) settle() {
	order := map[string]int{}
	todo := map[string]string{}
	for i, k := range checkKinds() {
		order[k.kind], todo[k.kind] = i, k.todo
	}
	rank := func(f finding) int {
		if f.Severity == severityNote {
			return order[f.Kind] + len(order)
		}
		return order[f.Kind]
	}
	slices.SortStableFunc(in.Findings, func(a, b finding) int {
		if r := rank(a) - rank(b); r != 0 {
			return r
		}
		return strings.Compare(a.Document+a.Path, b.Document+b.Path)
	})
	for i := range in.Findings {
		f := &in.Findings[i]
		f.Todo = todo[f.Kind]
		if f.Severity == severityNote {
			in.Notes++
		} else {
			in.Gaps++
		}
	}
	in.Whole = in.Gaps == 0
}
