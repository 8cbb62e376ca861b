package ask

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// aim is what an edit was meant to connect: the ends that the rule, entry or
// route it made speaks of.
type aim struct {
	from, to []reach.End
	on       packet.Set
	deny     bool // it was meant to stop them
}

// mostTried bounds the pairs that are looked at to say why nothing changed.
const mostTried = 200

// whyNothing says for each edit that opened something why no connection came
// of it. The network is the one after the edits.
func (n *Network) whyNothing(ctx context.Context, q DifferenceQuery, edits int) ([]string, error) {
	var lines []string
	for number := 1; number <= edits; number++ {
		for _, a := range n.aims(fmt.Sprintf("edit %d:", number)) {
			line, err := n.whyNot(ctx, a, q.State)
			if err != nil {
				return nil, err
			}
			if line != "" {
				lines = append(lines, fmt.Sprintf("edit %d: %s", number, line))
			}
		}
	}
	return lines, nil
}

// whyNot looks for the pair of an aim that comes closest, and names what still
// stops it.
func (n *Network) whyNot(ctx context.Context, a aim, state bool) (string, error) {
	if len(a.from) == 0 || len(a.to) == 0 {
		return "nothing it speaks of is an end of connections here: a group without members, or addresses that nobody has", nil
	}
	nearest := nearestPairs{deny: a.deny}
	tried := 0
	for _, f := range a.from {
		for _, t := range a.to {
			if tried++; tried > mostTried || f == t {
				continue
			}
			question := reach.Question{From: []reach.End{f}, To: []reach.End{t}, On: &a.on, Explain: true, State: state}
			if fromInternet(f) {
				question.To, _ = byPublicAddress(question.To, n.interfaces())
			}
			answer, err := n.put(ctx, question)
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			if err == nil {
				nearest.add(n.endName(f)+" → "+n.endName(t)+" "+a.on.String(), &answer)
			}
		}
	}
	return nearest.words(namesOf(n)), nil
}

// nearestPairs are the first pair that passes, and that of the others which
// the fewest settings stop.
type nearestPairs struct {
	deny            bool
	passed, stopped string
	answer          *reach.Answer // of stopped
}

func (p *nearestPairs) add(pair string, a *reach.Answer) {
	switch {
	case a.Verdict == reach.Reachable && p.passed == "" && p.deny:
		p.passed = pair + " still passes: its way does not meet the entry"
	case a.Verdict == reach.Reachable && p.passed == "":
		p.passed = pair + " passed before"
	case a.Verdict == reach.Reachable:
	case p.answer == nil || len(a.Blockers) < len(p.answer.Blockers):
		p.stopped, p.answer = pair, a
	}
}

