// Package library is an archive as it is read: the generation in force with its
// search index, kept open while others write, and what people ask of it: hits
// with what they stand for, meetings by address, a case's course. The command
// line and the web server read through it; what may not be shown (Options) is
// kept back here, for all of them.
package library
