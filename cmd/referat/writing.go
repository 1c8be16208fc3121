package main

import (
	"flag"
	"fmt"

	"referat/pkg/archive"
)

// A writing is the flags of the commands that change an archive.
type writing struct {
	e    *env
	wait bool
}

func (e *env) writingFlags(fs *flag.FlagSet) *writing {
	w := &writing{e: e}
	fs.BoolVar(&w.wait, "wait", false, "vent, hvis en anden kørsel skriver i arkivet")
	return w
}

// claim is what the command asks of the archive.
func (w *writing) claim(command string) archive.Claim {
	return archive.Claim{Command: command, Wait: w.wait, Waiting: func(holder string) {
		fmt.Fprintf(w.e.stderr, "referat %s: venter på %s\n", command, printable(holder))
	}}
}
