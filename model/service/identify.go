package service

import (
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// identify says what every interface is, in the order of the network (ID-1).
func identify(n *model.Network, declared map[string]string) []Identity {
	j := newJoins(n)
	identities := make([]Identity, len(n.NetworkInterfaces))
	for i := range n.NetworkInterfaces {
		identities[i] = j.identify(&n.NetworkInterfaces[i], declared)
	}
	return identities
}

func (j *joins) identify(e *model.NetworkInterface, declared map[string]string) Identity {
	described, hasDescription := describe(e)
	found := j.of(e, described)
	var joined Kind
	for _, f := range found {
		if f.level == byJoin {
			joined = f.kind
			break
		}
	}
	typed, known := ofType(e)
	if typed.kind != "" || !known {
		found = append(found, typed)
	}
	if f, ok := ofRequester(e); ok {
		found = append(found, f)
	}
	if hasDescription {
		found = append(found, described)
	}
	if f, ok := ofTags(e); ok {
		found = append(found, f)
	}
	if !slices.ContainsFunc(found, func(f finding) bool { return f.kind != "" }) {
		found = append(found, managed(e)...)
	}
	d := decide(e, withDeclared(e, found, declared))
	d.Endpoint, d.UnknownType = !forwards(e, joined), !known
	return d
}

// managed is the last row of ID-3: AWS's interface for a service that nothing names.
func managed(e *model.NetworkInterface) []finding {
	if !e.RequesterManaged {
		return nil
	}
	name := "managed:" + e.RequesterID
	return []finding{{level: byHeuristics, kind: Managed, name: name, why: "RequesterManaged by " + e.RequesterID}}
}

// withDeclared adds a name that the user gave to the interface or its owner (level 1).
func withDeclared(e *model.NetworkInterface, found []finding, declared map[string]string) []finding {
	ids := []string{string(e.ID), string(e.Attachment.Instance)}
	for _, f := range found {
		ids = append(ids, f.owner)
	}
	for _, id := range ids {
		if name := declared[id]; id != "" && name != "" {
			return append(found, finding{level: byUser, name: name, group: name, why: "declared for " + id})
		}
	}
	return found
}
