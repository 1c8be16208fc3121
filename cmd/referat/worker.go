package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"

	"referat/ingest"
	"referat/ingest/ocr"
	"referat/ingest/pdftext"
)

// workerName is the command that import starts its helpers with. It is no
// command for people, so the overview leaves it out.
const workerName = "worker"

// workerHeap is the memory, in bytes, at which a worker's collector begins to
// work harder; DESIGN.md's bar is 1.2 GiB for the program and two workers.
const workerHeap = 320 << 20

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
		if os.Getenv("GOMEMLIMIT") == "" {
			debug.SetMemoryLimit(workerHeap)
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
