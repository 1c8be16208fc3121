// Package picture draws pages of PDFs as pictures for the archive's readers, in
// worker processes: a Drawer gives the jobs to processes that run Serve, and
// what they give goes to the pages of pkg/web by way of cmd/referat.
package picture
