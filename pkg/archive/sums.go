package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// SUMS has a line for each file of a generation: the CRC-32C of its bytes in
// hex, their number, and the file's path in the generation. It is written when
// all else is, and a generation never changes after that, so a byte that is
// another one than it was has been damaged since.
const sumsName = "SUMS"

// A sum is a line of SUMS.
type sum struct {
	crc  uint32
	size int64
}

// writeSums writes SUMS for the generation in folder gen. Files that it shares
// with the one in folder base have the sums that they have there, so that
// damage done to them meanwhile still shows; base need not be there.
func writeSums(gen, base string) error {
	had, err := readSums(base)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var b bytes.Buffer
	err = filepath.WalkDir(gen, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(gen, path)
		if err != nil || name == sumsName || name == unswungName {
			return err
		}
		name = filepath.ToSlash(name)
		s, known := had[name]
		if !known || !sameFile(path, filepath.Join(base, filepath.FromSlash(name))) {
			if s, err = sumOf(path); err != nil {
				return err
			}
		}
		fmt.Fprintf(&b, "%08x %d %s\n", s.crc, s.size, name)
		return nil
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(gen, sumsName), b.Bytes(), fileMode)
}

// sameFile reports whether two paths are names of one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func sumOf(path string) (sum, error) {
	f, err := os.Open(path)
	if err != nil {
		return sum{}, err
	}
	defer f.Close()
	crc := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.Copy(crc, f)
	return sum{crc.Sum32(), n}, err
}

// readSums reads SUMS of the generation in folder gen. The error is
// fs.ErrNotExist where there is none: an earlier version of the program wrote
// the generation.
func readSums(gen string) (map[string]sum, error) {
	text, err := os.ReadFile(filepath.Join(gen, sumsName))
	if err != nil {
		return nil, err
	}
	list := map[string]sum{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		var s sum
		crc, rest, _ := strings.Cut(lines.Text(), " ")
		size, name, named := strings.Cut(rest, " ")
		if _, err := fmt.Sscanf(crc+" "+size, "%08x %d", &s.crc, &s.size); err != nil || !named || name == "" {
			return nil, fmt.Errorf("%w: %s er ikke skrevet af dette program", ErrDamaged, filepath.Join(gen, sumsName))
		}
		list[name] = s
	}
	return list, lines.Err()
}

// sums compares the files of generation n with its SUMS. known says that there
// are sums, and that all are right.
func (r *verifying) sums(n int, inForce bool) (known bool, err error) {
	gen := filepath.Join(r.dir, generationName(n))
	list, err := readSums(gen)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil // an earlier version's, or it was removed this moment
	case err != nil:
		r.problem(ProblemSum, filepath.Join(generationName(n), sumsName), "%v", doReindex, err)
		return false, nil
	}
	known = true
	for _, name := range slices.Sorted(maps.Keys(list)) {
		if err := r.ctx.Err(); err != nil {
			return false, err
		}
		where := filepath.Join(generationName(n), filepath.FromSlash(name))
		got, err := sumOf(filepath.Join(r.dir, where))
		if err != nil && !exists(gen) {
			return false, nil // a writer removed the generation meanwhile
		}
		r.out.Files++
		do := doRollback
		switch {
		case !inForce:
			do = doForget
		case strings.HasPrefix(name, indexName+"/"):
			do = doReindex
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			r.problem(ProblemSum, where, "filen mangler", do)
		case err != nil:
			r.problem(ProblemSum, where, "filen kan ikke læses (%v)", do, err)
		case got != list[name]:
			r.problem(ProblemSum, where, "filen er ikke, som den blev skrevet (%d byte mod %d, CRC %08x mod %08x)", do, got.size, list[name].size, got.crc, list[name].crc)
		default:
			continue
		}
		known = false
	}
	return known, nil
}
