package ocr

import (
	"os/exec"
	"runtime"
	"syscall"
)

// runAlone runs a command in a process group of its own, which is killed as a
// whole when the command's context ends, and which dies with this process: the
// kernel sends the signal when the thread that started the child ends, so the
// thread is held until the child is done (prctl(2), PR_SET_PDEATHSIG).
func runAlone(cmd *exec.Cmd) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd.Run()
}
