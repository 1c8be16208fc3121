package bench

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"referat/pkg/agenda"
)

// bleveBatch is how many documents go into one batch.
const bleveBatch = 1000

// bleveMapping is how bleve takes title, body and year:
//
//	bleve           its default mapping, which finds out by itself: the standard
//	                analyzer, stored, in _all, term vectors, doc values
//	bleve da        fields as NewTextFieldMapping gives them, with analyzer da
//	bleve da lean   not stored, no _all, no doc values; term vectors for phrases
func bleveMapping(name string) mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	if name == "bleve" {
		return m
	}
	lean := strings.HasSuffix(name, "lean")
	m.DefaultAnalyzer = da.AnalyzerName
	d := bleve.NewDocumentStaticMapping()
	for _, field := range []string{"title", "body"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = da.AnalyzerName
		if lean {
			f.Store, f.IncludeInAll, f.DocValues = false, false, false
		}
		d.AddFieldMappingsAt(field, f)
	}
	year := bleve.NewKeywordFieldMapping()
	if lean {
		year.Store, year.IncludeInAll, year.IncludeTermVectors = false, false, false // doc values stay, for facets
	}
	d.AddFieldMappingsAt("year", year)
	if lean {
		d.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	}
	m.DefaultMapping = d
	return m
}

// buildBleve builds an index: the lean one with bleve's offline builder, with
// batches and merges as referat's has them, the others as one does who follows
// its documentation.
func buildBleve(dir, name string) (size int64, err error) {
	to := filepath.Join(dir, strings.ReplaceAll(name, " ", "-"))
	if err := os.RemoveAll(to); err != nil {
		return 0, err
	}
	m := bleveMapping(name)
	if !strings.HasSuffix(name, "lean") {
		if err := buildOnline(dir, to, m); err != nil {
			return 0, err
		}
		return bytesIn(to)
	}
	b, err := bleve.NewBuilder(to, m, map[string]any{"buildPathPrefix": dir, "batchSize": bleveBatch, "mergeMax": 1 << 30})
	if err != nil {
		return 0, err
	}
	err = each(dir, func(id string, fields map[string]any) error { return b.Index(id, fields) })
	if err != nil {
		return 0, err
	}
	if err := b.Close(); err != nil {
		return 0, err
	}
	return bytesIn(to)
}

func buildOnline(dir, to string, m mapping.IndexMapping) error {
	x, err := bleve.New(to, m)
	if err != nil {
		return err
	}
	defer x.Close()
	batch := x.NewBatch()
	err = each(dir, func(id string, fields map[string]any) error {
		if err := batch.Index(id, fields); err != nil || batch.Size() < bleveBatch {
			return err
		}
		err := x.Batch(batch)
		batch.Reset()
		return err
	})
	if err != nil {
		return err
	}
	return x.Batch(batch)
}

// each calls f with the fields of each punkt of the corpus in folder dir.
func each(dir string, f func(id string, fields map[string]any) error) error {
	return documents(dir, func(d *agenda.Document, first int) error {
		for _, p := range punkter(d, first) {
			if err := f(strconv.Itoa(p.ID), map[string]any{"title": p.Title, "body": p.Body, "year": strconv.Itoa(p.Year)}); err != nil {
				return err
			}
		}
		return nil
	})
}

// askBleve asks the lean index, both fields; no page, since it has no texts.
func askBleve(dir string) (answers, error) {
	x, err := bleve.Open(filepath.Join(dir, "bleve-da-lean"))
	if err != nil {
		return nil, err
	}
	defer x.Close()
	fields := []string{"title", "body"}
	either := func(f func(field string) query.Query) query.Query {
		return bleve.NewDisjunctionQuery(f(fields[0]), f(fields[1]))
	}
	a, err := ask(dir, func(q question) (int, error) {
		if q.Kind == kindPage {
			return 0, nil
		}
		var parts []query.Query
		switch q.Kind {
		case kindPhrase:
			parts = append(parts, either(func(field string) query.Query {
				p := bleve.NewMatchPhraseQuery(strings.Join(q.Words, " "))
				p.SetField(field)
				return p
			}))
		case kindPrefix:
			parts = append(parts, either(func(field string) query.Query {
				p := bleve.NewPrefixQuery(q.Words[0])
				p.SetField(field)
				return p
			}))
		default:
			for _, w := range q.Words {
				parts = append(parts, either(func(field string) query.Query {
					p := bleve.NewMatchQuery(w)
					p.SetField(field)
					return p
				}))
			}
		}
		res, err := x.Search(bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(parts...), pageHits, 0, false))
		if err != nil {
			return 0, err
		}
		return int(res.Total), nil
	})
	delete(a, kindPage)
	return a, err
}
