package oparl

// A kind is a type of object, as addresses write it.
type kind string

const (
	kindSystem       kind = "system"
	kindBody         kind = "body"
	kindOrganization kind = "organization"
	kindPerson       kind = "person"
	kindMembership   kind = "membership"
	kindMeeting      kind = "meeting"
	kindItem         kind = "agendaitem"
	kindPaper        kind = "paper"
	kindConsultation kind = "consultation"
	kindFile         kind = "file"
	kindLocation     kind = "location"
	kindTerm         kind = "legislativeterm"
)

// listed are the kinds that the Body has lists of.
func listed() []kind {
	return []kind{kindOrganization, kindPerson, kindMembership, kindMeeting, kindItem, kindPaper, kindConsultation, kindFile, kindLocation, kindTerm}
}

// reads reports whether a list of the kind is made of documents.
func (k kind) reads() bool {
	switch k {
	case kindOrganization, kindPerson, kindMembership, kindTerm:
		return false
	}
	return true
}

// schema begins the standard's names of its types.
const schema = "https://schema.oparl.org/1.1/"

// schema is the standard's name of the type.
func (k kind) schema() string {
	switch k {
	case kindSystem:
		return schema + "System"
	case kindBody:
		return schema + "Body"
	case kindOrganization:
		return schema + "Organization"
	case kindPerson:
		return schema + "Person"
	case kindMembership:
		return schema + "Membership"
	case kindMeeting:
		return schema + "Meeting"
	case kindItem:
		return schema + "AgendaItem"
	case kindPaper:
		return schema + "Paper"
	case kindConsultation:
		return schema + "Consultation"
	case kindFile:
		return schema + "File"
	case kindLocation:
		return schema + "Location"
	}
	return schema + "LegislativeTerm"
}
