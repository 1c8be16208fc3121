package decision

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"sort"
	"strings"
	"testing"
	"unicode"

	"referat/pkg/agenda"
)

// A label is what readers said of a decision: the truth to compare with.
type label struct {
	where       string
	Text        string              `json:"text"`
	Outcome     agenda.Outcome      `json:"outcome"`
	Resolutions []agenda.Resolution `json:"resolutions"`
	Followups   []agenda.Followup   `json:"followups"`
	Dissent     *[]string           `json:"dissent"`
	Absent      *[]string           `json:"absent"`
}

// tally counts what was found, what was to be found, and what of it agrees.
type tally struct{ hit, found, want int }

func (c tally) f1() float64 {
	if c.found+c.want == 0 {
		return 1
	}
	return 2 * float64(c.hit) / float64(c.found+c.want)
}

type report struct {
	outcomes, resolved                        tally
	resolutions, followups, dissents, absents tally
	confusions                                map[string]int
}

// compare reads every label's text and counts, by the rules of the project's
// scorer: follow-ups by who and by text within text, sentences within sentences.
func compare(t *testing.T, labels []label) report {
	r := report{confusions: make(map[string]int)}
	for _, w := range labels {
		d := Read(w.Text)
		r.outcomes.add(d.Outcome == w.Outcome, 1, 1)
		if d.Outcome != w.Outcome {
			r.confusions[string(w.Outcome)+" read as "+string(d.Outcome)]++
			t.Logf("%s: outcome %s, want %s: %.160q", w.where, d.Outcome, w.Outcome, w.Text)
		}
		r.resolutions.found += len(d.Resolutions)
		r.resolutions.want += len(w.Resolutions)
		for i, x := range w.Resolutions {
			if i < len(d.Resolutions) && d.Resolutions[i].Number == x.Number && loose(d.Resolutions[i].Text) == loose(x.Text) {
				r.resolutions.hit++
				r.resolved.add(d.Resolutions[i].Outcome == x.Outcome, 1, 1)
				if d.Resolutions[i].Outcome != x.Outcome {
					t.Logf("%s: resolution %s %s, want %s: %q", w.where, x.Number, d.Resolutions[i].Outcome, x.Outcome, x.Text)
				}
			} else {
				t.Logf("%s: resolution %q not found in %q", w.where, x, d.Resolutions)
			}
		}
		r.followups.found += len(d.Followups)
		r.followups.want += len(w.Followups)
		left := append([]agenda.Followup(nil), d.Followups...)
		for _, f := range w.Followups {
			hit := false
			for i, g := range left {
				if g.Responsible == f.Responsible && within(g.Text, f.Text) {
					left, hit = append(left[:i], left[i+1:]...), true
					break
				}
			}
			if hit {
				r.followups.hit++
			} else {
				t.Logf("%s: follow-up %q not found", w.where, f)
			}
		}
		for _, g := range left {
			t.Logf("%s: follow-up %q is none", w.where, g)
		}
		r.dissents.sentences(t, w.where, d.Dissent, w.Dissent)
		r.absents.sentences(t, w.where, d.Absent, w.Absent)
	}
	return r
}

func (c *tally) add(hit bool, found, want int) {
	if hit {
		c.hit++
	}
	c.found += found
	c.want += want
}

func (c *tally) sentences(t *testing.T, where string, got []string, want *[]string) {
	if want == nil {
		return
	}
	c.found += len(got)
	c.want += len(*want)
	for _, w := range *want {
		hit := false
		for _, g := range got {
			hit = hit || within(g, w)
		}
		if hit {
			c.hit++
		} else {
			t.Logf("%s: %q not found in %q", where, w, got)
		}
	}
	if len(got) > len(*want) {
		t.Logf("%s: found %q, want %q", where, got, *want)
	}
}

func within(a, b string) bool {
	a, b = loose(a), loose(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// loose is s with nothing but its words, in lower case.
func loose(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(composed.Replace(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func (r report) log(t *testing.T) {
	t.Logf("outcomes %d of %d (%.3f)", r.outcomes.hit, r.outcomes.want, r.outcomes.f1())
	if r.resolutions.want > 0 {
		t.Logf("resolutions F1 %.3f (%d), their outcomes %d of %d", r.resolutions.f1(), r.resolutions.want, r.resolved.hit, r.resolved.want)
	}
	t.Logf("follow-ups F1 %.3f (hit %d, found %d, want %d)", r.followups.f1(), r.followups.hit, r.followups.found, r.followups.want)
	if r.dissents.want+r.absents.want > 0 {
		t.Logf("dissent F1 %.3f, absent F1 %.3f", r.dissents.f1(), r.absents.f1())
	}
	var names []string
	for n := range r.confusions {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		t.Logf("%3d  %s", r.confusions[n], n)
	}
}

// labels reads a file of JSON lines.
func labels(t *testing.T, path string) []label {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here: the labelled decisions are kept beside the project", path)
	} else if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []label
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var l label
		var id struct{ ID int }
		if err := json.Unmarshal(in.Bytes(), &l); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		json.Unmarshal(in.Bytes(), &id)
		l.where = "labelled " + string(rune('0'+id.ID/100)) + string(rune('0'+id.ID/10%10)) + string(rune('0'+id.ID%10))
		out = append(out, l)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
