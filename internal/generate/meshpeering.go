package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// meshEdge is a peering of two contexts.
type meshEdge struct {
	from, to int // requester and accepter
	oneWay   bool
	peering  int // place in plan.net.Peerings counted from 1
}

// drawPeerings adds a ring and as many random chords as there are contexts. A chord that exists,
// or that leads from a context to itself, is dropped.
func (m *mesh) drawPeerings() {
	k := len(m.contexts)
	for c := range k {
		m.addPeering(c, (c+1)%k)
	}
	for range k {
		a := m.draws.draw(k)
		m.addPeering(a, m.draws.draw(k))
	}
}

// addPeering adds an edge with the routes of its ends; in 5 % only the requester has one.
func (m *mesh) addPeering(a, b int) {
	oneWay := m.draws.percent(5)
	if a == b || m.edge(a, b) != nil {
		return
	}
	id := m.id("pcx")
	m.net.Peerings = append(m.net.Peerings, model.PeeringConnection{
		ID: model.PeeringID(id), Status: "active", Requester: m.side(a), Accepter: m.side(b), Tags: named(contextName(a) + "-" + contextName(b)),
	})
	m.edges = append(m.edges, meshEdge{from: a, to: b, oneWay: oneWay, peering: len(m.net.Peerings)})
	m.routeTo(a, b, id)
	if !oneWay {
		m.routeTo(b, a, id)
	}
}

// edge finds the peering of two contexts.
func (m *mesh) edge(a, b int) *meshEdge {
	for i := range m.edges {
		if e := &m.edges[i]; e.from == a && e.to == b || e.from == b && e.to == a {
			return e
		}
	}
	return nil
}

func (m *mesh) side(c int) model.PeeringSide {
	v := &m.net.VPCs[c]
	return model.PeeringSide{VPC: v.ID, Account: v.Account, Region: region, CIDRs: m.blocks(c)}
}

func (m *mesh) blocks(c int) []netip.Prefix { return []netip.Prefix{m.homes[c].cidr, m.homes[c].six} }

// routeTo gives both tables of a context the routes to a peer.
func (m *mesh) routeTo(a, b int, peering string) {
	for _, t := range m.contexts[a].tables {
		row := &m.net.RouteTables[t]
		for _, block := range m.blocks(b) {
			row.Routes = append(row.Routes, route(block, model.Target{Kind: model.TargetPeering, ID: peering}))
		}
	}
}

// drawForeignCalls draws, for each peering, some calls of the requester's services to the
// accepter's: 30 % by reference to the calling group, the others by the caller's whole block.
func (m *mesh) drawForeignCalls() {
	for i := range m.edges {
		e := &m.edges[i]
		for range 1 + m.draws.draw(3) {
			from, to := m.drawService(e.from), m.drawService(e.to)
			who := peer{kind: model.PeerCIDR, cidr: m.homes[e.from].cidr}
			if m.draws.percent(30) {
				who = peer{kind: model.PeerGroup, group: from.group, peering: e.peering}
			}
			what := tcp(to.port, to.port)
			m.allowIn(to.group, what, who)
			m.crossings = append(m.crossings, Crossing{
				From: contextName(e.from), To: contextName(e.to), Caller: from.name, Callee: to.name, Port: what.String(),
				ByGroup: who.kind == model.PeerGroup, OneWay: e.oneWay,
			})
		}
	}
}

func (m *mesh) drawService(c int) *meshService {
	all := m.contexts[c].services
	return &all[m.draws.draw(len(all))]
}

// plant opens the services of a context that have a violation. A service without endpoints is
// left alone, and so is one whose context has no peering with routes both ways, when its violation
// needs one.
func (m *mesh) plant(c int) {
	for i := range m.contexts[c].services {
		s := &m.contexts[c].services[i]
		if s.planted == plantedNone || len(s.tasks) == 0 {
			continue
		}
		what := tcp(s.dataPort, s.dataPort)
		v := Violation{Context: contextName(c), Service: s.name, Group: string(groupID(s.group)), Port: what.String(), To: m.names(s.tasks)}
		switch s.planted {
		case plantedHost:
			other := m.neighbour(c)
			if other < 0 || len(m.contexts[other].tasks) == 0 {
				continue
			}
			source := m.contexts[other].tasks[m.draws.draw(len(m.contexts[other].tasks))]
			host := netip.PrefixFrom(m.addr(source), 32)
			v.Kind, v.Source, v.SourceContext, v.From = "foreign-host", host.String(), contextName(other), m.names([]int{source})
			m.allowSurely(s.group, false, what, blockPeer(host))
		case plantedOpen:
			v.Kind, v.Source, v.From = "open", anywhere.String(), []string{"internet"}
			m.allowSurely(s.group, false, what, blockPeer(anywhere))
		case plantedNone:
		}
		m.violations = append(m.violations, v)
	}
}

// neighbour is the first context that a context exchanges packets with, or -1.
func (m *mesh) neighbour(c int) int {
	for i := range m.edges {
		switch e := &m.edges[i]; {
		case e.oneWay:
		case e.from == c:
			return e.to
		case e.to == c:
			return e.from
		}
	}
	return -1
}

// names are the ids of interfaces.
func (m *mesh) names(interfaces []int) []string {
	var ids []string
	for _, i := range interfaces {
		ids = append(ids, string(interfaceID(i)))
	}
	return ids
}