func (p *nearestPairs) words(name naming) string {
	var parts []string
	if p.passed != "" {
		parts = append(parts, p.passed)
	}
	if p.deny && p.passed == "" {
		parts = append(parts, "nothing that it denies passed before")
	}
	if p.answer != nil && !p.deny {
		if text := stillStopped(name, p.answer, p.stopped); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

func stillStopped(name naming, a *reach.Answer, pair string) string {
	var stops []string
	for _, b := range a.Blockers {
		text := name.words(b.Detail)
		if b.At != "" && !strings.Contains(b.Detail, b.At) {
			text = name.words(b.At) + ": " + text
		}
		if b.Direction == reach.Reply {
			text = "on the way back, " + text
		}
		if !slices.Contains(stops, text) {
			stops = append(stops, text)
		}
	}
	for _, u := range a.Unknown {
		stops = append(stops, "what is not known: "+name.words(u.Text))
	}
	if len(stops) == 0 {
		return ""
	}
	return pair + " is still stopped: " + strings.Join(stops, "; and: ")
}

func (n *Network) endName(e reach.End) string {
	if e.Kind == reach.EndInterface {
		return namesOf(n).called(string(e.ENI))
	}
	if e.Kind == reach.EndOutside {
		return e.Prefix.String()
	}
	return e.Label
}

// aims are what the rules, entries and routes of an edit speak of.
func (n *Network) aims(made string) []aim {
	var found []aim
	by := func(o model.Origin) bool { return strings.HasPrefix(o.Source, made) }
	for i := range n.Model.SecurityGroups {
		g := &n.Model.SecurityGroups[i]
		for _, r := range g.Rules {
			if by(r.Origin) && !by(g.Origin) {
				found = append(found, directed(n.members(g.ID), n.peers(r.Peer), r.Egress, r.Traffic))
			}
		}
	}
	for i := range n.Model.NetworkACLs {
		l := &n.Model.NetworkACLs[i]
		for _, e := range l.Entries {
			if by(e.Origin) && !by(l.Origin) {
				a := directed(n.endsWhere(func(x *model.NetworkInterface) bool { return n.filters(l, x.Subnet) }), n.within(e.CIDR), e.Egress, e.Traffic)
				a.deny = e.Action == model.Deny
				found = append(found, a)
			}
		}
	}
	for i := range n.Model.RouteTables {
		t := &n.Model.RouteTables[i]
		for _, r := range t.Routes {
			if by(r.Origin) && !by(t.Origin) && r.Destination.IsValid() {
				found = append(found, directed(n.endsWhere(func(x *model.NetworkInterface) bool { return n.routes(t, x) }), n.beyond(r.Destination, t.VPC), true, packet.All()))
			}
		}
	}
	return found
}

func directed(own, remote []reach.End, out bool, on packet.Set) aim {
	if out {
		return aim{from: own, to: remote, on: on}
	}
	return aim{from: remote, to: own, on: on}
}

// endsWhere lists the endpoints that fit.
func (n *Network) endsWhere(fits func(*model.NetworkInterface) bool) []reach.End {
	var found []reach.End
	for i := range n.Model.NetworkInterfaces {
		x := &n.Model.NetworkInterfaces[i]
		if who := n.Services().Identity(x.ID); who != nil && who.Endpoint && fits(x) {
			found = append(found, reach.End{Kind: reach.EndInterface, ENI: x.ID})
		}
	}
	return found
}

func (n *Network) members(g model.SecurityGroupID) []reach.End {
	return n.endsWhere(func(x *model.NetworkInterface) bool { return slices.Contains(x.Groups, g) })
}

// peers lists who a rule speaks of.
func (n *Network) peers(p model.Peer) []reach.End {
	switch p.Kind {
	case model.PeerGroup:
		return n.members(p.Group)
	case model.PeerCIDR:
		return n.within(p.CIDR)
	case model.PeerPrefixList:
		var found []reach.End
		for i := range n.Model.PrefixLists {
			if l := &n.Model.PrefixLists[i]; l.ID == p.PrefixList {
				for _, e := range l.Entries {
					found = append(found, n.within(e.CIDR)...)
				}
			}
		}
		return found
	case model.PeerNone, model.PeerUnknown:
	}
	return nil
}

// within lists the endpoints of a CIDR; where there is none, or for a public
// one, the hosts outside.
func (n *Network) within(p netip.Prefix) []reach.End {
	found := n.endsWhere(func(x *model.NetworkInterface) bool {
		return slices.ContainsFunc(x.Private, func(a model.PrivateAddress) bool { return p.Contains(a.Addr) }) || slices.ContainsFunc(x.IPv6, p.Contains)
	})
	if public(p.Addr()) || p.Bits() == 0 {
		found = append(found, reach.End{Kind: reach.EndOutside, Prefix: p, Door: "internet"})
	}
	return found
}

// beyond lists the endpoints of a CIDR in other VPCs, and the hosts outside:
// whom a route that is not local can lead to.
func (n *Network) beyond(p netip.Prefix, own model.VPCID) []reach.End {
	find := n.interfaces()
	return slices.DeleteFunc(n.within(p), func(e reach.End) bool {
		return e.Kind == reach.EndInterface && (p.Bits() == 0 || find[e.ENI].VPC == own)
	})
}

// filters reports whether an ACL applies to a subnet (NACL-1).
func (n *Network) filters(l *model.NetworkACL, s model.SubnetID) bool {
	return slices.ContainsFunc(l.Associations, func(a model.NACLAssociation) bool { return a.Subnet == s })
}

// routes reports whether a table routes for an interface (RT-1).
func (n *Network) routes(t *model.RouteTable, x *model.NetworkInterface) bool {
	main := false
	for _, a := range t.Associations {
		if a.Subnet == x.Subnet {
			return true
		}
		main = main || a.Main
	}
	return main && t.VPC == x.VPC && !slices.ContainsFunc(n.Model.RouteTables, func(o model.RouteTable) bool {
		return slices.ContainsFunc(o.Associations, func(a model.RouteTableAssociation) bool { return a.Subnet == x.Subnet })
	})
}
