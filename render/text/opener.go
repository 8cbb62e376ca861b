package text

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
)

// blame says what made a difference: what opened it, what closed it, or why
// nobody can tell.
func (p *page) blame(r report.DifferenceRow) string {
	var parts []string
	for _, side := range []struct {
		verb string
		list []report.Opener
	}{{"opened", r.OpenedBy}, {"closed", r.ClosedBy}} {
		switch text := openers(side.list); {
		case text == "":
		case strings.HasPrefix(text, gone):
			parts = append(parts, side.verb+": "+text)
		default:
			parts = append(parts, side.verb+" by "+text)
		}
	}
	if causes := r.Answer.Unknown; len(causes) > 0 {
		text := "unknown: " + name(causes[0].Text)
		if more := len(causes) - 1; more > 0 {
			text += ", and " + count(more, "more cause")
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// gone stands before what only the network before has.
const gone = "no longer: "

// mostOpeners is how many openers a line names.
const mostOpeners = 2

// openers lists what made a difference: by edit, as far as edits did it.
func openers(list []report.Opener) string {
	var texts []string
	shown, edit := 0, 0
	for _, o := range report.Essential(list) {
		text := opener(o)
		if o.Edit > 0 && !(o.Made && !o.Removed) {
			if o.Edit != edit {
				text = "edit " + number(o.Edit) + ", " + text
			}
			edit = o.Edit
		}
		if slices.Contains(texts, text) {
			continue
		}
		if shown++; shown <= mostOpeners {
			texts = append(texts, text)
		}
	}
	if more := shown - mostOpeners; more > 0 {
		texts = append(texts, count(more, "more thing"))
	}
	return strings.Join(texts, " and ")
}

// opener names what an edit made by the edit, anything else by its words; the
// place where it was read says more where it is gone, or where nothing else
// explains it.
func opener(o report.Opener) string {
	if o.Made && !o.Removed {
		return name(o.Origin.Source)
	}
	text := name(o.What)
	if at := o.Origin.String(); at != "" && !o.Made && (o.Removed || o.Edit == 0) {
		text += " (" + name(at) + ")"
	}
	if o.Removed {
		text = gone + text
	}
	return text
}

// DifferenceFooter is what a reader has to know about rows that are not there.
func DifferenceFooter(d report.Difference) []string {
	if d.Over == 0 {
		return nil
	}
	return []string{"showing " + number(len(d.Rows)) + " of " + count(d.Total(), "pair") + "; --limit 0 for all"}
}
