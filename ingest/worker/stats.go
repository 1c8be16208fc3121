package worker

import "time"

// Stats say what the workers of a Pool have done and cost.
type Stats struct {
	Started int           // processes
	Jobs    int           // that gave a result
	CPU     time.Duration // of all, with the programs that they ran; of the living only on Linux
	Peak    uint64        // bytes that the largest worker had resident; Linux, seen every lookEvery
}

// Stats says what has been done up to now, with what the living have cost.
func (p *Pool[J, R]) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.stats
	for w := range p.all {
		w.resident()
		s.add(w)
	}
	return s
}

// add counts what w has cost.
func (s *Stats) add(w *process) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s.Peak = max(s.Peak, w.peak)
	if state := w.cmd.ProcessState; w.dead() && state != nil {
		s.CPU += state.UserTime() + state.SystemTime()
	} else if !w.gone {
		s.CPU += timeOf(w.pid)
	}
}
