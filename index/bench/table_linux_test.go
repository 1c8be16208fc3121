package bench

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
)

// at is the value that percent of the list lie below.
func at(list []float64, percent int) float64 {
	if len(list) == 0 {
		return 0
	}
	list = slices.Sorted(slices.Values(list))
	return list[min(len(list)*percent/100, len(list)-1)]
}

func mean(list []int) float64 {
	sum := 0
	for _, n := range list {
		sum += n
	}
	return float64(sum) / float64(max(len(list), 1))
}

// table prints what was measured.
func (b *bench) table() {
	fmt.Printf("\n%d documents, %d words each, %d different words, %.0f MB of text; %d queries of each kind\n", b.made.Punkter, b.made.Words/b.made.Punkter, b.made.Forms, float64(b.made.Text)/1e6, b.made.Each)
	w := tabwriter.NewWriter(os.Stdout, 2, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\nbuild\tCPU s\tdocuments per CPU s\tindex MB\tindex/text\tpeak MiB\twithout files\treferat/this, CPU\t")
	for _, name := range b.order {
		f := b.systems[name]
		fmt.Fprintf(w, "%s\t%.1f\t%.0f\t%.0f\t%.2f\t", name, f.Build.CPU, float64(b.made.Punkter)/f.Build.CPU, float64(f.Bytes)/1e6, float64(f.Bytes)/float64(b.made.Text))
		if f.Build.Peak > 0 {
			fmt.Fprintf(w, "%d\t%d\t", f.Build.Peak>>20, f.Build.Own>>20)
		} else {
			fmt.Fprint(w, "\t\t")
		}
		b.ratio(w, nameReferat, name, func(f *figures) float64 { return f.Build.CPU })
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "\nanswers, ms\t\tp50\tp99\tCPU p50\tp99\tmean found\treferat/this, p50\tp99\tCPU p50\tp99\t")
	for _, k := range kinds() {
		for _, name := range b.order {
			a := b.systems[name].Answers[k]
			if a.MS == nil {
				continue
			}
			fmt.Fprintf(w, "%s\t%s\t%.2f\t%.1f\t%.2f\t%.1f\t%.0f\t", k, name, at(a.MS, 50), at(a.MS, 99), at(a.CPU, 50), at(a.CPU, 99), mean(a.Found))
			for _, percent := range []int{50, 99} {
				b.ratio(w, nameReferat, name, func(f *figures) float64 { return at(f.Answers[k].MS, percent) })
			}
			for _, percent := range []int{50, 99} {
				b.ratio(w, nameReferat, name, func(f *figures) float64 { return at(f.Answers[k].CPU, percent) })
			}
			fmt.Fprintln(w)
		}
	}
	b.bands(w)
	_ = w.Flush()
	if f := b.systems[namePostgres]; f != nil {
		fmt.Printf("\nPostgreSQL: the words and their index alone; keeping the texts took %.1f s of CPU more. Found: rows given, at most %d, but for pages.\n", f.Load, pageHits)
	}
	for _, name := range b.order {
		if b.systems[name].Kept {
			fmt.Println("not of this run:", name)
		}
	}
	for _, s := range b.skipped {
		fmt.Println("left out,", s)
	}
	fmt.Println()
}

// bands prints the answers' p50 by how common the words are, or how long.
func (b *bench) bands(w *tabwriter.Writer) {
	list, err := asked(b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	fmt.Fprint(w, "\np50, ms, by words\t\t")
	var systems []string
	for _, name := range b.order {
		if b.systems[name].Answers != nil {
			systems = append(systems, name)
			fmt.Fprint(w, name, "\t")
		}
	}
	fmt.Fprintln(w)
	for _, k := range kinds() {
		of := map[string][]int{} // by band, which of the kind's questions
		n := 0
		for _, q := range list {
			if q.Kind == k && !q.Warm {
				of[q.Band] = append(of[q.Band], n)
				n++
			}
		}
		for _, band := range slices.Sorted(maps.Keys(of)) {
			fmt.Fprintf(w, "%s\t%s\t", k, band)
			for _, name := range systems {
				var took []float64
				if ms := b.systems[name].Answers[k].MS; ms != nil {
					for _, i := range of[band] {
						took = append(took, ms[i])
					}
					fmt.Fprintf(w, "%.2f", at(took, 50))
				}
				fmt.Fprint(w, "\t")
			}
			fmt.Fprintln(w)
		}
	}
}

func (b *bench) ratio(w *tabwriter.Writer, ours, theirs string, of func(*figures) float64) {
	if b.systems[ours] == nil || ours == theirs || of(b.systems[theirs]) == 0 {
		fmt.Fprint(w, "\t")
		return
	}
	fmt.Fprintf(w, "%.2f\t", of(b.systems[ours])/of(b.systems[theirs]))
}

// check holds a full run's figures against what they must show.
func (b *bench) check() {
	ours := b.systems[nameReferat]
	if ours == nil || b.made.Punkter < full {
		return
	}
	most := func(what string, got, want float64) {
		if got > want {
			b.t.Errorf("%s: %.2f, want at most %.2f", what, got, want)
		}
	}
	for name, want := range map[string]float64{"bleve": 0.4, nameLean: 1, namePostgres: 0.8} {
		if f := b.systems[name]; f != nil {
			most("CPU of the build by that of "+name, ours.Build.CPU/f.Build.CPU, want)
		}
	}
	most("bytes of the index by those of the text", float64(ours.Bytes)/float64(b.made.Text), 1.3)
	most("MiB of memory of its own", float64(ours.Build.Own>>20), 500) // pages of the files that it merges are the system's to take back
	for _, k := range kinds() {
		own := ours.Answers[k].MS
		if f := b.systems[nameXapian]; f != nil {
			want := 1.0
			if k == kindPhrase {
				want = 2
			}
			most(string(k)+", p50 by Xapian's", at(own, 50)/at(f.Answers[k].MS, 50), want)
		}
		if f := b.systems[namePostgres]; f != nil && k != kindPhrase {
			most(string(k)+", p99 by PostgreSQL's", at(own, 99)/at(f.Answers[k].MS, 99), 0.2)
		}
	}
}
