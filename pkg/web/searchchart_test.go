package web

import "testing"

func TestChart(t *testing.T) {
	asked := search{paramText: "bro"}
	c := asked.chart(map[int]int{2019: 3, 2022: 12}, 2022)
	if len(c.Columns) != 4 || c.Columns[1].Href != "" || c.Columns[1].Bar != 0 || c.Columns[3].Bar != chartBars || c.Columns[0].Bar != chartBars/4 {
		t.Errorf("%+v", c.Columns)
	}
	if c.Columns[0].Name != "2019: 3 punkter" || c.Columns[0].Href != "/soeg?q=bro&aar=2019" || c.Columns[3].Href != "/soeg?q=bro" || !c.Columns[3].Chosen {
		t.Errorf("%+v", c.Columns)
	}
	if c.Values[0].Text != "2022" || len(c.Values) != 2 || c.Most != "flest i 2022: 12 punkter" {
		t.Errorf("%+v %s", c.Values, c.Most)
	}
	for _, col := range c.Columns {
		if col.Width < 24 || col.BarLeft < col.Left || col.BarLeft+col.BarW > col.Left+col.Width || col.Top+col.Bar != c.Base {
			t.Errorf("%+v", col)
		}
	}
	// A date that somebody wrote wrong does not make a chart of a thousand years.
	if c := asked.chart(map[int]int{1019: 1, 2019: 3, 2022: 12}, 0); len(c.Columns) != 3 || c.Columns[0].Width < 24 {
		t.Errorf("%+v", c.Columns)
	}
	many := map[int]int{}
	for y := 1985; y < 2027; y++ {
		many[y] = y
	}
	if c := asked.chart(many, 0); len(c.Columns) != 42 || c.Columns[0].Text != "’85" || c.Columns[0].Width < 24 {
		t.Errorf("%+v", c.Columns[0])
	}
}
