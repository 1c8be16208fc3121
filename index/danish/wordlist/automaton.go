package main

import (
	"encoding/binary"
	"fmt"
)

// A builder makes the smallest automaton that knows a sorted list of words,
// each with a value, as in Daciuk and others, "Incremental Construction of
// Minimal Acyclic Finite-State Automata" (2000).
type builder struct {
	known  map[string]uint32 // frozen nodes by their edges
	frozen [][]edge
	open   []node // of the last word, from the root
	last   string
}

type node struct {
	edges []edge
}

// An edge leads to a node, or with the label 0 gives the value of the word
// that ends here.
type edge struct {
	label byte
	to    uint32
}

func newBuilder() *builder { return &builder{known: make(map[string]uint32), open: []node{{}}} }

// add takes a word in Latin-1, after all that sort before it.
func (b *builder) add(word string, value uint16) error {
	if word <= b.last && b.last != "" {
		return fmt.Errorf("%q after %q", word, b.last)
	}
	shared := 0
	for shared < len(word) && shared < len(b.last) && word[shared] == b.last[shared] {
		shared++
	}
	b.freeze(shared)
	for i := shared; i < len(word); i++ {
		b.open = append(b.open, node{})
	}
	end := &b.open[len(word)]
	end.edges = append(end.edges, edge{0, uint32(value)})
	b.last = word
	return nil
}

// freeze closes the nodes of the last word after its first n letters.
func (b *builder) freeze(n int) {
	for len(b.open) > n+1 {
		i := len(b.open) - 1
		id := b.intern(b.open[i].edges)
		b.open = b.open[:i]
		p := &b.open[i-1]
		p.edges = append(p.edges, edge{b.last[i-1], id})
	}
}

func (b *builder) intern(edges []edge) uint32 {
	key := make([]byte, 0, len(edges)*5)
	for _, e := range edges {
		key = append(key, e.label)
		key = binary.LittleEndian.AppendUint32(key, e.to)
	}
	if id, ok := b.known[string(key)]; ok {
		return id
	}
	id := uint32(len(b.frozen))
	b.frozen = append(b.frozen, edges)
	b.known[string(key)] = id
	return id
}

// finish closes the root, which is the last node.
func (b *builder) finish() [][]edge {
	b.freeze(0)
	b.frozen = append(b.frozen, b.open[0].edges)
	return b.frozen
}
