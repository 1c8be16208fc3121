package web

import (
	"bufio"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/crypto/bcrypt"
)

// Users are who may read the archive, by name, with their passwords' bcrypt
// hashes.
type Users struct {
	hashes  map[string][]byte
	nobody  []byte        // the hash of no password, for names that are not there
	key     []byte        // of the sums in good
	hashing chan struct{} // one in it for each password being hashed

	mu   sync.Mutex
	good map[[sha256.Size]byte]bool // names with their passwords that were right
}

// mostGood is how many right passwords are remembered, so that a page with its
// pictures costs one hash and not ten.
const mostGood = 1000

// mostHashing is how many passwords are hashed at once: each takes some tens of
// milliseconds of a processor.
const mostHashing = 2

// ReadUsers reads users as htpasswd -B writes them: "name:$2y$…", a line each.
// Empty lines and those that begin with "#" do not count. The error names the
// line, in Danish.
func ReadUsers(r io.Reader) (*Users, error) {
	u := &Users{hashes: map[string][]byte{}, key: make([]byte, 32), hashing: make(chan struct{}, mostHashing), good: map[[sha256.Size]byte]bool{}}
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

// may reports whether a request comes from a user; where it does not, it sets the
// header that asks for name and password. Without users, everyone may. Whether
// the server lives may be asked by all.
func (u *Users) may(w http.ResponseWriter, r *http.Request) bool {
	if u == nil || r.URL.Path == "/healthz" {
		return true
	}
	if name, password, ok := r.BasicAuth(); ok && u.right(r, name, password) {
		return true
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="Referatarkiv", charset="UTF-8"`)
	return false
}

// right reports whether a name has this password. It takes as long for names that
// are not there.
func (u *Users) right(r *http.Request, name, password string) bool {
	mac := hmac.New(sha256.New, u.key)
	fmt.Fprintf(mac, "%d:%s%s", len(name), name, password)
	var sum [sha256.Size]byte
	mac.Sum(sum[:0])
	u.mu.Lock()
	known := u.good[sum]
	u.mu.Unlock()
	if known {
		return true
	}
	select {
	case u.hashing <- struct{}{}:
		defer func() { <-u.hashing }()
	case <-r.Context().Done():
		return false
	}
	hash, there := u.hashes[name]
	if !there {
		hash = u.nobody
	}
	if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil || !there {
		return false
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.good) >= mostGood {
		clear(u.good)
	}
	u.good[sum] = true
	return true
}
