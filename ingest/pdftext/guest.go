package pdftext

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// guestPages is the most memory that pdfium may have, in WebAssembly pages of
// 64 KiB: 224 MiB. A page of an A3 scan in colour at 300 dpi needs about 120.
const guestPages = 224 << 20 >> 16

// A sandbox is pdfium compiled for WebAssembly, ready to be started. What runs
// in it sees no file but the one that is read, no network, and no more memory
// than guestPages.
type sandbox struct {
	pool   pdfium.Pool
	cache  wazero.CompilationCache // nil where there is none
	memory *guestMemory            // of the guest that was started last
}

// newSandbox compiles pdfium, or takes it from the folder cacheDir, which it
// makes. Without a folder that can be used, each call compiles anew: 3 s.
func newSandbox(cacheDir string) (*sandbox, error) {
	if cacheDir != "" {
		if s, err := cachedSandbox(cacheDir); err == nil {
			return s, nil
		}
	}
	s := &sandbox{}
	return s, s.compile(s.config())
}

// lockWait is how long one process waits for another to compile, which takes
// four seconds, or a few times that on a busy machine.
const lockWait = 15 * time.Second

func cachedSandbox(dir string) (*sandbox, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil { // it holds code that will be run
		return nil, err
	}
	// Two processes that compile at once would need twice the time and memory.
	// Where locking does not work, or another holds the lock and stands still,
	// that is what they do.
	lock := flock.New(filepath.Join(dir, "pdfium.lock"))
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	if held, err := lock.TryLockContext(ctx, 50*time.Millisecond); err == nil && held {
		defer lock.Unlock()
	}
	s, err := compiledIn(dir)
	if err == nil {
		return s, nil
	}
	old, _ := filepath.Glob(filepath.Join(dir, "wazero-*")) // what is there may be damaged
	for _, d := range old {
		_ = os.RemoveAll(d)
	}
	return compiledIn(dir)
}

func compiledIn(dir string) (*sandbox, error) {
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil, err
	}
	s := &sandbox{cache: cache}
	if err := s.compile(s.config().WithCompilationCache(cache)); err != nil {
		_ = cache.Close(context.Background())
		return nil, err
	}
	return s, nil
}

// config leaves out WithCloseOnContextDone, which makes pdfium three times as
// slow: a guest that hangs is ended with its process.
func (s *sandbox) config() wazero.RuntimeConfig {
	return wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(guestPages).
		WithDebugInfoEnabled(false)
}

func (s *sandbox) compile(config wazero.RuntimeConfig) (err error) {
	ctx := experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(func(_, most uint64) experimental.LinearMemory {
		s.memory = newGuestMemory(most)
		return s.memory
	}))
	gerr := guard(func() {
		s.pool, err = webassembly.Init(webassembly.Config{
			Context: ctx, MaxTotal: 1, RuntimeConfig: config,
			FSConfig: wazero.NewFSConfig(), // none: by default the whole disk is mounted
			Stdout:   io.Discard, Stderr: io.Discard,
		})
	})
	if err == nil {
		err = gerr
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrEngine, err)
	}
	return nil
}

func (s *sandbox) close() {
	_ = s.pool.Close()
	if s.cache != nil {
		_ = s.cache.Close(context.Background())
	}
}

// A guest is one running pdfium. Its functions are called by their names in
// C; what they take and give are numbers and places in its memory.
//
// The first error of a call stays: all calls after it do nothing and give 0.
type guest struct {
	pdfium  pdfium.Pdfium
	code    guestCode
	memory  *guestMemory
	scratch uint32 // scratchSize bytes for results
	err     error
}

// scratchSize is room for the results of any call but long texts, in bytes.
const scratchSize = 4096

// guestCode is what the guest's implementation has and pdfium.Pdfium does not
// show. The calls that pdfium.Pdfium has instead allocate for each character,
// and follow an outline that names itself for ever.
type guestCode interface {
	Fn(name string) api.Function
	CreateFileAccessReader(size int64, r io.ReadSeeker) (access *uint64, id *uint32, err error)
}

// start runs a new guest. The one before it must be stopped.
func (s *sandbox) start() (*guest, error) {
	var p pdfium.Pdfium
	var err error
	gerr := guard(func() { p, err = s.pool.GetInstance(time.Minute) }) // panics where there is no memory
	if err == nil {
		err = gerr
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrEngine, err)
	}
	code, ok := p.GetImplementation().(guestCode)
	if !ok {
		_ = p.Kill()
		return nil, errors.New("the second PDF engine is not the one that this program was made for")
	}
	g := &guest{pdfium: p, code: code, memory: s.memory}
	g.scratch = uint32(g.call("malloc", scratchSize))
	return g, g.err
}

// stop ends the guest without a call to it, which after an error might not
// come back, and gives its memory back.
func (g *guest) stop() { _ = g.pdfium.Kill() }

// A guestFunc is a function of the guest that is called often.
type guestFunc struct {
	g *guest
	f api.Function
}

func (g *guest) function(name string) guestFunc { return guestFunc{g, g.code.Fn(name)} }

// call gives a function's result, 0 where it has none.
func (g *guest) call(name string, args ...uint64) uint64 { return g.function(name).call(args...) }

func (f guestFunc) call(args ...uint64) uint64 {
	if f.g.err != nil {
		return 0
	}
	if f.f == nil {
		f.g.err = errors.New("the second PDF engine lacks a function")
		return 0
	}
	var stack [10]uint64
	copy(stack[:], args)
	if err := f.f.CallWithStack(context.Background(), stack[:]); err != nil {
		f.g.err = guestError(err)
		return 0
	}
	return stack[0]
}

// guestError is a guest's end in one line: the error has its whole stack.
func guestError(err error) error {
	text := err.Error()
	for i, r := range text {
		if r == '\n' {
			text = text[:i]
			break
		}
	}
	return fmt.Errorf("%w: pdfium: %s", ErrBroken, text)
}

// bytes is n bytes of the guest's memory, until the next call; none where it
// has not so many.
func (g *guest) bytes(at uint32, n int) []byte {
	m := g.memory.bytes
	if uint64(at)+uint64(n) > uint64(len(m)) {
		return nil
	}
	return m[at : int(at)+n]
}

// float32s, float64s and uint32 read the scratch.
func (g *guest) float32s(dst []float32) {
	b := g.bytes(g.scratch, 4*len(dst))
	for i := range dst {
		if b == nil {
			dst[i] = 0
			continue
		}
		dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
}

func (g *guest) uint32() uint32 {
	if b := g.bytes(g.scratch, 4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}
