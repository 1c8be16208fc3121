// Package danish reads Danish text for the index: where its words and the
// things that several of them make up stand, what all forms of a word share,
// and of which words a compound is made. Package index counts what it finds;
// package index/query reads what a person typed with the same rules.
package danish
