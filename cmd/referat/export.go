package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"

	"referat/pkg/agenda"
	"referat/pkg/archive"
)

func exportCommand() command {
	c := command{
		name:  "export",
		brief: "skriv møder, punkter, beslutninger og bilag til et regneark eller et program",
		usage: "--format csv|jsonl [flag] [ORD…]",
		help: `Skriver arkivets indhold ud som tabeller: møder (meetings), punkter, beslutninger
(decisions), opfølgninger (followups) og bilag. Id'erne er dem, search og show
bruger, og de samme i alle tabeller, så de kan føjes sammen.

csv åbner i Excel, som det er: UTF-8 med BOM, semikolon, højst 32.767 tegn i en
celle, og en celle, der begynder som en formel, får en apostrof foran. Uden --what
skrives hver tabel i sin fil i den mappe, --out nævner. jsonl er et JSON-objekt pr.
linje, helt og uden ændringer. Kolonnerne står i docs/export.md.

Et møde, arkivet har flere udgaver af, skrives én gang, fra den bedste udgave, og
med det, kun de andre har. Med ORD skrives alt, hvad search finder med dem.

Eksempler:
  referat export --format csv --out mappe/
  referat export --format csv --what beslutninger --outcome udsat --year 2026 --out udsat.csv
  referat export --format jsonl --from 2024 svømmehal > svømmehal.jsonl`,
	}
	c.run = func(e *env, ctx context.Context, args []string) error {
		fs := e.flags(c)
		dir := e.archiveFlag(fs)
		x := export{sel: selection{filter: e.filterFlags(fs)}}
		format := fs.String("format", "", "`FORMAT`: csv eller jsonl")
		what := fs.String("what", "", "kun `TABEL` (flere med komma imellem): "+strings.Join(tableNames(), ", "))
		fs.StringVar(&x.out, "out", "", "skriv til `STI`, en fil, eller en mappe (slutter på /, eller findes)")
		fs.BoolVar(&x.force, "force", false, "overskriv filer, der findes")
		separator := fs.String("separator", "semikolon", "csv's `TEGN` mellem celler: semikolon, komma, tab eller streg (|)")
		outcome := fs.String("outcome", "", "kun punkter med `UDFALD`: "+strings.Join(outcomeNames(), ", "))
		fs.StringVar(&x.sel.series, "series", "", "kun møder i `RÆKKE` eller udvalg (hele navnet; store og små bogstaver er ens)")
		fs.BoolVar(&x.sel.allCopies, "all-copies", false, "alle udgaver af hvert møde, også af PDF'er, en nyere har erstattet")
		words, err := e.parse(c, fs, args)
		if err != nil {
			return err
		}
		if err := x.sel.filter.check(); err != nil {
			return err
		}
		if x.sel.outcome, err = readOutcome(*outcome); err != nil {
			return err
		}
		x.sel.words = strings.Join(words, " ")
		if len(words) > 0 && x.sel.allCopies {
			return usagef("--all-copies kan ikke bruges sammen med ord: søgeindekset har hvert møde én gang")
		}
		if x.tables, err = readTables(*what); err != nil {
			return err
		}
		switch *format {
		case "jsonl":
			x.ending = ".jsonl"
		case "csv":
			x.ending = ".csv"
			if x.separator, err = readSeparator(*separator); err != nil {
				return err
			}
		case "":
			return usagef("giv --format csv eller --format jsonl")
		default:
			return usagef("--format kan ikke være «%s»: det er csv eller jsonl", *format)
		}
		if err := x.place(); err != nil {
			return err
		}
		a, err := archive.Open(*dir)
		if err != nil {
			return err
		}
		defer a.Close()
		return x.run(e, ctx, a)
	}
	return c
}

func tableNames() []string {
	var list []string
	for _, t := range tables() {
		name := t.name
		if t.danish != t.name {
			name = t.danish + " (" + t.name + ")"
		}
		list = append(list, name)
	}
	return list
}

// readTables reads --what; nothing is all of them.
func readTables(what string) ([]table, error) {
	if what == "" {
		return tables(), nil
	}
	var chosen []table
	for name := range strings.SplitSeq(what, ",") {
		name = strings.TrimSpace(name)
		i := slices.IndexFunc(tables(), func(t table) bool { return strings.EqualFold(name, t.name) || strings.EqualFold(name, t.danish) })
		if i < 0 {
			return nil, usagef("--what kan ikke være «%s»: det er %s", name, strings.Join(tableNames(), ", "))
		}
		if t := tables()[i]; !slices.ContainsFunc(chosen, func(c table) bool { return c.name == t.name }) {
			chosen = append(chosen, t)
		}
	}
	return chosen, nil
}

// readSeparator reads --separator, as a word or as it is. Others could not be told
// from what a cell holds by every program.
func readSeparator(s string) (byte, error) {
	switch s {
	case "semikolon", ";":
		return ';', nil
	case "komma", ",":
		return ',', nil
	case "tab", "\t", `\t`:
		return '\t', nil
	case "streg", "|":
		return '|', nil
	}
	return 0, usagef("--separator kan ikke være «%s»: det er semikolon, komma, tab eller streg", s)
}

// An export is one run of the command.
type export struct {
	sel       selection
	tables    []table
	separator byte   // of a CSV; 0 for JSON
	ending    string // of files in a folder
	out       string // "" is standard output
	folder    bool   // out is a folder, with a file a table
	force     bool

	sheets []*sheet // by table; all the same one where there is one file
	files  []*renameio.PendingFile
	paths  []string // of files
	made   bool     // the folder is new
}

