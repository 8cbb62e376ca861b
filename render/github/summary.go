package github

import (
	"io"

	"github.com/seed-044d7529/segment/render/markdown"
	"github.com/seed-044d7529/segment/render/report"
)

// Summary writes the Markdown of a job summary: verdict, table, picture, and one collapsed part a
// violation.
func Summary(w io.Writer, h report.Header, c report.Check) error {
	return markdown.CheckSummary(w, h, c)
}
