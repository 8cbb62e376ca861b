package text

import (
	"strings"

	"github.com/seed-044d7529/segment/render/report"
)

// Incompletes says what was not imported whole, one sentence an account and
// region. Rows are sorted by account and region.
func Incompletes(rows []report.Incomplete) []string {
	var lines []string
	for i := 0; i < len(rows); {
		j, missing := i, []string(nil)
		for ; j < len(rows) && rows[j].Account == rows[i].Account && rows[j].Region == rows[i].Region; j++ {
			missing = append(missing, name(string(rows[j].Collection))+" ("+extent(rows[j])+")")
		}
		where := strings.TrimSpace(name(string(rows[i].Account)) + " " + name(string(rows[i].Region)))
		if where != "" {
			where = " of " + where
		}
		lines = append(lines, "incomplete: "+strings.Join(missing, ", ")+where+"; answers that need it are unknown")
		i = j
	}
	return lines
}

// extent is how much is missing, and why.
func extent(r report.Incomplete) string {
	if r.Cause == "" {
		return r.Presence.String()
	}
	return r.Presence.String() + ": " + name(r.Cause)
}
