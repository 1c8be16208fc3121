package ingest

import (
	"context"

	"referat/pkg/archive"
)

// A Missing is a PDF that stands in a folder and is not in the archive.
type Missing struct {
	Path   string // as the user would write it, as text
	SHA256 string // hex; "" where the file cannot be read
	Reason string // why it cannot be imported, Danish; "" for a file that was not tried
	Code   string // Reason's code, as Code has it
}

// FindMissing lists those PDFs of paths, found as an import finds them, whose
// bytes the archive does not know, and the paths at which nothing can be read.
// file is what the archive remembers of the file at an absolute path, as
// archive.Writer.File has it: where size and time agree, the file is not read.
// known reports whether the archive has the file with this SHA-256 (hex), knows
// that it cannot be imported, or that it is not to be.
func FindMissing(ctx context.Context, paths []string, file func(path string) (archive.File, bool, error), known func(sha string) bool) ([]Missing, error) {
	found, _ := walk(paths)
	var missing []Missing
	for _, c := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var id fileID
		err := c.err
		if err == nil {
			id, err = identify(ctx, c.path, func() (archive.File, bool, error) {
				if c.private {
					return archive.File{}, false, nil
				}
				return file(c.abs)
			})
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		switch {
		case err != nil:
			missing = append(missing, Missing{Path: displayName(c.path), Reason: Reason(err), Code: Code(err)})
		case !known(id.sha):
			missing = append(missing, Missing{Path: displayName(c.path), SHA256: id.sha})
		}
	}
	return missing, nil
}
