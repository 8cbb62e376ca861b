package jsonout

import (
	"io"
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

type explainRow struct {
	canRow
	Paths    []path    `json:"paths"`
	Blockers []blocker `json:"blockers"`
	Others   []way     `json:"alternatives,omitempty"`
}

// way is a way through the topology, whether or not routing takes it.
type way struct {
	Elements []string `json:"elements"`
	Ways     []string `json:"ways"`
}

type path struct {
	Direction string `json:"direction"`
	From      string `json:"from"`
	To        string `json:"to"`
	Delivered bool   `json:"delivered"`
	End       string `json:"end"`
	Hops      []hop  `json:"hops"`
}

type hop struct {
	At       string      `json:"at"`
	Name     string      `json:"name,omitempty"`
	Kind     string      `json:"kind"`
	Rule     string      `json:"rule"`
	Detail   string      `json:"detail"`
	Remote   *netip.Addr `json:"remote,omitempty"`
	Origin   *origin     `json:"origin,omitempty"`
	Decision string      `json:"decision"`
	AWSCode  string      `json:"aws_code,omitempty"`
}

type blocker struct {
	hop
	Direction string   `json:"direction"`
	Missing   []string `json:"missing"`
	Assumed   bool     `json:"assumed"`
	Edit      string   `json:"edit,omitempty"`
}

// Explain writes the answers of explain.
func Explain(w io.Writer, h report.Header, answers []report.Can) error {
	rows := make([]explainRow, 0, len(answers))
	for _, c := range answers {
		rows = append(rows, explainRow{canRowOf(c), paths(c.Answer.Paths), blockers(c.Answer.Blockers), ways(c.Answer.Others)})
	}
	return write(w, "explain", h, rows)
}

func ways(rows []reach.Alternative) []way {
	out := make([]way, 0, len(rows))
	for _, r := range rows {
		out = append(out, way{r.Elements, r.Ways})
	}
	return out
}

func paths(rows []reach.Path) []path {
	out := make([]path, 0, len(rows))
	for _, p := range rows {
		hops := make([]hop, 0, len(p.Hops))
		for _, s := range p.Hops {
			hops = append(hops, hopOf(s))
		}
		out = append(out, path{p.Direction.String(), p.From, p.To, p.Delivered, p.End, hops})
	}
	return out
}

func hopOf(s reach.Step) hop {
	h := hop{
		At: s.At, Name: s.Name, Kind: s.Kind, Rule: s.Rule, Detail: s.Detail,
		Origin: originOf(s.Origin), Decision: s.Decision.String(), AWSCode: s.AWSCode,
	}
	if s.Remote.IsValid() {
		h.Remote = &s.Remote
	}
	return h
}

func blockers(rows []reach.Blocker) []blocker {
	out := make([]blocker, 0, len(rows))
	for _, b := range rows {
		out = append(out, blocker{hopOf(b.Step), b.Direction.String(), traffic(b.Missing), b.Assumed, b.Edit})
	}
	return out
}

func splitTerms(ports string) []string { return strings.Split(ports, ",") }
