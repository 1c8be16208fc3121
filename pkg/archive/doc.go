// Package archive is the archive folder: what was read from the PDFs, kept so
// that it can be searched while it grows. The Importer writes it by
// generations, search and show read it.
//
// # The folder
//
//	CURRENT              one line: the name of the generation in force; replaced atomically
//	LOCK                 held (flock) by the one writer; its text says who that is
//	synonymer.txt        the archive's own synonyms for search, if there are any; people write it
//	gen-000042/store.db  the store, a bbolt file (below)
//	gen-000042/index/    the search index, made by package index
//	gen-000042/BASE      one line: the generation that it was made from, "" for the first and after a takedown
//	gen-000042/SUMS      a line for each of its other files: CRC-32C in hex, bytes, path
//	gen-000042/UNSWUNG   it is whole, and CURRENT does not name it yet; left over after a crash, and then it is swung to
//	gen-000043.work/     a generation being written; left over after a crash, and then taken over
//	    index.new/       an index being built; whatever is there beside store, index and BASE is removed when it is taken over
//	gen-000043.new/      a generation being copied; left over after a crash, and then removed
//	gen-000039.old/      one being removed
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
// CURRENT at an earlier one, of which the latest few are kept, first of all the
// one that the present was made from.
//
// What a killed writer had finished is whole in its working generation: every
// transaction is flushed, and has documents whole. The next writer goes on from
// there, if CURRENT still names the generation that it was made from.
//
// The quarantine lies outside the generations: an entry is in force when it is
// written, also where the import comes to nothing; one whose file is imported
// after all goes at Commit.
//
// # The index in step
//
// Every document put, replaced or erased gets a row in the change log. The index
// keeps the sequence it stands at, and catches up from the log, so that a kill
// between the store and the index costs nothing but doing it again.
//
// # What was taken down
//
// A takedown erases from a working generation, which is made without anything
// of what was deleted: a compact store, an index built from nothing. That
// generation's number is its floor: when it is in force, all generations with a
// lower one go, and the PDF, and what the quarantine has of it; every writer
// looks for them when it begins, so that a kill leaves nothing. A takedown's
// working generation does not say what it was made from, so it is never taken
// over, and there is no way back from it.
//
// # The store: format 2
//
// Documents are keyed by the 32 bytes of their SHA-256 (SHA below), integers
// are big-endian, so that keys sort as numbers do. Values marked z are zstd
// frames.
//
//	bucket      key                              value
//	meta        "format"                         uint32: the format, Format
//	meta        "sequence"                       uint64: one higher with every document changed
//	meta        "floor"                          uint64: the generation in which something was taken down last; absent for none
//	sources     SHA                              JSON of agenda.Source without its SHA-256, and sourceRow's fields
//	documents   SHA                              byte 2; uvarint n, n bytes: z words; the rest: z layouts (both below)
//	layouts     SHA                              format 1 only: z bytes, what the Importer keeps of the document beside its pages
//	pages       SHA, uint32 page from 1          format 1 only: z page: uvarint n, n bytes of engine, uvarint n, n bytes of text, the rest layout
//	meetings    date 0 series 0 title 0 SHA path z JSON of agenda.Card, without what the key has; date is yyyy-mm-dd or ""; series and title cut at 200 bytes; path is the meeting's agenda.ID after the document
//	failures    path, in the bytes it has        JSON of Failure
//	changes     uint64 sequence                  SHA, byte n, n dates (yyyy-mm-dd) of its meetings now, those of before
//	files       path, in the bytes it has        SHA, uint64 size, two uint64 times: File
//	replaced    SHA of an older version          JSON of Replacement
//	tombstones  SHA                              JSON list of Tombstone
//
// The words are uvarint n and the JSON of agenda.Document, with marks; uvarint n
// and what the reader found outside the pages (outline, info), the Importer's;
// uvarint and so many pages: varint, the number, from 1, less that of the page
// before, uvarint engine, uvarint bytes of text; uvarint and so many engines:
// uvarint n, n bytes; and the pages' texts, one after the other. The layouts are
// uvarint and so many pages: uvarint n, n bytes, the Importer's. In format 1 a
// documents row is z JSON of agenda.Document, a meetings row JSON without z.
//
// Format history:
//
//	1  November 2026: the first; pages one by one, sequence counted records
//	2  November 2026: a document and its pages in one row, change log, files, replaced documents, meetings with their heads
package archive

// Format is the version of the store that this program writes, and the newest
// that it reads. Its history stands above.
const Format = 2
