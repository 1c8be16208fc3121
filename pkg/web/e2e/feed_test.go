package e2e

import (
	"io"
	"net/http"
	"os/exec"
	"testing"
)

// TestFeedsStayTheSame imports without news and builds the index anew while the
// server serves, and asks for feeds as readers do: by what they have.
func TestFeedsStayTheSame(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	feeds := []string{"/feed/soeg.atom?q=havn", "/feed/soeg.atom?q=findesikke", "/feed/moeder.atom", "/feed/sag.atom?nr=EMN-2027-000218"}
	ask := func(path, tag string) (status int, body, newTag string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		b, err := io.ReadAll(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return w.StatusCode, string(b), w.Header.Get("ETag")
	}
	bodies, tags := map[string]string{}, map[string]string{}
	for _, path := range feeds {
		var status int
		if status, bodies[path], tags[path] = ask(path, ""); status != http.StatusOK || tags[path] == "" {
			t.Fatalf("%s: status %d, tag %q", path, status, tags[path])
		}
	}
	for _, command := range [][]string{{"import", "--archive", s.archive, root + "/testdata/exports"}, {"reindex", "--archive", s.archive}} {
		if out, err := exec.Command(s.program, command...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command[0], err, out)
		}
		s.await(t)
		for _, path := range feeds {
			if status, _, _ := ask(path, tags[path]); status != http.StatusNotModified {
				t.Errorf("after %s, %s is changed: status %d", command[0], path, status)
			}
			if _, body, _ := ask(path, ""); body != bodies[path] {
				t.Errorf("after %s, %s is\n%s\nbefore it was\n%s", command[0], path, body, bodies[path])
			}
		}
	}
}
