package main

import (
	"bytes"
	"testing"
	"time"

	"referat/pkg/archive"
)

// Of a message a person sees the first line: the rest of a crash is stacks.
func TestQuarantinedForPeople(t *testing.T) {
	var out bytes.Buffer
	e := &env{stdout: &out}
	e.showQuarantined(archive.Quarantined{
		SHA256: "f02266aaea02a6855c321b2a45213a5c1bc7b82bfcceaac9d4d76de3be43d513", Paths: []string{"/ind/a.pdf", "/ind/\x1bb.pdf"},
		Reason: "programmet gik i stå på filen", Messages: []string{"worker: died", "fatal error: stack overflow\n\ngoroutine 1 [running]:\nmain.main()"},
		Tries: 2, Last: time.Date(2026, 11, 1, 12, 0, 0, 0, time.Local),
	})
	const want = `f02266aaea02  /ind/a.pdf, /ind/?b.pdf
   programmet gik i stå på filen
   | worker: died
   | fatal error: stack overflow
   prøvet 2 gange, sidst 2026-11-01 12:00

`
	if got := out.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
