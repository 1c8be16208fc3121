package main

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// A crowd is the connections of a server, of which it has a bounded number: where
// another comes, the one goes that has sent nothing, or not all of a request's
// head, for longest. So whoever opens many and is silent keeps out nobody but
// himself.
type crowd struct {
	most int

	mu     sync.Mutex
	all    map[net.Conn]*list.Element // nil for one that is being answered
	silent list.List                  // of net.Conn, the one silent for longest first
}

func newCrowd(most int) *crowd { return &crowd{most: most, all: map[net.Conn]*list.Element{}} }

// state hears from an http.Server what becomes of a connection.
func (c *crowd) state(conn net.Conn, now http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.all[conn]; e != nil {
		c.silent.Remove(e)
	}
	switch now {
	case http.StateNew, http.StateIdle:
		c.all[conn] = c.silent.PushBack(conn)
	case http.StateActive:
		c.all[conn] = nil
	default:
		delete(c.all, conn)
	}
	if len(c.all) <= c.most {
		return
	}
	e := c.silent.Front() // this one, where all others are being answered
	if e == nil {
		return
	}
	out := c.silent.Remove(e).(net.Conn)
	delete(c.all, out)
	out.Close()
}
