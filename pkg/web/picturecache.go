package web

import "container/list"

// A pictureKey names a picture. A document's name is its SHA-256, so that what
// stands behind a key never changes.
type pictureKey struct {
	sha   string
	page  int // from 1
	width int // pixels
}

// mostCached is how many bytes of pictures are kept in memory: some four hundred
// pages of text.
const mostCached = 32 << 20

// A pictureCache keeps the pictures that were asked for last, up to a number of
// bytes. It is not for use by two goroutines at once.
type pictureCache struct {
	most, bytes int
	by          map[pictureKey]*list.Element
	order       *list.List // of cachedPicture, the one used last in front
}

type cachedPicture struct {
	key     pictureKey
	picture *Picture
}

func newPictureCache(most int) *pictureCache {
	return &pictureCache{most: most, by: map[pictureKey]*list.Element{}, order: list.New()}
}

// get gives a picture that is kept; nil for none.
func (c *pictureCache) get(k pictureKey) *Picture {
	e := c.by[k]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(cachedPicture).picture
}

// put keeps a picture, in place of those that were used longest ago. One that
// would take a fourth of all room is not kept.
func (c *pictureCache) put(k pictureKey, p *Picture) {
	if c.by[k] != nil || p.size() > c.most/4 {
		return
	}
	c.by[k] = c.order.PushFront(cachedPicture{k, p})
	c.bytes += p.size()
	for c.bytes > c.most {
		last := c.order.Remove(c.order.Back()).(cachedPicture)
		delete(c.by, last.key)
		c.bytes -= last.picture.size()
	}
}

// size is about how many bytes of memory a picture takes.
func (p *Picture) size() int {
	const record, word = 512, 40 // the struct and its key; a Word with what its text takes beside its letters
	n := record + cap(p.Data)
	for i := range p.Words {
		n += word + len(p.Words[i].Text)
	}
	return n
}
