package jsonout

import (
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

type finding struct {
	ID          string     `json:"id"`
	Result      string     `json:"result"`
	Missing     bool       `json:"missing,omitempty"`
	From        string     `json:"from"`
	To          string     `json:"to"`
	FromContext string     `json:"from_context"`
	ToContext   string     `json:"to_context"`
	Ports       []string   `json:"ports"`
	Pairs       int        `json:"pairs"`
	Witnesses   []witness  `json:"witnesses"`
	Openers     []openedBy `json:"openers"`
	Path        []pathStep `json:"path"`
	Reply       []pathStep `json:"reply,omitempty"`
	Unknown     []cause    `json:"unknown"`
	WaivedBy    *waivedBy  `json:"waived_by"`
	Edit        string     `json:"edit"`
	EditText    string     `json:"edit_text,omitempty"`
	Zone        string     `json:"zone,omitempty"`
	New         bool       `json:"new"`
}

// witness is a pair of services with the interfaces that show it.
type witness struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	FromEnd string   `json:"from_end"`
	ToEnd   string   `json:"to_end"`
	Ports   []string `json:"ports"`
}

type openedBy struct {
	What   string  `json:"what"`
	Where  string  `json:"where,omitempty"`
	Name   string  `json:"name,omitempty"`
	Origin *origin `json:"origin,omitempty"`
}

type pathStep struct {
	At       string  `json:"at"`
	Name     string  `json:"name,omitempty"`
	Kind     string  `json:"kind"`
	Rule     string  `json:"rule,omitempty"`
	Decision string  `json:"decision"`
	Detail   string  `json:"detail"`
	Origin   *origin `json:"origin,omitempty"`
}

type waivedBy struct {
	Because string  `json:"because"`
	Owner   string  `json:"owner,omitempty"`
	Ticket  string  `json:"ticket,omitempty"`
	Until   string  `json:"until"`
	Pairs   int     `json:"pairs"`
	AtMost  int     `json:"at_most,omitempty"`
	Origin  *origin `json:"origin,omitempty"`
}

// mostWitnesses is how many pairs a finding lists; pairs counts all.
const mostWitnesses = 100

func findingOf(f *policy.Finding) finding {
	out := finding{
		ID: f.ID, Result: f.Word.String(), Missing: f.Missing, From: f.From, To: f.To, FromContext: f.FromContext, ToContext: f.ToContext,
		Ports: connections(f.Ports), Pairs: len(f.Pairs), Witnesses: []witness{}, Openers: []openedBy{}, Path: steps(f.Path),
		Unknown: causes(f.Unknown), Edit: f.Edit, EditText: f.EditText, Zone: f.Zone, New: f.New,
	}
	if len(f.Reply) > 0 {
		out.Reply = steps(f.Reply)
	}
	for _, p := range f.Pairs[:min(len(f.Pairs), mostWitnesses)] {
		out.Witnesses = append(out.Witnesses, witness{p.From, p.To, p.FromEnd, p.ToEnd, connections(p.Ports)})
	}
	for _, o := range f.Openers {
		out.Openers = append(out.Openers, openedBy{o.What, o.Where, o.Name, originOf(o.Origin)})
	}
	if w := f.WaivedBy; w != nil {
		out.WaivedBy = &waivedBy{w.Because, w.Owner, w.Ticket, report.Until(w), w.Pairs, w.AtMost, originOf(w.Origin)}
	}
	return out
}

func steps(list []reach.Step) []pathStep {
	out := make([]pathStep, 0, len(list))
	for i := range list {
		s := &list[i]
		out = append(out, pathStep{s.At, s.Name, s.Kind, s.Rule, s.Decision.String(), s.Detail, originOf(s.Origin)})
	}
	return out
}
