// Package worker does jobs in child processes of the same binary, so that a
// job that hangs, crashes or eats the memory costs itself alone: a Pool gives
// the jobs of an import to processes that run Serve, and ends those that go
// over their limits. It knows nothing of what a job is.
package worker
