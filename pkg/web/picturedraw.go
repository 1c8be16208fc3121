package web

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// mostDrawn is how many pictures may be drawn, or wait for it, at once. At a
// tenth of a second each the last one waits some seconds.
const mostDrawn = 24

// drawTime is how long a picture may take with its waiting.
const drawTime = 20 * time.Second

// pictures draws pages and keeps the pictures for a while. What is asked for by
// many at once is drawn once; and a drawing goes on when who asked for it has
// gone, since it is worth more than its worker's end.
type pictures struct {
	draw func(ctx context.Context, path string, page, width int) (*Picture, error) // nil: none are drawn

	mu      sync.Mutex
	cache   *pictureCache
	flights map[pictureKey]*flight
}

// A flight is a picture that is being drawn.
type flight struct {
	done    chan struct{} // closed when it is
	picture *Picture      // set before that
	err     error
}

func newPictures(draw func(ctx context.Context, path string, page, width int) (*Picture, error)) *pictures {
	return &pictures{draw: draw, cache: newPictureCache(mostCached), flights: map[pictureKey]*flight{}}
}

// get gives the picture of a page of the PDF at path. The errors are ErrNotDrawn,
// errBusy where too many others are being drawn, ctx's, and what Config.Draw
// else fails with. Whether the page may be shown is the caller's to see to, each
// time.
func (p *pictures) get(ctx context.Context, path string, k pictureKey) (*Picture, error) {
	if p.draw == nil {
		return nil, ErrNotDrawn
	}
	f, kept, err := p.board(path, k)
	if kept != nil || err != nil {
		return kept, err
	}
	select {
	case <-f.done:
		return f.picture, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// board gives the picture where it is kept, else the flight that draws it.
func (p *pictures) board(path string, k pictureKey) (*flight, *Picture, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if kept := p.cache.get(k); kept != nil {
		return nil, kept, nil
	}
	f := p.flights[k]
	if f != nil {
		return f, nil, nil
	}
	if len(p.flights) >= mostDrawn {
		return nil, nil, errBusy
	}
	f = &flight{done: make(chan struct{})}
	p.flights[k] = f
	go p.fly(f, path, k)
	return f, nil, nil
}

// fly draws the picture of a flight.
func (p *pictures) fly(f *flight, path string, k pictureKey) {
	f.picture, f.err = p.drawn(path, k)
	p.mu.Lock()
	defer p.mu.Unlock()
	if f.err == nil {
		p.cache.put(k, f.picture)
	}
	delete(p.flights, k)
	close(f.done)
}

func (p *pictures) drawn(path string, k pictureKey) (picture *Picture, err error) {
	defer func() {
		if x := recover(); x != nil { // in a goroutine of its own it would end the server
			picture, err = nil, fmt.Errorf("at tegne %s side %d: panic: %v", path, k.page, x)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), drawTime)
	defer cancel()
	picture, err = p.draw(ctx, path, k.page, k.width)
	switch {
	case err != nil:
		return nil, err
	case picture == nil || picture.Type != "image/png" && picture.Type != "image/jpeg":
		return nil, errors.New("tegningen er intet billede")
	}
	return picture, nil
}

// busy is how many pictures are being drawn or wait for it, and how many bytes
// of them are kept.
func (p *pictures) busy() (flying, bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.flights), p.cache.bytes
}
