//go:build linux

package worker

import (
	"testing"
	"time"
)

// BenchmarkDo is what it costs to have a worker do nothing.
func BenchmarkDo(b *testing.B) {
	for _, bb := range []struct {
		name string
		job  job
	}{
		{"tiny", job{Kind: "echo"}},
		{"nested", job{Kind: "record", Size: 10}},
		{"1MB", job{Kind: "fill", Size: 1 << 20}},
		{"50MB", job{Kind: "fill", Size: 50 << 20}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			p := pool(b, 1, "serve", Limits{First: time.Minute, Idle: 1 << 30})
			for b.Loop() {
				if _, err := p.Do(b.Context(), bb.job); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStart is what a new worker costs.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := NewPool[job, answer](1, self("serve"), Limits{})
		if _, err := p.Do(b.Context(), job{Kind: "echo"}); err != nil {
			b.Fatal(err)
		}
		p.Close()
	}
}
