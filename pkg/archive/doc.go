// Package archive is the archive folder: what was read from the PDFs, kept so
// that it can be searched while it grows. The Importer writes it by
// generations, search and show read it.
//
// # The folder
//
//	CURRENT              one line: the name of the generation in force; replaced atomically
//	LOCK                 held (flock) by the one writer; its text says who that is
//	gen-000042/store.db  the store, a bbolt file (below)
//	gen-000042/index/    the search index, made by package index
//	gen-000043.work/     a generation being written; left over after a crash, and then removed
//	originals/ab/…pdf    the PDFs by their SHA-256, the first two digits as folder
//	quarantine/          the files that could not be imported though their bytes could be read:
//	    <sha256>.pdf     the file, a copy
//	    <sha256>.json    why, in words for people and programs: JSON of Quarantined; written last, removed first
//
// A generation never changes once CURRENT has named it. A writer makes a new
// one from it (the store as a hot copy, the index's segments hard-linked,
// since they never change either), works there, and swings CURRENT at the end.
// So readers are never blocked and never see half an import; a kill at any
// moment leaves the old generation in force; and going back is pointing
// CURRENT at the generation before, which is kept. The quarantine lies outside
// the generations: an entry is in force when it is written, also where the
// import comes to nothing; one whose file is imported after all goes at Commit.
//
// # The store: format 1
//
// Documents are keyed by the 32 bytes of their SHA-256 (SHA below), integers
// are big-endian, so that keys sort as numbers do. Values marked z are zstd
// frames, level 1.
//
//	bucket      key                              value
//	meta        "format"                         uint32: the format, Format
//	meta        "sequence"                       uint64: one higher with every record changed
//	sources     SHA                              JSON of agenda.Source
//	documents   SHA                              z JSON of agenda.Document, with marks
//	layouts     SHA                              z bytes: what the reader found outside the pages (outline, info); the Importer's
//	pages       SHA, uint32 page from 1          z page record: uvarint n, n bytes of engine, uvarint n, n bytes of text, the rest layout
//	meetings    date 0 series 0 title 0 SHA path JSON of Entry; date is yyyy-mm-dd or ""; series and title cut at 200 bytes; path is the meeting's agenda.ID after the document
//	failures    path, in the bytes it has        JSON of Failure
//
// Format history:
//
//	1  November 2026: the first
package archive

// Format is the version of the store that this program writes, and the newest
// that it reads. Its history stands above.
const Format = 1
