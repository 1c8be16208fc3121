package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"referat/ingest"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/ingest/picture"
)

// workerName is the command that import starts its helpers with. It is no
// command for people, so the overview leaves it out.
const workerName = "worker"

func workerCommand() command {
	c := command{
		name:   workerName,
		brief:  "læser PDF'er for import; startes af programmet selv",
		hidden: true,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		r := e.readingFlags(fs)
		draw := fs.Bool("draw", false, "tegner sider for serve i stedet for at læse dem")
		if _, err := e.parse(c, fs, args); err != nil {
			return err
		}
		if *draw {
			return picture.Serve(os.Stdin, os.Stdout, cacheDir(), drawIdle)
		}
		reader := pdftext.NewReader(cacheDir(), func() (*ocr.Program, error) { return ocr.Find(r.langs()) })
		defer reader.Close()
		return ingest.ServeWorker(os.Stdin, os.Stdout, reader)
	}
	return c
}

// drawIdle is how long a process that draws waits for the next page before it
// ends, so that a server that nobody looks at has none. Starting one takes a
// tenth of a second.
const drawIdle = 30 * time.Second

// cacheDir is where the second engine's compiled code is kept between runs; ""
// where the user has no such place.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "referat")
}
