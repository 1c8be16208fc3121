package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A cost is what a process took.
type cost struct {
	CPU  float64 `json:"cpu"`  // seconds, of the system, too
	Peak int64   `json:"peak"` // bytes of memory at most, with the pages of files that are mapped
	Own  int64   `json:"own"`  // of these, without files' pages; sampled
}

// run runs a process to its end, reads JSON from its standard output into v,
// and gives what it took.
func run(cmd *exec.Cmd, v any) (cost, error) {
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	ended, own := make(chan struct{}), make(chan int64)
	go func() {
		most := int64(0)
		for {
			select {
			case <-ended:
				own <- most
				return
			case <-time.After(20 * time.Millisecond):
				most = max(most, ownMemory(cmd.Process.Pid))
			}
		}
	}()
	err := cmd.Wait()
	close(ended)
	c := cost{Own: <-own}
	if err != nil {
		return c, fmt.Errorf("%w: %s", err, errs.String())
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	c.CPU, c.Peak = seconds(u), u.Maxrss<<10
	if err := json.Unmarshal(out.Bytes(), v); err != nil {
		return c, fmt.Errorf("%w in %.200q; %s", err, out.String(), errs.String())
	}
	return c, nil
}

func seconds(u *syscall.Rusage) float64 { return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9 }

// used is how many seconds of CPU this process has had.
func used() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // which getrusage of oneself cannot
	}
	return seconds(&u)
}

// ownMemory is the memory of a process that is no file's, in bytes; 0 where it
// is not known.
func ownMemory(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), "RssAnon:")
	line, _, _ := strings.Cut(after, "kB")
	n, _ := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	return n << 10
}

// profiled calls f and, if asked, leaves a CPU profile of it.
func profiled(role string, f func() error) error {
	dir := os.Getenv(envProfile)
	if dir == "" {
		return f()
	}
	file, err := os.Create(filepath.Join(dir, strings.ReplaceAll(role, " ", "-")+".prof"))
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	err = f()
	pprof.StopCPUProfile()
	return errors.Join(err, file.Close())
}

// play is what a process of ours does in a role, in the bench's folder. It
// prints JSON.
func play(role, dir string) error {
	var v any
	var err error
	switch role {
	case "read":
		v, err = readOnly(dir)
	case "build referat":
		v, err = buildReferat(dir)
	case "ask referat":
		v, err = askReferat(dir)
	case "keep":
		v, err = keep(dir)
	case "build bleve", "build bleve da", "build bleve da lean":
		v, err = buildBleve(dir, strings.TrimPrefix(role, "build "))
	case "ask bleve da lean":
		v, err = askBleve(dir)
	default:
		err = fmt.Errorf("no such role")
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(v)
}

// child runs this program in a role, with the garbage collector as «referat reindex»
// sets it.
func (b *bench) child(role string, v any) cost {
	b.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), envRole+"="+role, envDir+"="+b.dir, "GOGC=400", "GOMEMLIMIT=440MiB")
	c, err := run(cmd, v)
	if err != nil {
		b.t.Fatalf("%s: %v", role, err)
	}
	return c
}

// bytesIn is the size of the files in a folder.
func bytesIn(dir string) (n int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
