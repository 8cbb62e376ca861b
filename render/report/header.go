package report

import "github.com/seed-044d7529/segment/model"

// Header says what wrote a report and about which network.
type Header struct {
	Tool    Tool
	Network Network
}

// Tool is this program.
type Tool struct {
	Name    string
	Version string
}

// Network identifies what was analysed.
type Network struct {
	Digest     string   // of the content; equal networks have equal digests
	Sources    []string // the inputs, as the user gave them
	Incomplete []Incomplete
}

// Incomplete is one collection that was not imported whole, so that answers
// which need it are unknown (CON-5).
type Incomplete struct {
	Account    model.AccountID // empty: any
	Region     model.RegionID
	Collection model.Kind
	Presence   model.Presence
	Cause      string // why it is partial
}

// Place is something people can point at.
type Place struct {
	ID   string // stable, usable as a selector
	Name string // what people call it; empty: only the id
}

// String is the name with the id behind it, or the id alone.
func (p Place) String() string {
	if p.Name == "" || p.Name == p.ID {
		return p.ID
	}
	return p.Name + " (" + p.ID + ")"
}
