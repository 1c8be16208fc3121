// Package e2e is the web pages as people meet them: a real browser, the program
// as it is built, an archive of fictional exports. It has only tests, which are
// skipped where chromium is not installed.
package e2e
