package web

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A gate never has more in than it has room for, and never more waiting; who is
// turned away is told so, and when all have left it is empty.
func TestGate(t *testing.T) {
	g := newGate(2, 3, 20*time.Millisecond)
	var in, most, let, away atomic.Int64
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			leave, err := g.enter(context.Background())
			switch {
			case errors.Is(err, errBusy):
				away.Add(1)
				return
			case err != nil:
				t.Error(err)
				return
			}
			defer leave()
			let.Add(1)
			for n := in.Add(1); ; {
				had := most.Load()
				if n <= had || most.CompareAndSwap(had, n) {
					break
				}
			}
			time.Sleep(5 * time.Millisecond)
			in.Add(-1)
		})
	}
	all.Wait()
	if most.Load() > 2 || let.Load() < 2 || let.Load()+away.Load() != 50 || away.Load() < 1 {
		t.Errorf("%d were in at once, %d let in, %d turned away", most.Load(), let.Load(), away.Load())
	}
	if busy, waiting := g.busy(); busy != 0 || waiting != 0 {
		t.Errorf("at the end %d are in, %d wait", busy, waiting)
	}
}

// Who goes away while waiting does not take up room.
func TestGateLeftWaiting(t *testing.T) {
	g := newGate(1, 1, time.Minute)
	leave, err := g.enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := g.enter(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	leave()
	if leave, err = g.enter(context.Background()); err != nil {
		t.Fatal(err)
	}
	leave()
}
