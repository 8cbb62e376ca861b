package reach

import (
	"net/netip"
	"slices"
	"sync"

	"github.com/gaissmai/bart"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// outerSpace divides the addresses outside the network into atoms: addresses
// that no rule and no route can tell apart. An atom is the longest prefix that
// anything mentions, less the longer ones inside it (engine.md, finding 2).
type outerSpace struct {
	once     sync.Once
	mentions bart.Table[struct{}]
	cuts     []netip.Addr // ascending, IPv4 first: where an atom can begin
	internet packet.AddrSet
	aws      packet.AddrSet
}

// atom is a set of addresses with one answer, and one of them to ask with.
type atom struct {
	rep netip.Addr
	set packet.AddrSet
}

func (c *Compiled) compileOuterSpace() { c.outer = &outerSpace{} }

// space returns the outer space, made at the first question that needs it.
func (c *Compiled) space() *outerSpace {
	c.outer.once.Do(func() { c.outer.fill(c) })
	return c.outer
}

func (o *outerSpace) fill(c *Compiled) {
	for _, p := range c.mentioned() {
		if p.IsValid() {
			o.mentions.Insert(p, struct{}{})
			o.cuts = append(o.cuts, p.Masked().Addr(), lastOf(p).Next())
		}
	}
	slices.SortFunc(o.cuts, netip.Addr.Compare)
	o.cuts = slices.CompactFunc(o.cuts, func(a, b netip.Addr) bool { return a == b })
	o.aws = c.awsRanges()
	var taken []netip.Prefix
	for addr := range c.public {
		taken = append(taken, ones(addr))
	}
	own := c.own.Union(packet.Addrs(taken...))
	everywhere := packet.AllIPv4().Union(packet.AllIPv6())
	o.internet = everywhere.Subtract(unroutable).Subtract(own).Subtract(o.aws)
}

// lastOf returns the last address of p.
func lastOf(p netip.Prefix) netip.Addr {
	spans := packet.Addrs(p).Ranges()
	return spans[len(spans)-1].Last
}

// awsRanges are the public ranges of AWS services that prefix lists tell.
func (c *Compiled) awsRanges() packet.AddrSet {
	var set packet.AddrSet
	for _, l := range c.lists {
		if l.awsManaged() {
			set = set.Union(l.set)
		}
	}
	return set.Subtract(unroutable)
}

// atoms divides a set of outside addresses. Atoms come in address order.
func (o *outerSpace) atoms(space packet.AddrSet) []atom {
	byNode := map[netip.Prefix]int{}
	var found []atom
	for _, span := range space.Ranges() {
		for at := span.First; at.IsValid() && at.Compare(span.Last) <= 0; {
			end := o.endOf(at, span.Last)
			node, _, _ := o.mentions.LookupPrefixLPM(ones(at))
			if !node.IsValid() {
				node = everything(at)
			}
			i, seen := byNode[node]
			if !seen {
				i = len(found)
				byNode[node] = i
				found = append(found, atom{rep: at})
			}
			found[i].set = found[i].set.Union(packet.AddrRange(at, end))
			found[i].prefer(at)
			at = end.Next()
		}
	}
	return found
}

// unicast is where real IPv6 hosts live: a better example than ::2.
var unicast = netip.MustParsePrefix("2000::/3")

// prefer takes a better address to ask with.
func (a *atom) prefer(addr netip.Addr) {
	if unicast.Contains(addr) && !unicast.Contains(a.rep) {
		a.rep = addr
	}
}

// endOf returns the last address before the next cut, at most last.
func (o *outerSpace) endOf(at, last netip.Addr) netip.Addr {
	i, here := slices.BinarySearchFunc(o.cuts, at, netip.Addr.Compare)
	if here {
		i++
	}
	if i < len(o.cuts) && o.cuts[i].BitLen() == at.BitLen() && o.cuts[i].Compare(last) <= 0 {
		return o.cuts[i].Prev()
	}
	return last
}

// mentioned collects every prefix that a rule or route names.
func (c *Compiled) mentioned() []netip.Prefix {
	var ps []netip.Prefix
	n := c.net
	for i := range n.SecurityGroups {
		for _, r := range n.SecurityGroups[i].Rules {
			ps = append(ps, r.Peer.CIDR)
		}
	}
	for i := range n.PrefixLists {
		for _, e := range n.PrefixLists[i].Entries {
			ps = append(ps, e.CIDR)
		}
	}
	for i := range n.NetworkACLs {
		for _, e := range n.NetworkACLs[i].Entries {
			ps = append(ps, e.CIDR)
		}
	}
	for i := range n.RouteTables {
		for _, r := range n.RouteTables[i].Routes {
			ps = append(ps, r.Destination)
		}
	}
	return append(ps, c.mentionedByGateways()...)
}

func (c *Compiled) mentionedByGateways() []netip.Prefix {
	var ps []netip.Prefix
	for i := range c.net.TGWRouteTables {
		for _, r := range c.net.TGWRouteTables[i].Routes {
			ps = append(ps, r.Destination)
		}
	}
	for i := range c.net.VPNConnections {
		v := &c.net.VPNConnections[i]
		ps = append(ps, v.Local, v.Remote)
		for _, r := range v.Routes {
			ps = append(ps, r.Destination)
		}
	}
	for i := range c.net.Peerings {
		ps = append(ps, c.net.Peerings[i].Requester.CIDRs...)
		ps = append(ps, c.net.Peerings[i].Accepter.CIDRs...)
	}
	for i := range c.net.TGWAttachments {
		for _, r := range c.net.TGWAttachments[i].NATRules {
			ps = append(ps, r.Match)
		}
	}
	for i := range c.net.DirectConnectAssociations {
		ps = append(ps, c.net.DirectConnectAssociations[i].AllowedPrefixes...)
	}
	ps = append(ps, unicast)
	for _, cidrs := range c.net.Assume.Members {
		for _, text := range cidrs {
			if p, _, err := packet.ParsePrefix(text); err == nil {
				ps = append(ps, p)
			}
		}
	}
	return append(ps, c.onPrem.declared.Prefixes()...)
}

// onPremSpace is what is known to lie on-prem; where nothing is, the private
// ranges outside the network stand for it.
func (c *Compiled) onPremSpace() packet.AddrSet {
	known := c.onPrem.declared
	for _, g := range c.onPrem.ordered {
		known = known.Union(g.reaches())
	}
	for _, a := range c.transit.ordered {
		if onPremType(a.m.Type) {
			known = known.Union(c.routedTo(a))
		}
	}
	if known.IsEmpty() {
		known = packet.Addrs(prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")...)
	}
	return known.Subtract(c.own)
}

// routedTo collects the listed routes to an attachment.
func (c *Compiled) routedTo(a *attachment) packet.AddrSet {
	var ps []netip.Prefix
	for _, t := range c.transit.tables {
		for p, rows := range t.routes.All() {
			for _, r := range rows {
				if slices.Contains(r.targets, model.TGWAttachmentID(a.m.ID)) {
					ps = append(ps, p)
				}
			}
		}
	}
	if a.vpn != nil {
		for _, r := range a.vpn.Routes {
			ps = append(ps, r.Destination)
		}
	}
	return packet.Addrs(ps...)
}

// orderedVPCs returns the VPCs by id.
func (c *Compiled) orderedVPCs() []*vpc { return c.byVPC }
