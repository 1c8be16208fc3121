package main

import (
	"context"
	"os"
	"path/filepath"

	"referat/ingest"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
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
		if _, err := e.parse(c, fs, args); err != nil {
			return err
		}
		reader := pdftext.NewReader(cacheDir(), func() (*ocr.Program, error) { return ocr.Find(r.langs()) })
		defer reader.Close()
		return ingest.ServeWorker(os.Stdin, os.Stdout, reader)
	}
	return c
}

// cacheDir is where the second engine's compiled code is kept between runs; ""
// where the user has no such place.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "referat")
}
