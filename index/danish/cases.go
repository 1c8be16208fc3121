package danish

// caseWithLetters: EMN-2025-001027, letters, the year and a number.
func (f *finder) caseWithLetters() {
	text := f.text
	if n := f.end - f.start; n < 2 || n > 6 || f.kind != Word || isDigit(text[f.end-1]) {
		return
	}
	size := dash(text, f.end)
	if size == 0 {
		return
	}
	year, i := yearAt(text, f.end+size)
	if year == 0 {
		return
	}
	if size = dash(text, i); size == 0 {
		return
	}
	end := digits(text, i+size)
	if n := end - i - size; n < 3 || n > 10 {
		return
	}
	f.thing = append(append(f.thing[:0], f.term...), '-')
	f.thing = append(append(f.thing, text[i-4:i]...), '-')
	f.thing = append(f.thing, text[i+size:end]...)
	f.emit(Thing, end)
}

// caseInDigits: 27/04418, two digits of the year and a number of four to six;
// 2025-0123456, all of the year and at least five. Not: 12/2025, which is a
// month, 2019-2023, the years of a range.
func (f *finder) caseInDigits() {
	text := f.text
	yearEnd := digits(text, f.start)
	if yearEnd >= len(text) || text[yearEnd] != '/' && text[yearEnd] != '-' {
		return
	}
	if f.start > 1 && (text[f.start-1] == '/' || text[f.start-1] == '-') && letterAt(text, f.start-2) {
		return // of a longer row
	}
	separator := text[yearEnd]
	end := digits(text, yearEnd+1)
	if end < len(text) && (text[end] == '/' || text[end] == '-') && letterAt(text, end+1) {
		return
	}
	number := text[yearEnd+1 : end]
	switch year, _ := yearAt(text, f.start); {
	case yearEnd == f.start+2 && separator == '/' && 4 <= len(number) && len(number) <= 6:
		if asYear, _ := yearAt(text, yearEnd+1); asYear != 0 {
			return
		}
	case year != 0 && 5 <= len(number) && len(number) <= 10:
	default:
		return
	}
	f.thing = append(f.thing[:0], text[f.start:end]...)
	f.emit(Thing, end)
}

// caseByPlan: 27.00.00-G01-7-19, the number of a case after KLE, the
// municipalities' plan for their journals.
func (f *finder) caseByPlan() {
	const pattern = "99.99.99-A99-" // then a number and the year
	text := f.text[f.start:]
	if len(text) < len(pattern) {
		return
	}
	for i := range len(pattern) {
		switch c := text[i]; pattern[i] {
		case '9':
			if !isDigit(c) {
				return
			}
		case 'A':
			if c >= 0x80 || lower[c] < 'a' {
				return
			}
		default:
			if c != pattern[i] {
				return
			}
		}
	}
	number := digits(text, len(pattern))
	if number == len(pattern) || !rowGoesOn(text, number, '-') {
		return
	}
	year := digits(text, number+1)
	if n := year - number - 1; n != 2 && n != 4 {
		return
	}
	f.thing = f.thing[:0]
	for i := range year {
		if c := lower[text[i]]; c != 0 {
			f.thing = append(f.thing, c)
		} else {
			f.thing = append(f.thing, text[i])
		}
	}
	f.emit(Thing, f.start+year)
}
