// Command wordlist makes words.zst, the list of words that package danish
// splits compounds with, of a Hunspell dictionary of Danish:
//
//	go run ./index/danish/wordlist da.aff da.dic
//
// It is run from the root of the repository. See NOTICE for the dictionary and
// its licence, and rules.txt for what is said of single words.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run ./index/danish/wordlist da.aff da.dic")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], filepath.Join("index", "danish", "wordlist")); err != nil {
		fmt.Fprintln(os.Stderr, "wordlist:", err)
		os.Exit(1)
	}
}

func run(aff, dic, folder string) error {
	a, err := readAffixes(aff)
	if err != nil {
		return err
	}
	lemmas, err := readLemmas(dic)
	if err != nil {
		return err
	}
	r, err := readRules(filepath.Join(folder, "rules.txt"))
	if err != nil {
		return err
	}
	d := newDictionary(a, r, lemmas)
	return d.write(filepath.Join(folder, "words.zst"))
}
