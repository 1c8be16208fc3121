package decision

import (
	"regexp"
	"sync"
)

// A pattern is a regular expression that is compiled when it is first used. A
// hundred of them take ten milliseconds, and most runs of the program read no
// decision.
type pattern struct {
	source string
	once   sync.Once
	re     *regexp.Regexp
}

func newPattern(source string) *pattern { return &pattern{source: source} }

func (p *pattern) get() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.source) })
	return p.re
}

// The methods of regexp.Regexp that are in use.

func (p *pattern) MatchString(s string) bool              { return p.get().MatchString(s) }
func (p *pattern) FindStringIndex(s string) []int         { return p.get().FindStringIndex(s) }
func (p *pattern) FindStringSubmatch(s string) []string   { return p.get().FindStringSubmatch(s) }
func (p *pattern) FindStringSubmatchIndex(s string) []int { return p.get().FindStringSubmatchIndex(s) }
func (p *pattern) ReplaceAllString(s, repl string) string { return p.get().ReplaceAllString(s, repl) }
