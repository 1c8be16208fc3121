//go:build !linux

package ocr

import "os/exec"

// runAlone runs a command, which is killed when its context ends. Elsewhere
// than on Linux it may outlive a killed parent by the page that it is reading.
func runAlone(cmd *exec.Cmd) error { return cmd.Run() }
