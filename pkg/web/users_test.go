package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/crypto/bcrypt"
)

func TestUsers(t *testing.T) {
	hash, err := bcrypt.GenerateFromPassword([]byte("flodhest æøå"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	u, err := ReadUsers(strings.NewReader("# de, der må læse\n\nkarin:" + string(hash) + "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, password string
		may            bool
	}{
		{"karin", "flodhest æøå", true},
		{"karin", "flodhest æøå", true}, // remembered
		{"karin", "flodhest", false},
		{"karin", "", false},
		{"Karin", "flodhest æøå", false},
		{"", "", false},
		{"karinflodhest", " æøå", false},
		{"karin", strings.Repeat("x", 100_000), false},
	} {
		r, w := httptest.NewRequest("GET", "/", nil), httptest.NewRecorder()
		r.SetBasicAuth(c.name, c.password)
		if may := u.admit(w, r) == nil; may != c.may {
			t.Errorf("%q, %.20q: %v", c.name, c.password, may)
		}
		if asked := w.Header().Get("WWW-Authenticate") != ""; asked == c.may {
			t.Errorf("%q, %.20q: asked for a password: %v", c.name, c.password, asked)
		}
	}
	if w := httptest.NewRecorder(); u.admit(w, httptest.NewRequest("GET", "/", nil)) == nil {
		t.Error("nobody may")
	}
	if w := httptest.NewRecorder(); u.admit(w, httptest.NewRequest("GET", "/healthz", nil)) != nil {
		t.Error("whether the server lives is a secret")
	}
	var none *Users
	if none.admit(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil)) != nil {
		t.Error("without users, everyone may not")
	}
}

func TestUsersThatCannotBeRead(t *testing.T) {
	for file, want := range map[string]string{
		"":                    "ingen brugere",
		"# kun en bemærkning": "ingen brugere",
		"karin":               "linje 1",
		"a:$2y$05$abcdefghijklmnopqrstuuVZ1NGb8J8J8J8J8J8J8J8J8J8J8J8J8J\nkarin:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=": "linje 2",
		":$2y$05$abc": "linje 1",
	} {
		if _, err := ReadUsers(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", file, err, want)
		}
	}
}

func FuzzReadUsers(f *testing.F) {
	f.Add("karin:$2y$05$abcdefghijklmnopqrstuu\n# x\n")
	f.Add(":::\x00")
	f.Fuzz(func(t *testing.T, file string) {
		if u, err := ReadUsers(strings.NewReader(file)); err == nil && len(u.hashes) == 0 {
			t.Error("users without a user")
		}
	})
}
