package selector

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// SyntaxError is a selector that cannot be read.
type SyntaxError struct{ Text, What, Next string }

// Error is one line: what is wrong, and what to write.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("selector %s: %s; %s", quote(e.Text), e.What, e.Next)
}

// AmbiguousError is a selector that means several things.
type AmbiguousError struct {
	Text       string
	Candidates []string // selectors that mean one of them each; at most ten
	Total      int      // how many there are
}

// Error is one line: the candidates.
func (e *AmbiguousError) Error() string {
	list := joined(e.Candidates)
	if more := e.Total - len(e.Candidates); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Sprintf("%s is ambiguous: write one of %s", quote(e.Text), list)
}

// maxCandidates bounds the list of an AmbiguousError.
const maxCandidates = 10

func ambiguous(text string, candidates []string) error {
	return &AmbiguousError{Text: text, Candidates: candidates[:min(len(candidates), maxCandidates)], Total: len(candidates)}
}

// NotFoundError is a selector that means nothing in the network.
type NotFoundError struct {
	Text    string
	What    string   // what was looked for: "no VPC is called …"
	Nearest []string // names that are nearly the same; at most three
	Next    string   // what to do, if anything
}

// Error is one line: what is not there, and what is nearly so called.
func (e *NotFoundError) Error() string {
	text := e.What
	if len(e.Nearest) > 0 {
		text += "; did you mean " + joined(e.Nearest) + "?"
	}
	if e.Next != "" {
		text += "; " + e.Next
	}
	return text
}

// GatewayError is a selector that names something which forwards for others
// and is never an end of a connection.
type GatewayError struct {
	Text string
	What string // "an internet gateway"
}

// Error is one line: what it is, and what to ask instead.
func (e *GatewayError) Error() string {
	return fmt.Sprintf("%s is %s, not an endpoint: ask for `internet`, or use `--via`", quote(e.Text), e.What)
}

// quote makes text from strangers printable and bounded.
func quote(text string) string {
	if cut := []rune(text); len(cut) > 80 {
		text = string(cut[:80]) + "…"
	}
	return strconv.QuoteToGraphic(text)
}

// joined lists names; those that could be misread are quoted.
func joined(names []string) string {
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = name
		if name == "" || len(name) > 80 || strings.ContainsFunc(name, misread) {
			shown[i] = quote(name)
		}
	}
	return strings.Join(shown, ", ")
}

func misread(r rune) bool {
	return !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == ',' || r == '"' || r == unicode.ReplacementChar
}
