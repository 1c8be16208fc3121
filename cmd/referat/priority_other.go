//go:build !linux

package main

// lowerPriority does nothing on systems that have no such thing.
func lowerPriority() {}
