package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"referat/ingest"
	"referat/ingest/pdftext"
)

// A reading is the flags that say how PDFs are read, the same for all commands
// that read any.
type reading struct {
	ocr       string
	languages string
	passwords string // a file's name
	cpr       string
	workers   int
}

func (e *env) readingFlags(fs *flag.FlagSet) *reading {
	r := &reading{workers: runtime.GOMAXPROCS(0)}
	fs.StringVar(&r.ocr, "ocr", "auto", "`HVORNÅR` sider læses som billeder: auto (når de er skannede), off (aldrig), force (alle)")
	fs.StringVar(&r.languages, "ocr-lang", "dan", "OCR-`SPROG`, som tesseract kalder dem; flere med + imellem")
	fs.StringVar(&r.cpr, "cpr", "mask", "`HVAD` der gøres ved CPR-numre i teksten: mask (de maskeres), warn (de meldes kun), off (intet)")
	fs.StringVar(&r.passwords, "password-file", "", "`FIL` med adgangskoder til beskyttede PDF'er, en på hver linje")
	return r
}

// workersFlag adds --workers, for the commands that read more than one PDF.
func (r *reading) workersFlag(fs *flag.FlagSet) {
	fs.IntVar(&r.workers, "workers", r.workers, "`ANTAL` filer, der læses ad gangen")
}

// options are the flags as the Importer takes them.
func (r *reading) options() (ingest.Options, error) {
	var o ingest.Options
	switch mode := pdftext.OCRMode(r.ocr); mode {
	case pdftext.OCRAuto, pdftext.OCROff, pdftext.OCRForce:
		o.OCR = mode
	default:
		return o, usagef("--ocr kan ikke være «%s»: det er auto, off eller force", r.ocr)
	}
	switch mode := ingest.CPRMode(r.cpr); mode {
	case ingest.CPRMask, ingest.CPRWarn, ingest.CPROff:
		o.CPR = mode
	default:
		return o, usagef("--cpr kan ikke være «%s»: det er mask, warn eller off", r.cpr)
	}
	if r.workers < 1 || r.workers > 256 {
		return o, usagef("--workers kan ikke være %d: giv et tal fra 1 til 256", r.workers)
	}
	for _, l := range r.langs() {
		if l == "" || strings.Trim(l, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != "" {
			return o, usagef("--ocr-lang kan ikke være «%s»: det er et sprog som dan, eller flere med + imellem", r.languages)
		}
	}
	var err error
	o.Passwords, err = readPasswords(r.passwords)
	return o, err
}

// readPasswords reads the passwords of protected PDFs from a file, one a line;
// none where no file is named.
func readPasswords(file string) (list []string, err error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("filen med adgangskoder, %s, findes ikke", file)
	case err != nil:
		return nil, fmt.Errorf("filen med adgangskoder, %s, kan ikke læses: %w", file, err)
	}
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\uFEFF")) { // Notepad begins a file so
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			list = append(list, line)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("filen med adgangskoder, %s, er tom", file)
	}
	return list, nil
}

func (r *reading) langs() []string { return strings.Split(r.languages, "+") }

// isolated starts readers of PDFs in processes of their own, at most n at once.
func (r *reading) isolated(n int) (*ingest.Isolated, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("programmet kan ikke finde sig selv: %w", err)
	}
	return ingest.NewIsolated(n, func() *exec.Cmd {
		c := exec.Command(program, workerName, "--ocr-lang", r.languages)
		if runtime.GOOS == "linux" {
			c.Path = "/proc/self/exe" // this very program, though another may have taken its name since
		}
		return c
	}), nil
}
