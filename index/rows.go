package index

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// meetPlaces finds the entries in whose field f the slots of a way stand in a
// row or near each other, among those given, if any are, and not in except; nil
// for none.
func (v *view) meetPlaces(w way, f field, among, except *roaring.Bitmap) (*roaring.Bitmap, error) {
	pairs := (*roaring.Bitmap)(nil)
	if w.how == asRow {
		var err error
		if pairs, err = v.paired(f, w.slots); err != nil {
			return nil, err
		}
		if pairs != nil && len(w.slots) == 2 {
			return kept(pairs, among, v.deleted), nil
		}
	}
	slots := make([][]postings, len(w.slots))
	sums := make([]*roaring.Bitmap, len(w.slots))
	for i, choices := range w.slots {
		var all []*roaring.Bitmap
		for _, c := range choices {
			if !c.fields.has(f) {
				continue
			}
			p, err := v.lookUp(f, c.Text)
			if err != nil {
				return nil, err
			}
			if p.entries != nil {
				slots[i] = append(slots[i], p)
				all = append(all, p.entries)
			}
		}
		if len(all) == 0 {
			return nil, nil
		}
		sums[i] = union(all)
	}
	if pairs != nil {
		sums = append(sums, pairs)
	}
	both := sums[0].Clone()
	for _, s := range sums[1:] {
		both.And(s)
	}
	if except != nil {
		both.AndNot(except)
	}
	if both = kept(both, among, v.deleted); both == nil || len(slots) == 1 {
		return both, nil
	}
	lists := make([][]place, len(slots))
	for i, slot := range slots {
		if v.ctx.Err() != nil {
			return nil, v.ctx.Err()
		}
		var err error
		if lists[i], err = placesOf(slot, both); err != nil {
			return nil, err
		}
	}
	found := roaring.New()
	if w.how == asRow {
		inRow(lists, found)
	} else {
		nearEachOther(lists, found)
	}
	if found.IsEmpty() {
		return nil, nil
	}
	return found, nil
}

// kept is what of the entries is among those given, if any are, and not gone; nil
// for none.
func kept(entries, among, gone *roaring.Bitmap) *roaring.Bitmap {
	if among != nil {
		entries.And(among)
	}
	if gone != nil {
		entries.AndNot(gone)
	}
	if entries.IsEmpty() {
		return nil
	}
	return entries
}

// placesOf are the places of any of the terms, in order.
func placesOf(terms []postings, among *roaring.Bitmap) (list []place, err error) {
	for _, p := range terms {
		here := among
		if len(terms) > 1 || !p.entries.Equals(among) {
			if here = roaring.And(p.entries, among); here.IsEmpty() {
				continue
			}
		}
		if list, err = p.places(here, list); err != nil {
			return nil, err
		}
	}
	if len(terms) > 1 {
		slices.Sort(list)
	}
	return list, nil
}

// inRow adds to found the entries in which the i-th list has a place that is i
// after one of the first, for all lists.
func inRow(lists [][]place, found *roaring.Bitmap) {
	at := make([]int, len(lists))
	last := int64(-1)
next:
	for _, p := range lists[0] {
		if int64(p>>32) == last {
			continue
		}
		for i := 1; i < len(lists); i++ {
			list, want := lists[i], p+uint64(i)
			for at[i] < len(list) && list[at[i]] < want {
				at[i]++
			}
			if at[i] == len(list) {
				return
			}
			if list[at[i]] != want {
				continue next
			}
		}
		last = int64(p >> 32)
		found.Add(uint32(p >> 32))
	}
}

// nearEachOther adds to found the entries in which the lists have places within
// nearWords of each other.
func nearEachOther(lists [][]place, found *roaring.Bitmap) {
	at := make([]int, len(lists))
	for {
		low, high := 0, uint64(0) // the list that is furthest behind, and the furthest place
		for i, list := range lists {
			if at[i] == len(list) {
				return
			}
			if list[at[i]] < lists[low][at[low]] {
				low = i
			}
			high = max(high, list[at[i]])
		}
		first := lists[low][at[low]]
		if high-first < nearWords {
			entry := first >> 32
			found.Add(uint32(entry))
			for at[low] < len(lists[low]) && lists[low][at[low]]>>32 == entry {
				at[low]++
			}
			continue
		}
		at[low]++
	}
}
