package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"referat/ingest"
	"referat/pkg/library"
	"referat/pkg/web"
)

func serveCommand() command {
	c := command{
		name:  "serve",
		brief: "vis arkivet i en browser, og giv det til programmer",
		usage: "[flag]",
		help: `Viser arkivet på http://127.0.0.1:8080/, kun for denne maskine, indtil --listen siger
andet: søgning, møder, punkter, bilag og PDF'ernes sider; feeds af søgninger og
sager; JSON under /api/v1 og OParl under /oparl. Importer og reindekseringer ses, så
snart de er færdige; serveren skal ikke startes om.

Lukkede punkter og sider med CPR-numre vises ikke. --show-closed viser de lukkede
punkter, til en intern server; giv den da --auth-file, en fil, som «htpasswd -B»
skriver den: et navn og en adgangskode på hver linje.

Adgangsloggen skrives som JSON på standard output, en linje for hver forespørgsel,
uden det, der blev søgt på. /healthz siger, om arkivet kan læses, og /metrics giver
tal til Prometheus. Ctrl-C stopper, når de forespørgsler, der er i gang, er besvaret.

Eksempler:
  referat serve
  referat serve --listen :8080 --base-url https://arkiv.example.dk
  referat serve --show-closed --auth-file brugere.txt --listen 10.0.0.5:8080`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		s := e.serverFlags(fs)
		rest, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if len(rest) > 0 {
			return usagef("«%s» er for meget", rest[0])
		}
		if err := s.check(); err != nil {
			return err
		}
		return s.run(ctx, *dir)
	}
	return c
}

// A server is the flags of serve.
type server struct {
	e         *env
	listen    string
	base      string
	closed    bool
	users     string // a file's name
	passwords string // a file's name
	drawers   int
	quiet     bool
}

func (e *env) serverFlags(fs *flag.FlagSet) *server {
	s := &server{e: e}
	fs.StringVar(&s.listen, "listen", "127.0.0.1:8080", "`ADRESSE:PORT` der svares på; «:8080» er alle maskinens adresser")
	fs.StringVar(&s.base, "base-url", "", "`URL` som links i feeds, API og henvisninger skal begynde med; ellers som der spørges")
	fs.BoolVar(&s.closed, "show-closed", false, "vis også lukkede punkter")
	fs.StringVar(&s.users, "auth-file", "", "`FIL` med navne og adgangskoder (htpasswd -B) på dem, der må læse")
	fs.StringVar(&s.passwords, "password-file", "", "`FIL` med adgangskoder til beskyttede PDF'er, en på hver linje")
	fs.IntVar(&s.drawers, "draw-workers", max(1, runtime.GOMAXPROCS(0)/2), "`ANTAL` sider, der tegnes ad gangen; 0 viser sider som tekst alene")
	fs.BoolVar(&s.quiet, "no-access-log", false, "skriv ingen adgangslog")
	return s
}

// check says what of the flags makes no sense.
func (s *server) check() error {
	if _, _, err := net.SplitHostPort(s.listen); err != nil {
		return usagef("--listen kan ikke være «%s»: det er ADRESSE:PORT, som 127.0.0.1:8080", s.listen)
	}
	if s.base != "" {
		u, err := url.Parse(s.base)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
			return usagef("--base-url kan ikke være «%s»: det er som https://arkiv.example.dk, uden sti", s.base)
		}
	}
	if s.drawers < 0 || s.drawers > 64 {
		return usagef("--draw-workers kan ikke være %d: giv et tal fra 0 til 64", s.drawers)
	}
	return nil
}

// Bounds on connections. They hold for all of them; what a request costs is
// bounded by package web.
const (
	mostConnections = 2000
	headTime        = 5 * time.Second // to send the head of a request in
	readTime        = 15 * time.Second
	writeTime       = 60 * time.Second // to take an answer in; originals get longer
	idleTime        = 90 * time.Second
	mostHead        = 32 << 10         // bytes
	stopTime        = 20 * time.Second // for the requests at work when the server is stopped
	refreshEvery    = time.Second      // to look for a new generation
)

// serveMemory is how much memory the collector tries to stay below, in bytes,
// beside what is mapped of store and index.
const serveMemory = 320 << 20

// run serves till ctx ends.
func (s *server) run(ctx context.Context, dir string) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200) // it runs for months beside others: less than import takes
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(serveMemory)
	}
	config := web.Config{Base: s.base, Version: version(), CPUs: runtime.GOMAXPROCS(0), Errors: slog.New(slog.NewTextHandler(s.e.stderr, nil))}
	if !s.quiet {
		config.Access = slog.New(slog.NewJSONHandler(s.e.stdout, nil))
	}
	var err error
	if config.Users, err = readUsers(s.users); err != nil {
		return err
	}
	passwords, err := readPasswords(s.passwords)
	if err != nil {
		return err
	}
	l, err := library.Open(dir, library.Options{NoClosed: !s.closed, Mask: ingest.MaskCPR, Serving: true})
	if err != nil {
		return err
	}
	defer l.Close()
	config.Library = l
	stopDrawing, err := s.draw(&config, passwords)
	if err != nil {
		return err
	}
	defer stopDrawing()
	site, err := web.New(config)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return fmt.Errorf("der kan ikke svares på %s: %w", s.listen, err)
	}
	s.greet(listener.Addr())
	go s.refresh(ctx, l)
	return s.serve(ctx, listener, site)
}

// readUsers reads the file of those who may read; nil where none is named.
func readUsers(file string) (*web.Users, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("filen med brugere kan ikke læses: %w", err)
	}
	defer f.Close()
	u, err := web.ReadUsers(f)
	if err != nil {
		return nil, fmt.Errorf("filen med brugere, %s: %w", file, err)
	}
	return u, nil
}

// greet says where the archive is, and what is to be thought of.
func (s *server) greet(at net.Addr) {
	fmt.Fprintf(s.e.stderr, "referat serve: arkivet er på http://%s/ (Ctrl-C stopper)\n", at)
	tcp, ok := at.(*net.TCPAddr)
	if ok && tcp.IP.IsLoopback() {
		return
	}
	switch {
	case s.closed && s.users == "":
		s.e.hint(fmt.Sprintf("alle, der kan nå %s, kan se de lukkede punkter; --auth-file kræver navn og adgangskode", at))
	case s.users != "" && !strings.HasPrefix(s.base, "https://"):
		s.e.hint("adgangskoder sendes ukrypteret; sæt en proxy med HTTPS foran")
	}
}

// refresh opens new generations as they come.
func (s *server) refresh(ctx context.Context, l *library.Library) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	var told string
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := l.Refresh()
		if err == nil {
			err = l.Behind()
		}
		switch {
		case err == nil:
			told = ""
		case err.Error() != told:
			told = err.Error()
			fmt.Fprintf(s.e.stderr, "referat serve: arkivets nye udgave kan ikke åbnes: %s; den gamle vises imens\n", printable(told))
		}
	}
}

// serve answers requests till ctx ends, and then those that are at work.
func (s *server) serve(ctx context.Context, l net.Listener, site http.Handler) error {
	h := &http.Server{
		Handler: site, ConnState: newCrowd(mostConnections).state, ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: mostHead,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug), // clients that break off
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err := h.Shutdown(late)
		if err != nil {
			err = errors.Join(err, h.Close())
		}
		stopped <- err
	}()
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	if err := <-stopped; err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	_, err := io.WriteString(s.e.stderr, "referat serve: stoppet\n")
	return err
}
