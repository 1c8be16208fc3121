package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"referat/index"
	"referat/ingest"
	"referat/ingest/pdftext"
	"referat/ingest/picture"
	"referat/pkg/archive"
	"referat/pkg/web"
)

// draw gives the server what draws pages, what finds words on them, and what
// knows their paragraphs. stop ends the processes.
func (s *server) draw(c *web.Config, passwords []string) (stop func(), err error) {
	c.Boxes, c.Flow = boxes, ingest.Flow
	if s.drawers == 0 {
		return func() {}, nil
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("programmet kan ikke finde sig selv: %w", err)
	}
	d := picture.NewDrawer(s.drawers, passwords, func() *exec.Cmd {
		c := exec.Command(program, workerName, "--draw")
		if runtime.GOOS == "linux" {
			c.Path = "/proc/self/exe" // this very program, though another may have taken its name since
		}
		return c
	})
	go d.Prepare(context.Background()) // what goes wrong is told by the first picture
	c.Draw = func(ctx context.Context, path string, page, width int) (*web.Picture, error) {
		p, err := d.Draw(ctx, path, page, width)
		if errors.Is(err, picture.ErrPage) || errors.Is(err, picture.ErrNoPage) || errors.Is(err, picture.ErrPassword) {
			return nil, fmt.Errorf("%w: %w", web.ErrNotDrawn, err)
		}
		if err != nil {
			return nil, err
		}
		out := &web.Picture{Type: p.Type, Data: p.Data, Width: p.Width, Height: p.Height, Pages: p.Pages, Words: make([]web.Word, len(p.Words))}
		for i, w := range p.Words {
			out.Words[i] = web.Word(w)
		}
		return out, nil
	}
	return d.Close, nil
}

// boxes finds where spans of a page's text stand on it.
func boxes(p archive.Page, words []web.Word, where []index.Location) ([]web.Box, error) {
	known := make([]pdftext.Word, len(words))
	for i, w := range words {
		known[i] = pdftext.Word(w)
	}
	spans := make([]ingest.Span, len(where))
	for i, l := range where {
		spans[i] = ingest.Span{Start: l.Start, End: l.End}
	}
	found, err := ingest.Boxes(p, known, spans)
	list := make([]web.Box, len(found))
	for i, b := range found {
		list[i] = web.Box(b)
	}
	return list, err
}
