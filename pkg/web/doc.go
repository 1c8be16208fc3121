// Package web is the archive on the web: pages for people, pictures of the PDFs'
// pages, feeds, and, mounted beside them, the JSON API (api) and OParl (oparl).
// All that it shows comes from a library, which keeps back what may not be shown.
package web
