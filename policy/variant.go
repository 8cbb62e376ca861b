package policy

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// variant is a network as a requirement looks at it: with a zone down, or as it is; compiled for
// each part of the client ports that no rule tells apart.
type variant struct {
	zone     string
	compiled []*reach.Compiled
}

// replyPorts are the client ports that replies must reach for a requirement: what Linux hosts use.
var replyPorts = packet.PortRange{First: 32768, Last: 60999}

// variant compiles a network for requirements, once.
func (e *evaluator) variant(zone string) (*variant, error) {
	for _, v := range e.variants {
		if v.zone == zone {
			return v, nil
		}
	}
	n := e.bound.network
	if zone != "" {
		edits, err := change.Parse("down az:" + zone)
		if err != nil {
			return nil, fmt.Errorf("take zone %s down: %w", zone, err)
		}
		if n, _, err = change.Apply(n, edits, change.Options{Force: true}); err != nil {
			return nil, fmt.Errorf("take zone %s down: %w", zone, err)
		}
	}
	v := &variant{zone: zone}
	parts := clientParts(n)
	if zone == "" && len(parts) == 1 && !e.filtersClients(n) {
		v.compiled = []*reach.Compiled{e.ask.compiled}
		parts = nil
	}
	for _, part := range parts {
		o := e.options.Engine
		o.Ephemeral = packet.Ports(part)
		compiled, err := e.compile(n, o)
		if err != nil {
			return nil, err
		}
		v.compiled = append(v.compiled, compiled)
	}
	e.variants = append(e.variants, v)
	return v, nil
}

func (e *evaluator) compile(n *model.Network, o reach.Options) (*reach.Compiled, error) {
	e.results.Work.Networks++
	compiled, err := reach.Compile(e.ctx, n, o)
	if err != nil {
		return nil, fmt.Errorf("compile a variant of the network: %w", err)
	}
	return compiled, nil
}

// filtersClients reports whether any rule of a stateless filter begins or ends among client ports.
func (e *evaluator) filtersClients(n *model.Network) bool {
	for _, at := range edges(n) {
		if at > 1024 {
			return true
		}
	}
	return false
}

// clientParts divides the client ports at the edges of rules: in one part all ports fare alike.
func clientParts(n *model.Network) []packet.PortRange {
	cuts := []int{int(replyPorts.First)}
	for _, at := range edges(n) {
		if at > int(replyPorts.First) && at <= int(replyPorts.Last) {
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	cuts = append(slices.Compact(cuts), int(replyPorts.Last)+1)
	var parts []packet.PortRange
	for i := range len(cuts) - 1 {
		parts = append(parts, packet.PortRange{First: uint16(cuts[i]), Last: uint16(cuts[i+1] - 1)})
	}
	return parts
}

// edges are the ports at which something changes for replies: in network ACLs, and in security
// groups where an interface may meet a reply whose request it did not see (APP-4).
func edges(n *model.Network) []int {
	var all []int
	add := func(s packet.Set) {
		for _, ports := range []packet.PortSet{s.TCP(), s.UDP()} {
			for _, r := range ports.Ranges() {
				all = append(all, int(r.First), int(r.Last)+1)
			}
		}
	}
	for i := range n.NetworkACLs {
		for _, entry := range n.NetworkACLs[i].Entries {
			add(entry.Traffic)
		}
	}
	if slices.ContainsFunc(n.NetworkInterfaces, func(e model.NetworkInterface) bool { return !e.SourceDestCheck }) {
		for i := range n.SecurityGroups {
			for _, rule := range n.SecurityGroups[i].Rules {
				add(rule.Traffic)
			}
		}
	}
	return slices.DeleteFunc(all, func(at int) bool { return at > 65535 })
}

// zones lists the availability zones of the network, by name.
func (b *Bound) zones() []string {
	var all []string
	for i := range b.network.Subnets {
		if z := b.network.Subnets[i].Zone; z != "" {
			all = append(all, z)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// zoneOf is the zone of an endpoint.
func (b *Bound) zoneOf(endpoint int) string {
	e := b.endpoints[endpoint].eni
	if s := b.known.Subnet[e.Subnet]; s != nil && s.Zone != "" {
		return s.Zone
	}
	return e.Zone
}
