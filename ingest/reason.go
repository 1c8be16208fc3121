package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"referat/ingest/pdftext"
	"referat/ingest/worker"
	"referat/pkg/archive"
)

// What can be wrong with a path before anything is read from it.
var (
	errEmpty      = errors.New("filen er tom")
	errNotRegular = errors.New("det er ikke en almindelig fil")
	errNoPDF      = errors.New("der er ingen PDF-filer i mappen")
	errDangling   = errors.New("det er et link til noget, der ikke findes")
	errPanic      = errors.New("panic")
	errBusy       = errors.New("filen er ved at blive skrevet")
	errHeldCopy   = errors.New("karantænens kopi mangler eller er ændret")
	errKeptCopy   = errors.New("arkivets kopi mangler eller er ændret")
)

// Codes of what may be well the next time.
const (
	CodeBusy    = "busy"    // the file is being written
	CodeChanged = "changed" // the file was written to while it was imported
	CodeNoPDF   = "no-pdf"  // a folder without PDFs
)

// A reason is one way for a file to fail.
type reason struct {
	is     error
	code   string // for programs, and for what crosses processes
	text   string // Danish
	detail bool   // the error's own words follow: they tell one broken PDF from another
	bytes  bool   // it is the bytes' fault: the file goes into quarantine
}

// reasons says why a file could not be imported: the first whose error fits
// decides, the last is for all else.
func reasons() []reason {
	return []reason{
		{errEmpty, "empty", "filen er tom", false, false},
		{errNotRegular, "not-a-file", "det er ikke en almindelig fil", false, false},
		{errNoPDF, CodeNoPDF, "der er ingen PDF-filer i mappen", false, false},
		{errBusy, CodeBusy, "filen er ved at blive skrevet", false, false},
		{errDangling, "dangling", "det er et link til noget, der ikke findes", false, false},
		{errHeldCopy, "copy", "karantænens kopi mangler eller er ændret; glem den med «referat quarantine --drop», og importér filen igen", false, false},
		{errKeptCopy, "copy", "arkivets kopi af PDF'en mangler eller er ændret", false, false},
		{worker.ErrStart, "worker", "programmet kan ikke starte den proces, der læser PDF'er", true, false},
		{pdftext.ErrNotPDF, "not-a-pdf", "filen er ikke en PDF", false, true},
		{pdftext.ErrPassword, "password", "PDF'en er beskyttet med en adgangskode; skriv den i en fil, og prøv igen med --password-file", false, true},
		{pdftext.ErrEncrypted, "encrypted", "PDF'en er krypteret på en måde, som programmet ikke kan læse; gem den uden kryptering, og importér den igen", false, true},
		{pdftext.ErrBroken, "broken", "PDF'en er beskadiget", true, true},
		{worker.ErrTimeout, "timeout", "det tog for lang tid at læse filen", false, true},
		{worker.ErrMemory, "memory", "filen kræver for meget hukommelse", false, true},
		{worker.ErrDied, "crash", "programmet gik i stå på filen", false, true},
		{errPanic, "crash", "programmet gik i stå på filen", true, true},
		{archive.ErrChanged, CodeChanged, "filen blev ændret, mens den blev importeret; importér den igen", false, false},
		{context.DeadlineExceeded, "timeout", "det tog for lang tid at læse filen", false, true},
		{fs.ErrNotExist, "missing", "findes ikke", false, false},
		{fs.ErrPermission, "permission", "må ikke læses (manglende rettigheder)", false, false},
		{syscall.ELOOP, "link-loop", "linket går i ring", false, false},
		{syscall.ENAMETOOLONG, "name-too-long", "navnet er for langt", false, false},
		{syscall.EIO, "disk", "disken kan ikke læse filen", true, false},
		{nil, "other", "filen kan ikke læses", true, false},
	}
}

// why is the row of reasons that err belongs to.
func why(err error) reason {
	var refusal *Refusal
	crossed := errors.As(err, &refusal)
	rows := reasons()
	for _, r := range rows {
		if crossed && r.code == refusal.Code || !crossed && r.is != nil && errors.Is(err, r.is) {
			return r
		}
	}
	return rows[len(rows)-1]
}

// Code is a short word for why a file could not be read, for programs.
func Code(err error) string { return why(err).code }

// Reason says in Danish why a file could not be read.
func Reason(err error) string {
	r := why(err)
	if !r.detail {
		return r.text
	}
	detail := []rune(WithoutCPR(err.Error()))
	if len(detail) > longestDetail {
		detail = append(detail[:longestDetail], '…')
	}
	return fmt.Sprintf("%s (%s)", r.text, string(detail))
}

// longestDetail is how much of an engine's own words a reason has, in letters:
// some engines cite the PDF, and a hostile one can have them cite pages.
const longestDetail = 300

// ErrNoWorkers says that no process for reading PDFs can be started any more. As
// when it is told to stop, a run keeps what it finished.
var ErrNoWorkers = errors.New("programmet kan ikke starte den proces, der læser PDF'er; det, der nåede at blive importeret, er i arkivet")

// Fatal is an error that ended an import or a reindex, of the index's Close or the archive's
// Commit as well, with what it means for the archive in Danish. Errors of Run
// are so already.
func Fatal(err error) error {
	if err == nil || DiskFull(err) || errors.Is(err, syscall.EROFS) {
		return OfDisk(err)
	}
	return fmt.Errorf("kørslen er stoppet; arkivet er, som det var før: %w", err)
}

// OfDisk is err with what it means for the archive in Danish, where it is that
// the disk is full or cannot be written; any other error is as it was.
func OfDisk(err error) error {
	switch {
	case DiskFull(err):
		return fmt.Errorf("disken er fuld; arkivet er, som det var før (%w)", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("disken kan ikke skrives; arkivet er, som det var før (%w)", err)
	}
	return err
}

// DiskFull reports whether err is that there is no room left on the disk, or no
// more of it for this user.
func DiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
