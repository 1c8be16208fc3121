package library

import (
	"slices"

	"referat/pkg/archive"
)

// Documents are the documents of the archive by SHA-256 (hex), those after one,
// "" for the first, at most n; and how many there are in all.
func (v *Volume) Documents(after string, n int) (list []*Holding, total int, err error) {
	shas, err := v.archive.SHAs()
	if err != nil {
		return nil, 0, err
	}
	from, found := slices.BinarySearch(shas, after)
	if found {
		from++
	}
	for _, sha := range shas[from:min(len(shas), from+max(n, 0))] {
		h, err := v.Document(sha)
		if err != nil {
			return nil, 0, err
		}
		list = append(list, h)
	}
	return list, len(shas), nil
}

// AllTimes are when each document came and when it changed, by SHA-256 (hex).
func (v *Volume) AllTimes() (map[string]archive.Times, error) {
	v.times.Do(func() { v.times.all, v.times.err = v.archive.AllTimes() })
	return v.times.all, v.times.err
}
