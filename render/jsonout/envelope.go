package jsonout

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/seed-044d7529/segment/render/report"
	"github.com/seed-044d7529/segment/render/untrusted"
)

// envelope is around the results of every format.
type envelope struct {
	Format  string  `json:"format"`
	Tool    tool    `json:"tool"`
	Network network `json:"network"`
	Results any     `json:"results"`
}

type tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type network struct {
	Digest     string       `json:"digest"`
	Sources    []string     `json:"sources"`
	Incomplete []incomplete `json:"incomplete"`
}

type incomplete struct {
	Account    string `json:"account"`
	Region     string `json:"region"`
	Collection string `json:"collection"`
	Presence   string `json:"presence"`
	Cause      string `json:"cause,omitempty"`
}

// write writes one document: the envelope of format segment.<name>/1.
func write(w io.Writer, format string, h report.Header, results any) error {
	return document(w, envelopeOf(format, h, results))
}

func envelopeOf(format string, h report.Header, results any) envelope {
	return envelope{
		Format:  "segment." + format + "/1",
		Tool:    tool{h.Tool.Name, h.Tool.Version},
		Network: network{h.Network.Digest, listOf(h.Network.Sources), incompleteRows(h.Network.Incomplete)},
		Results: results,
	}
}

func incompleteRows(rows []report.Incomplete) []incomplete {
	out := make([]incomplete, 0, len(rows))
	for _, r := range rows {
		out = append(out, incomplete{string(r.Account), string(r.Region), string(r.Collection), r.Presence.String(), r.Cause})
	}
	return out
}

// document writes v indented and ends the line.
func document(w io.Writer, v any) error { return encode(w, v, "  ") }

// line writes v on one line.
func line(w io.Writer, v any) error { return encode(w, v, "") }

func encode(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(untrusted.JSON(b.Bytes()))
	return err
}

// listOf is list, or an empty one instead of nil.
func listOf(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
