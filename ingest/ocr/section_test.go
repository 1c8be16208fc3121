package ocr

import (
	"strings"
	"testing"
)

func TestMendSections(t *testing.T) {
	for _, tt := range []struct{ name, read, want string }{
		{"one after another", "8 1. Bommen er låst.\nDet er aftalt.\nS 2. Nøglen hænger i skuret.\n8 3. Vagten ser til.",
			"§ 1. Bommen er låst.\nDet er aftalt.\n§ 2. Nøglen hænger i skuret.\n§ 3. Vagten ser til."},
		{"one alone, with a Stk. under it", "5 14. Bommen er låst.\nStk. 2. Nøglen hænger i skuret.", "§ 14. Bommen er låst.\nStk. 2. Nøglen hænger i skuret."},
		{"beside one that was read right", "§ 7. Bommen er låst.\n8 8. Nøglen hænger i skuret.", "§ 7. Bommen er låst.\n§ 8. Nøglen hænger i skuret."},
		{"with a letter", "8 4. Bommen er låst.\n$ 4 a. Om natten er den åben.\nStk. 2. Nøglen hænger i skuret.\nS 5. Vagten ser til.",
			"§ 4. Bommen er låst.\n§ 4 a. Om natten er den åben.\nStk. 2. Nøglen hænger i skuret.\n§ 5. Vagten ser til."},
		{"a class in the middle of a text", "8 1. Klasser har svaret.", "8 1. Klasser har svaret."},
		{"a table whose first column is the same", "3 1. Division\n3 2. Division\n3 3. Division", "3 1. Division\n3 2. Division\n3 3. Division"},
		{"floors", "8 1. sal\n8 2. sal", "8 1. sal\n8 2. sal"},
		{"not in order", "8 12. Bommen er låst.\n8 3. Nøglen hænger i skuret.", "8 12. Bommen er låst.\n8 3. Nøglen hænger i skuret."},
		{"a line of one number", "8 1.\n8 2.", "8 1.\n8 2."},
	} {
		var lines []Line
		for text := range strings.Lines(tt.read) {
			lines = append(lines, line(90, text))
		}
		mendSections(lines)
		for i := range lines {
			lines[i].join()
		}
		if got := strings.Join(texts(lines), "\n"); got != tt.want {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
