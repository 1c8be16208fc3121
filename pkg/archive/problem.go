package archive

// A Problem is something in an archive that is not as it should be.
type Problem struct {
	Code    ProblemCode `json:"code"`
	Where   string      `json:"where"`   // a file within the archive, or the ID of a document
	Message string      `json:"message"` // Danish: what is wrong
	Do      string      `json:"do"`      // Danish: what mends it
}

// A ProblemCode names a kind of problem, for programs.
type ProblemCode string

const (
	ProblemCurrent    ProblemCode = "current"    // no generation is in force
	ProblemSum        ProblemCode = "sum"        // a file of a generation has changed since it was written
	ProblemStore      ProblemCode = "store"      // the store as a whole
	ProblemRecord     ProblemCode = "record"     // what is kept of a document
	ProblemMeeting    ProblemCode = "meeting"    // the list of meetings is not that of the documents
	ProblemChanges    ProblemCode = "changes"    // the change log
	ProblemOriginal   ProblemCode = "original"   // a PDF is missing, or another one
	ProblemQuarantine ProblemCode = "quarantine" // an entry cannot be read, or its file is another one
	ProblemErased     ProblemCode = "erased"     // something that was taken down is there
	ProblemIndex      ProblemCode = "index"      // the search index; the caller's
)

// What mends a problem.
const (
	doRollback = "kør: referat rollback (eller hent arkivet fra en sikkerhedskopi)"
	doImport   = "importér PDF'en igen, eller hent arkivet fra en sikkerhedskopi"
	doReindex  = "kør: referat reindex"
	doGC       = "kør: referat gc"
	doForget   = "generationen er ikke i kraft; glem den med: referat gc --keep 1"
)
