package github

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// How much of a text an annotation shows.
const (
	longestTitle = 200
	longestLine  = 600
)

// Annotations writes one workflow command a finding, then the summary as a line of the log.
func Annotations(w io.Writer, c report.Check) error {
	b := bufio.NewWriter(w)
	messages := c.Messages()
	for i := range messages {
		annotation(b, &messages[i])
	}
	fmt.Fprintf(b, "segment check: %s (exit %d)\n", c.Summary, c.Exit)
	return b.Flush()
}

func annotation(b *bufio.Writer, m *report.Message) {
	var properties []string
	if m.At.Path != "" {
		properties = append(properties, "file="+property(m.At.Path))
	}
	if m.At.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", m.At.Line))
	}
	if m.At.Line > 0 && m.At.Column > 0 {
		properties = append(properties, fmt.Sprintf("col=%d", m.At.Column))
	}
	properties = append(properties, "title="+property(untrusted.Clip(untrusted.Terminal(m.Title()), longestTitle)))
	lines := append([]string{m.Fact()}, m.Details()...)
	for i, l := range lines {
		lines[i] = content(untrusted.Clip(untrusted.Terminal(l), longestLine))
	}
	fmt.Fprintf(b, "::%s %s::%s\n", command(m), strings.Join(properties, ","), strings.Join(lines, "%0A"))
}

// command is the level of an annotation.
func command(m *report.Message) string {
	severity := model.Error
	if m.Row != nil {
		severity = m.Row.Severity
	}
	if m.Problem != nil {
		severity = m.Problem.Severity
	}
	if m.Known || m.Word == policy.Waived || m.Word == policy.Unknown && !m.Fails {
		severity = model.Note
	}
	switch severity {
	case model.Error:
		return "error"
	case model.Warning:
		return "warning"
	case model.Note, model.SeverityUnset:
	}
	return "notice"
}

// content escapes the text of a command, property the value of one of its properties, as the
// runner reads them.
func content(s string) string { return contents.Replace(s) }

func property(s string) string { return propertied.Replace(untrusted.Terminal(s)) }

var (
	contents   = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertied = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
