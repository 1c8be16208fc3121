package oparl

import "referat/pkg/agenda"

// An object is what every object has. What is not known is left out: the
// standard wants neither null nor empty values.
//
// Fields of our own (referat:) have no objects in them, only texts, numbers and
// arrays of these: a client that takes objects apart (Meine Stadt Transparent)
// takes every object within another for one of the standard's.
type object struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Created  string `json:"created"`
	Modified string `json:"modified"`
	Web      string `json:"web,omitempty"`
	Deleted  bool   `json:"deleted,omitempty"` // then there is nothing else
}

type systemObject struct {
	object
	OparlVersion string `json:"oparlVersion"`
	Body         string `json:"body"` // list
	Name         string `json:"name"`
	ContactEmail string `json:"contactEmail,omitempty"`
	ContactName  string `json:"contactName,omitempty"`
	License      string `json:"license,omitempty"`
	Website      string `json:"website"`
}

type bodyObject struct {
	object
	System              string     `json:"system"`
	Name                string     `json:"name"`
	ContactEmail        string     `json:"contactEmail,omitempty"`
	ContactName         string     `json:"contactName,omitempty"`
	License             string     `json:"license,omitempty"`
	Website             string     `json:"website"`
	Organization        string     `json:"organization"` // a list, as the others
	Person              string     `json:"person"`
	Meeting             string     `json:"meeting"`
	Paper               string     `json:"paper"`
	AgendaItem          string     `json:"agendaItem"`
	Consultation        string     `json:"consultation"`
	File                string     `json:"file"`
	LocationList        string     `json:"locationList"`
	LegislativeTermList string     `json:"legislativeTermList"`
	Membership          string     `json:"membership"`
	LegislativeTerm     []struct{} `json:"legislativeTerm"` // must be there, also empty
}

type organizationObject struct {
	object
	Body             string `json:"body"`
	Name             string `json:"name"`
	OrganizationType string `json:"organizationType"`
	Meeting          string `json:"meeting"` // list
}

type meetingObject struct {
	object
	Name            string          `json:"name,omitempty"`
	MeetingState    string          `json:"meetingState"`
	Start           string          `json:"start,omitempty"`
	End             string          `json:"end,omitempty"`
	Location        *locationObject `json:"location,omitempty"`
	Organization    []string        `json:"organization"`
	Invitation      *fileObject     `json:"invitation,omitempty"`
	ResultsProtocol *fileObject     `json:"resultsProtocol,omitempty"`
	AuxiliaryFile   []*fileObject   `json:"auxiliaryFile,omitempty"`
	AgendaItem      []*itemObject   `json:"agendaItem,omitempty"`

	ReferatID     agenda.ID         `json:"referat:id"`
	Date          string            `json:"referat:date,omitempty"`
	Kind          agenda.Kind       `json:"referat:kind"`
	Series        string            `json:"referat:series,omitempty"`
	Information   string            `json:"referat:information,omitempty"`
	Pages         *agenda.PageRange `json:"referat:pages,omitempty"`
	Source        [][]string        `json:"referat:source"` // of each copy: its ID, its kind, its File; an older version has none
	NestedMeeting []string          `json:"referat:nestedMeeting,omitempty"`
}

type itemObject struct {
	object
	Meeting        string        `json:"meeting,omitempty"`
	Number         string        `json:"number,omitempty"`
	Order          int           `json:"order"`
	Name           string        `json:"name,omitempty"`
	Public         bool          `json:"public"`
	Consultation   string        `json:"consultation,omitempty"`
	Result         string        `json:"result,omitempty"`
	ResolutionText string        `json:"resolutionText,omitempty"`
	AuxiliaryFile  []*fileObject `json:"auxiliaryFile,omitempty"`

	ReferatID     agenda.ID         `json:"referat:id,omitzero"`
	Outcome       agenda.Outcome    `json:"referat:outcome,omitempty"`
	Pages         *agenda.PageRange `json:"referat:pages,omitempty"`
	Category      string            `json:"referat:category,omitempty"`
	Minutes       int               `json:"referat:minutes,omitempty"`
	CaseNumber    string            `json:"referat:caseNumber,omitempty"`
	Text          string            `json:"referat:text,omitempty"`
	Resolution    [][]string        `json:"referat:resolution,omitempty"` // of each: text, outcome, and number if it has one
	Followup      [][]string        `json:"referat:followup,omitempty"`   // of each: text, and who is responsible, if that is said
	Dissent       []string          `json:"referat:dissent,omitempty"`
	Absent        []string          `json:"referat:absent,omitempty"`
	History       []string          `json:"referat:history,omitempty"`    // body, date, number: text
	NamedBilag    []string          `json:"referat:namedBilag,omitempty"` // bilag that the export only names
	NestedMeeting []string          `json:"referat:nestedMeeting,omitempty"`
}

type paperObject struct {
	object
	Body          string                `json:"body"`
	Name          string                `json:"name,omitempty"`
	Reference     string                `json:"reference,omitempty"`
	Date          string                `json:"date,omitempty"`
	PaperType     string                `json:"paperType"`
	AuxiliaryFile []*fileObject         `json:"auxiliaryFile,omitempty"`
	Consultation  []*consultationObject `json:"consultation,omitempty"`
}

type consultationObject struct {
	object
	Paper         string   `json:"paper,omitempty"`
	AgendaItem    string   `json:"agendaItem"`
	Meeting       string   `json:"meeting"`
	Organization  []string `json:"organization"`
	Authoritative *bool    `json:"authoritative,omitempty"`
	Role          string   `json:"role,omitempty"`
}

type fileObject struct {
	object
	Name        string   `json:"name,omitempty"`
	FileName    string   `json:"fileName,omitempty"`
	MimeType    string   `json:"mimeType"`
	Size        int64    `json:"size,omitempty"`
	Text        string   `json:"text,omitempty"` // left out where the File is in another object
	AccessURL   string   `json:"accessUrl"`
	DownloadURL string   `json:"downloadUrl,omitempty"`
	Meeting     []string `json:"meeting,omitempty"`
	AgendaItem  []string `json:"agendaItem,omitempty"`
	Paper       []string `json:"paper,omitempty"`

	ReferatID agenda.ID         `json:"referat:id"`
	SHA256    string            `json:"referat:sha256"`             // of the PDF that it is, or is pages of
	Pages     *agenda.PageRange `json:"referat:pages,omitempty"`    // of that PDF; absent for all of it
	OCR       bool              `json:"referat:ocr,omitempty"`      // the text was read from a picture
	Withheld  bool              `json:"referat:withheld,omitempty"` // the PDF is not shown; accessUrl is the archive's page
}

type locationObject struct {
	object
	Description string   `json:"description"`
	Meetings    []string `json:"meetings,omitempty"`
}
