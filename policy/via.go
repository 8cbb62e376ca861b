package policy

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
)

// viaSelections are the selectors that say what traffic passes through.
func (b *Bound) viaSelections() []*Selection {
	var all []*Selection
	add := func(s Selector) {
		if s.Is() {
			all = append(all, s.Selection)
		}
	}
	for _, c := range b.policy.Contracts {
		add(c.Via)
	}
	for _, r := range b.policy.Rules {
		for _, t := range []*Through{r.Through, r.Avoid} {
			if t != nil {
				add(t.Via)
			}
		}
	}
	for _, c := range b.ordered { // a context may hold forwarders alone: it is good for via only
		if c.done && c.members.empty() && b.forwarders(c.Is) {
			add(c.Is)
		}
	}
	return all
}

// viaIDs are the ids of resources that a via selector means, as hops of a path name them.
func (b *Bound) viaIDs(s Selector) map[string]bool {
	ids := map[string]bool{}
	if !s.Is() {
		return ids
	}
	for i := range s.Alternatives {
		a := &s.Alternatives[i]
		if a.Short.Is() {
			b.viaShort(a.Short, ids)
			continue
		}
		b.viaConditions(a, ids)
	}
	return ids
}

// viaShort takes in what a short form means: a context, kind:name, an id or a name.
func (b *Bound) viaShort(t Text, ids map[string]bool) {
	if c := b.contexts[t.Value]; c != nil {
		for id := range b.viaIDs(c.Is) {
			ids[id] = true
		}
		return
	}
	kind, name, keyed := strings.Cut(t.Value, ":")
	if !keyed || gatewayKinds[kind] == nil {
		kind, name = "", t.Value
	}
	for word, list := range gatewayKinds {
		if kind == "" || kind == word {
			list(b.network, func(id string, called ...string) {
				if id == name || slices.ContainsFunc(called, func(one string) bool { return one != "" && selector.Like(name, one) }) {
					ids[id] = true
				}
			})
		}
	}
	if len(ids) == 0 {
		found, err := b.resolver.Resolve(t.Value)
		if err == nil {
			for _, pick := range found.Interfaces {
				b.viaInterface(pick.ENI, ids)
			}
		}
	}
}

// viaConditions takes in interfaces that fit, forwarders too.
func (b *Bound) viaConditions(a *Alternative, ids map[string]bool) {
	full := b.withForwarders()
	for _, i := range full.alternative(a).inside.list() {
		full.viaInterface(full.endpoints[i].eni.ID, ids)
	}
}

// viaInterface takes in an interface and the resource that it belongs to.
func (b *Bound) viaInterface(e model.ENIID, ids map[string]bool) {
	ids[string(e)] = true
	if d := b.services.Identity(e); d != nil && d.Owner != "" {
		ids[d.Owner] = true
	}
	for i := range b.network.NatGateways {
		g := &b.network.NatGateways[i]
		if slices.ContainsFunc(g.Addresses, func(a model.NatGatewayAddress) bool { return a.ENI == e }) {
			ids[string(g.ID)] = true
		}
	}
	for i := range b.network.VPCEndpoints {
		if v := &b.network.VPCEndpoints[i]; slices.Contains(v.Interfaces, e) {
			ids[string(v.ID)] = true
		}
	}
}

// withForwarders is the same network with interfaces that forward for others taken for endpoints.
func (b *Bound) withForwarders() *Bound {
	full := *b
	full.endpoints, full.index, full.byENI = nil, map[string]map[string]bitset{}, map[model.ENIID]int{}
	full.sets = map[*Selection]endSet{}
	for i := range b.network.NetworkInterfaces {
		e := &b.network.NetworkInterfaces[i]
		if d := b.services.Identity(e.ID); d != nil {
			one := endpoint{eni: e, identity: d, instance: b.known.Instance[e.Attachment.Instance]}
			one.addresses()
			full.byENI[e.ID] = len(full.endpoints)
			full.endpoints = append(full.endpoints, one)
		}
	}
	return &full
}

// forwarders reports whether a selector selects interfaces that forward for others.
func (b *Bound) forwarders(s Selector) bool {
	if !s.Is() {
		return false
	}
	return len(b.viaIDs(s)) > 0
}

// gatewayKinds list what traffic passes through, by the word before the colon.
var gatewayKinds = map[string]func(n *model.Network, add func(id string, names ...string)){
	"igw": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.InternetGateways {
			add(string(n.InternetGateways[i].ID), n.InternetGateways[i].Tags.Name())
		}
	},
	"eigw": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.EgressOnlyInternetGateways {
			add(string(n.EgressOnlyInternetGateways[i].ID), n.EgressOnlyInternetGateways[i].Tags.Name())
		}
	},
	"nat": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.NatGateways {
			add(string(n.NatGateways[i].ID), n.NatGateways[i].Tags.Name())
		}
	},
	"tgw": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.TransitGateways {
			g := &n.TransitGateways[i]
			add(string(g.ID), g.Tags.Name())
			for j := range n.TGWRouteTables { // hops name its tables
				if n.TGWRouteTables[j].TransitGateway == g.ID {
					add(string(n.TGWRouteTables[j].ID), g.Tags.Name(), string(g.ID))
				}
			}
		}
	},
	"tgw-attach": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.TGWAttachments {
			add(string(n.TGWAttachments[i].ID), n.TGWAttachments[i].Tags.Name())
		}
	},
	"pcx": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.Peerings {
			add(string(n.Peerings[i].ID), n.Peerings[i].Tags.Name())
		}
	},
	"vgw": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.VPNGateways {
			add(string(n.VPNGateways[i].ID), n.VPNGateways[i].Tags.Name())
		}
	},
	"vpce": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.VPCEndpoints {
			add(string(n.VPCEndpoints[i].ID), n.VPCEndpoints[i].Tags.Name())
		}
	},
	"firewall": func(n *model.Network, add func(id string, names ...string)) {
		for i := range n.Firewalls {
			add(string(n.Firewalls[i].ARN), n.Firewalls[i].Name)
			for _, e := range n.Firewalls[i].Endpoints {
				add(string(e.Endpoint), n.Firewalls[i].Name)
			}
		}
	},
}
