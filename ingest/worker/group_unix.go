//go:build unix

package worker

import (
	"os"
	"os/exec"
	"syscall"
)

// setAttributes gives cmd a process group of its own, which no Ctrl-C reaches
// and which can be killed as a whole, and has it die with its parent.
func setAttributes(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(cmd.SysProcAttr)
}

// killGroup kills the worker pid and what it started. The group can be gone.
func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }

// killed says that a process ended by SIGKILL.
func killed(s *os.ProcessState) bool {
	status, ok := s.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}
