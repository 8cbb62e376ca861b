package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Levels are what a row of a matrix or a box of a picture can stand for, from
// coarse to fine.
var Levels = []string{"account", "vpc", "subnet", "sg", "service", "endpoint"}

// MatrixLevels are what a row of a matrix can stand for: contexts too, when there is a policy.
var MatrixLevels = append([]string{byContext}, Levels...)

// byContext is the level of the contexts of a policy.
const byContext = "context"

// CheckLevel returns an error for a word that is no level.
func CheckLevel(level string, allowed []string) error {
	if slices.Contains(allowed, level) {
		return nil
	}
	if level == byContext {
		return Usage("use one of "+strings.Join(allowed, ", "), "--by context is for matrix, reach and graph")
	}
	return Usage("use one of "+strings.Join(allowed, ", "), "--by %q is no level", level)
}

// group is a set of ends with what people call it.
type group struct {
	place report.Place
	enis  []model.ENIID
	ends  []reach.End // of outside groups
}

// inside groups the endpoints of the network, sorted by id. An interface with
// several security groups is in several groups of level sg.
func (n *Network) inside(level string) []group {
	groups := map[string]*group{}
	find := n.interfaces()
	for i := range n.Services().Identities {
		who := &n.services.Identities[i]
		eni := find[who.ENI]
		if !who.Endpoint || eni == nil {
			continue
		}
		for _, p := range n.placesOf(level, who, eni) {
			g := groups[p.ID]
			if g == nil {
				g = &group{place: p}
				groups[p.ID] = g
			}
			g.enis = append(g.enis, who.ENI)
		}
	}
	out := make([]group, 0, len(groups))
	for _, g := range groups {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Compare(a.place.ID, b.place.ID) })
	return out
}

// placesOf says to which groups of a level an interface belongs.
func (n *Network) placesOf(level string, who *service.Identity, eni *model.NetworkInterface) []report.Place {
	one := func(id, name string) []report.Place {
		if id == "" {
			id = "(none)"
		}
		return []report.Place{{ID: id, Name: name}}
	}
	switch level {
	case byContext:
		return one(n.bound.ContextOf(eni.ID), "")
	case "account":
		return one(string(eni.Account), "")
	case "vpc":
		return one(string(eni.VPC), n.nameOf(string(eni.VPC)))
	case "subnet":
		return one(string(eni.Subnet), n.nameOf(string(eni.Subnet)))
	case "service":
		label := who.Name
		if s := n.services.Of(who.ENI); s != nil {
			label = s.Label
		}
		if slices.Contains(outsideWords, label) {
			label = "service:" + label // somebody called a service as the outside is called
		}
		return one(label, "")
	case "sg":
		var out []report.Place
		for _, g := range eni.Groups {
			out = append(out, report.Place{ID: string(g), Name: n.nameOf(string(g))})
		}
		if out == nil {
			return one("", "")
		}
		return out
	}
	return one(string(who.ENI), who.Name)
}

// nameOf is the Name tag of a VPC or subnet, or the name of a group.
func (n *Network) nameOf(id string) string {
	if n.called == nil {
		n.called = map[string]string{}
		for i := range n.Model.VPCs {
			n.called[string(n.Model.VPCs[i].ID)] = n.Model.VPCs[i].Tags.Name()
		}
		for i := range n.Model.Subnets {
			n.called[string(n.Model.Subnets[i].ID)] = n.Model.Subnets[i].Tags.Name()
		}
		for i := range n.Model.SecurityGroups {
			n.called[string(n.Model.SecurityGroups[i].ID)] = n.Model.SecurityGroups[i].Name
		}
	}
	return n.called[id]
}

// outsideWords name what lies beyond the network; see selector.
var outsideWords = []string{selector.Internet, selector.OnPrem, selector.AWS}

// outside are the groups beyond the network: the internet always, on-prem
// when something leads there.
func (n *Network) outside() []group {
	out := []group{outsideGroup(selector.Internet, reach.EndInternet)}
	m := n.Model
	if len(m.VPNGateways)+len(m.VPNConnections)+len(m.DirectConnectAssociations)+len(m.VirtualInterfaces)+len(m.Assume.OnPrem) > 0 {
		out = append(out, outsideGroup(selector.OnPrem, reach.EndOnPrem))
	}
	return out
}

func outsideGroup(name string, kind reach.EndKind) group {
	return group{place: report.Place{ID: name}, ends: []reach.End{{Kind: kind, Label: name}}}
}

// internal is the group for the engine, every member at the address that
// hosts of the same network use.
func (g group) internal() reach.Group {
	ends := g.ends
	for _, e := range g.enis {
		ends = append(ends, reach.End{Kind: reach.EndInterface, ENI: e, Label: g.place.ID})
	}
	return reach.Group{Name: g.place.ID, Ends: ends}
}

// published is the group as the internet knows it: by public addresses, one
// end each. It is empty when no member has one.
func (g group) published(find map[model.ENIID]*model.NetworkInterface) reach.Group {
	out := reach.Group{Name: g.place.ID}
	for _, e := range g.enis {
		end := reach.End{Kind: reach.EndInterface, ENI: e, Label: g.place.ID}
		for _, a := range publicAddresses(end, find) {
			end.Addr = a
			out.Ends = append(out.Ends, end)
		}
	}
	return out
}
