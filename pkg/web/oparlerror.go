package web

import (
	"encoding/json"
	"net/http"
)

// writeOParlError answers a request to OParl that has no answer, in a form that
// is both RFC 9457's and OParl 1.1's (section 2.9).
func writeOParlError(w http.ResponseWriter, r *http.Request, status int, detail string) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(struct { // an error is the client's going away
		Type     string `json:"type"`
		Title    string `json:"title"`
		Status   int    `json:"status"`
		Detail   string `json:"detail"`
		Instance string `json:"instance"`
		Message  string `json:"message"`
		Debug    string `json:"debug"`
	}{"https://schema.oparl.org/1.1/Error", http.StatusText(status), status, detail, r.URL.EscapedPath(), detail, http.StatusText(status) + ": " + r.URL.EscapedPath()})
}
