package ocr

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// page is hOCR as tesseract 5.3.0 writes it, around some content.
func page(content string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head><title></title><meta name='ocr-system' content='tesseract 5.3.0' /></head>
 <body><div class='ocr_page' id='page_1' title='image "stdin"; bbox 0 0 1000 1400; ppageno 0; scan_res 200 200'>
` + content + `</div></body></html>`)
}

const twoBlocks = `<div class='ocr_carea' id='block_1_1' title="bbox 100 90 400 130">
 <p class='ocr_par' id='par_1_1' lang='dan' title="bbox 100 90 400 130">
  <span class='ocr_header' id='line_1_1' title="bbox 100 90 400 130; baseline 0.01 -9; x_size 33; x_descenders 7; x_ascenders 7">
   <span class='ocrx_word' id='word_1_1' title='bbox 100 90 200 121; x_wconf 96'>R&amp;D</span>
   <span class='ocrx_word' id='word_1_2' title='bbox 210 91 400 130; x_wconf 60'><strong>&quot;på&#39;</strong></span>
   <span class='ocrx_word' id='word_1_3' title='bbox 410 91 420 130; x_wconf 60'> </span>
  </span>
  <span class='ocr_line' id='line_1_2' title="bbox 100 190 400 230; baseline 0 -9; x_size 33"></span>
 </p>
</div>
<div class='ocr_photo' id='block_1_2' title="bbox 0 0 10 10"></div>
<div class='ocr_carea' id='block_1_3' title="bbox 100 290 400 330">
 <p class='ocr_par' id='par_1_2' title="bbox 100 290 400 330">
  <span class='ocr_line' id='line_1_3' title="bbox 100 290 120 330; baseline 69.143 -829.714; x_size 30; x_descenders 8">
   <span class='ocrx_word' id='word_1_4' title='bbox 100 290 120 330; x_wconf 50'>2</span>
  </span>
 </p>
</div>
`

func TestParseHOCR(t *testing.T) {
	raw, err := parseHOCR(page(twoBlocks))
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{
		{
			Text: `R&D "på'`, X0: 100, Y0: 90, X1: 400, Y1: 130, Baseline: 121, Size: 33, Confidence: (2*96 + 2*60) / 4, Block: 1, Par: 1,
			Words: []Word{{"R&D", 100, 90, 200, 121, 96}, {`"på'`, 210, 91, 400, 130, 60}},
		},
		{
			Text: "2", X0: 100, Y0: 290, X1: 120, Y1: 330, Baseline: 322, Size: 30, Confidence: 50, Block: 2, Par: 1,
			Words: []Word{{"2", 100, 290, 120, 330, 50}},
		},
	}
	got := lines(raw, 0)
	for i := range got {
		got[i].join()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseHOCREmpty(t *testing.T) {
	raw, err := parseHOCR(page(""))
	if err != nil || len(raw) != 0 {
		t.Errorf("got %v, %v; want no lines", raw, err)
	}
}

func TestParseHOCRBroken(t *testing.T) {
	whole := page(twoBlocks)
	for name, b := range map[string][]byte{
		"cut off":            whole[:len(whole)/2],
		"a line without box": page(`<span class='ocr_line' title='baseline 0 0'></span>`),
		"a box of words":     page(`<span class='ocr_line' title='bbox a b c d'></span>`),
		"inside out":         page(`<span class='ocr_line' title='bbox 5 5 1 1'></span>`),
		"too far":            page(`<span class='ocr_line' title='bbox 0 0 1e300 1e300'></span>`),
		"crossed tags":       page(`<p></div></p>`),
	} {
		if raw, err := parseHOCR(b); err == nil {
			t.Errorf("%s: got %v and no error", name, raw)
		}
	}
}

// The baselines of a slanted page are those of the page set straight: two
// lines that stand beside each other have one.
func TestBaselineOfSlantedPage(t *testing.T) {
	slanted := func(x0, x1, bottom float64) rawLine {
		return rawLine{box: box{x0, bottom - 40, x1, bottom}, slope: 0.01, offset: -8, size: 30, words: []Word{{Text: "Tekst", Confidence: 90}}}
	}
	got := lines([]rawLine{slanted(100, 500, 201), slanted(1100, 1500, 211), slanted(100, 700, 401)}, 0)
	if a, b := got[0].Baseline, got[1].Baseline; math.Abs(a-b) > 0.01 {
		t.Errorf("baselines of one row are %v and %v", a, b)
	}
	if d := got[2].Baseline - got[0].Baseline; math.Abs(d-200) > 0.01 {
		t.Errorf("the rows are %v apart, want 200", d)
	}
}

// The left edges of a slanted page's lines are those of the page set straight;
// those of a straight page stay what they are.
func TestLeftEdgesOfSlantedPage(t *testing.T) {
	const slope = 0.02 // 1.1 degrees
	var raw []rawLine
	for y := 100.0; y < 3300; y += 100 {
		x := 200 - slope*y // each line stands a little further left than the one above it
		raw = append(raw, rawLine{box: box{x, y - 40, x + 1500, y}, slope: slope, size: 40, words: []Word{{Text: "Tekst", X0: x, X1: x + 1500, Confidence: 90}}})
	}
	got := lines(raw, 0)
	for _, l := range got {
		if math.Abs(l.X0-got[0].X0) > 0.01 || math.Abs(l.X1-l.X0-1500) > 0.01 {
			t.Errorf("a line from %.1f to %.1f, the first from %.1f to %.1f", l.X0, l.X1, got[0].X0, got[0].X1)
		}
		if w := l.Words[0]; math.Abs(w.X0+l.Shift-l.X0) > 0.01 {
			t.Errorf("the line at %.1f is shifted by %.1f, its first word is at %.1f", l.X0, l.Shift, w.X0)
		}
	}
	for i := range raw {
		raw[i].slope = 0
	}
	if l := lines(raw, 0)[5]; l.X0 != raw[5].x0 || l.Shift != 0 {
		t.Errorf("on a straight page a line from %v is at %v, shifted by %v", raw[5].x0, l.X0, l.Shift)
	}
}

func FuzzParseHOCR(f *testing.F) {
	f.Add(page(twoBlocks))
	f.Add(page(""))
	f.Add(page(`<span class='ocrx_word' title='bbox 1 2 3 4; x_wconf NaN'>ord</span>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		raw, err := parseHOCR(b)
		if err != nil {
			return
		}
		r := reading{raw, 0}
		r.turn()
		for _, l := range finished(r) {
			if strings.TrimSpace(l.Text) == "" || len(l.Words) == 0 {
				t.Errorf("a line with no text: %+v", l)
			}
			for _, v := range []float64{l.X0, l.Y0, l.X1, l.Y1, l.Baseline, l.Size, l.Confidence} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("a line with no measures: %+v", l)
				}
			}
			if l.Confidence < 0 || l.Confidence > 100 {
				t.Errorf("confidence %v", l.Confidence)
			}
		}
	})
}
