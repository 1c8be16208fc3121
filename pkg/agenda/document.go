package agenda

// Schema names the JSON form of a Document that this program writes.
const Schema = "referat/1"

// A Document is everything that one PDF holds.
type Document struct {
	Schema   string    `json:"schema"`
	Source   Source    `json:"source"`
	Meetings []Meeting `json:"meetings"`
	Warnings []Warning `json:"warnings"`

	Scans       []int `json:"scans,omitempty"`        // pages read by OCR, from 1
	UnreadScans []int `json:"unread_scans,omitempty"` // pages that needed OCR and had none
	Masked      []int `json:"masked,omitempty"`       // pages with CPR numbers, masked or only found
}

// A Source is the PDF that a Document was read from.
type Source struct {
	Name     string `json:"name"`     // the file's name, without its folder
	SHA256   string `json:"sha256"`   // of the file's bytes, lower-case hex; the document's identity
	Bytes    int64  `json:"bytes"`    // the file's size
	Pages    int    `json:"pages"`    // how many pages the PDF has
	Producer string `json:"producer"` // the PDF's own word on what made it
}

// A Meeting (møde) is one meeting's agenda or minutes.
type Meeting struct {
	Series      string    `json:"series"` // møderække: "Rådmandsmøder 2026-2029"
	Title       string    `json:"title"`  // "Rådmandsmøde d. 23. marts"
	Date        string    `json:"date"`   // yyyy-mm-dd
	Start       string    `json:"start"`  // hh:mm
	End         string    `json:"end"`    // hh:mm
	Location    string    `json:"location"`
	Information string    `json:"information"`
	Kind        Kind      `json:"kind"`
	Pages       PageRange `json:"pages"`
	Punkter     []Punkt   `json:"punkter"`
}

// A Kind tells minutes from an agenda.
type Kind string

const (
	Referat   Kind = "referat"   // minutes: at least one punkt has a decision
	Dagsorden Kind = "dagsorden" // agenda: none has
)

// A Punkt (dagsordenspunkt) is one item of a meeting's agenda.
type Punkt struct {
	Number     string    `json:"number"`      // "3", "4.a"
	Title      string    `json:"title"`       // whole, without the time
	Minutes    int       `json:"minutes"`     // time set aside, in minutes; 0 where none is named
	Category   string    `json:"category"`    // kategori: "Til godkendelse"
	Closed     bool      `json:"closed"`      // lukket punkt
	CaseNumber string    `json:"case_number"` // sagsnummer: "EMN-2025-003383"
	Text       string    `json:"text"`        // what stands under the heading but is not decision; a paragraph a line
	Pages      PageRange `json:"pages"`       // from the heading to the last page of its bilag
	Decision   *Decision `json:"decision"`
	History    []History `json:"history"`
	Bilag      []Bilag   `json:"bilag"`

	Marks []Mark `json:"marks,omitempty"` // where in Text each page begins
}

// A Decision (beslutning) is what the meeting decided on a punkt.
type Decision struct {
	Text        string       `json:"text"` // paragraphs and list items, one a line; list items begin with "- "
	Outcome     Outcome      `json:"outcome"`
	Resolutions []Resolution `json:"resolutions"`
	Followups   []Followup   `json:"followups"`
	Dissent     []string     `json:"dissent"` // sentences of who would not agree or made a reservation
	Absent      []string     `json:"absent"`  // sentences of who did not take part

	Marks []Mark `json:"marks,omitempty"` // where in Text each page begins
}

// A Resolution (beslutningspunkt) is one "at 1) …" part of a decision.
type Resolution struct {
	Number  string  `json:"number"`
	Text    string  `json:"text"` // without the "at 1)"
	Outcome Outcome `json:"outcome"`
}

// A Followup (opfølgning) is a task that a decision gives to someone.
type Followup struct {
	Responsible string `json:"responsible"` // unit, role or name as written; "" when unnamed
	Text        string `json:"text"`        // the sentence that gives the task
}

// A History entry (sagsforløb) is an earlier body's decision in the same case.
// It is never this meeting's decision.
type History struct {
	Body   string `json:"body"`
	Date   string `json:"date"` // yyyy-mm-dd
	Number string `json:"number"`
	Text   string `json:"text"`
}

// A Bilag is an attachment of a punkt.
type Bilag struct {
	Number   int        `json:"number"` // the stamp's, else its place among the punkt's bilag, from 1
	Title    string     `json:"title"`
	Pages    *PageRange `json:"pages"` // nil where the export only names it
	OCR      bool       `json:"ocr"`   // the text came from a scan
	Text     string     `json:"text"`
	Meetings []Meeting  `json:"meetings"` // where the bilag is itself minutes or an agenda

	Marks []Mark `json:"marks,omitempty"` // where in Text each page begins
}

// A PageRange is a first and a last page, both included, from 1.
type PageRange [2]int

// Holds reports whether page lies in the range.
func (r PageRange) Holds(page int) bool { return r[0] <= page && page <= r[1] }

// A Mark says that the text of Page begins at byte Offset of the text it
// belongs to.
type Mark struct {
	Page   int `json:"page"`
	Offset int `json:"offset"`
}

// PageAt is the page that byte offset of a text lies on, by the text's marks;
// 0 where there are none.
func PageAt(marks []Mark, offset int) int {
	page := 0
	for _, m := range marks {
		if page != 0 && m.Offset > offset {
			break
		}
		page = m.Page
	}
	return page
}

// A Warning is something about a PDF that the program could not place, read
// or confirm. Nothing is left out of a Document without one.
type Warning struct {
	Code    WarningCode `json:"code"`
	Message string      `json:"message"` // Danish, for people
	Pages   []int       `json:"pages"`
}

// A WarningCode names a kind of warning, for programs.
type WarningCode string

const (
	WarnPageUnread     WarningCode = "page-unread"     // a page's text could not be read
	WarnPageEmpty      WarningCode = "page-empty"      // a page with a picture and no text: a scan
	WarnUnplaced       WarningCode = "text-unplaced"   // text that found no place in a meeting
	WarnHeadingMissing WarningCode = "heading-missing" // promised by Indhold, not found
	WarnPunktMissing   WarningCode = "punkt-missing"   // a number is missing in the row of punkter, and there is no Indhold
	WarnBilagMissing   WarningCode = "bilag-missing"   // a stamp's number is missing in the row
	WarnRunning        WarningCode = "running-head"    // running heads and page numbers left out of the texts
	WarnNoMeeting      WarningCode = "no-meeting"      // no layout knows this PDF
	WarnOutcomeUnknown WarningCode = "outcome-unknown" // a decision that no rule reads
	WarnCPR            WarningCode = "cpr"             // CPR numbers, masked or only found
	WarnRemoved        WarningCode = "removed"         // pages that were taken out of the archive
)
