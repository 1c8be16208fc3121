package worker

import (
	"fmt"
	"sync"
	"time"
)

// deadlineGrace is what a worker gets over its time. An announcement can be up
// to expectEvery late; and a parent that itself stood still (Ctrl-Z, a busy
// machine) has first to read what was announced in the meantime.
const deadlineGrace = 200 * time.Millisecond

// A deadline ends a job whose time is up.
type deadline struct {
	limits Limits
	end    func(how string) // called once, when time is up
	timer  *time.Timer
	start  time.Time

	mu      sync.Mutex
	at      time.Time // zero: never
	how     string    // what is wrong when at comes
	noticed bool      // at has passed: its grace is running
	over    bool      // end was called, or is not to be
}

// newDeadline starts the time of a job, until its first announcement.
func newDeadline(l Limits, end func(how string)) *deadline {
	d := &deadline{limits: l, end: end, start: time.Now()}
	d.mu.Lock() // the timer can be quicker than this assignment of it
	defer d.mu.Unlock()
	d.set(l.First, "it said nothing in its first %v", 0, "")
	d.timer = time.AfterFunc(d.left(), d.look)
	return d
}

// expect is a job's announcement.
func (d *deadline) expect(total, silence time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.over {
		return
	}
	d.set(total, "it was not done in the %v that it asked for", silence, "it said nothing for %v")
	// One that is over its time does not get its grace again and again.
	if d.noticed = d.noticed && d.left() == 0; !d.noticed {
		d.timer.Reset(d.left())
	}
}

// set moves the deadline to the first of: total from the start, silence from
// now, and the limit of all jobs. 0 is never.
func (d *deadline) set(total time.Duration, totalHow string, silence time.Duration, silenceHow string) {
	d.at, d.how = time.Time{}, ""
	earlier := func(from time.Time, after time.Duration, how string) {
		if at := from.Add(after); after > 0 && (d.at.IsZero() || at.Before(d.at)) {
			d.at, d.how = at, fmt.Sprintf(how, after)
		}
	}
	earlier(d.start, total, totalHow)
	earlier(time.Now(), silence, silenceHow)
	earlier(d.start, d.limits.Total, "it was not done in the %v that a job may have")
}

// left is the time to the deadline; where there is none, some hours.
func (d *deadline) left() time.Duration {
	if d.at.IsZero() {
		return 24 * time.Hour
	}
	return max(time.Until(d.at), 0)
}

// look is called when the deadline may have passed.
func (d *deadline) look() {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch left := d.left(); {
	case d.over:
	case left > 0:
		d.timer.Reset(left)
	case !d.noticed:
		d.noticed = true
		d.timer.Reset(deadlineGrace)
	default:
		d.over = true
		d.end(d.how)
	}
}

// stop ends the deadline, and says whether it was in time.
func (d *deadline) stop() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.over {
		return false
	}
	d.over = true
	d.timer.Stop()
	return true
}
