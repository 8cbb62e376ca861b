package policy

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/reach"
)

// endpoint is one interface that can be an end of a connection.
type endpoint struct {
	eni      *model.NetworkInterface
	identity *service.Identity
	instance *model.Instance
	service  string
	host     string      // interfaces of one host do not talk to each other by the network (CONN-7)
	near     []reach.End // as hosts of the same network know it: one an address
	public   []reach.End // as the internet knows it
}

// newEndpoints lists the endpoints of a network, in its order.
func newEndpoints(n *model.Network, s *service.Services) []endpoint {
	index := model.NewIndex(n)
	var all []endpoint
	for i := range n.NetworkInterfaces {
		e := &n.NetworkInterfaces[i]
		d := s.Identity(e.ID)
		if d == nil || !d.Endpoint {
			continue
		}
		one := endpoint{eni: e, identity: d, service: d.Name, host: string(e.ID), instance: index.Instance[e.Attachment.Instance]}
		if of := s.Of(e.ID); of != nil {
			one.service = of.Label
		}
		if e.Attachment.Instance != "" {
			one.host = string(e.Attachment.Instance)
		}
		one.addresses()
		all = append(all, one)
	}
	return all
}

// addresses lists the ends of an endpoint. Of a delegated prefix the first address stands for all.
func (e *endpoint) addresses() {
	add := func(list *[]reach.End, a netip.Addr) {
		end := reach.End{Kind: reach.EndInterface, ENI: e.eni.ID, Addr: a}
		if a.IsValid() && !slices.Contains(*list, end) {
			*list = append(*list, end)
		}
	}
	for _, p := range e.eni.Private {
		add(&e.near, p.Addr)
		add(&e.public, p.Public)
	}
	for _, a := range e.eni.IPv6 {
		add(&e.near, a)
		if global(a) {
			add(&e.public, a)
		}
	}
	for _, p := range slices.Concat(e.eni.IPv4Prefixes, e.eni.IPv6Prefixes) {
		add(&e.near, p.Masked().Addr())
	}
	if len(e.near) == 0 {
		e.near = []reach.End{{Kind: reach.EndInterface, ENI: e.eni.ID}}
	}
	if e.eni.UnknownPublic != nil && len(e.public) == 0 {
		e.public = e.near[:1:1]
	}
}

var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

// global reports whether an address can belong to a host of the internet.
func global(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !sharedSpace.Contains(a)
}

// isPublic reports whether an endpoint is meant for the internet.
func (e *endpoint) isPublic(n *model.Network) bool {
	for _, p := range e.eni.Private {
		if p.Public.IsValid() {
			return true
		}
	}
	for i := range n.LoadBalancers {
		b := &n.LoadBalancers[i]
		if b.Scheme == "internet-facing" && (slices.Contains(b.Interfaces, e.eni.ID) || e.identity.Owner == string(b.ARN)) {
			return true
		}
	}
	return false
}

// id is what identifies an endpoint.
func (e *endpoint) id() string { return string(e.eni.ID) }

// owns lists every address of an endpoint.
func (e *endpoint) owns() []netip.Addr {
	var all []netip.Addr
	for _, end := range slices.Concat(e.near, e.public) {
		if end.Addr.IsValid() {
			all = append(all, end.Addr)
		}
	}
	return all
}
