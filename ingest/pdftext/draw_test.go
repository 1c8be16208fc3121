package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"strings"
	"testing"
)

// drawn draws a page of a PDF.
func drawn(t testing.TB, data []byte, page, width int, passwords ...string) *Drawing {
	t.Helper()
	r := NewReader(sharedCache(), nil)
	t.Cleanup(func() { r.Close() })
	d, err := r.Draw(bytes.NewReader(data), int64(len(data)), passwords, page, width)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ink is the box around what is not white, in fractions of the picture.
func ink(img image.Image) (left, top, right, bottom float64) {
	b := img.Bounds()
	left, top = 1, 1
	for y := range b.Dy() {
		for x := range b.Dx() {
			if r, g, bl, _ := img.At(x, y).RGBA(); r+g+bl < 0x8000*3 {
				left, right = min(left, float64(x)/float64(b.Dx())), max(right, float64(x+1)/float64(b.Dx()))
				top, bottom = min(top, float64(y)/float64(b.Dy())), max(bottom, float64(y+1)/float64(b.Dy()))
			}
		}
	}
	return left, top, right, bottom
}

// A page's one word is where its ink is, however the page is turned or cropped;
// the picture is as wide as was asked for, and the page stands the right way up.
func TestWordsLieOnTheInk(t *testing.T) {
	for _, tt := range []struct {
		dict          string
		width, height float64 // of the page as shown
	}{
		{"", 595, 842},
		{"/Rotate 90", 842, 595},
		{"/Rotate 180", 595, 842},
		{"/Rotate 270", 842, 595},
		{"/Rotate -90", 842, 595},
		{"/CropBox [150 300 450 700]", 300, 400},
		{"/CropBox [150 300 450 700] /Rotate 90", 400, 300},
		{"/CropBox [-500 -500 450 700]", 450, 700},
		{"/UserUnit 2", 595, 842},
	} {
		t.Run(tt.dict, func(t *testing.T) {
			var f pdfFile
			d := drawn(t, f.pages(testPage{content: `BT /F1 24 Tf 200 500 Td (Budgetaftale) Tj ET`, dict: tt.dict}), 1, 900)
			if size := d.Image.Bounds().Size(); size.X != 900 || math.Abs(float64(size.Y)-900*tt.height/tt.width) > 1 {
				t.Errorf("%v", size)
			}
			if _, ok := d.Image.(*image.Gray); !ok {
				t.Errorf("black text as a %T", d.Image)
			}
			if len(d.Words) != 1 || d.Words[0].Text != "Budgetaftale" {
				t.Fatalf("%+v", d.Words)
			}
			w := d.Words[0]
			left, top, right, bottom := ink(d.Image)
			const slack = 0.004 // four points of a page
			if left < float64(w.Left)-slack || right > float64(w.Right)+slack || top < float64(w.Top)-slack || bottom > float64(w.Bottom)+slack {
				t.Errorf("the word is at %+v, its ink at %.3f %.3f %.3f %.3f", w, left, top, right, bottom)
			}
			along, across := float64(w.Right-w.Left)*tt.width, float64(w.Bottom-w.Top)*tt.height
			if strings.Contains(tt.dict, "90") || strings.Contains(tt.dict, "270") {
				along, across = across, along
			}
			if math.Abs(along-135) > 6 || across < 20 || across > 36 { // Helvetica of 24 points
				t.Errorf("the word is %.0f by %.0f points", along, across)
			}
		})
	}
}

func TestDrawingInColour(t *testing.T) {
	var f pdfFile
	d := drawn(t, f.pages(testPage{content: `1 0 0 rg 0 0 595 421 re f`}), 1, 100)
	img, ok := d.Image.(*image.RGBA)
	if !ok {
		t.Fatalf("%T", d.Image)
	}
	if top, bottom := img.RGBAAt(50, 20), img.RGBAAt(50, 120); fmt.Sprint(top, bottom) != "{255 255 255 255} {255 0 0 255}" {
		t.Errorf("above %v, below %v", top, bottom)
	}
}

func TestDrawnSize(t *testing.T) {
	for _, tt := range []struct {
		width, height float64
		wide          int
		w, h          int
	}{
		{595, 842, 1200, 1200, 1698},
		{595, 842, 5000, 2000, 2830}, // no wider
		{100, 10_000, 1200, 244, 24495},
		{14400, 1, 2000, 0, 0}, // a hair
		{1, 14_400, 2000, 20, 293939},
		{595, 842, 0, 0, 0},
		{0, 842, 1200, 0, 0},
		{math.NaN(), 842, 1200, 0, 0},
		{math.Inf(1), 842, 1200, 0, 0},
	} {
		w, h := drawnSize(tt.width, tt.height, tt.wide)
		if w != tt.w || h != tt.h || w*h > maxDrawn {
			t.Errorf("%g by %g points, %d wide: %d by %d", tt.width, tt.height, tt.wide, w, h)
		}
	}
}

func TestDrawErrors(t *testing.T) {
	r := NewReader(sharedCache(), nil)
	defer r.Close()
	var f pdfFile
	one := f.pages(testPage{content: "BT ET"})
	locked := file1(t, "testdata/aes256-password.pdf")
	for _, tt := range []struct {
		name  string
		data  []byte
		page  int
		width int
		want  error
	}{
		{"no PDF", []byte("a letter"), 1, 800, ErrNotPDF},
		{"page 0", one, 0, 800, ErrNoPage},
		{"page 2 of 1", one, 2, 800, ErrNoPage},
		{"no width", one, 1, 0, ErrBroken},
		{"a password", locked, 1, 800, ErrPassword},
	} {
		if _, err := r.Draw(bytes.NewReader(tt.data), int64(len(tt.data)), nil, tt.page, tt.width); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	if d := drawn(t, locked, 1, 400, "forkert", "havnebad"); d.blank() {
		t.Error("the protected page is blank")
	}
}

// A file that has lost its table is drawn as the whole one is.
func TestADamagedFileIsDrawn(t *testing.T) {
	data, err := os.ReadFile("../../testdata/exports/2027-01-04-kort.pdf")
	if err != nil {
		t.Fatal(err)
	}
	want := drawn(t, data, 1, 300)
	cut := append([]byte("mail header\r\n"), data[:bytes.LastIndex(data, []byte("startxref"))]...)
	got := drawn(t, cut, 1, 300)
	if want.blank() || len(got.Words) != len(want.Words) {
		t.Errorf("%d words, want %d", len(got.Words), len(want.Words))
	}
	swappedWords := drawn(t, swapped(data), 1, 300).Words
	if len(swappedWords) != len(want.Words) {
		t.Errorf("with objects at each other's places: %d words, want %d", len(swappedWords), len(want.Words))
	}
}

// Whatever stands in a page's content, a drawing keeps within its size, and
// words within the page.
func FuzzDraw(f *testing.F) {
	for _, tt := range lineTests() {
		f.Add(tt.content, "/Rotate 90")
	}
	f.Add("q 1e9 0 0 1e9 0 0 cm BT /F1 1 Tf (x) Tj ET", "/CropBox [0 0 1e9 1e-9]")
	r := NewReader(sharedCache(), nil)
	f.Cleanup(func() { r.Close() })
	f.Fuzz(func(t *testing.T, content, dict string) {
		var file pdfFile
		data := file.pages(testPage{content: content, dict: dict})
		d, err := r.Draw(bytes.NewReader(data), int64(len(data)), nil, 1, 200)
		if err != nil {
			return
		}
		if size := d.Image.Bounds().Size(); size.X > 200 || size.X*size.Y > maxDrawn || size.X < 1 || size.Y < 1 {
			t.Fatalf("%v", size)
		}
		for _, w := range d.Words {
			if !(0 <= w.Left && w.Left < w.Right && w.Right <= 1 && 0 <= w.Top && w.Top < w.Bottom && w.Bottom <= 1) || strings.ContainsAny(w.Text, " \n") || w.Text == "" {
				t.Fatalf("%+v", w)
			}
		}
	})
}
