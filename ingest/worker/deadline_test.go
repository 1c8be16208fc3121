package worker

import (
	"testing"
	"time"
)

// What is announced just too late counts; what is announced over the time that
// was asked for does not give more.
func TestDeadlineGrace(t *testing.T) {
	t.Parallel()
	ended := make(chan string, 1)
	d := newDeadline(Limits{First: 10 * time.Millisecond}, func(how string) { ended <- how })
	time.Sleep(deadlineGrace / 2)
	d.expect(time.Minute, time.Minute)
	select {
	case how := <-ended:
		t.Fatalf("ended before its grace was over: %s", how)
	case <-time.After(2 * deadlineGrace):
	}
	const total = 4 * deadlineGrace
	d.expect(total, 0)
	tick := time.NewTicker(deadlineGrace / 10)
	defer tick.Stop()
	for begin := time.Now(); ; d.expect(total, 0) {
		select {
		case <-ended:
			if d.stop() {
				t.Error("stop says that it was in time")
			}
			return
		case <-tick.C:
		}
		if time.Since(begin) > 10*time.Second {
			t.Fatal("it gets its grace again and again")
		}
	}
}
