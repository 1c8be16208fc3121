package web

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// errBusy says that there is no room for a request just now.
var errBusy = errors.New("serveren har for travlt")

// A gate lets so many requests in at once, has so many wait for so long, and
// turns the others away: a server that takes in more than it can do answers
// nobody.
type gate struct {
	slots   chan struct{}
	waiting atomic.Int64
	most    int64         // that wait
	patient time.Duration // how long they do
}

func newGate(slots, waiting int, patient time.Duration) *gate {
	return &gate{slots: make(chan struct{}, slots), most: int64(waiting), patient: patient}
}

// mostReading is how many originals are taken in at once: a reader may take half an
// hour, and they are not to have all connections.
const mostReading = 256

// newGates are the gates of a server of so many processors. A search keeps a
// processor busy, for some milliseconds; it should not wait for longer than a
// reader does not notice. What costs much is done one at a time.
func newGates(cpus int) map[class]*gate {
	return map[class]*gate{
		light:     newGate(4*cpus, 64*cpus, 500*time.Millisecond),
		searching: newGate(2*cpus, 24*cpus, time.Second),
		heavy:     newGate(max(1, cpus/2), 4*cpus, time.Second),
		reading:   newGate(mostReading, 0, 0),
		drawing:   newGate(32*cpus, 0, 0),
	}
}

// enter lets a request in. The error is errBusy, or that of ctx. Who is let in
// calls leave.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	leave = func() { <-g.slots }
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > g.most {
		return nil, errBusy
	}
	timer := time.NewTimer(g.patient)
	defer timer.Stop()
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	case <-timer.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// busy is how many requests are in, and how many wait.
func (g *gate) busy() (in, waiting int) { return len(g.slots), int(g.waiting.Load()) }
