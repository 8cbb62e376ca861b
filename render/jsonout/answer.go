package jsonout

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

type unknown struct {
	Ports   []string `json:"ports"`
	Because []cause  `json:"because"`
}

type cause struct {
	Rule   string  `json:"rule"`
	Where  string  `json:"where"`
	Text   string  `json:"text"`
	Origin *origin `json:"origin,omitempty"`
}

type origin struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Pointer string `json:"pointer,omitempty"`
	Address string `json:"address,omitempty"`
}

type reason struct {
	Code      string  `json:"code"`
	AWSCode   string  `json:"aws_code,omitempty"`
	Where     string  `json:"where"`
	Direction string  `json:"direction"`
	Text      string  `json:"text"`
	Origin    *origin `json:"origin,omitempty"`
}

type note struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// originOf is nil when nothing was recorded.
func originOf(o model.Origin) *origin {
	if o.IsZero() {
		return nil
	}
	return &origin{o.Source, o.Line, o.Column, o.Pointer, o.Address}
}

// connections are the terms of a set of connections; see report.Complete.
func connections(s packet.Set) []string { return listOf(report.Complete(s).Strings()) }

// traffic are the exact terms of a set.
func traffic(s packet.Set) []string { return listOf(s.Strings()) }

// unknowns is at most one row: all that is not known, with every cause.
func unknowns(p packet.Pair, causes []reach.Cause) []unknown {
	if p.IsExact() {
		return []unknown{}
	}
	because := make([]cause, 0, len(causes))
	for _, c := range causes {
		because = append(because, cause{c.Rule, c.Where, c.Text, originOf(c.Origin)})
	}
	return []unknown{{connections(p.Unknown()), because}}
}

func reasons(rows []reach.Reason) []reason {
	out := make([]reason, 0, len(rows))
	for _, r := range rows {
		out = append(out, reason{r.Code, r.AWSCode, r.Where, r.Direction.String(), r.Text, originOf(r.Origin)})
	}
	return out
}

func notes(rows []reach.Note) []note {
	out := make([]note, 0, len(rows))
	for _, n := range rows {
		out = append(out, note{n.Code, n.Text})
	}
	return out
}

// oneWay is what is delivered, with or without a reply.
func oneWay(s packet.Set) []string { return traffic(report.Whole(s)) }

func pairs(passing, all int) string { return fmt.Sprintf("%d/%d", passing, all) }
