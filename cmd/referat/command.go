package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"referat/ingest"
)

// Exit codes, as the README documents them.
const (
	exitOK          = 0
	exitFatal       = 1   // nothing could be done
	exitUsage       = 2   // the command line makes no sense
	exitSomeFailed  = 3   // some files could not be imported
	exitGaps        = 4   // check found that something is missing
	exitInterrupted = 130 // Ctrl-C
)

// An env is what a command has to do with the world.
type env struct {
	stdin    io.Reader
	stdout   io.Writer // data
	stderr   io.Writer // words
	getenv   func(string) string
	terminal bool             // stderr is a terminal: progress may be shown
	color    bool             // stdout is a terminal that takes colours
	columns  func() int       // of the terminal; nil is 80
	clock    func() time.Time // nil is the system's
}

// A command is one subcommand.
type command struct {
	name   string
	brief  string
	usage  string // after "referat NAME "
	help   string // what it does, and examples
	hidden bool   // no command for people
	run    func(e *env, ctx context.Context, args []string) error
}

func commands() []command {
	return []command{importCommand(), searchCommand(), suggestCommand(), serveCommand(), showCommand(), listCommand(), caseCommand(), exportCommand(), followupsCommand(), checkCommand(), quarantineCommand(), reindexCommand(), rollbackCommand(), gcCommand(), takedownCommand(), verifyCommand(), segmentCommand(), decisionCommand(), workerCommand()}
}

// A usageError is a command line that makes no sense.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// An exitError ends the program with a code; all has been said already.
type exitError struct{ code int }

func (e exitError) Error() string { return fmt.Sprintf("exit %d", e.code) }

// errHelp says that help was asked for, and given.
var errHelp = errors.New("help")

// run runs a command line, and gives the exit code. Data that could not be
// written is an error, whichever command wrote it.
func (e *env) run(ctx context.Context, args []string) int {
	out := &output{w: e.stdout}
	e.stdout = out
	code := e.dispatch(ctx, args)
	if out.err != nil && code != exitFatal {
		fmt.Fprintf(e.stderr, "referat: resultatet kunne ikke skrives: %s\n", printable(out.err.Error()))
		return exitFatal
	}
	return code
}

// An output remembers the first error of writing to w, and writes no more.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}

func (e *env) dispatch(ctx context.Context, args []string) int {
	if len(args) == 0 {
		e.overview(e.stderr)
		return exitUsage
	}
	name := args[0]
	switch name {
	case "help", "-h", "-help", "--help":
		if len(args) > 1 && args[1] != "help" && args[1] != "version" {
			name, args = args[1], []string{args[1], "--help"}
			break
		}
		e.overview(e.stdout)
		return exitOK
	case "version", "--version":
		fmt.Fprintln(e.stdout, version())
		return exitOK
	}
	for _, c := range commands() {
		if c.name == name {
			return e.finish(ctx, c, c.run(e, ctx, args[1:]))
		}
	}
	fmt.Fprintf(e.stderr, "referat: der er ingen kommando «%s»\n", printable(name))
	e.hint("«referat help» viser kommandoerne")
	return exitUsage
}

// finish says what went wrong, and gives the exit code for it.
func (e *env) finish(ctx context.Context, c command, err error) int {
	var usage usageError
	var exit exitError
	switch {
	case err == nil, errors.Is(err, errHelp):
		return exitOK
	case errors.As(err, &exit):
		return exit.code
	case errors.As(err, &usage):
		fmt.Fprintf(e.stderr, "referat %s: %s\n", c.name, printable(ingest.WithoutCPR(usage.text)))
		e.hint("«referat help " + c.name + "» viser, hvordan kommandoen bruges")
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		fmt.Fprintln(e.stderr, "referat: afbrudt")
		return exitInterrupted
	}
	fmt.Fprintf(e.stderr, "referat %s: %s\n", c.name, printable(ingest.WithoutCPR(err.Error())))
	return exitFatal
}

