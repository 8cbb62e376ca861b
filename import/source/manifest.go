package source

import (
	"io"

	"github.com/go-json-experiment/json"

	"github.com/seed-044d7529/segment/model"
)

// SnapshotFormat is the newest format of snapshots that this build reads.
const SnapshotFormat = 1

// Manifest is manifest.json of a snapshot: what was asked and what was denied.
// The answers themselves are the other documents of the snapshot.
type Manifest struct {
	Format      int                  `json:"format"`
	Tool        string               `json:"tool"` // "segment 1.2.0"
	Accounts    []string             `json:"accounts,omitempty"`
	Regions     []string             `json:"regions,omitempty"`
	Collections []ManifestCollection `json:"collections,omitempty"`
	Denied      []ManifestDenial     `json:"denied,omitempty"`
}

// ManifestCollection is one collection that the snapshot speaks of.
type ManifestCollection struct {
	Account  string `json:"account"`
	Region   string `json:"region"`
	Kind     string `json:"kind"`     // the key of the answer: "Vpcs"
	Presence string `json:"presence"` // "complete", "partial" or "absent"
	Count    int    `json:"count,omitempty"`
	Cause    string `json:"cause,omitempty"`
}

// ManifestDenial is one call that the credentials did not allow.
type ManifestDenial struct {
	Account   string `json:"account"`
	Region    string `json:"region"`
	Operation string `json:"operation"`
	Message   string `json:"message,omitempty"`
}

// manifest reads the manifest of a snapshot.
func (r *reading) manifest(at place, d *Document) {
	res := result{input: at.input, source: at.source}
	var m Manifest
	text, err := io.ReadAll(d.Text)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	switch {
	case err != nil:
		res.fatal = true
		res.diags = []model.Diagnostic{BadManifest.At(model.Origin{Source: at.source}, "%v", err)}
	case m.Format > SnapshotFormat:
		res.fatal, res.manifest = true, &m
		res.diags = []model.Diagnostic{NewerSnapshot.At(model.Origin{Source: at.source},
			"the snapshot has format %d, and this segment reads up to %d", m.Format, SnapshotFormat)}
	default:
		res.manifest = &m
	}
	r.add(res)
}

// withoutRefused drops the documents of inputs whose manifest is too new: they
// may mean something else by now.
func withoutRefused(results []result) []result {
	refused := map[int]bool{}
	for _, res := range results {
		if res.manifest != nil && res.manifest.Format > SnapshotFormat {
			refused[res.input] = true
		}
	}
	kept := results[:0]
	for _, res := range results {
		if refused[res.input] && res.part != nil {
			continue
		}
		kept = append(kept, res)
	}
	return kept
}

// applyManifests adds what only manifests know: collections that could not be
// read whole, and denied calls.
func (r *reading) applyManifests(n *model.Network) []model.Diagnostic {
	var diags []model.Diagnostic
	at := map[collectionKey]int{}
	for i := range n.Collections {
		at[keyOf(&n.Collections[i])] = i
	}
	for _, res := range r.results {
		if res.manifest == nil || res.manifest.Format > SnapshotFormat {
			continue
		}
		for _, c := range res.manifest.Collections {
			c.apply(n, at, res.source)
		}
		for _, c := range res.manifest.Denied {
			n.Denied = append(n.Denied, model.DeniedCall{
				Account: model.AccountID(c.Account), Region: model.RegionID(c.Region), Operation: c.Operation, Message: c.Message,
			})
			diags = append(diags, CallDenied.At(model.Origin{Source: res.source}, "%s was denied in %s of %s", c.Operation, c.Region, c.Account))
		}
	}
	return diags
}

// apply lowers the presence of a collection to what the manifest says, or adds
// the row when no document of the collection exists.
func (c ManifestCollection) apply(n *model.Network, at map[collectionKey]int, source string) {
	row := model.Collection{
		Account: model.AccountID(c.Account), Region: model.RegionID(c.Region), Kind: model.Kind(c.Kind),
		Presence: presenceOf(c.Presence), Sources: []string{source}, Cause: c.Cause,
	}
	if i, known := at[keyOf(&row)]; known {
		old := &n.Collections[i]
		old.Presence = min(old.Presence, row.Presence)
		if old.Cause == "" {
			old.Cause = row.Cause
		}
		return
	}
	at[keyOf(&row)] = len(n.Collections)
	n.Collections = append(n.Collections, row)
}

func presenceOf(s string) model.Presence {
	switch s {
	case "complete":
		return model.Complete
	case "partial":
		return model.Partial
	}
	return model.Absent
}
