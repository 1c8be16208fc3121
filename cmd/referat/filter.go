package main

import (
	"flag"
	"strconv"
	"strings"
	"time"

	"referat/pkg/agenda"
)

// A filter is what --from, --to, --year and --kind ask for.
type filter struct {
	from, to string
	year     int
	kind     string
}

func (e *env) filterFlags(fs *flag.FlagSet) *filter {
	f := &filter{}
	fs.StringVar(&f.from, "from", "", "møder fra og med `DATO` (åååå-mm-dd, åååå-mm eller åååå)")
	fs.StringVar(&f.to, "to", "", "møder til og med `DATO`")
	fs.IntVar(&f.year, "year", 0, "møder i `ÅR`")
	fs.StringVar(&f.kind, "kind", "", "kun `ART`: referat eller dagsorden")
	return f
}

// check completes dates, and says what cannot be.
func (f *filter) check() error {
	var err error
	if f.from, err = completeDate("from", f.from, false); err != nil {
		return err
	}
	if f.to, err = completeDate("to", f.to, true); err != nil {
		return err
	}
	if f.year != 0 && (f.year < 1000 || f.year > 9999) {
		return usagef("--year kan ikke være %d: et år har fire cifre", f.year)
	}
	if f.from != "" && f.to != "" && f.from > f.to {
		return usagef("--from %s er efter --to %s", f.from, f.to)
	}
	f.kind = strings.ToLower(f.kind)
	switch agenda.Kind(f.kind) {
	case "", agenda.Referat, agenda.Dagsorden:
		return nil
	}
	return usagef("--kind kan ikke være «%s»: det er referat eller dagsorden", f.kind)
}

// completeDate makes "2026" and "2026-03" the first or last day they hold.
func completeDate(name, s string, last bool) (string, error) {
	if s == "" {
		return "", nil
	}
	for _, form := range []struct {
		layout string
		months int // that the form leaves open
		open   bool
	}{{"2006-01-02", 0, false}, {"02-01-2006", 0, false}, {"2006-01", 1, true}, {"2006", 12, true}} {
		t, err := time.Parse(form.layout, s)
		if err != nil {
			continue
		}
		if form.open && last {
			t = t.AddDate(0, form.months, -1)
		}
		return t.Format("2006-01-02"), nil
	}
	return "", usagef("--%s kan ikke være «%s»: en dato er åååå-mm-dd, åååå-mm eller åååå", name, s)
}

// admits reports whether a meeting fits.
func (f *filter) admits(date string, kind agenda.Kind) bool {
	if f.kind != "" && string(kind) != f.kind {
		return false
	}
	if f.from != "" && date < f.from || f.to != "" && (date == "" || date > f.to) {
		return false
	}
	return f.year == 0 || len(date) >= 4 && date[:4] == strconv.Itoa(f.year)
}
