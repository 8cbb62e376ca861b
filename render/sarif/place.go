package sarif

import (
	"net/url"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// physical is a place in a file of the repository, relative to its root.
func (r *writer) physical(s report.Spot) physical {
	if s.Path == "" {
		s = r.check.Written(&policy.Result{})
	}
	p := physical{Artifact: artifact{uri(s.Path), sourceRoot}}
	if s.Line > 0 {
		p.Region = &region{s.Line, s.Column}
	}
	return p
}

// uri is a path as a relative URI reference, also where a segment could be taken for a scheme.
func uri(path string) string {
	return (&url.URL{Path: strings.TrimLeft(path, "/")}).String()
}

// logicals name the opener as AWS or Terraform does.
func logicals(f *policy.Finding) []logical {
	var out []logical
	for _, o := range f.Openers[:min(1, len(f.Openers))] {
		for _, name := range []string{o.Origin.Address, o.Where} {
			if l := (logical{clipped(name), "resource"}); name != "" && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// related are the other rules of the path, and the rule of the policy.
func (r *writer) related(m *report.Message) []location {
	var out []location
	seen := map[report.Spot]bool{m.At: true}
	add := func(o model.Origin, text string) {
		s, ok := r.check.Spot(o)
		if !ok || seen[s] || text == "" {
			return
		}
		seen[s] = true
		id := len(out) + 1
		out = append(out, location{ID: &id, Physical: r.physical(s), Message: &message{Text: plain(text)}})
	}
	for _, o := range m.Finding.Openers {
		add(o.Origin, report.OpenerWords(o))
	}
	for _, list := range [][]reach.Step{m.Finding.Path, m.Finding.Reply} {
		for i := range list {
			add(list[i].Origin, report.Hop(&list[i]))
		}
	}
	if w := m.Finding.WaivedBy; w != nil {
		add(w.Origin, "waived here")
	}
	add(m.Row.Origin, "the rule of the policy: "+m.Row.Rule)
	return out
}

// flows are the hops of the path.
func (r *writer) flows(m *report.Message) []codeFlow {
	var hops []threadFlowLocation
	for i := range m.Finding.Path {
		s := &m.Finding.Path[i]
		at, _ := r.check.Spot(s.Origin)
		l := location{Physical: r.physical(at), Logical: []logical{{clipped(s.At), untrusted.Terminal(s.Kind)}}, Message: &message{Text: plain(report.Hop(s))}}
		hops = append(hops, threadFlowLocation{Location: l})
	}
	if len(hops) == 0 {
		return nil
	}
	return []codeFlow{{[]threadFlow{{hops}}}}
}
