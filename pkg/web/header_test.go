package web

import (
	"testing"
	"time"
)

// What comes later is later: also where its generation is older, or made in the
// same second; and it stays what it is as long as it is served.
func TestChanges(t *testing.T) {
	start := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	c := changes{at: start}
	last := start
	for _, x := range []struct {
		version string
		made    time.Time
	}{{"a", start.Add(-time.Hour)}, {"b", start.Add(10500 * time.Millisecond)}, {"c", start.Add(10700 * time.Millisecond)}, {"a", start.Add(-time.Hour)}} {
		at := c.since(x.version, x.made)
		if !at.After(last) || at.Nanosecond() != 0 {
			t.Errorf("%s: %v, after %v", x.version, at, last)
		}
		if again := c.since(x.version, x.made); again != at {
			t.Errorf("%s: first %v, then %v", x.version, at, again)
		}
		last = at
	}
}

func TestHasTag(t *testing.T) {
	for asked, want := range map[string]bool{`W/"a"`: true, `"a"`: true, `"b", W/"a"`: true, `*`: false, `"b"`: false, ``: false, `a`: false} {
		if hasTag(asked, `W/"a"`) != want {
			t.Errorf("%s: %v", asked, !want)
		}
	}
}

func TestForPrograms(t *testing.T) {
	for path, want := range map[string]bool{"/api": true, "/api/v1/x": true, "/oparl": true, "/oparl/body": true, "/oparlx": false, "/apis": false, "/": false, "/soeg": false} {
		if forPrograms(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}