func (e *env) hint(text string) { fmt.Fprintf(e.stderr, "hint: %s\n", text) }

func (e *env) overview(w io.Writer) {
	fmt.Fprint(w, `referat gør PDF-eksporter af kommunale møder til et arkiv, man kan søge i.

Brug:  referat KOMMANDO …

`)
	for _, c := range commands() {
		if !c.hidden {
			fmt.Fprintf(w, "  %-10s %s\n", c.name, c.brief)
		}
	}
	fmt.Fprint(w, `  help       hjælp til en kommando: referat help search
  version    programmets version

Eksempler:
  referat import ~/Referater          læs en mappe med PDF'er ind i arkivet
  referat search klimahandleplan      find den igen
  referat show 8f14e45fceea.m1.p3     vis et punkt

Arkivet ligger i ./arkiv, hvis --archive eller REFERAT_ARCHIVE ikke siger andet.
`)
}

// await runs f, and gives up on it when ctx ends: what f waits for, standard
// input or a PDF without an end, need not come. The process ends soon after.
func await(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// flags makes a command's flag set.
func (e *env) flags(c command) *flag.FlagSet {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	return fs
}

// archiveFlag adds --archive.
func (e *env) archiveFlag(fs *flag.FlagSet) *string {
	dir := e.getenv("REFERAT_ARCHIVE")
	if dir == "" {
		dir = "arkiv"
	}
	return fs.String("archive", dir, "arkivets `MAPPE` (ellers REFERAT_ARCHIVE, ellers ./arkiv)")
}

// parse reads flags, which begin with two dashes and may stand anywhere, and
// gives the other arguments. Words with one dash are arguments: a search may
// leave words out with one. After "--" all are.
func (e *env) parse(c command, fs *flag.FlagSet, args []string) ([]string, error) {
	var flags, rest []string
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "-h" || a == "-help" || a == "--help" {
			e.help(c, fs)
			return nil, errHelp
		}
		if a == "--" {
			rest = append(rest, args[i+1:]...)
			break
		}
		name, ok := strings.CutPrefix(a, "--")
		if !ok || name == "" {
			rest = append(rest, a)
			continue
		}
		name, _, valued := strings.Cut(name, "=")
		f := fs.Lookup(name)
		if f == nil {
			return nil, usagef("der er intet flag --%s", name)
		}
		flags = append(flags, a)
		if b, ok := f.Value.(interface{ IsBoolFlag() bool }); valued || ok && b.IsBoolFlag() {
			continue
		}
		if i+1 == len(args) {
			return nil, usagef("--%s mangler sin værdi", name)
		}
		i++
		flags = append(flags, args[i])
	}
	if err := fs.Parse(flags); err != nil {
		return nil, usagef("%s", danishFlagError(err))
	}
	if f := fs.Lookup("archive"); f != nil && f.Value.String() == "" {
		return nil, usagef("--archive mangler navnet på en mappe")
	}
	return rest, nil
}

// danishFlagError puts package flag's words in Danish.
func danishFlagError(err error) string {
	s := err.Error()
	if _, rest, ok := strings.Cut(s, `invalid value "`); ok {
		value, rest, _ := strings.Cut(rest, `" for flag -`)
		name, why, _ := strings.Cut(rest, ": ")
		if why == "parse error" {
			why = "det skal være et tal"
		}
		return fmt.Sprintf("--%s kan ikke være «%s»: %s", name, value, why)
	}
	return s
}

func (e *env) help(c command, fs *flag.FlagSet) {
	fmt.Fprintf(e.stdout, "Brug:  referat %s %s\n\n%s\n", c.name, c.usage, strings.TrimSpace(c.help))
	first := true
	fs.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprintln(e.stdout, "\nFlag:")
			first = false
		}
		kind, text := flag.UnquoteUsage(f)
		if kind != "" {
			kind = " " + kind
		}
		fmt.Fprintf(e.stdout, "  --%s%s\n        %s\n", f.Name, kind, text)
	})
}
