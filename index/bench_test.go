//go:build unix

package index

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"referat/index/danish"
	"referat/pkg/agenda"
)

// A writer of documents in which words come as often as in a language: the
// n-th commonest about 1/n as often as the commonest.
type author struct {
	rnd  *rand.Rand
	zipf *rand.Zipf
}

func newAuthor() *author {
	rnd := rand.New(rand.NewPCG(20260323, 4))
	return &author{rnd, rand.NewZipf(rnd, 1.05, 4, 150_000)}
}

// text is n words in sentences.
func (a *author) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString([]string{" ", " ", " ", " ", " ", " ", ". ", ", ", ".\n"}[a.rnd.IntN(9)])
		}
		syllables := []string{"ka", "men", "lø", "ste", "vin", "bra", "dø", "ping", "sko", "tal", "fær", "ge", "ud", "ny", "ram", "se"}
		for w := a.zipf.Uint64() + 1; w > 0; w /= 16 { // common words are short
			b.WriteString(syllables[w%16])
		}
	}
	return b.String()
}

// document is the minutes of a meeting of ten punkter and some 25 KB of text.
func (a *author) document(n int) *agenda.Document {
	m := agenda.Meeting{Series: "Rådmandsmøder 2026-2029", Title: fmt.Sprintf("Rådmandsmøde nr. %d", n), Kind: agenda.Referat,
		Date: fmt.Sprintf("20%02d-%02d-%02d", n%26, n/26%12+1, n/312%28+1)}
	for p := range 10 {
		m.Punkter = append(m.Punkter, agenda.Punkt{
			Number: fmt.Sprint(p + 1), Title: a.text(5), Category: "Til godkendelse",
			CaseNumber: fmt.Sprintf("EMN-20%02d-%06d", n%26, a.rnd.IntN(10_000)), Text: a.text(20 + a.rnd.IntN(150)),
			Decision: &agenda.Decision{Text: a.text(5 + a.rnd.IntN(50)), Outcome: agenda.Approved},
			Bilag:    []agenda.Bilag{{Number: 1, Title: a.text(4), Text: a.text(20 + a.rnd.IntN(400))}},
		})
	}
	return &agenda.Document{Source: agenda.Source{SHA256: fmt.Sprintf("%016x%048d", uint64(n+1)*0x9e3779b97f4a7c15, 0)}, Meetings: []agenda.Meeting{m}}
}

func someDocuments(n int) (docs []*agenda.Document, text int) {
	a := newAuthor()
	for i := range n {
		d := a.document(i)
		docs = append(docs, d)
		for t := range d.Things() {
			text += len(t.Text())
			if t.Kind != agenda.ThingDecision {
				text += len(t.Title()) + 1
			}
		}
	}
	return docs, text
}

