package junit

import (
	"encoding/xml"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/render/untrusted"
)

// A Suite is a list of cases under one name.
type Suite struct {
	Name  string
	Cases []Case
}

// A Case passed unless one of its outcomes is set.
type Case struct {
	Class, Name string
	Failure     *Outcome // what was looked at is wrong
	Error       *Outcome // it could not be looked at
	Skipped     *Outcome
	Output      string // what else there is to say
}

// An Outcome says why a case did not pass.
type Outcome struct {
	Type, Message, Text string
}

type suites struct {
	XMLName  xml.Name `xml:"testsuites"`
	Tests    int      `xml:"tests,attr"`
	Failures int      `xml:"failures,attr"`
	Errors   int      `xml:"errors,attr"`
	Suites   []suite  `xml:"testsuite"`
}

type suite struct {
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Errors   int        `xml:"errors,attr"`
	Skipped  int        `xml:"skipped,attr"`
	Cases    []testCase `xml:"testcase"`
}

type testCase struct {
	Name    string   `xml:"name,attr"`
	Class   string   `xml:"classname,attr"`
	Skipped *skipped `xml:"skipped"`
	Error   *outcome `xml:"error"`
	Failure *outcome `xml:"failure"`
	Output  string   `xml:"system-out,omitempty"`
}

type skipped struct {
	Message string `xml:"message,attr"`
}

type outcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// Write writes suites as one document.
func Write(w io.Writer, list []Suite) error {
	doc := suites{}
	for _, s := range list {
		out := suiteOf(s)
		doc.Tests, doc.Failures, doc.Errors = doc.Tests+out.Tests, doc.Failures+out.Failures, doc.Errors+out.Errors
		doc.Suites = append(doc.Suites, out)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func suiteOf(s Suite) suite {
	out := suite{Name: plain(s.Name), Tests: len(s.Cases)}
	for _, c := range s.Cases {
		x := testCase{Name: plain(c.Name), Class: plain(c.Class), Error: outcomeOf(c.Error), Failure: outcomeOf(c.Failure), Output: linewise(c.Output)}
		switch {
		case c.Error != nil:
			out.Errors++
		case c.Failure != nil:
			out.Failures++
		case c.Skipped != nil:
			out.Skipped++
			x.Skipped = &skipped{plain(c.Skipped.Message)}
		}
		out.Cases = append(out.Cases, x)
	}
	return out
}

func outcomeOf(o *Outcome) *outcome {
	if o == nil {
		return nil
	}
	return &outcome{plain(o.Message), o.Type, linewise(o.Text)}
}

func plain(s string) string { return untrusted.Terminal(s) }

// linewise keeps the line breaks of our own texts.
func linewise(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	return strings.Join(lines, "\n")
}
