package reach

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/gaissmai/bart"

	"github.com/seed-044d7529/segment/model"
)

// table is a route table ready for longest-prefix match (RT-3).
type table struct {
	id      string
	m       *model.RouteTable // nil: not imported, only local routes are assumed
	vpc     *vpc
	unknown *Cause // there may be routes that are not listed
	routes  bart.Table[[]*route]
	loose   []*route // destinations that are not known
	learns  []*route // to gateways whose learned routes the table does not show (VGW-4)
}

// route is one row: a destination with a target and its rank (RT-4).
type route struct {
	prefix netip.Prefix
	rank   routeRank
	m      *model.Route // nil: a local route that was not listed
	target model.Target
	list   *prefixList
	maybe  *Cause // in may alone: filtered (RT-9), associating CIDR (VPC-1)
}

// routeRank orders routes of equal prefix; lower wins (RT-4, section 27).
type routeRank uint8

const (
	rankLocal routeRank = iota
	rankStatic
	rankPrefixList
	rankPropagated
)

// choice is one route that AWS may pick; a nil route means that there is none.
type choice struct {
	route *route
	cause *Cause // why it is not the only choice
}

func (c *Compiled) compileTable(m *model.RouteTable, v *vpc) *table {
	t := &table{id: string(m.ID), m: m, vpc: v}
	for i := range m.Routes {
		t.addRoute(c, &m.Routes[i])
	}
	t.addLocal()
	t.addPropagated(c)
	if u := m.UnknownRoutes; u != nil {
		t.unknown = &Cause{Rule: "CON-1", Where: t.id, Text: u.Cause, Origin: u.Origin}
	}
	return t
}

// localTable is what is assumed of a table that was not imported: the local
// routes of its VPC (RT-5, CON-5).
func localTable(v *vpc, unknown Cause) *table {
	t := &table{id: unknown.Where, vpc: v, unknown: &unknown}
	t.addLocal()
	return t
}

func (t *table) addRoute(c *Compiled, m *model.Route) {
	switch {
	case m.UnknownDestination != nil:
		t.loose = append(t.loose, &route{m: m, rank: rankOf(m), target: m.Target})
	case m.PrefixList != "":
		list := c.prefixList(m.PrefixList)
		for _, p := range list.prefixes() {
			t.insert(&route{prefix: p, rank: rankPrefixList, m: m, target: m.Target, list: list, maybe: cmp.Or(list.maybe, filtered(m, t))})
		}
		if list.unknown != nil {
			t.loose = append(t.loose, &route{rank: rankPrefixList, m: m, target: m.Target, list: list})
		}
	case t.ignored(m):
	default:
		t.insert(&route{prefix: m.Destination, rank: rankOf(m), m: m, target: m.Target, maybe: filtered(m, t)})
	}
}

// ignored applies RT-7: what a gateway propagates inside a VPC CIDR does not count.
func (t *table) ignored(m *model.Route) bool {
	return m.How == model.PropagatedByVGW && t.vpc != nil && t.vpc.covers(m.Destination)
}

func filtered(m *model.Route, t *table) *Cause {
	if m.State != model.RouteFiltered {
		return nil
	}
	return &Cause{Rule: "RT-9", Where: t.id, Text: "the route " + m.Destination.String() + " is in state filtered", Origin: m.Origin}
}

func rankOf(m *model.Route) routeRank {
	switch {
	case m.Target.Kind == model.TargetLocal:
		return rankLocal
	case m.How == model.PropagatedByVGW, m.How == model.Advertised:
		return rankPropagated
	}
	return rankStatic
}

// addLocal adds the local route of every VPC CIDR whose row is not there; a
// replaced local route has a row with another target (RT-5).
func (t *table) addLocal() {
	if t.vpc == nil {
		return
	}
	for _, cidr := range t.vpc.cidrs {
		rows, _ := t.routes.Get(cidr.prefix)
		if !slices.ContainsFunc(rows, func(r *route) bool { return r.rank <= rankStatic }) {
			t.insert(&route{prefix: cidr.prefix, rank: rankLocal, target: model.Target{Kind: model.TargetLocal, ID: "local"}, maybe: cidr.maybe})
		}
	}
}

func (t *table) insert(r *route) {
	rows, _ := t.routes.Get(r.prefix)
	rows = append(slices.Clone(rows), r)
	slices.SortStableFunc(rows, func(a, b *route) int { return int(a.rank) - int(b.rank) })
	t.routes.Insert(r.prefix, rows)
}
