package pdftext

// outline reads the bookmarks in the order they are shown, with the first
// engine's limits. One that is met again, as in an outline that names itself,
// ends its row.
func (b *pdfiumBook) outline() []Bookmark {
	g, err := b.ready()
	if err != nil {
		return nil
	}
	w := guestOutline{g: g, document: b.document, seen: map[uint64]bool{}}
	_ = guard(func() { w.siblings(g.call("FPDFBookmark_GetFirstChild", b.document, 0), 0) })
	return w.marks
}

type guestOutline struct {
	g        *guest
	document uint64
	seen     map[uint64]bool // places of bookmarks in the guest's memory
	marks    []Bookmark
}

func (w *guestOutline) siblings(mark uint64, depth int) {
	for mark != 0 && !w.seen[mark] && depth < maxTreeDepth && len(w.marks) < maxOutline && w.g.err == nil {
		w.seen[mark] = true
		w.marks = append(w.marks, Bookmark{
			Title: tidyTitle(w.g.utf16("FPDFBookmark_GetTitle", mark)), Depth: depth, Page: w.target(mark),
		})
		w.siblings(w.g.call("FPDFBookmark_GetFirstChild", w.document, mark), depth+1)
		mark = w.g.call("FPDFBookmark_GetNextSibling", w.document, mark)
	}
}

// target is the page that a bookmark points at, by its destination or its
// action's.
func (w *guestOutline) target(mark uint64) int {
	dest := w.g.call("FPDFBookmark_GetDest", w.document, mark)
	if dest == 0 {
		action := w.g.call("FPDFBookmark_GetAction", mark)
		const goTo = 1 // PDFACTION_GOTO, fpdf_doc.h
		if action == 0 || w.g.call("FPDFAction_GetType", action) != goTo {
			return 0
		}
		dest = w.g.call("FPDFAction_GetDest", w.document, action)
	}
	if dest == 0 {
		return 0
	}
	return int(int32(w.g.call("FPDFDest_GetDestPageIndex", w.document, dest))) + 1 // -1 for none
}
