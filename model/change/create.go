package change

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// createEdit is "create sg:web in vpc-a"; also a network ACL, a route table or a prefix list.
type createEdit struct {
	kind string
	name string
	in   Name
}

func parseCreate(p *parser) operation {
	w := p.word("sg:NAME")
	m := nameOf(w)
	if k := kindOf(m.Kind); p.err == nil && k != kindGroup && k != kindACL && k != kindTable && k != kindList {
		p.fail(w.column, fmt.Sprintf("%.40q cannot be created", w.text), "what to create stands before the name", "write "+p.verb.usage)
	} else if p.err == nil {
		m.Kind = k.word
	}
	p.oneOf("in")
	return &createEdit{m.Kind, m.Text, p.name("VPC")}
}

func (e *createEdit) String() string {
	return fmt.Sprintf("create %s in %s", Name{Kind: e.kind, Text: e.name}, e.in)
}

func (e *createEdit) apply(d *draft) error {
	r, err := d.resolve(e.in, "", kindVPC)
	if err != nil {
		return err
	}
	k := kindOf(e.kind)
	if e.taken(d, r) {
		return d.fail(fmt.Sprintf("%s already has a %s named %s", r, k.what, quote(e.name)), "the name would be ambiguous", "choose another name")
	}
	v, id := d.vpc(model.VPCID(r.id)), d.newID(k.word+"-", e.name, k)
	switch k {
	case kindGroup:
		g := model.SecurityGroup{ID: model.SecurityGroupID(id), Name: e.name, VPC: v.ID, Account: v.Account, Region: v.Region, Rules: d.openEgress(v), Origin: d.origin()}
		insert(d, &d.n.SecurityGroups, g, func(g *model.SecurityGroup) string { return string(g.ID) })
	case kindACL:
		a := model.NetworkACL{ID: model.NetworkACLID(id), VPC: v.ID, Account: v.Account, Region: v.Region, Tags: nameTag(e.name), Origin: d.origin()}
		insert(d, &d.n.NetworkACLs, a, func(a *model.NetworkACL) string { return string(a.ID) })
	case kindTable:
		t := model.RouteTable{ID: model.RouteTableID(id), VPC: v.ID, Account: v.Account, Region: v.Region, Routes: d.localRoutes(v), Tags: nameTag(e.name), Origin: d.origin()}
		insert(d, &d.n.RouteTables, t, func(t *model.RouteTable) string { return string(t.ID) })
	case kindList:
		l := model.PrefixList{ID: model.PrefixListID(id), Name: e.name, Account: v.Account, Region: v.Region, State: "create-complete", Origin: d.origin()}
		insert(d, &d.n.PrefixLists, l, func(l *model.PrefixList) string { return string(l.ID) })
	}
	d.note(Created, id, "%s %s in %s", k.what, e.name, r)
	return nil
}

// taken reports whether the VPC already has something of that name.
func (e *createEdit) taken(d *draft, vpc resource) bool {
	k, taken := kindOf(e.kind), false
	k.list(d.n, func(id, name string, in model.VPCID) {
		taken = taken || id == e.name || name == e.name && (string(in) == vpc.id || in == "")
	})
	return taken
}

// openEgress is what AWS gives a new group: everything may leave (SG-21).
func (d *draft) openEgress(v *model.VPC) []model.SecurityGroupRule {
	open := func(cidr string) model.SecurityGroupRule {
		return model.SecurityGroupRule{
			Egress: true, Traffic: packet.All(), Origin: d.origin(),
			Peer: model.Peer{Kind: model.PeerCIDR, CIDR: netip.MustParsePrefix(cidr)},
		}
	}
	rules := []model.SecurityGroupRule{open("0.0.0.0/0")}
	for _, c := range v.CIDRs {
		if c.Prefix.Addr().Is6() {
			return append(rules, open("::/0"))
		}
	}
	return rules
}

// localRoutes are the routes that each table of a VPC has (RT-5).
func (d *draft) localRoutes(v *model.VPC) []model.Route {
	var routes []model.Route
	for _, c := range v.CIDRs {
		if c.State == model.CIDRAssociated {
			routes = append(routes, model.Route{
				Destination: c.Prefix, Target: model.Target{Kind: model.TargetLocal, ID: "local"},
				State: model.RouteActive, How: model.CreatedWithTable, Origin: d.origin(),
			})
		}
	}
	return routes
}

func (e *createEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.in, "", kindVPC)
	if err != nil || e.taken(d, r) {
		return nil, false
	}
	k := kindOf(e.kind)
	return &deleteEdit{"delete", Name{Kind: e.kind, Text: d.newID(k.word+"-", e.name, k)}}, true
}
