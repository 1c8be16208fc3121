package ingest

import (
	"os"
	"os/exec"
	"testing"

	"referat/ingest/ocr"
	"referat/ingest/pdftext"
)

// workerEnv makes the test binary a worker process.
const workerEnv = "REFERAT_TEST_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(workerEnv) != "" {
		r := pdftext.NewReader(sharedCache(), func() (*ocr.Program, error) { return ocr.Find(nil) })
		if err := ServeWorker(os.Stdin, os.Stdout, r); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A file that takes its worker with it is tried without the first engine, and
// then without OCR, too; where OCR is off, that would be the same again.
func TestEasier(t *testing.T) {
	for mode, want := range map[pdftext.OCRMode]Job{
		pdftext.OCRAuto: {SkipFirst: true, SkipOCR: true},
		pdftext.OCROff:  {SkipFirst: true},
	} {
		job := Job{Options: Options{OCR: mode}}
		for _, ease := range easier(job) {
			ease(&job)
		}
		if job.SkipFirst != want.SkipFirst || job.SkipOCR != want.SkipOCR {
			t.Errorf("%s: %+v", mode, job)
		}
	}
}

// isolated reads PDFs in n processes, as the program does.
func isolated(t testing.TB, n int) *Isolated {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	x := NewIsolated(n, func() *exec.Cmd {
		c := exec.Command(program)
		c.Env = append(os.Environ(), workerEnv+"=1")
		return c
	})
	t.Cleanup(x.Close)
	return x
}
