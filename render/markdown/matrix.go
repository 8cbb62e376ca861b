package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// budget is how long a document may become: code hosts refuse comments of more
// than 65,536 characters.
const budget = 60_000

// Matrix writes a table, one row a pair.
func Matrix(w io.Writer, h report.Header, m report.Matrix) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%d pairs by %s can talk, or may; %d cannot\n", m.Total(), untrusted.Markdown(m.Level), m.Blocked)
	if m.Empty != "" {
		fmt.Fprintf(b, "\n%s\n", untrusted.Markdown(m.Empty))
	} else {
		fmt.Fprint(b, "\n| from | to | verdict | ports | pairs |\n|---|---|---|---|---|\n")
	}
	written, left := 0, m.Over
	for i, r := range m.Rows {
		line := matrixRow(r)
		if written += len(line); written > budget {
			left += len(m.Rows) - i
			break
		}
		fmt.Fprint(b, line)
	}
	if left > 0 {
		fmt.Fprintf(b, "\nshowing %d of %d pairs; -o json has all\n", m.Total()-left, m.Total())
	}
	footer(b, h)
	return b.Flush()
}

func matrixRow(r report.Row) string {
	a := r.Answer
	var ports []string
	if !a.Connections.Must.IsEmpty() {
		ports = append(ports, code(shorten(report.Complete(a.Connections.Must).Strings())))
	}
	if rest := a.Connections.Unknown(); !rest.IsEmpty() {
		ports = append(ports, "unknown: "+code(shorten(report.Complete(rest).Strings())))
	}
	return fmt.Sprintf("| %s | %s | %s %s | %s | %d/%d |\n", untrusted.Markdown(r.From.String()), untrusted.Markdown(r.To.String()),
		glyphs[a.Verdict], a.Verdict, strings.Join(ports, ", "), a.Passing, a.Pairs)
}

// mostTerms is how many terms of ports a cell shows.
const mostTerms = 8

func shorten(terms []string) string {
	if len(terms) <= mostTerms {
		return strings.Join(terms, ",")
	}
	return strings.Join(terms[:mostTerms], ",") + fmt.Sprintf(", +%d more", len(terms)-mostTerms)
}
