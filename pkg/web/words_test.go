package web

import (
	"testing"

	"referat/pkg/agenda"
)

func TestWords(t *testing.T) {
	for _, x := range []struct{ got, want string }{
		{danishDate("2026-03-23"), "23. marts 2026"},
		{danishDate("2026-3-x"), "2026-3-x"},
		{danishDate(""), "uden dato"},
		{longDate("2026-03-23"), "mandag den 23. marts 2026"},
		{longDate(""), "uden dato"},
		{number(0), "0"},
		{number(999), "999"},
		{number(1234567), "1.234.567"},
		{number(-1234), "-1.234"},
		{counted(1, "møde", "møder"), "1 møde"},
		{counted(2000, "møde", "møder"), "2.000 møder"},
		{meetingName("Rådmandsmøder 2026", "Rådmandsmøde d. 23. marts"), "Rådmandsmøder 2026: Rådmandsmøde d. 23. marts"},
		{meetingName("Aarhus Byråd", "Aarhus Byråd d. 27. august"), "Aarhus Byråd d. 27. august"},
		{meetingName("", ""), "Møde uden navn"},
		{pagesText(agenda.PageRange{3, 3}), "side 3"},
		{pagesText(agenda.PageRange{3, 5}), "side 3–5"},
		{pagesText(agenda.PageRange{}), ""},
		{pageList([]int{1, 2, 3, 7}), "side 1–3, 7"},
		{pageList(nil), ""},
		{hours("11:00", "13:00"), "kl. 11.00–13.00"},
		{hours("11:00", ""), "kl. 11.00"},
		{hours("", "13:00"), ""},
		{capital("åbent møde"), "Åbent møde"},
		{capital(""), ""},
		{numbered("", "Eventuelt"), "Eventuelt"},
		{undated("Rådmandsmøde d. 23 marts", "2026-03-23"), "Rådmandsmøde"},
		{undated("Rådmandsmøde d. 1. november", "2027-11-01"), "Rådmandsmøde"},
		{undated("Aarhus Byråd den 27. august 2025", "2025-08-27"), "Aarhus Byråd"},
		{undated("Byrådet, 27. august 2025", "2025-08-27"), "Byrådet"},
		{undated("Byrådet 27. august 2024", "2025-08-27"), "Byrådet 27. august 2024"},
		{undated("Byrådet d. 3. august", "2025-08-23"), "Byrådet d. 3. august"},
		{undated("d. 27. august", "2025-08-27"), "d. 27. august"},
		{undated("Møde d. 16. maj om Strandgade", "2025-05-16"), "Møde d. 16. maj om Strandgade"},
		{undated("Rådmandsmøde d. 23. marts", ""), "Rådmandsmøde d. 23. marts"},
		{outcomeSays(agenda.Unknown), "udfald: ukendt"},
		{outcomeSays(agenda.Approved), "godkendt"},
		{bilagName(&agenda.Bilag{Number: 2, Title: "Kort over havnen"}), "Bilag 2: Kort over havnen"},
		{bilagName(&agenda.Bilag{Number: 2, Title: "Bilag 1: Forslag fra Havnelisten"}), "Bilag 1: Forslag fra Havnelisten"},
		{bilagName(&agenda.Bilag{Number: 2, Title: "bilag nr. 3 til sag"}), "bilag nr. 3 til sag"},
		{bilagName(&agenda.Bilag{Number: 2, Title: "Bilagsoversigt"}), "Bilag 2: Bilagsoversigt"},
		{bilagName(&agenda.Bilag{Number: 2}), "Bilag 2: uden titel"},
	} {
		if x.got != x.want {
			t.Errorf("«%s», not «%s»", x.got, x.want)
		}
	}
}

// What is said of a bilag's pages is what was done with them.
func TestScansOf(t *testing.T) {
	for _, x := range []struct {
		bilag         agenda.Bilag
		scans, unread []int
		ocr           bool
		says          string
	}{
		{agenda.Bilag{Pages: &agenda.PageRange{4, 9}, OCR: true}, nil, []int{7, 8, 11}, false, "side 7–8 er billeder, som ikke er læst (OCR)"},
		{agenda.Bilag{Pages: &agenda.PageRange{4, 9}, OCR: true}, []int{5}, []int{7}, true, "side 7 er et billede, som ikke er læst (OCR)"},
		{agenda.Bilag{Pages: &agenda.PageRange{11, 11}, OCR: true}, nil, []int{11}, false, "et billede, som ikke er læst (OCR)"},
		{agenda.Bilag{Pages: &agenda.PageRange{4, 5}, OCR: true}, []int{4, 5}, []int{6}, true, ""},
		{agenda.Bilag{Pages: &agenda.PageRange{4, 5}, OCR: true}, nil, nil, true, ""},
		{agenda.Bilag{Pages: &agenda.PageRange{4, 5}}, []int{9}, nil, false, ""},
		{agenda.Bilag{}, nil, []int{1}, false, ""},
	} {
		if ocr, says := scansOf(&agenda.Document{Scans: x.scans, UnreadScans: x.unread}, &x.bilag); ocr != x.ocr || says != x.says {
			t.Errorf("%+v, %v, %v: %v, «%s»", x.bilag, x.scans, x.unread, ocr, says)
		}
	}
}
