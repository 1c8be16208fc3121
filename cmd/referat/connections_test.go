package main

import (
	"net"
	"net/http"
	"testing"
)

// A connection that a test closes.
type line struct {
	net.Conn
	closed bool
}

func (l *line) Close() error { l.closed = true; return nil }

// Of silent connections the one silent for longest goes, one that is being
// answered never.
func TestCrowd(t *testing.T) {
	c := newCrowd(3)
	var l [7]line
	c.state(&l[0], http.StateNew)
	c.state(&l[1], http.StateNew)
	c.state(&l[2], http.StateNew)
	c.state(&l[0], http.StateActive)
	c.state(&l[0], http.StateIdle) // now 1 is silent for longest
	c.state(&l[2], http.StateActive)
	c.state(&l[3], http.StateNew)
	if !l[1].closed || l[0].closed || l[2].closed || l[3].closed {
		t.Errorf("closed: %v %v %v %v; want the second alone", l[0].closed, l[1].closed, l[2].closed, l[3].closed)
	}
	c.state(&l[1], http.StateClosed) // as the server tells it then
	c.state(&l[3], http.StateActive)
	c.state(&l[4], http.StateNew)
	if !l[0].closed || l[3].closed || l[4].closed {
		t.Errorf("closed: %v %v %v; want the first alone", l[0].closed, l[3].closed, l[4].closed)
	}
	c.state(&l[4], http.StateActive)
	c.state(&l[5], http.StateNew) // all others are being answered
	if !l[5].closed || l[2].closed || l[3].closed || l[4].closed {
		t.Error("one that was being answered had to go")
	}
	for i := range l {
		c.state(&l[i], http.StateClosed)
	}
	if len(c.all) != 0 || c.silent.Len() != 0 {
		t.Errorf("%d connections are left, %d silent", len(c.all), c.silent.Len())
	}
}
