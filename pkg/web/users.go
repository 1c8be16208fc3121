package web

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// Users are who may read the archive, by name, with their passwords' bcrypt
// hashes.
type Users struct {
	hashes  map[string][]byte
	nobody  []byte // the hash of no password, for names that are not there
	key     []byte // of the sums in good
	hashing *gate

	mu   sync.Mutex
	good map[[sha256.Size]byte]bool // names with their passwords that were right
}

// mostGood is how many right passwords are remembered, so that a page with its
// pictures costs one hash and not ten.
const mostGood = 1000

// Passwords are hashed one at a time, each some tens of milliseconds of a
// processor, so that who guesses leaves the others of them to those who were let
// in. So many wait, and for so long.
const (
	mostToHash = 50
	hashTime   = 5 * time.Second
)

// ReadUsers reads users as htpasswd -B writes them: "name:$2y$…", a line each.
// Empty lines and those that begin with "#" do not count. The error names the
// line, in Danish.
func ReadUsers(r io.Reader) (*Users, error) {
	u := &Users{hashes: map[string][]byte{}, key: make([]byte, 32), hashing: newGate(1, mostToHash, hashTime), good: map[[sha256.Size]byte]bool{}}
	lines := bufio.NewScanner(r)
	cost := bcrypt.DefaultCost
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, hash, ok := strings.Cut(line, ":")
		if !ok || name == "" {
			return nil, fmt.Errorf("linje %d er ikke «navn:bcrypt», som «htpasswd -B» skriver det", n)
		}
		c, err := bcrypt.Cost([]byte(hash))
		if err != nil {
			return nil, fmt.Errorf("linje %d: adgangskoden er ikke en bcrypt-sum; lav den med «htpasswd -B»", n)
		}
		cost = c
		u.hashes[name] = []byte(hash)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(u.hashes) == 0 {
		return nil, fmt.Errorf("der er ingen brugere i den")
	}
	if _, err := rand.Read(u.key); err != nil {
		return nil, err
	}
	var err error
	u.nobody, err = bcrypt.GenerateFromPassword(u.key, cost)
	return u, err
}

// admit lets a request in that comes from a user. Else the error is errBusy where
// too many passwords are to be looked at, or a refusal with the header that asks
// for name and password. Without users, everyone may come in. Whether the server
// lives may be asked by all.
func (u *Users) admit(w http.ResponseWriter, r *http.Request) error {
	if u == nil || r.URL.Path == "/healthz" {
		return nil
	}
	if name, password, ok := r.BasicAuth(); ok {
		if right, err := u.right(r.Context(), name, password); right || err != nil {
			return err
		}
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="Referatarkiv", charset="UTF-8"`)
	return &refusal{http.StatusUnauthorized, "Der skal navn og adgangskode til."}
}

// right reports whether a name has this password. It takes as long for names that
// are not there. The errors are those of gate.enter.
func (u *Users) right(ctx context.Context, name, password string) (bool, error) {
	mac := hmac.New(sha256.New, u.key)
	fmt.Fprintf(mac, "%d:%s%s", len(name), name, password)
	var sum [sha256.Size]byte
	mac.Sum(sum[:0])
	u.mu.Lock()
	known := u.good[sum]
	u.mu.Unlock()
	if known {
		return true, nil
	}
	leave, err := u.hashing.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	hash, there := u.hashes[name]
	if !there {
		hash = u.nobody
	}
	if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil || !there {
		return false, nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.good) >= mostGood {
		clear(u.good)
	}
	u.good[sum] = true
	return true, nil
}
