package web

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// raw sends a request as it stands to a server, and gives the answer; an error
// where the server breaks off.
func raw(t testing.TB, address, request string) (status int, header http.Header, body string, err error) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(10 * time.Second))
	go io.WriteString(c, request)
	w, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, nil, "", err
	}
	defer w.Body.Close()
	b, _ := io.ReadAll(io.LimitReader(w.Body, 1<<20))
	return w.StatusCode, w.Header, string(b), nil
}

// No path leads out of what the server shows.
func TestPathTricks(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	s := newTarget(t, dir, nil)
	server := httptest.NewServer(s)
	defer server.Close()
	at := server.Listener.Addr().String()
	for target, want := range map[string][]int{
		"/original/../../etc/passwd": {301, 307, 404}, "/original/%2e%2e/%2e%2e/etc/passwd": {301, 307, 404}, "/original/%2e%2e%2f%2e%2e%2fetc%2fpasswd": {404}, "/original/..%5c..%5cetc%5cpasswd": {404},
		"/original/" + sha + ".pdf%00": {404}, "/original/" + sha + ".pdf/": {404}, "/original/" + sha: {404}, "/original/" + sha + ".PDF": {404}, "/original/" + strings.ToUpper(sha) + ".pdf": {404},
		"/original/" + sha[:12] + ".pdf": {404}, "/original/" + sha[:63] + "%30.pdf": {404}, "/original/": {404}, "/original": {404}, "//original//" + sha + ".pdf": {301, 307}, "/original/./" + sha + ".pdf": {301, 307},
		"/aktiver/": {404}, "/aktiver": {404}, "/aktiver/..": {301, 307}, "/aktiver/../templates/layout.html": {301, 307}, "/aktiver/%2e%2e%2ftemplates%2flayout.html": {404}, "/aktiver/referat.css%00": {404},
		"/store.db": {404}, "/CURRENT": {404}, "/.git/config": {404}, "/etc/passwd": {404}, "/%2f%2fexample.com": {301, 307, 404}, "//example.com/": {301, 307, 404}, "/\\example.com": {404}, "http://example.com/etc/passwd": {404},
		"http://example.com//etc/passwd": {301, 307, 404}, "/dokument/" + sha[:11] + "/side/1/../../../../etc/passwd": {301, 307}, "/dokument/" + sha + "/side/1/..%2f..": {404}, "/dokument/" + sha[:4] + "%2f/side/1": {404}, "/dokument/%2f%2fexample.com/side/1": {404},
		"/debug/pprof/": {404}, "/metrics/": {404}, "/" + strings.Repeat("a/", 4000): {404}, "/" + strings.Repeat("a", 9000): {414}, "/" + strings.Repeat("../", 2000) + "etc/passwd": {301, 307, 404},
		"/soeg?q=" + strings.Repeat("a", 9000): {414}, "/soeg?" + strings.Repeat("q=a&", 2000): {200}, "/soeg?" + strings.Repeat("a=a;", 2000): {200}, "/soeg?%zz=%zz&q=%": {200}, "*": {400, 404}, "/%zz": {400}, "/%": {400},
	} {
		status, header, body, err := raw(t, at, "GET "+target+" HTTP/1.1\r\nHost: arkiv.example.dk\r\nConnection: close\r\n\r\n")
		if err != nil || !slices.Contains(want, status) {
			t.Errorf("%.100q: %d %v, want %v: %.200s", target, status, err, want, body)
		}
		if strings.Contains(body, "root:") || strings.Contains(body, "{{") || status == 200 && header.Get("Content-Type") == "application/pdf" {
			t.Errorf("%.100q: %.300q", target, body)
		}
		if l := header.Get("Location"); l != "" && (!strings.HasPrefix(l, "/") || strings.HasPrefix(l, "//")) {
			t.Errorf("%.100q leads to %q", target, l)
		}
	}
	for request, want := range map[string]int{
		"GET / HTTP/1.1\r\n\r\n": 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n": 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n": 400, "GET / HTTP/1.1\r\nHost: a\r\n X: y\r\n\r\n": 400, "GET / HTTP/9.9\r\nHost: a\r\n\r\n": 505,
		"GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 2<<20) + "\r\n\r\n": 431, "GET /soeg?q=" + strings.Repeat("x", 2<<20) + " HTTP/1.1\r\nHost: a\r\n\r\n": 431, "\x00\x01\x02\r\n\r\n": 400,
		"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nConnection: close\r\n\r\n0\r\n\r\n": 200, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: junk\r\n\r\n": 501,
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n": 405, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n": 405, "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n": 200,
	} {
		if status, _, body, err := raw(t, at, request); status != want && !(want == 431 && err != nil) && !(status == 505 && want == 400) {
			t.Errorf("%.60q: %d %v, want %d: %.200s", request, status, err, want, body)
		}
	}
}

// A part of an original is never more than the original.
func TestRanges(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	server := httptest.NewServer(newTarget(t, dir, nil))
	defer server.Close()
	for ranges, want := range map[string]struct {
		status int
		most   int64
	}{
		"bytes=0-0": {206, 1}, "bytes=-8": {206, 8}, "bytes=0-0,8-8": {206, 2000}, "bytes=5-2": {416, 2000}, "bytes=99999999999-": {416, 2000}, "bytes=-99999999999": {206, bigPDF}, "bytes=abc": {416, 2000}, "bytes=": {200, bigPDF}, "rows=0-1": {416, 2000},
		"bytes=" + strings.Repeat("0-,", 400) + "0-": {200, bigPDF}, "bytes=" + strings.Repeat("0-0,", 400) + "0-0": {206, 200_000}, "bytes=0-9223372036854775807": {206, bigPDF}, "bytes=9223372036854775808-": {416, 2000}, "bytes=--1": {416, 2000}, "bytes=0-1,1-2,0-2": {206, 3000},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/original/"+sha+".pdf", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Range", ranges)
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Errorf("%.60q: %v", ranges, err)
			continue
		}
		n, err := io.Copy(io.Discard, w.Body)
		w.Body.Close()
		if err != nil || w.StatusCode != want.status || n > want.most {
			t.Errorf("%.60q: status %d, %d bytes, %v; want %d, at most %d", ranges, w.StatusCode, n, err, want.status, want.most)
		}
	}
}

// Readers of originals that do not read keep nobody out.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	dir, sha := nastyArchive(t)
	s := newTarget(t, dir, nil)
	server := httptest.NewServer(s)
	defer server.Close()
	for range 60 {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		c.(*net.TCPConn).SetReadBuffer(4096)
		fmt.Fprintf(c, "GET /original/%s.pdf HTTP/1.1\r\nHost: a\r\n\r\n", sha)
		if _, err := c.Read(make([]byte, 16)); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"/", "/soeg?q=bro", "/udvalg", "/oparl", "/original/" + sha + ".pdf"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodHead, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		w.Body.Close()
		if w.StatusCode != http.StatusOK || time.Since(began) > 5*time.Second {
			t.Errorf("%s: status %d after %v", path, w.StatusCode, time.Since(began))
		}
	}
	if in, waiting := s.gates[light].busy(); in != 0 || waiting != 0 {
		t.Errorf("%d are in at the gate, %d wait", in, waiting)
	}
}
