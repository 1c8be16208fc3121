package ocr

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// installed is the program with dan; without it the test is skipped.
func installed(t *testing.T) *Program {
	t.Helper()
	p, err := Find(nil)
	if err != nil {
		t.Skip("skipped, it needs tesseract with dan: ", err)
	}
	return p
}

// picture is a PNG of testdata in grey. testdata/make.sh makes them.
func picture(t *testing.T, name string) *image.Gray {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	gray := image.NewGray(img.Bounds())
	draw.Draw(gray, gray.Bounds(), img, img.Bounds().Min, draw.Src)
	return gray
}

// letter is what testdata/letter.png says.
var letter = []string{
	"Notat om badebroer i Strandby Kommune",
	"Afgørelsen er truffet efter servicelovens § 85, stk. 2,",
	"og efter reglerne i §§ 83 og 85 i loven. Ansøgningen",
	"blev modtaget den 11-03-2026 kl. 10:15 af forvaltningen.",
	"Udledningen falder til 85 ton CO₂e, og der er 8 børn på",
	"hvert hold. Byrådet ønsker en årlig opgørelse over både",
	"slid og vedligehold på de otte badebroer.",
	"Med venlig hilsen",
	"Kystudvalget",
}

func TestRead(t *testing.T) {
	p := installed(t)
	got, err := p.Read(t.Context(), picture(t, "letter.png"), 200)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(texts(got), letter) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(texts(got), "\n"), strings.Join(letter, "\n"))
	}
	for i, l := range got {
		// Set in 12 points at 200 dpi: 33 pixels. The lowest line of the
		// picture ends 120 pixels above its edge.
		if l.Size < 25 || l.Size > 42 || l.X0 < 110 || l.X0 > 130 || l.Turned != 0 || l.Confidence < 60 {
			t.Errorf("line %d is measured wrongly: %+v", i, l)
		}
		if i > 0 && l.Baseline-got[i-1].Baseline < 25 {
			t.Errorf("line %d stands %v below the one before", i, l.Baseline-got[i-1].Baseline)
		}
	}
}

func TestReadTurned(t *testing.T) {
	p := installed(t)
	for _, lies := range []int{90, 180, 270} {
		got, err := p.Read(t.Context(), turned(picture(t, "letter.png"), lies), 200)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(texts(got), letter) {
			t.Errorf("turned by %d: got\n%s", lies, strings.Join(texts(got), "\n"))
			continue
		}
		if back := got[0].Turned; back != 360-lies || got[0].X0 > 130 || got[0].Y0 > 160 {
			t.Errorf("turned by %d: turned back by %d, the first line is %+v", lies, back, got[0])
		}
	}
}

func TestReadTable(t *testing.T) {
	p := installed(t)
	got, err := p.Read(t.Context(), picture(t, "table.png"), 200)
	if err != nil {
		t.Fatal(err)
	}
	want := "Badebro Længde Tilstand Nordstranden 120 meter Velholdt Sydhavnen 85 meter Slidt"
	if all := strings.Join(texts(got), " "); all != want {
		t.Errorf("got %q, want %q", all, want)
	}
}

// A page with nothing on it has no lines; nor has one of dirt or a picture.
func TestReadNoText(t *testing.T) {
	p := installed(t)
	random := rand.New(rand.NewPCG(1, 2))
	blank := image.NewGray(image.Rect(0, 0, 800, 1100))
	draw.Draw(blank, blank.Bounds(), image.White, image.Point{}, draw.Src)
	dirt, clouds := image.NewGray(blank.Rect), image.NewGray(blank.Rect)
	copy(dirt.Pix, blank.Pix)
	for range 300 {
		x, y := random.IntN(790), random.IntN(1090)
		draw.Draw(dirt, image.Rect(x, y, x+random.IntN(5), y+random.IntN(5)), image.Black, image.Point{}, draw.Src)
	}
	for range 900 {
		x, y, grey := random.IntN(800), random.IntN(1100), uint8(random.IntN(256))
		draw.Draw(clouds, image.Rect(x, y, x+random.IntN(150), y+random.IntN(150)), image.NewUniform(color.Gray{Y: grey}), image.Point{}, draw.Src)
	}
	for name, img := range map[string]*image.Gray{
		"blank": blank, "dirt": dirt, "clouds": clouds, "empty": image.NewGray(image.Rectangle{}), "one pixel": image.NewGray(image.Rect(0, 0, 1, 1)),
	} {
		got, err := p.Read(t.Context(), img, 200)
		if err != nil || len(got) != 0 {
			t.Errorf("%s: got %q, %v; want no lines", name, texts(got), err)
		}
	}
}

