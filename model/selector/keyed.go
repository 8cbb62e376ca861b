package selector

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

// keyed resolves a short form.
func (r *Resolver) keyed(s Selector, outer []string) (Set, error) {
	switch s.Key {
	case "context":
		if _, ok := r.options.Contexts[s.Value]; !ok {
			return Set{}, missing(s, "context", r.contextNames())
		}
		return r.context(s.Value, outer)
	case "tag":
		return r.tag(s)
	case "type":
		return r.kind(s)
	case "service":
		return r.service(s)
	case "name":
		return r.name(s)
	case "id":
		return r.id(s)
	case "vpc", "subnet", "sg":
		return r.place(s)
	case "account":
		return r.account(s)
	case "region":
		return r.region(s)
	case "az":
		return r.zone(s)
	case "pl":
		return r.prefixList(s)
	case "cidr":
		return r.cidr(s)
	case "outside":
		return Set{Outside: []netip.Prefix{s.Prefix}, Label: s.Text, Kind: "outside"}, nil
	}
	return r.ofKind(s)
}

// missing is the error for a short form that fits nothing.
func missing(s Selector, what string, among []string) error {
	return &NotFoundError{Text: s.Text, What: "no " + what + " is called " + quote(s.Value), Nearest: nearest(s.Value, among)}
}

// labelled makes a set of picks, or an error when there are none.
func labelled(s Selector, kind string, picks []Pick, absent string) (Set, error) {
	if len(picks) == 0 {
		return Set{}, &NotFoundError{Text: s.Text, What: absent}
	}
	return Set{Interfaces: picks, Label: s.Text, Kind: kind}, nil
}

func (r *Resolver) tag(s Selector) (Set, error) {
	picks := r.where(func(_ *model.NetworkInterface, d *service.Identity) bool {
		value, ok := d.Tag(s.TagKey)
		return ok && like(s.Value, value)
	})
	return labelled(s, "tag", picks, fmt.Sprintf("no endpoint has the tag %s", quote(s.TagKey+"="+s.Value)))
}

func (r *Resolver) kind(s Selector) (Set, error) {
	kind, ok := service.ParseKind(s.Value)
	if !ok || kind == service.Mixed {
		var all []string
		for _, k := range service.Kinds() {
			all = append(all, string(k))
		}
		return Set{}, missing(s, "type", all)
	}
	picks := r.where(func(_ *model.NetworkInterface, d *service.Identity) bool { return d.Kind.Is(kind) })
	if len(picks) == 0 && r.hasForwarder(kind) {
		return Set{}, &GatewayError{Text: s.Text, What: "a forwarder's interface"}
	}
	return labelled(s, "type", picks, "no endpoint has the type "+string(kind))
}

func (r *Resolver) hasForwarder(kind service.Kind) bool {
	for i := range r.services.Identities {
		if d := &r.services.Identities[i]; !d.Endpoint && d.Kind.Is(kind) {
			return true
		}
	}
	return false
}

// ofKind is what a kind and a name mean: alb:shop, instance:web-1.
func (r *Resolver) ofKind(s Selector) (Set, error) {
	for _, one := range r.services.Named(s.Value) {
		if one.Endpoint && one.By == s.Key {
			return Set{Interfaces: r.endpoints(one.Interfaces), Label: s.Text, Kind: "service"}, nil
		}
	}
	kind := service.Kind(s.Key)
	picks := r.where(func(e *model.NetworkInterface, d *service.Identity) bool {
		called := d.Owner == s.Value || string(e.ID) == s.Value
		return d.Kind.Is(kind) && (called || slices.ContainsFunc(d.Names(), func(name string) bool { return like(s.Value, name) }))
	})
	return labelled(s, s.Key, picks, "no "+s.Key+" is called "+quote(s.Value))
}

// id is an id literally, or the beginning of one.
func (r *Resolver) id(s Selector) (Set, error) {
	if set, found, err := r.exact(s.Value); found || err != nil {
		return set, err
	}
	return r.beginning(s.Text, s.Value)
}
