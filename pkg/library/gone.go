package library

import (
	"fmt"
	"strings"

	"referat/pkg/archive"
)

// goneFrom is ErrGone where a meeting at an address was taken down, else err: that
// there is none. What was taken down before the archive kept such traces is not
// known.
func (v *Volume) goneFrom(a Address, err error) error {
	date := a.Day[:min(len(a.Day), len("yyyy-mm-dd"))]
	list, terr := v.archive.Tombstones()
	if terr != nil {
		return terr
	}
	body := archive.BodyKeyOf(a.Body)
	for _, t := range list {
		if a.Doc != "" && strings.HasPrefix(t.SHA256, a.Doc) && t.Whole {
			return fmt.Errorf("%s %w", a.Path(), ErrGone)
		}
		for _, f := range t.Former {
			for _, lost := range f.Lost {
				if lost.Date == date && lost.Body == body && !lost.Stays {
					return fmt.Errorf("%s %w", a.Path(), ErrGone)
				}
			}
		}
	}
	return err
}
