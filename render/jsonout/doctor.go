package jsonout

import (
	"io"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/render/report"
)

// doctorRow is the one row of results: doctor answers one question.
type doctorRow struct {
	Collections []collection `json:"collections"`
	Missing     []incomplete `json:"missing"`
	Assumptions []assumption `json:"assumptions"`
	Diagnostics []diagnostic `json:"diagnostics"`
	Unsupported []unmodelled `json:"unsupported"`
	Denied      []denied     `json:"denied"`
	Settings    []setting    `json:"settings"`
}

type collection struct {
	Account    string   `json:"account"`
	Region     string   `json:"region"`
	Collection string   `json:"collection"`
	Count      int      `json:"count"`
	Presence   string   `json:"presence"`
	Cause      string   `json:"cause,omitempty"`
	Source     []string `json:"source"`
}

type assumption struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	Missing string `json:"missing"`
}

type diagnostic struct {
	Code     string  `json:"code"`
	Severity string  `json:"severity"`
	What     string  `json:"what"`
	Origin   *origin `json:"origin,omitempty"`
	Effect   string  `json:"effect"`
	Next     string  `json:"next"`
}

type unmodelled struct {
	What    string  `json:"what"`
	Count   int     `json:"count"`
	Matters bool    `json:"matters"`
	Effect  string  `json:"effect"`
	Origin  *origin `json:"origin,omitempty"`
}

type denied struct {
	Account   string `json:"account"`
	Region    string `json:"region"`
	Operation string `json:"operation"`
	Message   string `json:"message"`
}

type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
}

// Doctor writes what was read, and how completely.
func Doctor(w io.Writer, h report.Header, d report.Doctor) error {
	return write(w, "doctor", h, []doctorRow{{
		Collections: rowsOf(d.Collections, func(c model.Collection) collection {
			return collection{string(c.Account), string(c.Region), string(c.Kind), c.Count, c.Presence.String(), c.Cause, listOf(c.Sources)}
		}),
		Missing: incompleteRows(d.Missing),
		Assumptions: rowsOf(d.Assumptions, func(a report.Assumption) assumption {
			return assumption{a.ID, a.Text, string(a.Missing)}
		}),
		Diagnostics: rowsOf(d.Diagnostics, func(x model.Diagnostic) diagnostic {
			return diagnostic{x.Code, x.Severity.String(), x.What, originOf(x.Origin), x.Effect, x.Next}
		}),
		Unsupported: rowsOf(d.Unmodelled, func(u model.Unmodelled) unmodelled {
			return unmodelled{u.What, u.Count, u.Matters, u.Effect, originOf(u.Origin)}
		}),
		Denied: rowsOf(d.Denied, func(c model.DeniedCall) denied {
			return denied{string(c.Account), string(c.Region), c.Operation, c.Message}
		}),
		Settings: rowsOf(d.Settings, func(s report.Setting) setting { return setting(s) }),
	}})
}

func rowsOf[A, B any](rows []A, f func(A) B) []B {
	out := make([]B, 0, len(rows))
	for _, r := range rows {
		out = append(out, f(r))
	}
	return out
}
