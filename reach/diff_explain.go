package reach

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// explain finds the rules that opened or closed a difference, on a pair of
// ends that shows it.
func (d *differ) explain(one *Difference) {
	if !one.Added.IsEmpty() {
		one.OpenedBy = openers(d.after, d.before, groupNamed(d.new.From, one.From), groupNamed(d.new.To, one.To), one.Added)
	}
	if !one.Removed.IsEmpty() {
		one.ClosedBy = openers(d.before, d.after, groupNamed(d.old.From, one.From), groupNamed(d.old.To, one.To), one.Removed)
	}
}

func groupNamed(groups []Group, name string) Group {
	for _, g := range groups {
		if g.Name == name {
			return g
		}
	}
	return Group{}
}

// openers lists the rules that carry traffic in one network and that the
// other network does not have, and the rules of the other that deny it there
// and are gone here.
func openers(here, there *Compiled, from, to Group, traffic packet.Set) []RuleRef {
	f, t, some, ok := witness(here, there, from, to, traffic)
	if !ok {
		return nil
	}
	var found []RuleRef
	for _, r := range here.rulesOnWay(f, t, some, Allow) {
		if !there.has(r) {
			found = append(found, r)
		}
	}
	for _, r := range there.rulesOnWay(f, t, some, Deny) {
		if !here.has(r) && !strings.HasPrefix(r.Text, "no ") {
			found = append(found, r)
		}
	}
	found = append(found, here.membership(there, f, t)...)
	return dedupe(found)
}

func dedupe(refs []RuleRef) []RuleRef {
	var found []RuleRef
	for _, r := range refs {
		if !slices.Contains(found, r) {
			found = append(found, r)
		}
	}
	return found
}

// witness finds a pair of ends that connects here and not there.
func witness(here, there *Compiled, from, to Group, traffic packet.Set) (f, t End, some packet.Set, ok bool) {
	for _, f := range from.Ends {
		for _, t := range to.Ends {
			if f == t {
				continue
			}
			gained := here.connects(f, t).Intersect(traffic).Subtract(there.connects(f, t))
			if !gained.IsEmpty() {
				return f, t, gained, true
			}
		}
	}
	return End{}, End{}, packet.Set{}, false
}

// connects returns what certainly connects two ends.
func (c *Compiled) connects(f, t End) packet.Set {
	var all packet.Set
	ps, err := c.pairs(f, t)
	if err != nil {
		return all
	}
	for _, p := range ps {
		o := c.connect(p, false)
		all = all.Union(o.connect.Must)
	}
	return all
}

// rulesOnWay lists the rules on the best way between two ends that decide so.
func (c *Compiled) rulesOnWay(f, t End, traffic packet.Set, want Decision) []RuleRef {
	ps, err := c.pairs(f, t)
	if err != nil || len(ps) == 0 {
		return nil
	}
	o := c.connect(ps[0], false)
	for _, p := range ps[1:] {
		if other := c.connect(p, false); other.connect.Must.Overlaps(traffic) {
			o = other
		}
	}
	var found []RuleRef
	for _, p := range c.explained(&o, traffic) {
		for _, s := range p.Hops {
			if s.Decision == want || want == Allow && s.Decision == Part {
				found = append(found, s.Rules...)
			}
		}
	}
	return found
}

// has reports whether the network holds a rule with the same words at the
// same place.
func (c *Compiled) has(r RuleRef) bool {
	for _, place := range []func(RuleRef) (bool, bool){c.hasGroupRule, c.hasEntry, c.hasRoute} {
		if found, mine := place(r); mine {
			return found
		}
	}
	return c.knows(r.Where)
}

func (c *Compiled) hasGroupRule(r RuleRef) (found, mine bool) {
	g := c.idx.SecurityGroup[model.SecurityGroupID(r.Where)]
	if g == nil {
		return false, strings.HasPrefix(r.Where, "sg-")
	}
	for i := range g.Rules {
		if string(g.ID)+" allows "+c.ruleWords(&g.Rules[i]) == r.Text {
			return true, true
		}
	}
	return false, true
}

func (c *Compiled) hasEntry(r RuleRef) (found, mine bool) {
	a := c.acls[model.NetworkACLID(r.Where)]
	if a == nil || a.m == nil {
		return false, strings.HasPrefix(r.Where, "acl-")
	}
	for i := range a.m.Entries {
		if entryWords(&a.m.Entries[i]) == r.Text {
			return true, true
		}
	}
	return r.Text == implicitDeny, true
}

func (c *Compiled) hasRoute(r RuleRef) (found, mine bool) {
	t := c.tables[model.RouteTableID(r.Where)]
	if t == nil {
		return false, strings.HasPrefix(r.Where, "rtb-")
	}
	for _, rows := range t.routes.All() {
		for _, row := range rows {
			if row.words() == r.Text {
				return true, true
			}
		}
	}
	return false, true
}

// knows reports whether the network holds a resource with an id.
func (c *Compiled) knows(id string) bool {
	switch {
	case c.idx.NatGateway[model.NatGatewayID(id)] != nil, c.idx.VPCEndpoint[model.VPCEndpointID(id)] != nil,
		c.idx.InternetGW[model.InternetGatewayID(id)] != nil, c.idx.EgressOnlyGW[model.EgressOnlyGatewayID(id)] != nil,
		c.idx.VPNGateway[model.VPNGatewayID(id)] != nil, c.transit.attachment(model.TGWAttachmentID(id), "") != nil,
		c.transit.tables[model.TGWRouteTableID(id)] != nil, c.byENI[model.ENIID(id)] != nil:
		return true
	}
	p := c.idx.Peering[model.PeeringID(id)]
	return p != nil && p.Status == "active"
}

// membership says which group memberships and public addresses of the ends
// the other network does not have.
func (c *Compiled) membership(there *Compiled, ends ...End) []RuleRef {
	var found []RuleRef
	for _, end := range ends {
		e, o := c.byENI[end.ENI], there.byENI[end.ENI]
		switch {
		case end.Kind != EndInterface || e == nil:
			continue
		case o == nil:
			found = append(found, RuleRef{Where: string(e.m.ID), Text: "the interface " + string(e.m.ID), Origin: e.m.Origin})
			continue
		}
		for _, g := range e.groups.ids {
			if !o.groups.has(g) {
				found = append(found, RuleRef{Where: string(e.m.ID), Text: string(e.m.ID) + " is in " + string(g), Origin: e.m.Origin})
			}
		}
		if pub := e.publicOf(e.m.Primary()); pub.IsValid() && o.publicOf(o.m.Primary()) != pub {
			found = append(found, RuleRef{Where: string(e.m.ID), Text: string(e.m.ID) + " has the public address " + pub.String(), Origin: e.m.Origin})
		}
	}
	return found
}
