package archive

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with an archive as a whole. Errors of this package wrap
// them; their texts are Danish and say what to do.
var (
	ErrMissing  = errors.New("der er intet arkiv")      // the folder is not there, or nothing has been imported
	ErrLocked   = errors.New("arkivet er i brug")       // another run is writing
	ErrNewer    = errors.New("arkivet er for nyt")      // written by a newer program
	ErrDamaged  = errors.New("arkivet er beskadiget")   // CURRENT points at nothing, or the store cannot be read
	ErrForeign  = errors.New("mappen er ikke et arkiv") // a folder with other things in it
	ErrNotFound = errors.New("findes ikke i arkivet")   // no such document, thing or page
	ErrChanged  = errors.New("filen blev ændret imens") // a PDF was written to while it was imported
	ErrWithheld = errors.New("originalen vises ikke")   // it has CPR numbers
	ErrSource   = errors.New("filen kan ikke læses")    // a PDF could be read at first, and then not
)

// shownNames is how many names an AmbiguousError has at most.
const shownNames = 3

// An AmbiguousError says that the beginning of a SHA-256 fits several documents.
type AmbiguousError struct {
	Prefix string
	Names  []string // of the documents it fits, the first few
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%s passer på flere dokumenter (%s); skriv flere cifre", e.Prefix, strings.Join(e.Names, ", "))
}
