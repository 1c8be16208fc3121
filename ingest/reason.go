package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"referat/ingest/pdftext"
	"referat/pkg/archive"
)

// What can be wrong with a path before anything is read from it.
var (
	errEmpty      = errors.New("filen er tom")
	errNotRegular = errors.New("det er ikke en almindelig fil")
	errNoPDF      = errors.New("der er ingen PDF-filer i mappen")
	errDangling   = errors.New("det er et link til noget, der ikke findes")
	errPanic      = errors.New("panic")
)

// reasons says in Danish why a file could not be imported: the first error
// that fits decides. Where detail is set, the error's own words follow; they
// tell one broken PDF from another.
func reasons() []struct {
	is     error
	text   string
	detail bool
} {
	return []struct {
		is     error
		text   string
		detail bool
	}{
		{errEmpty, "filen er tom", false},
		{errNotRegular, "det er ikke en almindelig fil", false},
		{errNoPDF, "der er ingen PDF-filer i mappen", false},
		{errDangling, "det er et link til noget, der ikke findes", false},
		{pdftext.ErrNotPDF, "filen er ikke en PDF", false},
		{pdftext.ErrPassword, "PDF'en er beskyttet med en adgangskode", false},
		{pdftext.ErrEncrypted, "PDF'en er krypteret på en måde, som programmet ikke kan læse; gem den uden kryptering, og importér den igen", false},
		{pdftext.ErrBroken, "PDF'en er beskadiget", true},
		{errPanic, "programmet gik i stå på filen", true},
		{archive.ErrChanged, "filen blev ændret, mens den blev importeret; importér den igen", false},
		{context.DeadlineExceeded, "det tog for lang tid at læse filen", false},
		{fs.ErrNotExist, "findes ikke", false},
		{fs.ErrPermission, "må ikke læses (manglende rettigheder)", false},
		{syscall.ELOOP, "linket går i ring", false},
		{syscall.ENAMETOOLONG, "navnet er for langt", false},
		{syscall.EIO, "disken kan ikke læse filen", true},
	}
}

// Reason says in Danish why a file could not be read.
func Reason(err error) string {
	for _, r := range reasons() {
		if !errors.Is(err, r.is) {
			continue
		}
		if r.detail {
			return fmt.Sprintf("%s (%v)", r.text, err)
		}
		return r.text
	}
	return fmt.Sprintf("filen kan ikke læses (%v)", err)
}

// Fatal is an error that ended an import, of the index's Close or the archive's
// Commit as well, with what it means for the archive in Danish. Errors of Run
// are so already.
func Fatal(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("disken er fuld; arkivet er, som det var før importen (%w)", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("disken kan ikke skrives; arkivet er, som det var før importen (%w)", err)
	}
	return fmt.Errorf("importen er stoppet; arkivet er, som det var før: %w", err)
}
