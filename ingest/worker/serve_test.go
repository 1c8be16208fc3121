//go:build linux

package worker

import (
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind string
		code int
	}{
		{"", 0},       // no job
		{"polite", 0}, // ends with its context
		{"hang", 1},   // does not
		{"busy", 1},
		{"garbage", 1},
	}
	for _, tt := range tests {
		t.Run(tt.kind, func(t *testing.T) {
			t.Parallel()
			cmd := self("serve")()
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			f, err := valueFrame(kindJob, &job{Kind: tt.kind})
			if err != nil {
				t.Fatal(err)
			}
			switch tt.kind {
			case "":
				f = nil
			case "garbage":
				f = []byte("garbage")
			}
			if _, err := in.Write(f); err != nil {
				t.Fatal(err)
			}
			time.Sleep(100 * time.Millisecond)
			begin := time.Now()
			_ = in.Close()
			_ = cmd.Wait()
			if took, code := time.Since(begin), cmd.ProcessState.ExitCode(); took > 2*time.Second || code != tt.code {
				t.Errorf("exit status %d after %v, want %d", code, took, tt.code)
			}
		})
	}
}
