package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
	"go.etcd.io/bbolt"

	"referat/pkg/agenda"
)

// A Proof is what a look through every file of the archive came to.
type Proof struct {
	Words  int      `json:"words"`  // that stood only in what was removed, and were looked for
	Files  int      `json:"files"`  // read from end to end
	Bytes  int64    `json:"bytes"`  // as they lie there
	Packed int      `json:"packed"` // values unpacked, wherever in a file they lie
	Found  []Found  `json:"found"`  // where one of the words stands all the same; none, if all is well
	PDFs   []string `json:"pdfs"`   // copies of the PDF that are there all the same; none, if all is well
}

// A Found is a place where words of what was removed still stand. It does not
// say which.
type Found struct {
	File  string `json:"file"`  // within the archive
	Place string `json:"place"` // in the file, as far as is known
	Words int    `json:"words"`
}

// longRaw is from how many bytes a word is looked for among bytes that are no
// text: shorter ones come about in packed bytes by chance.
const longRaw = 8

// Prove looks for the words that stood only in what was removed, in every file
// of the archive in folder dir: in the bytes as they are, in everything packed
// that begins anywhere in them, used or not, and in every row of the stores.
// The file lookedUp is left out: the caller looks the words up in it, since what
// its bytes say is not which words it has.
func (r *Removal) Prove(ctx context.Context, dir, lookedUp string) (*Proof, error) {
	p := &prover{ctx: ctx, dir: dir, lookedUp: lookedUp, sha: r.Tombstone.SHA256, words: r.words, proof: &Proof{Words: len(r.words), Found: []Found{}, PDFs: []string{}}}
	var err error
	if p.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(largestValue)); err != nil {
		return nil, err
	}
	defer p.dec.Close()
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			err = p.file(path, e)
		}
		return err
	})
	return p.proof, err
}

// A prover looks through files.
type prover struct {
	ctx context.Context
	dir string

	lookedUp string

	sha   string // of the PDF
	words map[string]bool
	dec   *zstd.Decoder
	proof *Proof
}

// found reports n words found at a place of a file.
func (p *prover) found(path, place string, n int) {
	if n == 0 {
		return
	}
	rel, err := filepath.Rel(p.dir, path)
	if err != nil {
		rel = path
	}
	p.proof.Found = append(p.proof.Found, Found{rel, place, n})
}

func (p *prover) file(path string, e fs.DirEntry) error {
	p.found(path, "filens navn", p.count(e.Name(), longRaw))
	if strings.Contains(e.Name(), p.sha) {
		p.proof.PDFs = append(p.proof.PDFs, e.Name())
	}
	if !e.Type().IsRegular() || path == p.lookedUp {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	n, packed, err := p.raw(f, path, placeOf(path), !strings.HasSuffix(path, ".pdf"))
	if err != nil {
		return err
	}
	p.proof.Files++
	p.proof.Bytes += n
	for _, at := range packed {
		if err := p.packed(f, path, at); err != nil {
			return err
		}
	}
	if e.Name() == storeName {
		return p.rows(path)
	}
	return nil
}

// placeOf says which PDF it is whose bytes have the words, and what to do.
func placeOf(path string) string {
	sha, ok := quarantineSHA(filepath.Base(path), ".pdf")
	switch {
	case !ok:
		return "i filens byte"
	case filepath.Base(filepath.Dir(path)) == quarantineName:
		return "en PDF i karantæne: referat quarantine --drop " + sha[:agenda.IDLength]
	}
	return "en anden PDF: referat takedown " + agenda.NewID(sha).String()
}

// frameMagic begins a zstd frame.
func frameMagic() []byte { return []byte{0x28, 0xB5, 0x2F, 0xFD} }

// rawChunk is how much of a file is looked at at once, in bytes, and rawOverlap
// how much of it again with the next part: no word is longer.
const (
	rawChunk   = 1 << 20
	rawOverlap = 256
)

// raw looks for words among bytes, and gives the number of these and, with
// frames, where packed values begin.
func (p *prover) raw(from io.Reader, path, place string, frames bool) (n int64, packed []int64, err error) {
	buf := make([]byte, 0, rawChunk)
	hits := 0
	for {
		if err := p.ctx.Err(); err != nil {
			return n, nil, err
		}
		kept := len(buf)
		got, err := io.ReadFull(from, buf[kept:cap(buf)])
		buf = buf[:kept+got]
		at := n - int64(kept)
		n += int64(got)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return n, nil, err
		}
		hits += p.scan(buf)
		for i := 0; frames; {
			j := bytes.Index(buf[i:], frameMagic())
			if j < 0 {
				break
			}
			i += j
			if start := at + int64(i); len(packed) == 0 || packed[len(packed)-1] < start {
				packed = append(packed, start)
			}
			i++
		}
		if last {
			p.found(path, place, hits)
			return n, packed, nil
		}
		copy(buf, buf[len(buf)-rawOverlap:])
		buf = buf[:rawOverlap]
	}
}

