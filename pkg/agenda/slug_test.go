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
