package agenda

import (
	"strings"
	"testing"
)

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Ældre- & Børneudvalget", "", "Rådmandsmøder 2026-2029", "<script>", "..", "a/b", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Slug(s)
		if got == "" || strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(got, "-") || Slug(got) != got {
			t.Errorf("%q is %q, and that %q", s, got, Slug(got))
		}
	})
}

// A bilag's title is known again without a file's extension; a full stop in it is
// none: two are not one for what stands before it.
func TestBilagKey(t *testing.T) {
	same := func(a, b string) bool { return BilagKey(a) == BilagKey(b) }
	if !same("Notat om havnen.pdf", "Notat om havnen") || !same("Notat om havnen.DOCX", "notat om havnen") {
		t.Error("an extension makes another title")
	}
	if same("Bilag 1. Budget 2027", "Bilag 1. Notat om skoler") {
		t.Error("what follows a full stop is taken for an extension")
	}
}
