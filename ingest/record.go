package ingest

import (
	"encoding/json"

	"referat/ingest/pdftext"
	"referat/pkg/agenda"
	"referat/pkg/archive"
)

// newRecord is what the archive keeps of a document: beside the meetings, all
// that the segmenter needs to divide it again without the PDF.
func newRecord(doc *pdftext.Document, d agenda.Document, src agenda.Source) (*archive.Record, error) {
	d.Source = src
	d.Complete()
	record := &archive.Record{Document: d, Pages: make([]archive.Page, len(doc.Pages))}
	var err error
	if record.Layout, err = encodeFrame(doc); err != nil {
		return nil, err
	}
	for i := range doc.Pages {
		p := &doc.Pages[i]
		record.Pages[i] = encodePage(p)
		record.Pages[i].Number = i + 1
		switch {
		case p.OCR:
			record.Document.Scans = append(record.Document.Scans, i+1)
		case p.NoOCR != "":
			record.Document.UnreadScans = append(record.Document.UnreadScans, i+1)
		}
	}
	return record, nil
}

// engine is what the archive calls the reader that a page came from.
func engine(p *pdftext.Page) string {
	if p.OCR {
		return p.Engine + "+ocr"
	}
	return p.Engine
}

// A frame is what a PDF has outside its pages.
type frame struct {
	Info    pdftext.Info       `json:"info"`
	Outline []pdftext.Bookmark `json:"outline"`
}

func encodeFrame(doc *pdftext.Document) ([]byte, error) {
	return json.Marshal(frame{doc.Info, doc.Outline})
}

// decodeDocument is the document that newRecord was made of, from what the
// archive kept: its layout and its pages in order.
func decodeDocument(layout []byte, pages []archive.Page) (*pdftext.Document, error) {
	var f frame
	if err := json.Unmarshal(layout, &f); err != nil {
		return nil, err
	}
	doc := &pdftext.Document{Info: f.Info, Outline: f.Outline, Pages: make([]pdftext.Page, len(pages))}
	for i := range pages {
		var err error
		if doc.Pages[i], err = decodePage(pages[i]); err != nil {
			return nil, err
		}
	}
	return doc, nil
}
