// Package api is the archive for programs: the JSON answers under /api/v1 to all
// that the pages show, with the OpenAPI description of them. Requests that
// package web has let in come here; what they ask is read from package library.
//
// One table (operations) says which addresses there are, what parameters each
// takes and what it answers; routes, the checking of parameters and the
// description are all made from it.
package api
