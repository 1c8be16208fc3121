package library

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// thingSaid is a thing, as package danish writes it, in words: a date, a month, a
// paragraph, a share, a case number or an amount.
func thingSaid(thing string) string {
	if t, err := time.Parse("2006-01-02", thing); err == nil {
		return fmt.Sprintf("datoen %d. %s %d", t.Day(), monthName(t.Month()), t.Year())
	}
	if t, err := time.Parse("2006-01", thing); err == nil {
		return fmt.Sprintf("måneden %s %d", monthName(t.Month()), t.Year())
	}
	if t, err := time.Parse("--01-02", thing); err == nil {
		return fmt.Sprintf("datoen %d. %s i ethvert år", t.Day(), monthName(t.Month()))
	}
	if number, ok := strings.CutPrefix(thing, "§"); ok {
		parts := strings.Split(number, ".")
		said := "§ " + parts[0]
		for i, part := range parts[1:] {
			said += []string{", stk. ", ", nr. ", ", litra "}[min(i, 2)] + part
		}
		return said
	}
	if number, ok := strings.CutSuffix(thing, "%"); ok {
		return number + " %"
	}
	if n, err := strconv.ParseInt(thing, 10, 64); err == nil {
		return "tallet " + grouped(n)
	}
	if thing != "" && thing[0] >= 'a' && thing[0] <= 'z' {
		return strings.ToUpper(thing)
	}
	return thing
}

func monthName(m time.Month) string {
	return strings.Fields("januar februar marts april maj juni juli august september oktober november december")[m-1]
}

// grouped is a number with a stop for each thousand: 1.250.000.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}
