package pdftext

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
)

// Limits of a repair. The file's own numbers are not to be believed.
const (
	maxObjectNumber = 1 << 20
	maxUnpacked     = 64 << 20 // inflated bytes of all object streams
	repairChunk     = 1 << 20
	headSize        = 1024 // of an object's dictionary, what is looked at
)

var errNoRoot = errors.New("no catalogue was found")

// rebuilt is a PDF with a new cross-reference table at its end, made by looking
// for the objects themselves: for a file whose own table is lost, cut off, or
// points elsewhere. Of an object that is there more than once the last counts.
// What object streams hold is written out beside the table, since only a
// cross-reference stream can point into them.
func rebuilt(r io.ReaderAt, size int64) (io.ReaderAt, int64, error) {
	f := repair{r: r, size: size, at: map[int]place{}, unpacked: map[int][]byte{}}
	if err := f.scan(); err != nil {
		return nil, 0, err
	}
	f.look()
	if f.root == "" {
		return nil, 0, fmt.Errorf("%w: %w", ErrBroken, errNoRoot)
	}
	t := &tailed{r: r, size: size, tail: f.table()}
	return t, size + int64(len(t.tail)), nil
}

// A repair is what was found of a damaged PDF.
type repair struct {
	r        io.ReaderAt
	size     int64
	at       map[int]place
	unpacked map[int][]byte // objects out of object streams
	inflated int64
	trailers []int64 // where the word stands
	root     string  // "1 0 R"
	others   string  // further entries of the trailer
}

// A place is where an object begins, and its generation.
type place struct {
	offset int64
	gen    int
}

// scan finds "12 0 obj" and "trailer".
func (f *repair) scan() error {
	const before = 32 // room for the numbers
	buf := make([]byte, before+repairChunk)
	for from := int64(0); from < f.size; from += repairChunk {
		begin := max(0, from-before)
		n, err := f.r.ReadAt(buf[:min(int64(len(buf)), f.size-begin)], begin)
		if err != nil && err != io.EOF {
			return err
		}
		b := buf[:n]
		for i := 0; ; {
			k := bytes.Index(b[i:], []byte("obj"))
			if k < 0 {
				break
			}
			i += k
			if start, num, gen, ok := numbered(b, i); ok && num < maxObjectNumber {
				f.at[num] = place{begin + int64(start), gen}
			}
			i += 3
		}
		for i := 0; ; {
			k := bytes.Index(b[i:], []byte("trailer"))
			if k < 0 {
				break
			}
			f.trailers = append(f.trailers, begin+int64(i+k))
			i += k + 7
		}
	}
	return nil
}

// numbered reads the two numbers before the word obj at i.
func numbered(b []byte, i int) (start, num, gen int, ok bool) {
	back := func(i int) (int, int, bool) { // over white space and a number
		end := i
		for end > 0 && class(b[end-1]) == charSpace {
			end--
		}
		first := end
		for first > 0 && b[first-1] >= '0' && b[first-1] <= '9' {
			first--
		}
		n, err := strconv.Atoi(string(b[first:end]))
		return first, n, err == nil && end < i
	}
	if start, gen, ok = back(i); ok {
		start, num, ok = back(start)
	}
	return start, num, gen, ok
}

var (
	rootEntry   = regexp.MustCompile(`/Root\s*(\d+\s+\d+\s+R)`)
	keptEntries = []*regexp.Regexp{ // of the trailer, as they stand
		regexp.MustCompile(`/Encrypt\s*\d+\s+\d+\s+R`),
		regexp.MustCompile(`/Info\s*\d+\s+\d+\s+R`),
		regexp.MustCompile(`(?s)/ID\s*\[\s*<[0-9A-Fa-f\s]*>\s*<[0-9A-Fa-f\s]*>\s*\]`),
	}
	typeEntry  = regexp.MustCompile(`/Type\s*/(Catalog|XRef|ObjStm)\b`)
	countEntry = regexp.MustCompile(`/(N|First)\s+(\d+)`)
)

// look reads the trailers and the objects' beginnings: for the root, and for
// object streams.
func (f *repair) look() {
	for _, at := range f.trailers {
		f.trailer(f.head(at))
	}
	var packed []int
	catalog := ""
	// In the order of the file: what comes later counts.
	for _, num := range slices.SortedFunc(maps.Keys(f.at), func(a, b int) int { return int(min(1, max(-1, f.at[a].offset-f.at[b].offset))) }) {
		head := f.head(f.at[num].offset)
		switch kind := typeEntry.FindSubmatch(head); {
		case kind == nil:
		case string(kind[1]) == "Catalog":
			catalog = fmt.Sprintf("%d %d R", num, f.at[num].gen)
		case string(kind[1]) == "XRef":
			f.trailer(head)
		default:
			packed = append(packed, num)
		}
	}
	if !bytes.Contains([]byte(f.others), []byte("/Encrypt")) { // else the streams cannot be read here
		for _, num := range packed {
			f.unpack(f.at[num].offset)
		}
	}
	if f.root == "" {
		for num, body := range f.unpacked {
			if kind := typeEntry.FindSubmatch(body); kind != nil && string(kind[1]) == "Catalog" {
				catalog = fmt.Sprintf("%d 0 R", num)
			}
		}
		f.root = catalog
	}
}

