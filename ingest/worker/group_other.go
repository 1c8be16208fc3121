//go:build !unix

package worker

import (
	"os"
	"os/exec"
)

func setAttributes(*exec.Cmd) {}

// killGroup kills the worker pid; here, not what it started.
func killGroup(pid int) {
	if p, err := os.FindProcess(pid); err == nil {
		_ = p.Kill()
		_ = p.Release()
	}
}

func killed(*os.ProcessState) bool { return false }