// Building an index of a store's documents, against what bleve alone takes to
// build one of the same words, with places and offsets as it keeps them, and
// without a lexicon. "cpu-s" is the CPU time of one build, user and system;
// "disk/text" is the index's bytes by the bytes of text in it.
func BenchmarkBuild(b *testing.B) {
	docs, text := someDocuments(300)
	b.Run("referat", func(b *testing.B) {
		measured(b, text, func(dir string) {
			builder, err := NewBuilder(dir, dir+".tmp")
			if err != nil {
				b.Fatal(err)
			}
			for _, d := range docs {
				if err := builder.Put(d, nil); err != nil {
					b.Fatal(err)
				}
			}
			if _, err := builder.Close(1); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("bleve", func(b *testing.B) {
		var ids []string
		var maps []map[string]any
		for _, d := range docs {
			for e := range entries(d, nil) {
				ids, maps = append(ids, e.punkt.ID.String()), append(maps, plain(e))
			}
		}
		m := plainMapping(b)
		measured(b, text, func(dir string) {
			builder, err := bleve.NewBuilder(dir, m, map[string]any{"buildPathPrefix": filepath.Dir(dir), "batchSize": buildBatch, "mergeMax": buildSegments})
			if err != nil {
				b.Fatal(err)
			}
			for i, id := range ids {
				if err := builder.Index(id, maps[i]); err != nil {
					b.Fatal(err)
				}
			}
			if err := builder.Close(); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// plain is an entry as bleve takes it.
func plain(e entry) map[string]any {
	m := map[string]any{}
	add := func(name, value string) {
		if value != "" {
			list, _ := m[name].([]string)
			m[name] = append(list, value)
		}
	}
	e.texts(func(f field, text string) { add(f.String(), text) })
	e.keywords(func(f Facet, value string) { add(string(f), value) })
	return m
}

// measured builds in folders of their own and reports CPU and size.
func measured(b *testing.B, text int, build func(dir string)) {
	b.ReportAllocs()
	dir, n := "", 0
	before := cpu(b)
	for b.Loop() {
		dir = filepath.Join(b.TempDir(), "index")
		n++
		build(dir)
	}
	b.ReportMetric((cpu(b)-before)/float64(n), "cpu-s")
	b.ReportMetric(float64(diskSize(b, dir))/float64(text), "disk/text")
}

func cpu(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

func diskSize(t testing.TB, dir string) (size int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return size
}

// plainMapping is how a mapping has the fields of an entry, with nothing of
// this package's but the analysis.
func plainMapping(b testing.TB) mapping.IndexMapping {
	register()
	entry := bleve.NewDocumentStaticMapping()
	for name := range textFields {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = plainName
		f.Store, f.IncludeInAll, f.DocValues = false, false, false
		entry.AddFieldMappingsAt(name.String(), f)
	}
	for _, name := range keywordFields() {
		f := bleve.NewKeywordFieldMapping()
		f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = false, false, false, false
		f.SkipFreqNorm = true
		entry.AddFieldMappingsAt(string(name), f)
	}
	m := bleve.NewIndexMapping()
	m.DefaultMapping = entry
	m.DefaultAnalyzer = plainName
	m.ScoringModel = bleveindex.BM25Scoring
	if err := m.Validate(); err != nil {
		b.Fatal(err)
	}
	return m
}

const plainName = "referat-bench"

var register = sync.OnceFunc(func() {
	err := registry.RegisterAnalyzer(plainName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
		return plainAnalyzer{}, nil
	})
	if err != nil {
		panic(err)
	}
})

// A plainAnalyzer gives bleve the words that this package indexes.
type plainAnalyzer struct{}

func (plainAnalyzer) Analyze(text []byte) analysis.TokenStream {
	slab := make([]analysis.Token, 0, len(text)/4)
	terms := make([]byte, 0, len(text)) // words do not get longer when they are folded, but for a few letters
	danish.Each(string(text), func(t danish.Token) {
		if t.Kind != danish.Word && t.Kind != danish.Number {
			return
		}
		at := len(terms)
		terms = append(terms, t.Term...)
		slab = append(slab, analysis.Token{Start: t.Start, End: t.End, Term: terms[at:len(terms):len(terms)], Position: t.Place, Type: analysis.AlphaNumeric})
	})
	stream := make(analysis.TokenStream, len(slab))
	for i := range slab {
		stream[i] = &slab[i]
	}
	return stream
}

// A search in an index of 5,000 punkter, by what is asked for.
func BenchmarkSearch(b *testing.B) {
	docs, _ := someDocuments(500)
	dir := filepath.Join(b.TempDir(), "index")
	builder, err := NewBuilder(dir, dir+".tmp")
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range docs {
		if err := builder.Put(d, nil); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := builder.Close(1); err != nil {
		b.Fatal(err)
	}
	r, err := Open(dir, BuiltInSynonyms())
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	words := strings.Fields(docs[7].Meetings[0].Punkter[0].Text)
	for name, text := range map[string]string{
		"word": words[3], "words": words[1] + " " + words[5] + " " + words[9], "phrase": `"` + words[1] + " " + words[2] + `"`,
		"prefix": words[4][:3] + "*", "case": "EMN-2007-001234",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Search(b.Context(), Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