// scan counts the words of longRaw bytes and more in b that are looked for, but
// for the names of JSON's fields, which are the program's: "information":
func (p *prover) scan(b []byte) int {
	hits := 0
	var word [128]byte
	n, long, from := 0, false, 0
	end := func(at int) {
		if n >= longRaw && !long && p.words[string(word[:n])] && !fieldName(b, from, at) {
			hits++
		}
		n, long = 0, false
	}
	for i := 0; i < len(b); {
		c := b[i]
		size := 1
		if n == 0 {
			from = i
		}
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c < utf8.RuneSelf:
			end(i)
			i++
			continue
		default:
			var r rune
			r, size = utf8.DecodeRune(b[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) { // an error's U+FFFD is neither
				end(i)
				i += size
				continue
			}
			if n+utf8.UTFMax <= len(word) {
				n += utf8.EncodeRune(word[n:], unicode.ToLower(r))
			} else {
				long = true
			}
			i += size
			continue
		}
		if n < len(word) {
			word[n] = c
			n++
		} else {
			long = true
		}
		i += size
	}
	end(len(b))
	return hits
}

// fieldName reports whether the word in bytes [from, to) of b is the name of a
// field in JSON. In a text that is a string of it, quotes are escaped.
func fieldName(b []byte, from, to int) bool {
	return from > 0 && b[from-1] == '"' && to+1 < len(b) && b[to] == '"' && b[to+1] == ':'
}

// packed unpacks what begins at offset at of f, if it is packed, and looks for
// words of every length in it: most of it is text.
func (p *prover) packed(f *os.File, path string, at int64) error {
	if err := p.dec.Reset(io.NewSectionReader(f, at, 1<<62-at)); err != nil {
		return nil // no frame after all
	}
	n, _, err := p.raw(&untilError{p.dec}, path, fmt.Sprintf("pakket ved byte %d", at), false)
	if n > 0 {
		p.proof.Packed++
	}
	return err
}

// An untilError reads what can be read: after one frame come bytes that are none.
type untilError struct{ r io.Reader }

func (u *untilError) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	if err != nil {
		err = io.EOF
	}
	return n, err
}

// rows looks for words of every length in the rows of a store.
func (p *prover) rows(path string) error {
	s, err := openStore(filepath.Dir(path), true)
	if err != nil {
		return err
	}
	defer s.close()
	return s.view(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, bucket *bbolt.Bucket) error {
			return bucket.ForEach(func(k, v []byte) error {
				if err := p.ctx.Err(); err != nil {
					return err
				}
				n, err := p.row(s, string(name), k, v)
				p.found(path, fmt.Sprintf("%s, nøglen %.12x…", name, k), n)
				return err
			})
		})
	})
}

func (p *prover) row(s *store, bucket string, k, v []byte) (n int, err error) {
	n = p.count(string(k), longRaw)
	switch bucket {
	case bucketMeta, bucketChanges:
		return n + p.scan(v), nil
	case bucketDocuments:
		r, err := s.unpackRow(v, true)
		if err != nil {
			return n, err
		}
		n += p.strings(r.document) + p.scan(r.layouts)
		if r.old {
			return n, nil
		}
		layout, pages, err := decodeTexts(r.texts)
		n += p.strings(layout)
		for _, page := range pages {
			n += p.count(page.Text, 0)
		}
		return n, err
	case bucketLayouts, bucketPages: // of format 1
		if v, err = s.codec.unpack(v); err != nil {
			return n, err
		}
		if bucket == bucketLayouts {
			return n + p.strings(v), nil
		}
		page, err := decodeOldPage(make([]byte, 4), v)
		return n + p.count(page.Text, 0) + p.scan(page.Layout), err
	}
	if bytes.HasPrefix(v, frameMagic()) {
		if v, err = s.codec.unpack(v); err != nil {
			return n, err
		}
	}
	return n + p.strings(v), nil
}

func (p *prover) strings(text []byte) int {
	n := 0
	for s := range stringsOf(text) {
		n += p.count(s, 0)
	}
	return n
}

// count is how often words that are looked for, of this many bytes or more,
// stand in a text.
func (p *prover) count(text string, least int) int {
	n := 0
	for w := range agenda.Words(text) {
		if len(w) >= least && p.words[w] {
			n++
		}
	}
	return n
}
