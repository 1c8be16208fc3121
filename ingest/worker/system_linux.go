package worker

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// dieWithParent has the process killed when the thread that starts it ends.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGKILL }

// awaitExit returns when the child pid is dead, and leaves it as a zombie, so
// that its number stays its own until it is waited for. It says whether it can.
func awaitExit(pid int) bool {
	const byPID, exited, leave = 1, 4, 0x1000000 // P_PID, WEXITED, WNOWAIT: waitid(2)
	for {
		_, _, errno := syscall.Syscall6(syscall.SYS_WAITID, byPID, uintptr(pid), 0, exited|leave, 0, 0)
		if errno != syscall.EINTR {
			return errno == 0
		}
	}
}

// confine limits this process, and those that it starts, to memory bytes of
// address space, where that is not 0, and keeps it from writing core files.
func confine(memory uint64) error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return err
	}
	if memory == 0 {
		return nil
	}
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_AS, &now); err != nil {
		return err
	}
	memory = min(memory, now.Max)
	return syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: memory, Max: memory})
}

// shield takes stdout from all other writers, where out is that: it gives
// another descriptor for it, which programs that are started do not get, and
// makes 1 the same as 2.
func shield(out io.Writer) (io.Writer, error) {
	if f, ok := out.(*os.File); !ok || f.Fd() != uintptr(syscall.Stdout) {
		return out, nil
	}
	syscall.ForkLock.RLock() // nothing is started between these two
	fd, err := syscall.Dup(syscall.Stdout)
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, err
	}
	if err := syscall.Dup3(syscall.Stderr, syscall.Stdout, 0); err != nil {
		return nil, err
	}
	os.Stdout = os.Stderr
	return os.NewFile(uintptr(fd), "results"), nil
}

// memoryOf is what a process has resident, and the most that it has had, in
// bytes: proc_pid_status(5). The ru_maxrss of a dead one would not do, since
// it counts the parent's memory too: a child begins as its copy.
func memoryOf(pid int) (now, peak uint64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0
	}
	for line := range bytes.Lines(status) {
		name, value, _ := strings.Cut(string(line), ":")
		if name != "VmRSS" && name != "VmHWM" {
			continue
		}
		kB, _ := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
		if name == "VmRSS" {
			now = kB << 10
		} else {
			peak = kB << 10
		}
	}
	return now, peak
}

// timeOf is the processor time that a living process has used, with that of
// its children that are dead: proc_pid_stat(5), fields 14 to 17, in
// hundredths of a second (USER_HZ).
func timeOf(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')')+1:]), " ")
	fields := strings.Fields(rest) // from the third on: the second, a name, may hold anything
	var ticks int64
	for i := 14; i <= 17 && i-3 < len(fields); i++ {
		n, _ := strconv.ParseInt(fields[i-3], 10, 64)
		ticks += n
	}
	return time.Duration(ticks) * (time.Second / 100)
}
