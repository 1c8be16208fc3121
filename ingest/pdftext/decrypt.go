package pdftext

import (
	"bytes"
	"errors"
	"io"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxPlain is the largest file that is read from a copy without encryption, in
// bytes: the copy is held in memory.
const maxPlain = 48 << 20

var errPlainTooLarge = errors.New("the decrypted copy is too large")

// decrypted is the file in the first engine, read from a copy that pdfium has
// made without the encryption that the first engine does not know; nil where
// there is none, or where it has other pages. The first engine reads a page ten
// times as fast as pdfium does.
func (b *pdfiumBook) decrypted() *file {
	if b.source.Size() > maxPlain {
		return nil
	}
	var plain bytes.Buffer
	if err := guard(func() { b.save(&plain) }); err != nil || plain.Len() == 0 {
		return nil
	}
	f, err := open(bytes.NewReader(plain.Bytes()), int64(plain.Len()), nil)
	if err != nil || f.pages() != b.count {
		return nil
	}
	return f
}

// save writes the file without encryption to out, which stays empty where that
// fails.
func (b *pdfiumBook) save(out *bytes.Buffer) {
	g, err := b.ready()
	if err != nil {
		return
	}
	doc, err := g.pdfium.FPDF_LoadCustomDocument(&requests.FPDF_LoadCustomDocument{
		Reader: io.NewSectionReader(b.source, 0, b.source.Size()), Size: b.source.Size(), Password: &b.password,
	})
	if err == nil {
		_, err = g.pdfium.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{
			Flags: requests.SaveFlagRemoveSecurity, Document: doc.Document, FileWriter: &limited{out},
		})
	}
	if err != nil {
		b.stop() // what state it is in nobody knows
		out.Reset()
	}
}

// A limited writer refuses what goes over maxPlain.
type limited struct{ *bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > maxPlain {
		return 0, errPlainTooLarge
	}
	return l.Buffer.Write(p)
}
