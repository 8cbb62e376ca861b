package text

import (
	"bufio"
	"io"

	"github.com/seed-044d7529/segment/render/report"
)

// Batch writes the answer to one question of a batch on one line: id, verdict,
// ports.
func Batch(w io.Writer, a report.Batch, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	if a.Error != "" {
		p.line("%s\t%s\t%s", name(a.ID), p.paint(red, "error"), name(a.Error))
		return b.Flush()
	}
	p.line("%s\t%s\t%s", name(a.ID), p.verdict(a.Answer.Verdict), p.passing(a.Answer.Connections.Must))
	return b.Flush()
}
