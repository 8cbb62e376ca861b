package text

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/render/report"
)

// Doctor writes what was read, block by block; a block with nothing in it
// says so, because "no complaint" is an answer too.
func Doctor(w io.Writer, h report.Header, d report.Doctor, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	p.diagnosis(h, d)
	p.collections(d.Collections)
	p.missing(d.Missing)
	p.assumptions(d.Assumptions)
	p.diagnostics(d.Diagnostics)
	p.unmodelled(d.Unmodelled)
	p.denied(d.Denied)
	p.settings(d.Settings)
	return b.Flush()
}

// diagnosis is the first line: can this network be trusted to answer?
func (p *page) diagnosis(h report.Header, d report.Doctor) {
	total := 0
	for _, c := range d.Collections {
		total += c.Count
	}
	p.line("%s read from %s", p.paint(bold, count(total, "resource")), joinNames(h.Network.Sources))
	switch {
	case d.Errors() > 0:
		p.line("%s  %s: what depends on what could not be read is unknown", p.paint(red, "✕"), count(d.Errors(), "error"))
	case len(d.Missing) > 0:
		p.line("%s  incomplete: %s not imported whole; answers that need them are unknown", p.paint(yellow, "?"), count(len(d.Missing), "collection"))
	default:
		p.line("%s  complete, as far as answers need it", p.paint(green, "✓"))
	}
	p.line("digest %s", h.Network.Digest)
}

func (p *page) collections(rows []model.Collection) {
	p.heading("Collections")
	t := &table{style: p.Style, header: []string{"ACCOUNT", "REGION", "COLLECTION", "COUNT", "PRESENCE", "SOURCE"}}
	for _, c := range rows {
		colour := green
		if c.Presence != model.Complete {
			colour = yellow
		}
		t.add(plainCell(orAny(string(c.Account))), plainCell(orAny(string(c.Region))), plainCell(name(string(c.Kind))),
			plainCell(fmt.Sprint(c.Count)), cell{c.Presence.String(), colour}, plainCell(p.sources(c.Sources)))
	}
	p.tableOr(t, "nothing was read")
}

// longestSource is how much of a path a terminal shows.
const longestSource = 50

func (p *page) sources(list []string) string {
	if !p.Terminal || len(list) == 0 {
		return joinNames(list)
	}
	first := clip(name(list[0]), longestSource)
	if more := len(list) - 1; more > 0 {
		first += ", and " + count(more, "more file")
	}
	return first
}

func orAny(s string) string {
	if s == "" {
		return "any"
	}
	return name(s)
}

func (p *page) missing(rows []report.Incomplete) {
	p.heading("Missing: makes answers unknown")
	t := &table{style: p.Style, header: []string{"ACCOUNT", "REGION", "COLLECTION", "PRESENCE", "CAUSE"}}
	for _, m := range rows {
		cause := m.Cause
		if cause == "" {
			cause = "not imported"
		}
		t.add(plainCell(orAny(string(m.Account))), plainCell(orAny(string(m.Region))), plainCell(name(string(m.Collection))),
			cell{m.Presence.String(), yellow}, plainCell(name(cause)))
	}
	p.tableOr(t, "nothing")
}

func (p *page) assumptions(rows []report.Assumption) {
	p.heading("Assumptions that answers will make (--strict: unknown instead)")
	t := &table{style: p.Style, header: []string{"ASSUMPTION", "MEANING", "BECAUSE MISSING"}}
	for _, a := range rows {
		t.add(plainCell(name(a.ID)), plainCell(a.Text), plainCell(string(a.Missing)))
	}
	p.tableOr(t, "none")
}

// mostPlaces is how many diagnostics of one code a terminal shows.
const mostPlaces = 5

func (p *page) diagnostics(rows []model.Diagnostic) {
	p.heading("Diagnostics")
	if len(rows) == 0 {
		p.line("  none")
	}
	shown := map[string]int{}
	for _, d := range rows {
		shown[d.Code]++
		if p.Terminal && shown[d.Code] > mostPlaces {
			continue
		}
		for _, line := range p.Diagnostic(d) {
			p.line("  %s", line)
		}
	}
	for _, code := range sortedKeys(shown) {
		if n := shown[code] - mostPlaces; p.Terminal && n > 0 {
			p.line("  %s of %s not shown; -o json for all", count(n, "more"), name(code))
		}
	}
}

func (p *page) unmodelled(rows []model.Unmodelled) {
	p.heading("Recognised, but not modelled")
	t := &table{style: p.Style, header: []string{"WHAT", "COUNT", "MATTERS", "EFFECT", "FIRST SEEN"}}
	for _, u := range rows {
		matters := cell{"no", dim}
		if u.Matters {
			matters = cell{"yes", yellow}
		}
		t.add(plainCell(name(u.What)), plainCell(fmt.Sprint(u.Count)), matters, plainCell(name(u.Effect)), plainCell(name(u.Origin.String())))
	}
	p.tableOr(t, "nothing")
}

func (p *page) denied(rows []model.DeniedCall) {
	p.heading("Denied calls")
	t := &table{style: p.Style, header: []string{"ACCOUNT", "REGION", "OPERATION", "MESSAGE"}}
	for _, d := range rows {
		t.add(plainCell(orAny(string(d.Account))), plainCell(orAny(string(d.Region))), plainCell(name(d.Operation)), plainCell(name(d.Message)))
	}
	p.tableOr(t, "none")
}

func (p *page) settings(rows []report.Setting) {
	p.heading("Settings, and where each came from")
	t := &table{style: p.Style, header: []string{"SETTING", "VALUE", "FROM"}}
	for _, s := range rows {
		t.add(plainCell(name(s.Name)), plainCell(name(s.Value)), plainCell(name(s.From)))
	}
	p.tableOr(t, "none")
}

// tableOr writes a table, or a word when it has no row.
func (p *page) tableOr(t *table, empty string) {
	if len(t.rows) == 0 {
		p.line("  %s", empty)
		return
	}
	t.write(p.Writer, strings.Repeat(" ", 2))
}