func TestReadTooLarge(t *testing.T) {
	p := installed(t)
	img := &image.Gray{Rect: image.Rect(0, 0, 40000, 10), Stride: 40000, Pix: make([]uint8, 400000)}
	if _, err := p.Read(t.Context(), img, 200); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("got %v, want that it is too large", err)
	}
}

func TestName(t *testing.T) {
	if name := installed(t).Name(); !strings.HasPrefix(name, "tesseract ") || !strings.HasSuffix(name, " dan") {
		t.Errorf("got %q, want as tesseract 5.3.0 dan", name)
	}
}

func TestFindMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Find(nil); !errors.Is(err, ErrMissing) {
		t.Errorf("got %v, want ErrMissing", err)
	}
}

func TestFindLanguage(t *testing.T) {
	installed(t)
	if _, err := Find([]string{"dan", "zzz_none"}); !errors.Is(err, ErrLanguage) || !strings.Contains(err.Error(), "zzz_none") {
		t.Errorf("got %v, want ErrLanguage for zzz_none", err)
	}
}

// Names that would be read as something else are refused without the program.
func TestFindLanguageNames(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, name := range []string{"", "dan+eng", "../dan", "script/Latin", "-l", "dan eng", "dan\n", "dån", strings.Repeat("a", 41)} {
		if _, err := Find([]string{name}); !errors.Is(err, ErrLanguage) {
			t.Errorf("%q: got %v, want ErrLanguage", name, err)
		}
	}
}

// script is a Program that runs a shell script instead, which may start others.
func script(t *testing.T, text string) *Program {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("skipped, it needs sh: ", err)
	}
	path := filepath.Join(t.TempDir(), "tesseract")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o755); err != nil {
		t.Fatal(err)
	}
	return &Program{path: path, version: "tesseract 0", languages: []string{"dan"}}
}

func TestReadCancel(t *testing.T) {
	alive := filepath.Join(t.TempDir(), "alive")
	// A child of the child writes on; both must end.
	p := script(t, "(while :; do echo >>'"+alive+"'; sleep 0.05; done) & wait\n")
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for {
			if _, err := os.Stat(alive); err == nil {
				cancel()
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	started := time.Now()
	_, err := p.Read(ctx, picture(t, "letter.png"), 200)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v to end", took)
	}
	before, _ := os.ReadFile(alive)
	time.Sleep(300 * time.Millisecond)
	if after, _ := os.ReadFile(alive); len(after) != len(before) {
		t.Error("what the program started lives on")
	}
}

func TestReadFailures(t *testing.T) {
	for text, want := range map[string]string{
		"echo 'Error opening data file' >&2; exit 1": "exit status 1: Error opening data file",
		"exit 0":                              "no answer",
		"cat >/dev/null; echo '<html><body>'": "hOCR is broken",
		"kill -9 $$":                          "killed",
		"cat /dev/zero":                       errOutput.Error(),
		"cat /dev/zero >&2 & sleep 1; kill %1; exit 3": "exit status 3",
	} {
		_, err := script(t, text).Read(t.Context(), picture(t, "letter.png"), 200)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "ocr: tesseract 0: ") {
			t.Errorf("%s: got %.200v, want %q", text, err, want)
		}
	}
}
