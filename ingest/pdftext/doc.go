// Package pdftext reads a PDF's pages as positioned lines of text, with its
// outline and its own word about itself. It is the first step of an import:
// PDF bytes go in, a Document comes out that package segment divides.
//
// The types of the PDF libraries stay inside. Lengths are points (1/72 inch);
// the origin is the top left corner of the page as it is shown, y grows
// downwards. Pages are numbered from 1.
package pdftext
