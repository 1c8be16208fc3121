package segment

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"referat/ingest/ocr"
	"referat/ingest/pdftext"
	"referat/pkg/agenda"
)

// TestSharedCorpora compares structure with exports whose structure is known
// and that stand beside the checkout where the project is developed. They are
// no part of the project: where they are missing, the test skips.
func TestSharedCorpora(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	reader := pdftext.NewReader(filepath.Join(cache, "referat"), func() (*ocr.Program, error) { return nil, ocr.ErrMissing })
	defer reader.Close()
	for _, dir := range []string{"../../../shared/corpus", "../../../shared/real"} {
		files, _ := filepath.Glob(filepath.Join(dir, "*.pdf"))
		if len(files) == 0 {
			t.Skipf("%s is not here: a corpus for development, not needed", dir)
		}
		for _, f := range files {
			t.Run(filepath.Base(f), func(t *testing.T) {
				data, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				want, err := os.ReadFile(strings.TrimSuffix(f, ".pdf") + ".json")
				if err != nil {
					t.Skip("its structure is not known")
				}
				var truth agenda.Document
				if err := json.Unmarshal(want, &truthFile{&truth}); err != nil {
					t.Fatal(err)
				}
				doc, err := reader.Read(t.Context(), bytes.NewReader(data), int64(len(data)), pdftext.Options{})
				if err != nil {
					t.Fatal(err)
				}
				got := Segment(doc, agenda.Source{})
				if diff := cmp.Diff(outline(truth.Meetings, ""), outline(got.Meetings, "")); diff != "" {
					t.Errorf("(-truth +got)\n%s", diff)
				}
			})
		}
	}
}
