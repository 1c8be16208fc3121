// Referat turns PDF exports of Danish municipal meetings into an archive that
// people can search. This package is the command line: flags, words to the
// user, exit codes; the work is done by the packages it wires together.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/term"
)

func main() {
	// Reading PDFs makes much that is soon garbage; a few more megabytes at a
	// time spare a tenth of the CPU time. GOGC still has the last word.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(process())
}

// process runs the command line of this process, and gives its exit code.
func process() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal asks to stop; the second one is left to the system, so
	// that it ends the process at once.
	context.AfterFunc(ctx, stop)
	e := &env{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
		color:    term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("NO_COLOR") == "",
		columns: func() int {
			columns, _, err := term.GetSize(int(os.Stderr.Fd()))
			if err != nil || columns < 1 {
				return 80
			}
			return columns
		},
	}
	return e.run(ctx, os.Args[1:])
}
