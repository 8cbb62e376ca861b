package jsonout

import (
	"io"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// differenceDocument is an envelope about two networks: network is the one
// before.
type differenceDocument struct {
	envelope
	After      network `json:"after"`
	Level      string  `json:"by"`
	Summary    summary `json:"summary"`
	Edits      []edit  `json:"edits,omitempty"` // of whatif
	OnlyBefore []place `json:"only_before"`
	OnlyAfter  []place `json:"only_after"`
}

type summary struct {
	New       int `json:"new"`
	Gone      int `json:"gone"`
	Changed   int `json:"changed"`
	Undecided int `json:"undecided"`
	NotShown  int `json:"not_shown"`
}

type edit struct {
	Number  int      `json:"number"`
	Text    string   `json:"text"`
	Origin  *origin  `json:"origin,omitempty"`
	Effects []effect `json:"effects"`
}

type effect struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	What string `json:"what"`
}

type place struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

type differenceRow struct {
	From         string   `json:"from"`
	To           string   `json:"to"`
	FromName     string   `json:"from_name,omitempty"`
	ToName       string   `json:"to_name,omitempty"`
	Kind         string   `json:"kind"`
	Added        []string `json:"added"`
	Removed      []string `json:"removed"`
	Undecided    []string `json:"undecided"`
	WasUnknown   []string `json:"was_unknown"`
	Before       allowed  `json:"before"`
	After        allowed  `json:"after"`
	AddedPairs   int      `json:"added_pairs"`
	RemovedPairs int      `json:"removed_pairs"`
	Outside      []string `json:"outside,omitempty"`
	OpenedBy     []opener `json:"opened_by"`
	ClosedBy     []opener `json:"closed_by"`
	Because      []cause  `json:"because"`
}

// allowed is the answer of one of the networks.
type allowed struct {
	Allowed []string `json:"allowed"`
	Pairs   string   `json:"pairs"`
}

type opener struct {
	What    string  `json:"what"`
	Removed bool    `json:"removed"`
	Edit    int     `json:"edit,omitempty"`
	Origin  *origin `json:"origin,omitempty"`
}

// Difference writes the rows of whatif or diff, whichever the title says.
func Difference(w io.Writer, h report.Header, d report.Difference) error {
	rows := make([]differenceRow, 0, len(d.Rows))
	for _, r := range d.Rows {
		rows = append(rows, differenceRowOf(r))
	}
	return document(w, differenceDocument{
		envelope: envelopeOf(d.Title, h, rows),
		After:    network{d.After.Digest, listOf(d.After.Sources), incompleteRows(d.After.Incomplete)},
		Level:    d.Level, Edits: edits(d.Edits), OnlyBefore: places(d.OnlyBefore), OnlyAfter: places(d.OnlyAfter),
		Summary: summary{
			d.Counts[reach.NewConnection], d.Counts[reach.GoneConnection], d.Counts[reach.ChangedConnection], d.Counts[reach.UndecidedConnection], d.Over,
		},
	})
}

func differenceRowOf(r report.DifferenceRow) differenceRow {
	a := r.Answer
	row := differenceRow{
		From: r.From.ID, To: r.To.ID, FromName: r.From.Name, ToName: r.To.Name, Kind: a.Kind.String(),
		Added: connections(a.Added), Removed: connections(a.Removed), Undecided: connections(a.Undecided), WasUnknown: connections(a.WasUnknown),
		Before: allowedOf(a.Before), After: allowedOf(a.After), AddedPairs: a.AddedPairs, RemovedPairs: a.RemovedPairs,
		OpenedBy: openersOf(r.OpenedBy), ClosedBy: openersOf(r.ClosedBy), Because: []cause{},
	}
	for _, p := range a.Outside.Prefixes() {
		row.Outside = append(row.Outside, p.String())
	}
	for _, c := range a.Unknown {
		row.Because = append(row.Because, cause{c.Rule, c.Where, c.Text, originOf(c.Origin)})
	}
	return row
}

func allowedOf(s reach.DifferenceSide) allowed {
	return allowed{connections(s.Connections.Must), pairs(s.Passing, s.Pairs)}
}

func openersOf(list []report.Opener) []opener {
	out := make([]opener, 0, len(list))
	for _, o := range list {
		out = append(out, opener{o.What, o.Removed, o.Edit, originOf(o.Origin)})
	}
	return out
}

func edits(list []report.Edit) []edit {
	var out []edit
	for _, e := range list {
		row := edit{Number: e.Number, Text: e.Text, Origin: originOf(e.Origin), Effects: []effect{}}
		for _, x := range e.Effects {
			row.Effects = append(row.Effects, effect{x.Kind, x.ID, x.What})
		}
		out = append(out, row)
	}
	return out
}

func places(list []report.Place) []place {
	out := make([]place, 0, len(list))
	for _, p := range list {
		out = append(out, place{p.ID, p.Name})
	}
	return out
}
