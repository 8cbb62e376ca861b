package text

import (
	"bufio"
	"fmt"
	"io"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/render/report"
)

// Matrix writes one row a pair: from, to, verdict, ports, pairs, and what
// else is known of it.
func Matrix(w io.Writer, m report.Matrix, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	t := &table{style: style, header: []string{"FROM", "TO", "VERDICT", "PORTS", "PAIRS", "ALSO"}}
	for _, row := range m.Rows {
		t.add(p.matrixRow(row)...)
	}
	if len(m.Rows) > 0 {
		t.write(b, "")
	}
	return b.Flush()
}

func (p *page) matrixRow(row report.Row) []cell {
	a := row.Answer
	return []cell{
		plainCell(name(row.From.String())), plainCell(name(row.To.String())),
		{a.Verdict.String(), colourOf(a.Verdict)},
		plainCell(p.passing(a.Connections.Must)),
		plainCell(fmt.Sprintf("%d/%d", a.Passing, a.Pairs)),
		plainCell(p.also(row)),
	}
}

// passing is the ports of a cell; nothing at all is a dash.
func (p *page) passing(set packet.Set) string {
	if set.IsEmpty() {
		return "-"
	}
	return p.connections(set)
}

// also is what a row says besides its ports: one-way traffic and unknowns.
func (p *page) also(row report.Row) string {
	a, text := row.Answer, ""
	if rest := report.OneWayOnly(a.OneWay.Must, a.Connections.May, packet.All(), true); !rest.IsEmpty() {
		text = "one way: " + p.ports(rest)
	}
	rest := a.Connections.Unknown()
	if rest.IsEmpty() {
		return text
	}
	if text != "" {
		text += "; "
	}
	text += "unknown: " + p.connections(rest)
	if len(a.Unknown) > 0 {
		text += " (" + name(a.Unknown[0].Text)
		if more := len(a.Unknown) - 1; more > 0 {
			text += ", and " + count(more, "more cause")
		}
		text += ")"
	}
	return text
}

// MatrixFooter is what a reader has to know about rows that are not there; it
// goes to standard error, so that the rows can be counted. It is empty when
// every row is shown.
func MatrixFooter(m report.Matrix) []string {
	var lines []string
	if m.Empty != "" {
		lines = append(lines, m.Empty)
	}
	if m.Over > 0 {
		lines = append(lines, fmt.Sprintf("showing %s of %s; --limit 0 for all", number(m.Kept), count(m.Total(), "pair")))
	}
	if m.Blocked > 0 && (m.Kept > 0 || m.OneWay > 0) {
		line := count(m.Blocked, "blocked pair") + " not shown"
		if m.OneWay > 0 {
			line += fmt.Sprintf(" (%s with one-way delivery)", number(m.OneWay))
		}
		lines = append(lines, line+"; --all for all")
	}
	return lines
}
