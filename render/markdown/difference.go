package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// changeSigns stand before differences.
var changeSigns = map[reach.DifferenceKind]string{
	reach.NewConnection: "+", reach.GoneConnection: "−", reach.ChangedConnection: "±", reach.UndecidedConnection: "?",
}

// Difference writes the summary, the edits, and a table with one row a
// difference. Rows that say the same of several places share a row.
func Difference(w io.Writer, h report.Header, d report.Difference) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "**%d new, %d gone, %d changed, %d undecided** (pairs by %s)\n", d.Counts[reach.NewConnection], d.Counts[reach.GoneConnection],
		d.Counts[reach.ChangedConnection], d.Counts[reach.UndecidedConnection], untrusted.Markdown(d.Level))
	if len(d.Edits) > 0 {
		fmt.Fprintln(b)
	}
	for _, e := range d.Edits {
		fmt.Fprintf(b, "%d. %s\n", e.Number, untrusted.Markdown(e.Text))
		for _, x := range e.Effects {
			if x.Kind == "note" || x.Kind == "forced" {
				fmt.Fprintf(b, "   - %s: %s\n", x.Kind, untrusted.Markdown(x.What))
			}
		}
	}
	for _, why := range d.Empty {
		fmt.Fprintf(b, "\n%s\n", untrusted.Markdown(why))
	}
	only(b, d.OnlyBefore, d.BeforeName)
	only(b, d.OnlyAfter, d.AfterAs)
	if len(d.Rows) > 0 {
		fmt.Fprint(b, "\n| | from | to | ports | kind | because |\n|---|---|---|---|---|---|\n")
	}
	left := differenceRows(b, report.Fold(d.Rows))
	if left > 0 {
		fmt.Fprintf(b, "\n%d more rows do not fit here; -o json has all\n", left)
	}
	if d.Over > 0 {
		fmt.Fprintf(b, "\nshowing %d of %d pairs; --limit 0 for all\n", len(d.Rows), d.Total())
	}
	footer(b, h)
	return b.Flush()
}

func only(b *bufio.Writer, list []report.Place, where string) {
	if len(list) > 0 {
		fmt.Fprintf(b, "\nonly in %s: %s\n", untrusted.Markdown(where), untrusted.Markdown(report.JoinPlaces(list)))
	}
}

// differenceRows writes what fits the budget, and counts what does not.
func differenceRows(b *bufio.Writer, lines []report.DifferenceLine) (left int) {
	written := 0
	for i, l := range lines {
		row := differenceRow(l)
		if written += len(row); written > budget {
			return len(lines) - i
		}
		fmt.Fprint(b, row)
	}
	return 0
}

func differenceRow(l report.DifferenceLine) string {
	a := l.Answer
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", changeSigns[a.Kind], untrusted.Markdown(report.JoinPlaces(l.From)),
		untrusted.Markdown(report.JoinPlaces(l.To)), changedPorts(l.DifferenceRow), a.Kind, because(l.DifferenceRow))
}

func changedPorts(r report.DifferenceRow) string {
	a := r.Answer
	var parts []string
	for _, x := range []struct {
		sign string
		set  packet.Set
	}{{"+", a.Added}, {"−", a.Removed}, {"?", a.Undecided}} {
		if !x.set.IsEmpty() {
			parts = append(parts, x.sign+" "+code(shorten(report.Complete(x.set).Strings())))
		}
	}
	text := strings.Join(parts, ", ")
	if share := r.Share(); share != "" {
		text += ", " + share
	}
	return text
}

// because lists what made a difference; an edit by its number, as it stands above.
func because(r report.DifferenceRow) string {
	var parts []string
	for _, o := range append(report.Essential(r.OpenedBy), report.Essential(r.ClosedBy)...) {
		text := untrusted.Markdown(o.What)
		if o.Removed {
			text = "no longer: " + text
		}
		if o.Edit > 0 && o.Made {
			text = fmt.Sprintf("edit %d", o.Edit)
		} else if o.Edit > 0 {
			text = fmt.Sprintf("edit %d, %s", o.Edit, text)
		}
		if at := o.Origin.String(); at != "" && !o.Made {
			text += " (" + untrusted.Markdown(at) + ")"
		}
		if len(parts) == 0 || parts[len(parts)-1] != text {
			parts = append(parts, text)
		}
	}
	for _, c := range r.Answer.Unknown {
		parts = append(parts, "not known: "+untrusted.Markdown(c.Text))
	}
	if more := len(parts) - 3; more > 0 {
		parts = append(parts[:3], fmt.Sprintf("%d more", more))
	}
	return strings.Join(parts, "; ")
}
