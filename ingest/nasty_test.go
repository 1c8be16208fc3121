package ingest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"referat/pkg/archive"
)

// A folder of broken, hostile and odd PDFs is imported in one run: every file
// is in the archive or among the failures with a reason, and in quarantine
// then; and what two other readers agree on is read. The folder is CI's; the
// other readers are pdftotext and mutool.
func TestNasty(t *testing.T) {
	folder := "../../shared/nasty"
	files, _ := filepath.Glob(filepath.Join(folder, "*.pdf"))
	if len(files) == 0 {
		t.Skip(folder + " is not here")
	}
	if testing.Short() {
		t.Skip("takes minutes")
	}
	dir := filepath.Join(t.TempDir(), "arkiv")
	x := isolated(t, 2)
	stats, err := run(t, t.Context(), dir, func(imp *Importer) { imp.Read, imp.Workers = x.Read, 2 }, folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(stats.Imported) + len(stats.Failed) + len(stats.Unchanged); got != len(files) {
		t.Errorf("%d files accounted for, want %d", got, len(files))
	}
	t.Logf("%d imported, %d failed; workers: %+v", len(stats.Imported), len(stats.Failed), x.Stats())
	held, err := archive.ReadQuarantine(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(held) != len(stats.Failed) {
		t.Errorf("%d files failed, %d are in quarantine", len(stats.Failed), len(held))
	}
	for _, f := range stats.Failed {
		t.Logf("%s: %s", filepath.Base(f.Path), f.Reason)
	}

	for _, tool := range []string{"pdftotext", "mutool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed: what is read is not compared")
		}
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	agreed, read, sum := 0, 0, 0.0
	for _, f := range files {
		want := common(words(output("pdftotext", "-q", f, "-")), words(output("mutool", "draw", "-q", "-F", "txt", f)))
		if total(want) == 0 {
			continue
		}
		agreed++
		got := words(archived(t, r, f))
		score := f1(got, want)
		if len(got) > 0 {
			read++
		}
		if score < 0.97 {
			t.Logf("%.3f %s: %d words agreed on, %d read", score, filepath.Base(f), total(want), total(got))
		}
		sum += score
	}
	t.Logf("of %d files that both read, %d are imported with text; mean word F1 %.4f", agreed, read, sum/float64(agreed))
	if float64(read) < 0.98*float64(agreed) {
		t.Errorf("%d of %d read, want 98 %%", read, agreed)
	}
	if sum < 0.97*float64(agreed) {
		t.Errorf("mean F1 %.4f, want 0.97", sum/float64(agreed))
	}
}

// output is what a command prints, whatever its exit code.
func output(name string, args ...string) string {
	out, _ := exec.Command("timeout", append([]string{"60", name}, args...)...).Output()
	return string(out)
}

// archived is the text that the archive has of the file at path.
func archived(t *testing.T, r *archive.Reader, path string) string {
	id, err := identify(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := r.Pages(id.sha)
	if err != nil && !os.IsNotExist(err) {
		return ""
	}
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(p.Text + "\n")
	}
	return b.String()
}

// words counts the words of a text, in small letters.
func words(s string) map[string]int {
	counts := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		counts[w]++
	}
	return counts
}

func common(a, b map[string]int) map[string]int {
	out := map[string]int{}
	for w, n := range a {
		if m := min(n, b[w]); m > 0 {
			out[w] = m
		}
	}
	return out
}

func total(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// f1 is the harmonic mean of how much of want is in got and the other way round.
func f1(got, want map[string]int) float64 {
	both := total(common(got, want))
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(total(got)+total(want))
}