// place finds out where the rows go, before anything is read.
func (x *export) place() error {
	info, err := os.Stat(x.out)
	x.folder = x.out != "" && (os.IsPathSeparator(x.out[len(x.out)-1]) || err == nil && info.IsDir())
	switch {
	case !x.folder && x.separator != 0 && len(x.tables) > 1:
		return usagef("en csv-fil har én tabel: vælg den med --what, eller giv --out en mappe (med / til sidst)")
	case x.out == "":
		return nil
	case !x.folder:
		x.paths = []string{x.out}
	default:
		for _, t := range x.tables {
			x.paths = append(x.paths, filepath.Join(x.out, t.name+x.ending))
		}
	}
	return x.free()
}

// free reports that a file is there that must not be overwritten.
func (x *export) free() error {
	for _, path := range x.paths {
		info, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fmt.Errorf("%s: %w", path, err)
		case !info.Mode().IsRegular():
			return fmt.Errorf("%s findes og er ikke en almindelig fil", path)
		case !x.force:
			return fmt.Errorf("%s findes i forvejen: giv --out et andet navn, eller overskriv med --force", path)
		}
	}
	return nil
}

// run writes the rows, and says how many. Files get their names when all of
// them are whole; until then nothing is seen of them.
func (x *export) run(e *env, ctx context.Context, a *archive.Reader) (err error) {
	defer func() {
		for _, f := range x.files {
			f.Cleanup() // does nothing where the file has got its name
		}
		if err != nil && x.made {
			os.Remove(x.out)
		}
	}()
	if err := x.sel.begin(ctx, a); err != nil {
		return err
	}
	if err := x.open(e); err != nil {
		return err
	}
	counts, err := x.write(ctx, a)
	if err != nil {
		return err
	}
	if err := x.finish(); err != nil {
		return err
	}
	x.report(e, counts)
	return nil
}

// open makes the sheets.
func (x *export) open(e *env) error {
	if x.out == "" {
		s, err := newSheet(e.stdout, x.separator, x.tables[0])
		x.sheets = []*sheet{s}
		return err
	}
	if x.folder {
		_, err := os.Stat(x.out)
		x.made = errors.Is(err, fs.ErrNotExist)
		if err := os.MkdirAll(x.out, 0o755); err != nil {
			return err
		}
	}
	for i, path := range x.paths {
		f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithPermissions(0o644))
		if err != nil {
			return fmt.Errorf("%s kan ikke skrives: %w", path, err)
		}
		x.files = append(x.files, f)
		s, err := newSheet(f, x.separator, x.tables[i])
		if err != nil {
			return err
		}
		x.sheets = append(x.sheets, s)
	}
	return nil
}

// write goes through the archive, and counts the rows of each table.
func (x *export) write(ctx context.Context, a *archive.Reader) ([]int, error) {
	counts := make([]int, len(x.tables))
	columns := make([][]column, len(x.tables))
	place := map[string]int{}
	for i, t := range x.tables {
		columns[i] = t.column()
		place[t.one] = i
	}
	for d, err := range x.sel.documents(ctx, a) {
		if err != nil {
			return nil, err
		}
		for r := range x.sel.rows(d) {
			i, ok := place[rowType(r)]
			if !ok {
				continue
			}
			counts[i]++
			if err := x.sheets[min(i, len(x.sheets)-1)].put(x.tables[i], columns[i], r); err != nil {
				return nil, err
			}
		}
	}
	return counts, nil
}

// rowType is the type, in JSON, of a row.
func rowType(r *row) string {
	switch {
	case r.task > 0:
		return "followup"
	case r.Kind == agenda.ThingMeeting:
		return "meeting"
	case r.Kind == agenda.ThingDecision:
		return "decision"
	}
	return string(r.Kind) // punkt, bilag
}

// finish writes what is left, and gives the files their names.
func (x *export) finish() error {
	for _, s := range x.sheets {
		if err := s.w.Flush(); err != nil {
			return err
		}
	}
	if err := x.free(); err != nil {
		return err // someone else has made one meanwhile
	}
	for i, f := range x.files {
		if err := f.CloseAtomicallyReplace(); err != nil {
			return fmt.Errorf("%s kan ikke skrives: %w", x.paths[i], err)
		}
	}
	return nil
}

// report says what was written, and what Excel would not take.
func (x *export) report(e *env, counts []int) {
	var parts []string
	for i, t := range x.tables {
		parts = append(parts, counted(counts[i], t.counts[0], t.counts[1]))
	}
	where := ""
	if x.out != "" {
		where = " i " + printable(x.out)
	}
	fmt.Fprintf(e.stderr, "%s%s\n", strings.Join(parts, ", "), where)
	cut := 0
	for i, s := range x.sheets {
		cut += s.cut
		if x.separator != 0 && s.rows >= excelRows {
			fmt.Fprintf(e.stderr, "%s: %d rækker er flere, end Excel viser (%d); del dem med --year eller --from og --to\n", x.tables[i].name, s.rows, excelRows-1)
		}
	}
	if cut > 0 {
		fmt.Fprintf(e.stderr, "%s var længere end Excels %d tegn og er skåret af (de slutter på%s); --format jsonl har dem hele\n",
			counted(cut, "celle", "celler"), excelCell, cutMark)
	}
}