// head is the beginning of an object, up to its stream or its end.
func (f *repair) head(at int64) []byte {
	b := make([]byte, headSize)
	n, _ := f.r.ReadAt(b, at)
	b = b[:n]
	for _, end := range []string{"stream", "endobj", "startxref"} {
		if i := bytes.Index(b, []byte(end)); i >= 0 {
			b = b[:i]
		}
	}
	return b
}

// trailer takes the root and what else counts from a trailer that has one.
func (f *repair) trailer(head []byte) {
	m := rootEntry.FindSubmatch(head)
	if m == nil {
		return
	}
	f.root, f.others = string(m[1]), ""
	for _, e := range keptEntries {
		f.others += " " + string(e.Find(head))
	}
}

// unpack takes the objects out of the object stream at a place (ISO 32000-1,
// 7.5.7). One that is damaged gives what can be read of it.
func (f *repair) unpack(at int64) {
	head := f.head(at)
	n, first := 0, 0
	for _, m := range countEntry.FindAllSubmatch(head, -1) {
		v, _ := strconv.Atoi(string(m[2]))
		if string(m[1]) == "N" {
			n = v
		} else {
			first = v
		}
	}
	begin := at + int64(len(head)) + int64(len("stream"))
	if bytes.Contains(head, []byte("/DecodeParms")) || !bytes.Contains(head, []byte("/FlateDecode")) {
		return
	}
	in := io.NewSectionReader(f.r, begin, f.size-begin)
	var eol [2]byte
	if _, err := in.ReadAt(eol[:], 0); err != nil {
		return
	}
	skip := int64(1)
	if eol[0] == '\r' && eol[1] == '\n' {
		skip = 2
	}
	_, _ = in.Seek(skip, io.SeekStart)
	z, err := zlib.NewReader(in)
	if err != nil {
		return
	}
	data, _ := io.ReadAll(io.LimitReader(z, maxUnpacked-f.inflated)) // what stands before the damage
	f.inflated += int64(len(data))
	if first > len(data) {
		return
	}
	numbers := bytes.Fields(data[:first])
	for i := 0; i < n && 2*i+1 < len(numbers); i++ {
		num, err1 := strconv.Atoi(string(numbers[2*i]))
		from, err2 := strconv.Atoi(string(numbers[2*i+1]))
		to := len(data) - first
		if 2*i+3 < len(numbers) {
			if next, err := strconv.Atoi(string(numbers[2*i+3])); err == nil {
				to = min(to, next)
			}
		}
		if err1 != nil || err2 != nil || num < 0 || num >= maxObjectNumber || from < 0 || from > to {
			continue
		}
		if p, plain := f.at[num]; plain && p.offset > at {
			continue
		}
		f.unpacked[num] = data[first+from : first+to]
	}
}

// table is what comes after the file: the unpacked objects, the table, the
// trailer.
func (f *repair) table() []byte {
	var b bytes.Buffer
	b.WriteByte('\n')
	for _, num := range slices.Sorted(maps.Keys(f.unpacked)) {
		f.at[num] = place{f.size + int64(b.Len()), 0}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", num, f.unpacked[num])
	}
	xref := f.size + int64(b.Len())
	b.WriteString("xref\n0 1\n0000000000 65535 f \n")
	last := 0
	for _, num := range slices.Sorted(maps.Keys(f.at)) {
		fmt.Fprintf(&b, "%d 1\n%010d %05d n \n", num, f.at[num].offset, min(f.at[num].gen, 65535))
		last = num
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %s %s >>\nstartxref\n%d\n%%%%EOF\n", last+1, f.root, f.others, xref)
	return b.Bytes()
}

// tailed is a file with something after its end.
type tailed struct {
	r    io.ReaderAt
	size int64
	tail []byte
}

func (t *tailed) ReadAt(p []byte, at int64) (n int, err error) {
	if at < t.size {
		n, err = t.r.ReadAt(p[:min(int64(len(p)), t.size-at)], at)
		if err == io.EOF && n == int(min(int64(len(p)), t.size-at)) {
			err = nil
		}
		if err != nil || n == len(p) {
			return n, err
		}
	}
	from := at + int64(n) - t.size
	if from >= int64(len(t.tail)) {
		return n, io.EOF
	}
	m := copy(p[n:], t.tail[from:])
	if n+m < len(p) {
		return n + m, io.EOF
	}
	return n + m, nil
}
