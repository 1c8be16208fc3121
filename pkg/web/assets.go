package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"sync"

	"referat/pkg/archive"
	"referat/pkg/library"
)

//go:embed assets
var assetFiles embed.FS

// An asset is a file that pages need, built in.
type asset struct {
	content []byte
	kind    string // Content-Type
	sum     string // the first of its SHA-256, in its address
}

// assets are the built-in files by name.
var assets = sync.OnceValue(func() map[string]asset {
	kinds := map[string]string{ // as every machine is to send them, whatever it has in /etc/mime.types
		".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
	}
	set := map[string]asset{}
	list, err := fs.ReadDir(assetFiles, "assets")
	if err != nil {
		panic(err)
	}
	for _, f := range list {
		b, err := assetFiles.ReadFile("assets/" + f.Name())
		if err != nil {
			panic(err)
		}
		kind := kinds[path.Ext(f.Name())]
		if kind == "" {
			kind = mime.TypeByExtension(path.Ext(f.Name()))
		}
		sum := sha256.Sum256(b)
		set[f.Name()] = asset{content: b, kind: kind, sum: hex.EncodeToString(sum[:6])}
	}
	return set
})

// assetAddress is the address of an asset, which changes when it does, so that
// browsers may keep it for good.
func assetAddress(name string) string {
	return "/aktiver/" + name + "?v=" + assets()[name].sum
}

// serveAsset serves GET /aktiver/{name}.
func (s *Site) serveAsset(w http.ResponseWriter, r *http.Request, _ *library.Volume) error {
	a, ok := assets()[r.PathValue("name")]
	if !ok {
		return archive.ErrNotFound
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", `"`+a.sum+`"`)
	if r.URL.Query().Get("v") == a.sum {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if hasTag(r.Header.Get("If-None-Match"), h.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	w.Write(a.content)
	return nil
}
