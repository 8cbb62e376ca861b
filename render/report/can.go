package report

import (
	"strings"

	"github.com/seed-044d7529/segment/reach"
)

// Can is one question with its answer.
type Can struct {
	From, To string // as asked
	On       string // ports in canonical text; empty: the question was "which?"
	Answer   reach.Answer
	Names    map[string]string // what people call the ends of paths, by id
}

// Arrow is the question as one phrase.
func (c Can) Arrow() string { return c.From + " → " + c.To }

// Ports is what an answer shows behind its verdict: the ports asked for when
// all of them share the verdict, else those that pass.
func (c Can) Ports() string {
	if c.Answer.Verdict == reach.Reachable || c.Answer.Verdict == reach.PartlyReachable {
		return c.Answer.Connections.Must.String()
	}
	if c.On != "" {
		return c.On
	}
	if c.Answer.Verdict == reach.Undetermined {
		return c.Answer.Connections.Unknown().String()
	}
	return "all"
}

// Batch is one line of a batch: a question by its id, with its answer or the
// reason why there is none.
type Batch struct {
	ID     string
	Line   int // of the questions, from 1
	Answer reach.Answer
	Error  string // not empty: the question could not be answered
}

// JoinPlaces lists names with commas.
func JoinPlaces(places []Place) string {
	names := make([]string, len(places))
	for i, p := range places {
		names[i] = p.String()
	}
	return strings.Join(names, ", ")
}
