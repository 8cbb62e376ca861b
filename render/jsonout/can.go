package jsonout

import (
	"io"
	"net/netip"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

type canRow struct {
	From        string    `json:"from"`
	To          string    `json:"to"`
	On          []string  `json:"on"`
	Verdict     string    `json:"verdict"`
	Pairs       string    `json:"pairs"`
	Allowed     []string  `json:"allowed"`
	OneWay      []string  `json:"one_way"`
	Unknown     []unknown `json:"unknown"`
	Assumptions []string  `json:"assumptions"`
	Via         []string  `json:"via"`
	Reasons     []reason  `json:"reasons"`
	Notes       []note    `json:"notes"`
	Blocks      []block   `json:"blocks,omitempty"`
	Used        []used    `json:"used,omitempty"`
}

type block struct {
	Prefixes []netip.Prefix `json:"prefixes"`
	Allowed  []string       `json:"allowed"`
}

type used struct {
	End     string     `json:"end"`
	Address netip.Addr `json:"address"`
}

// Can writes the answers of can.
func Can(w io.Writer, h report.Header, answers []report.Can) error {
	rows := make([]canRow, 0, len(answers))
	for _, c := range answers {
		rows = append(rows, canRowOf(c))
	}
	return write(w, "can", h, rows)
}

func canRowOf(c report.Can) canRow {
	a := c.Answer
	return canRow{
		From: c.From, To: c.To, On: on(c.On),
		Verdict: a.Verdict.String(), Pairs: pairs(a.Passing, a.Pairs),
		Allowed: connections(a.Connections.Must), OneWay: oneWay(a.OneWay.Must),
		Unknown: unknowns(a.Connections, a.Unknown), Assumptions: listOf(a.Assumptions), Via: listOf(a.Via),
		Reasons: reasons(a.Reasons), Notes: notes(a.Notes), Blocks: blocks(a.Blocks), Used: usedRows(a.Used),
	}
}

// on is what was asked; an empty list means "which ports?".
func on(ports string) []string {
	if ports == "" {
		return []string{}
	}
	return splitTerms(ports)
}

func blocks(rows []reach.Block) []block {
	out := make([]block, 0, len(rows))
	for _, b := range rows {
		out = append(out, block{append([]netip.Prefix{}, b.Prefixes...), connections(b.Allowed)})
	}
	return out
}

func usedRows(rows []reach.AddressUse) []used {
	out := make([]used, 0, len(rows))
	for _, u := range rows {
		out = append(out, used{u.End, u.Addr})
	}
	return out
}
