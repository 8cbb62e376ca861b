package jsonout

import (
	"io"

	"github.com/seed-044d7529/segment/render/report"
)

type matrixRow struct {
	From     string    `json:"from"`
	To       string    `json:"to"`
	FromName string    `json:"from_name,omitempty"`
	ToName   string    `json:"to_name,omitempty"`
	Verdict  string    `json:"verdict"`
	Allowed  []string  `json:"allowed"`
	OneWay   []string  `json:"one_way"`
	Unknown  []unknown `json:"unknown"`
	Pairs    string    `json:"pairs"`
}

// Matrix writes the rows of matrix or reach, whichever the title says.
func Matrix(w io.Writer, h report.Header, m report.Matrix) error {
	rows := make([]matrixRow, 0, len(m.Rows))
	for _, r := range m.Rows {
		rows = append(rows, matrixRowOf(r))
	}
	return write(w, m.Title, h, rows)
}

// MatrixLine writes one row as a line, without an envelope.
func MatrixLine(w io.Writer, r report.Row) error { return line(w, matrixRowOf(r)) }

func matrixRowOf(r report.Row) matrixRow {
	a := r.Answer
	return matrixRow{
		From: r.From.ID, To: r.To.ID, FromName: r.From.Name, ToName: r.To.Name, Verdict: a.Verdict.String(),
		Allowed: connections(a.Connections.Must), OneWay: oneWay(a.OneWay.Must),
		Unknown: unknowns(a.Connections, a.Unknown), Pairs: pairs(a.Passing, a.Pairs),
	}
}
