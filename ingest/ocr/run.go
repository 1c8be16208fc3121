package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// What one run of the program may put out, in bytes. A dense page is 300 kB of
// hOCR; messages are a few lines.
const (
	maxOutput  = 32 << 20
	maxMessage = 4 << 10
)

// errOutput is that the program puts out more than maxOutput.
var errOutput = errors.New("it puts out more than a page can hold")

// run runs the program on one thread and gives back what it put on standard
// output. It leaves nothing behind: when ctx ends, the program is killed with
// whatever it has started.
func (p *Program) run(ctx context.Context, input []byte, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := &limited{max: maxOutput, full: func() { cancel(errOutput) }}
	words := &limited{max: maxMessage, full: func() {}}
	cmd := exec.CommandContext(ctx, p.path, args...)
	cmd.Stdin = bytes.NewReader(input)
	cmd.Stdout, cmd.Stderr = out, words
	// On several threads it takes more CPU time and hardly less of the clock's;
	// the callers read several pages at once instead. The locale keeps numbers
	// and messages the same everywhere.
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1", "LC_ALL=C")
	cmd.WaitDelay = 2 * time.Second // for pipes that a killed program's children hold open
	err := runAlone(cmd)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		if said := strings.TrimSpace(words.buf.String()); said != "" {
			return nil, fmt.Errorf("%w: %s", err, strings.Join(strings.Fields(said), " "))
		}
		return nil, err
	}
	return out.buf.Bytes(), nil
}

// limited keeps the first max bytes written to it, swallows the rest so that
// the writer does not wait, and calls full once when there is a rest.
type limited struct {
	buf  bytes.Buffer
	max  int
	full func()
	over bool
}

func (l *limited) Write(b []byte) (int, error) {
	keep := b[:min(len(b), l.max-l.buf.Len())]
	l.buf.Write(keep)
	if len(keep) < len(b) && !l.over {
		l.over = true
		l.full()
	}
	return len(b), nil
}
