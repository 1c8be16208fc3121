// Package ingest takes PDFs into an archive: it finds them, reads each
// (pdftext), divides it (segment), and keeps what came out (pkg/archive) and
// what can be searched (the index it is given). It is the hinge of an import.
package ingest
