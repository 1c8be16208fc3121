// Package segment divides the lines of an export into meetings, punkter,
// decisions and bilag. It comes after pdftext and before the archive: pages
// of lines go in, an agenda.Document comes out. It does no I/O and keeps no
// state: the same pages always give the same document.
//
// Each layout that municipalities use is a table of its own rules behind
// layout; none knows of another.
package segment
