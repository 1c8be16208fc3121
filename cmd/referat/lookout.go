package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"referat/ingest"
)

// A lookout hears from the system of PDFs that come or change in folders. Of
// what other machines do on a network share, systems tell nothing.
type lookout struct {
	changed chan struct{} // holds one: something has changed since it was taken

	watcher *fsnotify.Watcher      // nil where the system gives none
	folders map[string]os.FileInfo // what is watched, by absolute path, as it was found
}

// newLookout makes a lookout, also where there is an error: it hears nothing
// then.
func newLookout() (*lookout, error) {
	l := &lookout{changed: make(chan struct{}, 1), folders: map[string]os.FileInfo{}}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return l, watchError(err)
	}
	l.watcher = watcher
	go l.listen()
	return l, nil
}

func (l *lookout) close() {
	if l.watcher != nil {
		l.watcher.Close()
	}
}

// watch has the lookout watch these folders as well, each of which is watched
// without those in it. It reports whether any is new: what came into that one
// before has not been heard of. The error says why some are not watched.
func (l *lookout) watch(folders []string) (more bool, err error) {
	if l.watcher == nil {
		return false, nil
	}
	still := map[string]bool{}
	for _, path := range l.watcher.WatchList() { // those that are gone have left it
		still[path] = true
	}
	var refused error
	for _, folder := range folders {
		path, err := filepath.Abs(folder)
		if err != nil {
			return more, err
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // gone meanwhile
		}
		// Another folder of the same name can have been mounted over it.
		if had := l.folders[path]; had != nil && still[path] && os.SameFile(had, info) {
			continue
		}
		err = l.watcher.Add(path)
		switch {
		case err == nil:
			l.folders[path], more = info, true
		case errors.Is(err, os.ErrNotExist):
		case full(err):
			return more, watchError(err)
		default:
			refused = fmt.Errorf("%s kan ikke overvåges: %w", folder, err)
		}
	}
	return more, refused
}

// full reports whether no more folders can be watched.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ENOMEM)
}

// watchError says what to do about the system's limits (inotify(7)).
func watchError(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return errors.New("systemet overvåger ikke så mange mapper; hæv fs.inotify.max_user_watches")
	case errors.Is(err, syscall.EMFILE):
		return errors.New("systemet overvåger ikke mapper for flere programmer; hæv fs.inotify.max_user_instances")
	}
	return fmt.Errorf("systemet overvåger ikke mapper: %w", err)
}

// listen takes what the system tells, till the lookout is closed.
func (l *lookout) listen() {
	for {
		tell := false
		select {
		case ev, ok := <-l.watcher.Events:
			if !ok {
				return
			}
			tell = matters(ev)
		case err, ok := <-l.watcher.Errors:
			if !ok {
				return
			}
			tell = errors.Is(err, fsnotify.ErrEventOverflow) // what it was is lost
		}
		if !tell {
			continue
		}
		select {
		case l.changed <- struct{}{}:
		default:
		}
	}
}

// matters reports whether an import may have something to do after a change:
// not for what is hidden, or no PDF, such as what this program may write into
// the folder, and not for what goes away.
func matters(ev fsnotify.Event) bool {
	if !ev.Has(fsnotify.Create) && !ev.Has(fsnotify.Write) || strings.HasPrefix(filepath.Base(ev.Name), ".") {
		return false
	}
	if info, err := os.Stat(ev.Name); err == nil && info.IsDir() {
		return true
	}
	return ingest.LooksLikePDF(ev.Name)
}
