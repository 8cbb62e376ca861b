package jsonout

import (
	"io"

	"github.com/seed-044d7529/segment/render/report"
)

type batchRow struct {
	ID          string    `json:"id"`
	Verdict     string    `json:"verdict"`
	Allowed     []string  `json:"allowed"`
	OneWay      []string  `json:"one_way"`
	Unknown     []unknown `json:"unknown"`
	Assumptions []string  `json:"assumptions"`
	Reasons     []reason  `json:"reasons"`
}

type batchError struct {
	ID    string `json:"id"`
	Line  int    `json:"line"`
	Error string `json:"error"`
}

// BatchLine writes the answer to one question of a batch as one line.
func BatchLine(w io.Writer, b report.Batch) error { return line(w, batchRowOf(b)) }

// Batch writes the answers of a batch as one document.
func Batch(w io.Writer, h report.Header, answers []report.Batch) error {
	rows := make([]any, 0, len(answers))
	for _, b := range answers {
		rows = append(rows, batchRowOf(b))
	}
	return write(w, "batch", h, rows)
}

func batchRowOf(b report.Batch) any {
	if b.Error != "" {
		return batchError{b.ID, b.Line, b.Error}
	}
	a := b.Answer
	return batchRow{
		ID: b.ID, Verdict: a.Verdict.String(), Allowed: connections(a.Connections.Must), OneWay: oneWay(a.OneWay.Must),
		Unknown: unknowns(a.Connections, a.Unknown), Assumptions: listOf(a.Assumptions), Reasons: reasons(a.Reasons),
	}
}
