package ocr

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Why there is nothing to read pictures with. Find wraps them.
var (
	ErrMissing  = errors.New("the program tesseract is missing")
	ErrLanguage = errors.New("tesseract lacks a language")
)

// findLimit is the time the program gets to say what it is. It takes 10 ms.
const findLimit = 20 * time.Second

// A Program is an installed tesseract with the languages that it is to read.
// It may be used by several goroutines at once.
type Program struct {
	path      string
	version   string
	languages []string
}

// language is what the name of a language's data may be: "dan", "deu_latf". It
// becomes an argument and, inside tesseract, part of a file name.
var language = regexp.MustCompile(`^[A-Za-z0-9_]{1,40}$`)

// Find looks for tesseract on PATH and for the data of each language; nil
// means dan alone, which reads Danish best (dan+eng loses æ, ø and å). The
// error wraps ErrMissing where there is no program that runs, and ErrLanguage
// where a language has no data or is no name of one.
func Find(languages []string) (*Program, error) {
	if len(languages) == 0 {
		languages = []string{"dan"}
	}
	for _, l := range languages {
		if !language.MatchString(l) {
			return nil, fmt.Errorf("%w: %q is no name of a language; it has letters, digits and underscores, as in dan", ErrLanguage, l)
		}
	}
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, fmt.Errorf("%w: %w; install the packages tesseract-ocr and tesseract-ocr-%s", ErrMissing, err, packageName(languages[0]))
	}
	p := &Program{path: path, languages: slices.Clone(languages)}
	ctx, cancel := context.WithTimeout(context.Background(), findLimit)
	defer cancel()
	about, err := p.run(ctx, nil, "--version")
	if err != nil {
		return nil, fmt.Errorf("%w: %s does not run: %w", ErrMissing, path, err)
	}
	first, _, _ := strings.Cut(string(about), "\n")
	p.version = strings.TrimSpace(first)
	list, err := p.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, fmt.Errorf("%w: %s --list-langs: %w", ErrLanguage, path, err)
	}
	have := strings.Fields(string(list))
	for _, l := range languages {
		if !slices.Contains(have, l) {
			return nil, fmt.Errorf("%w: %s; install the package tesseract-ocr-%s", ErrLanguage, l, packageName(l))
		}
	}
	return p, nil
}

// packageName is how Debian names the package of a language's data.
func packageName(language string) string {
	return strings.ReplaceAll(strings.ToLower(language), "_", "-")
}

// Name says which program reads, and in which languages: "tesseract 5.3.0 dan".
func (p *Program) Name() string { return p.version + " " + strings.Join(p.languages, "+") }
