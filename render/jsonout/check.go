package jsonout

import (
	"io"
	"time"

	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// checkDocument is the envelope of check, with what is about the policy as a whole.
type checkDocument struct {
	envelope
	Policy   checkPolicy   `json:"policy"`
	Summary  checkSummary  `json:"summary"`
	Problems []problemRow  `json:"problems"`
	Coverage checkCoverage `json:"coverage"`
}

type checkPolicy struct {
	Name     string   `json:"name"`
	File     string   `json:"file"`
	Today    string   `json:"today"`
	Baseline string   `json:"baseline,omitempty"`
	Assumed  []string `json:"assumed"`
}

type checkSummary struct {
	Kept    int    `json:"kept"`
	Broken  int    `json:"broken"`
	Waived  int    `json:"waived"`
	Vacuous int    `json:"vacuous"`
	Unknown int    `json:"unknown"`
	New     int    `json:"new"`
	FailOn  string `json:"fail_on"`
	Exit    int    `json:"exit"`
}

type checkCoverage struct {
	Endpoints  int           `json:"endpoints"`
	Assigned   int           `json:"assigned"`
	Unassigned []string      `json:"unassigned"`
	Contexts   []contextSize `json:"contexts"`
}

type contextSize struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

type problemRow struct {
	Code     string  `json:"code"`
	Severity string  `json:"severity"`
	What     string  `json:"what"`
	Origin   *origin `json:"origin,omitempty"`
	Effect   string  `json:"effect,omitempty"`
	Next     string  `json:"next,omitempty"`
	Fails    bool    `json:"fails"`
}

type checkRow struct {
	Rule     string    `json:"rule"`
	Kind     string    `json:"kind"`
	Result   string    `json:"result"`
	Severity string    `json:"severity"`
	Origin   *origin   `json:"origin"`
	Because  string    `json:"because"`
	Fix      string    `json:"fix"`
	Owner    string    `json:"owner,omitempty"`
	New      bool      `json:"new"`
	Fails    bool      `json:"fails"`
	From     *sideRow  `json:"from,omitempty"`
	To       *sideRow  `json:"to,omitempty"`
	Ports    []string  `json:"ports"`
	Text     string    `json:"text,omitempty"`
	Unknown  []cause   `json:"unknown"`
	Notes    []string  `json:"notes"`
	Findings []finding `json:"findings"`
}

type sideRow struct {
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// Check writes the results of check or plan.
func Check(w io.Writer, h report.Header, c report.Check) error {
	rows := make([]checkRow, 0, len(c.Rows))
	for i := range c.Rows {
		rows = append(rows, checkRowOf(&c.Rows[i]))
	}
	s := c.Summary
	return document(w, checkDocument{
		envelope: envelopeOf("check", h, rows),
		Policy:   checkPolicy{c.Policy, c.File, c.Today.Format(time.DateOnly), c.Baseline, listOf(c.Assumed)},
		Summary:  checkSummary{s.Kept, s.Broken, s.Waived, s.Vacuous, s.Unknown, s.New, c.FailOn, c.Exit},
		Problems: problems(c.Problems),
		Coverage: coverage(c.Coverage),
	})
}

func checkRowOf(r *policy.Result) checkRow {
	row := checkRow{
		Rule: r.Rule, Kind: r.Kind, Result: r.Word.String(), Severity: r.Severity.String(), Origin: originOf(r.Origin), Because: r.Because, Fix: r.Fix,
		Owner: r.Owner, New: r.New, Fails: r.Fails, From: side(r.From), To: side(r.To), Ports: connections(r.Ports), Text: r.Text,
		Unknown: causes(r.Unknown), Notes: listOf(r.Notes), Findings: make([]finding, 0, len(r.Findings)),
	}
	for i := range r.Findings {
		row.Findings = append(row.Findings, findingOf(&r.Findings[i]))
	}
	return row
}

func side(s policy.Side) *sideRow {
	if s.Name == "" {
		return nil
	}
	return &sideRow{s.Name, s.Count}
}

func causes(list []reach.Cause) []cause {
	out := make([]cause, 0, len(list))
	for _, c := range list {
		out = append(out, cause{c.Rule, c.Where, c.Text, originOf(c.Origin)})
	}
	return out
}

func problems(list []policy.Problem) []problemRow {
	out := make([]problemRow, 0, len(list))
	for i := range list {
		p := &list[i]
		out = append(out, problemRow{p.Code, p.Severity.String(), p.What, originOf(p.Origin), p.Effect, p.Next, report.Counts(p)})
	}
	return out
}

func coverage(c policy.Coverage) checkCoverage {
	out := checkCoverage{Endpoints: c.Endpoints, Assigned: c.Assigned, Unassigned: []string{}, Contexts: []contextSize{}}
	for _, e := range c.Unassigned {
		out.Unassigned = append(out.Unassigned, string(e))
	}
	for _, x := range c.Contexts {
		out.Contexts = append(out.Contexts, contextSize{x.Name, x.Count})
	}
	return out
}
