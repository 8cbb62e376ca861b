package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/policy"
)

// Glyph stands before a word, for readers who skim and for those who cannot
// tell colours apart.
func Glyph(w policy.Word) string {
	switch w {
	case policy.Kept:
		return "✓"
	case policy.Broken:
		return "✕"
	case policy.Waived:
		return "~"
	case policy.Vacuous:
		return "!"
	case policy.Unknown, policy.WordUnset:
	}
	return "?"
}

// Crossing is what a finding is about: "orders/report-job → ledger-main", with
// the number of pairs when there are several.
func Crossing(row *policy.Result, f *policy.Finding) string {
	text := Ends(row, f)
	switch n := len(f.Pairs); {
	case f.WaivedBy != nil && f.WaivedBy.AtMost > 0:
		text += fmt.Sprintf(" (%d of at most %d)", max(f.WaivedBy.Pairs, n), f.WaivedBy.AtMost)
	case n > 1:
		text += fmt.Sprintf(" (%d pairs)", n)
	}
	return text
}

// Ends are both sides of a finding: services when there is one on a side, else
// the context.
func Ends(row *policy.Result, f *policy.Finding) string {
	from := end(f.Pairs, func(p policy.Pair) string { return p.From }, f.From, f.FromContext, row.From.Name)
	to := end(f.Pairs, func(p policy.Pair) string { return p.To }, f.To, f.ToContext, row.To.Name)
	return from + " → " + to
}

// end is one side. The context stands before a service unless the rule names it
// already, or there is none.
func end(pairs []policy.Pair, side func(policy.Pair) string, first, context, ruleSide string) string {
	nobody := context == "" || context == policy.Unassigned
	for _, p := range pairs {
		if side(p) != first {
			if nobody {
				return first + " and others"
			}
			return context
		}
	}
	if nobody || context == first || context == ruleSide {
		return first
	}
	return context + "/" + first
}

// Sides are both sides of a rule with how much each holds: "orders (14) →
// payments (6)". A rule with one side or none has an empty text for it.
func Sides(row *policy.Result) string {
	from, to := sided(row.From), sided(row.To)
	if to == "" {
		return from
	}
	return strings.TrimSpace(from + " → " + to)
}

func sided(s policy.Side) string {
	if s.Name == "" || s.Count == 0 || slices.Contains(outside, s.Name) {
		return s.Name
	}
	return fmt.Sprintf("%s (%d)", s.Name, s.Count)
}

// Said is what a result is about in one line, when no finding says it: why it
// is vacuous or not known, else its sides; at is the place of it.
func Said(row *policy.Result) (text string, at model.Origin) {
	switch {
	case row.Text != "":
		return row.Text, row.At
	case row.Word == policy.Unknown && len(row.Unknown) > 0:
		return row.Unknown[0].Text, row.Unknown[0].Origin
	}
	return Sides(row), model.Origin{}
}

// Fix is what to do about a finding: what the rule says, and the smallest edit.
func Fix(fix string, f *policy.Finding) string {
	edit := f.EditText
	if edit == "" {
		edit = f.Edit
	}
	switch {
	case edit == "":
		return fix
	case fix == "":
		return "smallest edit: " + edit
	}
	return fix + "   |   smallest edit: " + edit
}

// Until is the last day of a waiver.
func Until(w *policy.WaivedBy) string {
	if w == nil || w.Until.IsZero() {
		return ""
	}
	return w.Until.Format(time.DateOnly)
}

// Opened says what made the finding: "opened by", or "closed by" for what is
// missing.
func Opened(f *policy.Finding) string {
	if f.Missing {
		return "closed by"
	}
	return "opened by"
}

// OpenerName is what an opener is called: its Terraform address, else the group, ACL or table that it
// belongs to.
func OpenerName(o policy.Opener) string {
	if o.Origin.Address != "" {
		return o.Origin.Address
	}
	return Place{ID: o.Where, Name: o.Name}.String()
}

// OpenerWords are what an opener is called, with the rule in words behind it.
func OpenerWords(o policy.Opener) string {
	name := OpenerName(o)
	switch {
	case name == "" || strings.Contains(o.What, name):
		return o.What
	case o.What == "":
		return name
	}
	return name + ": " + o.What
}

// Way is a path in one line.
func Way(f *policy.Finding) string {
	if len(f.Path) == 0 {
		return ""
	}
	hops := make([]string, 0, len(f.Path)+1)
	if len(f.Pairs) > 0 && f.Pairs[0].FromEnd != "" && f.Pairs[0].FromEnd != f.Pairs[0].From {
		hops = append(hops, f.Pairs[0].FromEnd)
	}
	for i := range f.Path {
		hops = append(hops, Hop(&f.Path[i]))
	}
	return strings.Join(hops, " → ")
}
