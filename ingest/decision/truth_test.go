package decision

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestLabelled prints how many of the labelled real decisions are read as two
// readers labelled them, and what is taken for what.
func TestLabelled(t *testing.T) {
	r := compare(t, labels(t, "../../../shared/decisions/labelled.jsonl"))
	r.log(t)
	if got := r.outcomes.f1(); got < 0.99 {
		t.Errorf("outcomes %.3f, want 0.99 at least", got)
	}
	if got := r.followups.f1(); got < 0.99 {
		t.Errorf("follow-ups F1 %.3f, want 0.99 at least", got)
	}
}

// A truth is as much of a known document's structure as decisions stand in.
type truth struct {
	Meetings []struct {
		Date    string `json:"date"`
		Punkter []struct {
			Number   string  `json:"number"`
			Decision *label  `json:"decision"`
			Bilag    []truth `json:"bilag"`
		} `json:"punkter"`
	} `json:"meetings"`
}

func (w truth) labels(where string) []label {
	var out []label
	for _, m := range w.Meetings {
		for _, p := range m.Punkter {
			at := fmt.Sprintf("%s %s punkt %s", where, m.Date, p.Number)
			if p.Decision != nil {
				p.Decision.where = at
				out = append(out, *p.Decision)
			}
			for _, b := range p.Bilag {
				out = append(out, b.labels(at)...)
			}
		}
	}
	return out
}

// TestTruth compares with every decision of the exports whose structure is
// known, nested meetings too.
func TestTruth(t *testing.T) {
	var all []label
	for _, dir := range []string{"../../../shared/corpus", "../../../shared/real"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var w truth
			if err := json.Unmarshal(b, &w); err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			all = append(all, w.labels(filepath.Base(f))...)
		}
	}
	if len(all) == 0 {
		t.Skip("the exports with known structure are kept beside the project, and are not here")
	}
	r := compare(t, all)
	r.log(t)
	for name, c := range map[string]tally{"outcomes": r.outcomes, "resolutions": r.resolutions, "their outcomes": r.resolved,
		"follow-ups": r.followups, "dissent": r.dissents, "absent": r.absents} {
		if got := c.f1(); got < 1 {
			t.Errorf("%s %.3f, want 1", name, got)
		}
	}
}
