// Package pdftext reads a PDF's pages as positioned lines of text, with its
// outline and its own word about itself. It is the first step of an import:
// PDF bytes go in, a Document comes out that package segment divides.
//
// A Reader has three ways to the text of a page. The first engine is the
// program's own interpreter of page content, over ledongthuc/pdf as the layer
// of objects. The second is pdfium in a WebAssembly guest: it reads the files
// that the first refuses, and is asked again about each page that shows a
// symptom (symptom.go) of having been read badly. Pages that are pictures are
// drawn by pdfium and read by package ocr (scan.go). Both engines show a file
// as a book, and make lines of its glyphs by the same rules (run.go, line.go,
// settle.go).
//
// The types of the PDF libraries stay inside. Lengths are points (1/72 inch);
// the origin is the top left corner of the page as it is shown, y grows
// downwards. Pages are numbered from 1.
package pdftext
