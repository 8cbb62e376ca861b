package selector

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// ResolveLiteral finds what an end of a batch question means (cli.md, section
// 6): ids are taken literally whatever their form, an instance is its primary
// interface at its primary address, an address is that very address and no
// interface. Other text is a selector.
func (r *Resolver) ResolveLiteral(text string) (Set, error) {
	text = strings.TrimSpace(text)
	if slices.Contains(words, text) {
		return word(text), nil
	}
	if e := model.ENIID(text); r.index().Interface[e] != nil {
		return Set{Interfaces: []Pick{{ENI: e}}, Label: text, Kind: "interface"}, nil
	}
	if set, found, err := r.primary(model.InstanceID(text)); found || err != nil {
		return set, err
	}
	if s, err := Parse(text); err == nil && s.Form == FormAddress {
		return Set{Address: s.Addr, Label: text, Kind: "address"}, nil
	}
	return r.Resolve(text)
}

// primary is the primary interface of an instance.
func (r *Resolver) primary(id model.InstanceID) (Set, bool, error) {
	i, attached := r.index().Instance[id], r.things().attached[id]
	if i == nil && len(attached) == 0 || id == "" {
		return Set{}, false, nil
	}
	if r.things().instances[id] > 1 {
		return Set{}, true, r.claimed(id)
	}
	set := Set{Label: string(id), Kind: "instance"}
	if e, ok := r.primaryOf(i, attached); ok {
		set.Interfaces = []Pick{{ENI: e}}
		return set, true, nil
	}
	return Set{}, true, &NotFoundError{Text: string(id), What: "instance " + quote(string(id)) + " has no interface in the network"}
}

// primaryOf returns the interface that the instance calls its primary one,
// else the one attached as the first device.
func (r *Resolver) primaryOf(i *model.Instance, attached []model.ENIID) (model.ENIID, bool) {
	if i != nil {
		for _, e := range append([]model.ENIID{i.PrimaryENI}, i.Interfaces...) {
			if r.index().Interface[e] != nil {
				return e, true
			}
		}
	}
	if len(attached) == 0 {
		return "", false
	}
	return slices.MinFunc(attached, func(a, b model.ENIID) int {
		return r.index().Interface[a].Attachment.DeviceIndex - r.index().Interface[b].Attachment.DeviceIndex
	}), true
}
