package link

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// How says how a link was resolved.
type How uint8

// Ways to resolve a link.
const (
	Known How = iota
	Symbolic
	Closure
	SameKey
	Candidates
	Unresolved
)

// String returns "known", "symbolic", "closure", "same-key", "candidates" or "unresolved".
func (h How) String() string {
	return [...]string{"known", "symbolic", "closure", "same-key", "candidates", "unresolved"}[h]
}

// Exact reports whether the link leads to exactly the targets listed.
func (h How) Exact() bool { return h < Candidates }

// Link is one attribute that names other objects.
type Link struct {
	Address    string   // of the instance that has the attribute
	Path       string   // vpc_id, route.0.gateway_id
	How        How      // of a known link the targets are not listed
	Targets    []string // addresses; for Candidates: what is possible; for Unresolved: all of this plan that can be named; do not change
	Why        string   // why it is not exact
	Expression string   // what the configuration says, when it was read
	Place      *plan.Place
}

// Report is every link that somebody configured, in the order of the plan.
type Report struct {
	Links  []Link
	Misfit []Misfit // modules whose sources do not fit the plan
}

// Misfit is a value that the configuration and the plan tell differently.
type Misfit struct {
	Module    string // module key
	Address   string
	Attribute string
	Place     *plan.Place
}

// Totals counts links by how they were resolved.
func (r *Report) Totals() map[How]int {
	out := map[How]int{}
	for i := range r.Links {
		out[r.Links[i].How]++
	}
	return out
}

// WriteText prints the links that the plan does not know, and the totals.
func (r *Report) WriteText(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i := range r.Links {
		l := &r.Links[i]
		if l.How == Known {
			continue
		}
		fmt.Fprintf(out, "%-10s  %s.%s%s\n", l.How, l.Address, l.Path, l.tail())
	}
	totals := r.Totals()
	fmt.Fprintf(out, "%d links:", len(r.Links))
	for h := Known; h <= Unresolved; h++ {
		sep := ","
		if h == Known {
			sep = ""
		}
		fmt.Fprintf(out, "%s %d %s", sep, totals[h], h)
	}
	fmt.Fprintln(out)
	return out.Flush()
}

// tail is what follows the name of a link: targets, reason and place.
func (l *Link) tail() string {
	s := ""
	if l.How != Unresolved {
		s = " -> " + strings.Join(l.Targets, ", ")
	}
	if l.Why != "" {
		s += "  (" + l.Why + ")"
	}
	if l.Expression != "" && !l.How.Exact() {
		s += "  " + l.Expression
	}
	if l.Place != nil {
		s += fmt.Sprintf("  %s:%d", l.Place.File, l.Place.Line)
	}
	return s
}
