package text

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Difference writes the edits with what they did, the summary, and one line a
// difference: sign, places, ports, kind and cause. Rows that say the same of
// several places share a line.
func Difference(w io.Writer, d report.Difference, style Style) error {
	b := bufio.NewWriter(w)
	p := &page{Writer: b, Style: style}
	for _, e := range d.Edits {
		p.edit(e)
	}
	fmt.Fprintln(b, p.paint(bold, DifferenceSummary(d)))
	for _, why := range d.Empty {
		fmt.Fprintln(b, "  "+p.wrap(name(why), 2, "  "))
	}
	p.only(d)
	lines := report.Fold(d.Rows)
	slices.SortStableFunc(lines, func(a, b report.DifferenceLine) int { return cmp.Compare(a.Answer.Kind, b.Answer.Kind) })
	p.differences(lines)
	return b.Flush()
}

// DifferenceSummary counts the rows by kind.
func DifferenceSummary(d report.Difference) string {
	line := fmt.Sprintf("%s new, %s gone, %s changed, %s undecided", number(d.Counts[reach.NewConnection]), number(d.Counts[reach.GoneConnection]),
		number(d.Counts[reach.ChangedConnection]), number(d.Counts[reach.UndecidedConnection]))
	if d.On != "" {
		line += " on " + d.On
	}
	if d.Total() == 0 {
		return line + ": no difference by " + d.Level
	}
	return line + " (pairs by " + d.Level + ")"
}

// mostEffects is how many effects of an edit are told; what AWS would refuse
// and what is to be known are always told.
const mostEffects = 2

func (p *page) edit(e report.Edit) {
	fmt.Fprintf(p, "edit %d: %s\n", e.Number, name(e.Text))
	shown, left := 0, 0
	for _, x := range e.Effects {
		told := x.Kind == "note" || x.Kind == "forced"
		if !told && shown == mostEffects {
			left++
			continue
		}
		if !told {
			shown++
		}
		p.effect(x)
	}
	if left > 0 {
		fmt.Fprintln(p, "  "+p.paint(dim, count(left, "more effect")+" (-o json for all)"))
	}
}

func (p *page) effect(x report.Effect) {
	line, colour := x.Kind+": "+name(x.What), dim
	if x.ID != "" && !strings.Contains(x.What, x.ID) {
		line = x.Kind + " " + name(x.ID) + ": " + name(x.What)
	}
	if x.Kind == "forced" {
		colour = yellow
	}
	fmt.Fprintln(p, "  "+p.paint(colour, p.wrap(line, 2, "    ")))
}

// only lists the groups that one of the networks lacks.
func (p *page) only(d report.Difference) {
	for _, side := range []struct {
		places []report.Place
		where  string
	}{{d.OnlyBefore, d.BeforeName}, {d.OnlyAfter, d.AfterAs}} {
		if len(side.places) > 0 {
			fmt.Fprintln(p, "  "+p.wrap("only in "+name(side.where)+": "+some(side.places), 2, "    "))
		}
	}
}

// mostNamed is how many places a line names.
const mostNamed = 12

// some lists places, and counts those that are too many.
func some(places []report.Place) string {
	if more := len(places) - mostNamed; more > 1 {
		return name(report.JoinPlaces(places[:mostNamed])) + " and " + number(more) + " more"
	}
	return name(report.JoinPlaces(places))
}

// signs stand before differences, for readers without colour.
var signs = map[reach.DifferenceKind]cell{
	reach.NewConnection: {"+", green}, reach.GoneConnection: {"-", red}, reach.ChangedConnection: {"±", yellow}, reach.UndecidedConnection: {"?", yellow},
}

// widest is how wide the places of a line may be before the other columns stop
// being aligned.
const widest = 48

func (p *page) differences(lines []report.DifferenceLine) {
	var rows [][3]string
	var wide [3]int
	for _, l := range lines {
		row := [3]string{some(l.From) + " → " + some(l.To), p.changed(l.DifferenceRow), l.Answer.Kind.String()}
		for i, text := range row {
			wide[i] = max(wide[i], min(widest, utf8.RuneCountInString(text)))
		}
		rows = append(rows, row)
	}
	for i, l := range lines {
		sign, row, cause := signs[l.Answer.Kind], rows[i], p.blame(l.DifferenceRow)
		if !p.Terminal {
			fmt.Fprintln(p, p.paint(sign.colour, sign.text)+" "+strings.Join(append(row[:], cause), "\t"))
			continue
		}
		fmt.Fprintln(p, p.paint(sign.colour, sign.text)+" "+padded(row[0], wide[0])+"  "+padded(row[1], wide[1])+"  "+p.paint(sign.colour, row[2]))
		if cause != "" {
			fmt.Fprintln(p, "    "+p.paint(dim, p.wrap(cause, 4, "      ")))
		}
	}
}

// padded is a text filled up to a width in columns.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// changed is the ports of a row: plain for one direction of change, with signs
// for several.
func (p *page) changed(r report.DifferenceRow) string {
	a := r.Answer
	var parts []string
	for _, x := range []struct {
		sign string
		set  packet.Set
	}{{"+", a.Added}, {"-", a.Removed}, {"?", a.Undecided}} {
		if x.set.IsEmpty() {
			continue
		}
		if a.Kind != reach.ChangedConnection && (x.sign != "?" || a.Kind == reach.UndecidedConnection) {
			x.sign = ""
		}
		parts = append(parts, x.sign+p.connections(x.set))
	}
	text := strings.Join(parts, " ")
	if a.Kind == reach.UndecidedConnection {
		text = p.connections(a.Undecided)
	}
	for _, more := range []string{outside(a), r.Share(), p.wasUnknown(a)} {
		if more != "" {
			text += ", " + more
		}
	}
	return text
}

// outside says which outside addresses a row is about, when not all of them.
func outside(a reach.Difference) string {
	switch prefixes := a.Outside.Prefixes(); {
	case len(prefixes) == 0:
		return ""
	case len(prefixes) <= 2:
		return "for " + a.Outside.String()
	case len(packet.AllIPv4().Subtract(a.Outside).Prefixes()) <= 2:
		return "for all but " + packet.AllIPv4().Subtract(a.Outside).String()
	case a.Kind == reach.ChangedConnection:
		return "for other addresses than before"
	default:
		return "for " + count(len(prefixes), "block") + " of addresses"
	}
}

// wasUnknown says what of a change was possible before already.
func (p *page) wasUnknown(a reach.Difference) string {
	switch {
	case a.WasUnknown.IsEmpty():
		return ""
	case a.Added.Union(a.Removed).Equal(a.WasUnknown):
		return "unknown before"
	}
	return p.connections(a.WasUnknown) + " unknown before"
}
