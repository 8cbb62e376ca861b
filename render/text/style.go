package text

import (
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// Style says what the output is written to. The zero value is a file.
type Style struct {
	Terminal bool // align columns and shorten
	Colour   bool
	Width    int // of the terminal in columns; 0 means 80
}

// Colours of the terminal's own palette, so that they fit dark and light.
const (
	green  = "32"
	red    = "31"
	yellow = "33"
	bold   = "1"
	dim    = "2"
)

func (s Style) paint(colour, text string) string {
	if !s.Colour || colour == "" || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// verdict paints a verdict's word.
func (s Style) verdict(v reach.Verdict) string { return s.paint(colourOf(v), v.String()) }

func colourOf(v reach.Verdict) string {
	switch v {
	case reach.Reachable:
		return green
	case reach.PartlyReachable, reach.Undetermined:
		return yellow
	case reach.Blocked:
		return red
	case reach.VerdictUnset:
	}
	return dim
}

func (s Style) width() int {
	if s.Width > 0 {
		return s.Width
	}
	return 80
}

// mostTerms is how many terms of ports a terminal shows.
const mostTerms = 8

// connections writes a set of connections; see report.Complete.
func (s Style) connections(set packet.Set) string { return s.ports(report.Complete(set)) }

// ports writes a set. On a terminal a long one becomes what is missing from
// everything, when that is shorter, or is cut with the number of terms left out.
func (s Style) ports(set packet.Set) string {
	terms := set.Strings()
	if !s.Terminal || len(terms) <= mostTerms {
		return set.String()
	}
	if except := set.Complement(); len(except.Strings()) <= mostTerms {
		return "all except " + except.String()
	}
	return strings.Join(terms[:mostTerms], ",") + ", " + count(len(terms)-mostTerms, "more term") + " (-o json for all)"
}

// name escapes a name from the network.
func name(s string) string { return untrusted.Terminal(s) }
