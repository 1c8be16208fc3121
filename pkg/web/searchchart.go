package web

import (
	"context"
	"slices"
	"strconv"

	"referat/index"
	"referat/pkg/library"
)

// A chart is how many hits each year has, as columns to narrow the search by.
type chart struct {
	Width, Height int // of the picture, in pixels
	Base          int // where the columns stand, from the top
	Columns       []column
	Values        []facetValue // the same in words
	Most          string       // which year has most
	Chosen        string       // the year that the search is narrowed to; "" for none
	All           string       // the search in all years again, where it is narrowed
}

// A column is a year in the chart: a link as high as the chart, with a bar in it.
type column struct {
	link
	Name          string // for those who hear it: 2027: 12 punkter
	Left, Width   int
	BarLeft, BarW int
	Top, Bar      int // of the bar: its upper end, its height
	Middle        int // where the year is written, from the left
	Label         int // and from the top
	Chosen        bool
}

// How the chart is set, in pixels. A column is wide enough to be hit with a
// finger, 24 and more.
const (
	chartBars    = 76 // height of the highest bar
	chartAbove   = 4
	chartBelow   = 20 // for the years
	columnWide   = 46
	columnSlim   = 28
	slimFrom     = 15 // so many years and more have slim columns, and years of two digits
	mostGapYears = 60 // of more years than that, only those with hits have a column
)

// makeChart is the chart of a search's hits; nil where all are of one year that
// nobody chose. Where a year is chosen, it still has the others.
func makeChart(ctx context.Context, v *library.Volume, asked search, q index.Query, f *library.Found) (*chart, error) {
	counts := f.Facets[index.FacetYear]
	if q.Year != 0 && !f.Fuzzy {
		wide := q
		wide.Year, wide.Facets = 0, []index.Facet{index.FacetYear}
		c, err := v.Count(ctx, wide)
		if err != nil {
			return nil, err
		}
		counts = c.Facets[index.FacetYear]
	}
	hits := map[int]int{}
	for _, c := range counts {
		if y, err := strconv.Atoi(c.Value); err == nil {
			hits[y] = int(c.Hits)
		}
	}
	if len(hits) < 2 && q.Year == 0 {
		return nil, nil
	}
	return asked.chart(hits, q.Year), nil
}

// chart is the chart of so many hits by year.
func (s search) chart(hits map[int]int, chosen int) *chart {
	years := yearsBetween(hits)
	most := 1
	for _, n := range hits {
		most = max(most, n)
	}
	wide := columnWide
	if len(years) >= slimFrom {
		wide = columnSlim
	}
	c := &chart{Width: wide * len(years), Height: chartAbove + chartBars + chartBelow, Base: chartAbove + chartBars}
	for i, y := range years {
		n, text := hits[y], strconv.Itoa(y)
		href := s.with(paramYear, text).address("/soeg")
		if y == chosen {
			c.Chosen, c.All = text, s.with(paramYear, "").address("/soeg")
			href = c.All
		}
		bar := 0
		if n == most {
			c.Most = "flest i " + text + ": " + counted(n, "punkt", "punkter")
		}
		if n > 0 {
			bar = max(2, n*chartBars/most)
			c.Values = append(c.Values, facetValue{link{text, href}, number(n), y == chosen})
		}
		label := text
		if len(years) >= slimFrom {
			label = "’" + text[max(0, len(text)-2):]
		}
		col := column{
			link: link{label, href}, Name: text + ": " + counted(n, "punkt", "punkter"), Chosen: y == chosen,
			Left: i * wide, Width: wide, BarLeft: i*wide + wide/6, BarW: wide - 2*(wide/6),
			Top: c.Base - bar, Bar: bar, Middle: i*wide + wide/2, Label: c.Base + 15,
		}
		if n == 0 {
			col.Href = ""
		}
		c.Columns = append(c.Columns, col)
	}
	slices.Reverse(c.Values)
	return c
}

// yearsBetween are the years from the first to the last with hits, those without
// among them; where that is too many, those with hits alone.
func yearsBetween(hits map[int]int) []int {
	var years []int
	for y := range hits {
		years = append(years, y)
	}
	slices.Sort(years)
	if n := len(years); n > 0 && years[n-1]-years[0] < mostGapYears {
		for y, last := years[0], years[n-1]; y <= last; y++ {
			if hits[y] == 0 {
				years = append(years, y)
			}
		}
		slices.Sort(years)
	}
	return years
}
