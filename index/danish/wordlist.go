package danish

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// words.zst is made by the command in the folder wordlist of a spelling
// dictionary, whose licence is in NOTICE there.
//
//go:embed wordlist/words.zst
var packed []byte

// A wordlist is an automaton that knows the forms of the Danish words that are
// no compounds, and those that words take before others in compounds. A node
// is the index of its first edge. The letters are Latin-1.
type wordlist []edge

// An edge is, from the high bits, a letter (8 bits), whether it is the last of
// its node (1 bit), and the node that it leads to. That of the letter 0, first
// in its node, says instead that a word ends here and of what use it is.
type edge uint32

const (
	lastEdge edge = 1 << 23
	toNode        = lastEdge - 1
)

// A use says where in a compound a form may stand; 0 is nowhere.
type use uint16

const (
	lastNoun      use = 1 << iota // may end a compound, as a noun
	lastVerb                      // as a verb
	lastAdjective                 // as an adjective
	linked                        // may stand first as it is: sundheds, skole, børne
	strip1                        // and then so many letters are taken off for the word itself,
	strip2                        // 0 to 3,
	andE                          // and an e put on: arbejds, arbejde
	loose                         // a noun that may stand first, also with an s, though the dictionary does not say so
	silent                        // may end a compound, but nobody looks for it there: mand in talsmand
	proper                        // a name

	lastPart = lastNoun | lastVerb | lastAdjective
)

// strip is how many letters are taken off a linked form for the word itself.
func (u use) strip() int { return int(u/strip1) & 3 }

// theWords is unpacked when it is first asked for, in some milliseconds, and
// is a megabyte large.
var theWords = sync.OnceValue(func() wordlist {
	w, err := unpack(packed)
	if err != nil {
		panic("danish: the word list in the program: " + err.Error()) // it is tested
	}
	return w
})

// unpack reads what the command wordlist writes: for each node, leaves first
// and the root last, the letters of its edges with a 1 after the last, and
// then for each edge how many nodes back it leads, or its use, as varints.
func unpack(packed []byte) (wordlist, error) {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	data, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	head, data, err := uvarint(data)
	if err != nil || head > len(data) {
		return nil, fmt.Errorf("its head says %d of %d bytes", head, len(data))
	}
	letters, targets := data[:head], data[head:]
	list := make(wordlist, 1, len(letters))
	var nodes []edge // where each begins
	for i := 0; i < len(letters); {
		node := len(nodes)
		nodes = append(nodes, edge(len(list)))
		for ; i < len(letters) && letters[i] != 1; i++ {
			var to int
			if to, targets, err = uvarint(targets); err != nil {
				return nil, err
			}
			e := edge(to)
			if letters[i] != 0 {
				if to < 1 || to > node {
					return nil, fmt.Errorf("node %d leads %d back", node, to)
				}
				e = nodes[node-to]
			}
			list = append(list, edge(letters[i])<<24|e)
		}
		list[len(list)-1] |= lastEdge
		i++
	}
	if len(nodes) == 0 {
		return nil, fmt.Errorf("it is empty")
	}
	list[0] = nodes[len(nodes)-1]
	return list, nil
}

func uvarint(data []byte) (int, []byte, error) {
	v, shift := 0, 0
	for i, b := range data {
		if v |= int(b&0x7F) << shift; b < 0x80 {
			return v, data[i+1:], nil
		}
		if shift += 7; shift > 28 {
			break
		}
	}
	return 0, nil, fmt.Errorf("a number is cut off")
}

// root is the node before the first letter.
func (w wordlist) root() edge { return w[0] }

// step follows a letter; 0 is nowhere.
func (w wordlist) step(node edge, letter byte) edge {
	for ; ; node++ {
		e := w[node]
		switch l := byte(e >> 24); {
		case l == letter:
			return e & toNode
		case l > letter || e&lastEdge != 0:
			return 0
		}
	}
}

// end says whether a word ends in a node, and its use.
func (w wordlist) end(node edge) (use, bool) {
	e := w[node]
	return use(e & toNode), e>>24 == 0
}

// find says whether a word is in the list.
func (w wordlist) find(word []byte) (use, bool) {
	node := w.root()
	for _, l := range word {
		if node = w.step(node, l); node == 0 {
			return 0, false
		}
	}
	return w.end(node)
}
