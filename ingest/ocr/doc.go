// Package ocr reads pictures of pages: grey pixels in, lines of words out, by
// the program tesseract where it is installed. It stands beside pdftext, which
// asks it for the pages that have no text of their own.
package ocr
