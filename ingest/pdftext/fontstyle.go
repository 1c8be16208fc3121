package pdftext

import "strings"

// A style is what a font's name says of how it looks.
type style struct {
	bold, serif, mono bool
}

// fontStyle reads a base font's name.
func fontStyle(base string) style {
	n := strings.ToLower(base)
	return style{
		bold:  containsAny(n, "bold", "black", "heavy", "semibold", "-bd", "demi"),
		serif: containsAny(n, "times", "serif", "roman", "georgia", "garamond", "cambria", "minion", "caladea") && !strings.Contains(n, "sans"),
		mono:  containsAny(n, "courier", "mono", "consol"),
	}
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// baseName is a font's name without the subset prefix: "BAAAAA+Carlito-Bold"
// gives "Carlito-Bold" (ISO 32000-1, 9.6.4).
func baseName(name string) string {
	if len(name) > 7 && name[6] == '+' && strings.ToUpper(name[:6]) == name[:6] {
		return name[7:]
	}
	return name
}
