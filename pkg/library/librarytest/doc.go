// Package librarytest makes archives for the tests of what reads through
// pkg/library: pkg/web with its api and oparl.
package librarytest
