package randomnet

import (
	"fmt"
	"math/rand/v2"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// A Profile says how odd the networks are. Probabilities are from 0 to 1.
type Profile struct {
	Name    string
	Odd     float64 // that something is in a bad state, misdirected or missing
	Unknown float64 // that a fact that can be unknown is; 0 gives networks that are wholly known
}

// The profiles that tests use.
var (
	Exact    = Profile{Name: "exact", Odd: 0.06}
	Unknowns = Profile{Name: "unknowns", Odd: 0.06, Unknown: 0.03}
	Wild     = Profile{Name: "wild", Odd: 0.25, Unknown: 0.06}
)

// Accounts and regions of the networks. Most of a network is in the first of each.
var (
	accounts = []model.AccountID{"111111111111", "222222222222"}
	regions  = []model.RegionID{"r1", "r2"}
)

// gen is a network being drawn.
type gen struct {
	*rand.Rand
	p      Profile
	n      *model.Network
	public int // public addresses given away
}

// Network draws a network.
func Network(r *rand.Rand, p Profile) *model.Network {
	g := &gen{Rand: r, p: p, n: &model.Network{}}
	g.zones()
	g.prefixLists()
	g.vpcs()
	g.securityGroups()
	g.interfaces()
	g.gateways()
	g.nats()
	g.endpoints()
	g.balancers()
	g.peerings()
	g.vpns()
	g.transitGateways()
	g.acls()
	g.routeTables()
	g.publicAccess()
	g.collections()
	g.n.Normalize()
	return g.n
}

// chance is true with probability p.
func (g *gen) chance(p float64) bool { return g.Float64() < p }

// odd is true where the profile wants something out of the ordinary.
func (g *gen) odd() bool { return g.chance(g.p.Odd) }

// unknown returns a reason with the probability that facts are unknown, else nil.
func (g *gen) unknown() *model.Unknown {
	if !g.chance(g.p.Unknown) {
		return nil
	}
	return &model.Unknown{Cause: "not told"}
}

// some returns a number from least to most.
func (g *gen) some(least, most int) int { return least + g.IntN(most-least+1) }

// pick returns one of list; the zero value if there is none.
func pick[T any](g *gen, list []T) T {
	if len(list) == 0 {
		var none T
		return none
	}
	return list[g.IntN(len(list))]
}

// one returns one of its arguments.
func one[T any](g *gen, list ...T) T { return pick(g, list) }

// state returns good, or now and then something else.
func (g *gen) state(good string, bad ...string) string {
	if g.odd() {
		return pick(g, bad)
	}
	return good
}

func prefix(format string, args ...any) netip.Prefix {
	return netip.MustParsePrefix(fmt.Sprintf(format, args...)).Masked()
}

func addr(format string, args ...any) netip.Addr {
	return netip.MustParseAddr(fmt.Sprintf(format, args...))
}

// nextPublic returns a public IPv4 address that nobody has yet.
func (g *gen) nextPublic() netip.Addr {
	g.public++
	return addr("198.51.100.%d", 10+g.public%200)
}

// traffic draws what a rule is about: mostly what people write, in ranges that meet each other.
func (g *gen) traffic() packet.Set {
	port := func() uint16 { return one[uint16](g, 0, 22, 53, 80, 443, 1023, 1024, 5432, 32768, 49152, 65535) }
	switch g.IntN(12) {
	case 0, 1, 2:
		return packet.All()
	case 3:
		return packet.OfTCP(packet.Ports(packet.AllPorts))
	case 4, 5:
		return packet.OfTCP(packet.Port(port()))
	case 6:
		a, b := port(), port()
		return packet.OfTCP(packet.Ports(packet.PortRange{First: min(a, b), Last: max(a, b)}))
	case 7:
		a, b := port(), port()
		return packet.OfUDP(packet.Ports(packet.PortRange{First: min(a, b), Last: max(a, b)}))
	case 8:
		return packet.OfTCP(packet.Ports(packet.PortRange{First: 1024, Last: 65535}))
	case 9:
		return packet.OfICMP(one(g, -1, 0, 8, 13), one(g, -1, 0, 0, 3))
	case 10:
		return packet.OfICMPv6(one(g, -1, 128, 129), one(g, -1, 0))
	}
	return packet.OfProtocol(one[packet.Protocol](g, 47, 50, 132, 1, 17))
}

// collections declares what was imported: everything, unless the profile has unknowns.
func (g *gen) collections() {
	for _, k := range kinds {
		c := model.Collection{Kind: k, Presence: model.Complete}
		if g.chance(g.p.Unknown) {
			c.Presence = one(g, model.Absent, model.Partial)
		}
		g.n.Collections = append(g.n.Collections, c)
	}
	g.forget()
}

// forget takes out what an absent collection would have held.
func (g *gen) forget() {
	absent := func(k model.Kind) bool { return g.n.Presence(k, "", "") == model.Absent }
	if absent(model.KindRouteTables) {
		g.n.RouteTables = nil
	}
	if absent(model.KindNetworkACLs) {
		g.n.NetworkACLs = nil
	}
	if absent(model.KindPeerings) {
		g.n.Peerings = nil
	}
	if absent(model.KindNatGateways) {
		g.n.NatGateways = nil
	}
	if absent(model.KindInternetGateways) {
		g.n.InternetGateways = nil
	}
	if absent(model.KindSecurityGroups) {
		g.n.SecurityGroups = nil
	}
	if absent(model.KindVPNConnections) {
		g.n.VPNConnections = nil
	}
	if absent(model.KindTGWRouteTables) {
		g.n.TGWRouteTables = nil
	}
	if absent(model.KindTGWAttachments) {
		g.n.TGWAttachments = nil
	}
	if absent(model.KindInstances) {
		g.n.Instances = nil
	}
	if absent(model.KindPrefixLists) {
		g.n.PrefixLists = nil
	}
}

// kinds are the collections that a network tells of.
var kinds = []model.Kind{
	model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindPrefixLists, model.KindPrefixListEntries,
	model.KindNetworkInterfaces, model.KindInstances, model.KindAddresses, model.KindSecurityGroups, model.KindSecurityGroupVPCs,
	model.KindNetworkACLs, model.KindInternetGateways, model.KindEgressOnlyGateways, model.KindNatGateways, model.KindPeerings,
	model.KindTransitGateways, model.KindTGWAttachments, model.KindTGWVPCAttachments, model.KindTGWRouteTables, model.KindTGWRoutes,
	model.KindTGWStaticRoutes, model.KindTGWPropagations, model.KindVPNGateways, model.KindVPNConnections, model.KindCustomerGateways,
	model.KindDirectConnect, model.KindVPCEndpoints, model.KindLoadBalancers, model.KindClassicBalancers, model.KindListeners,
	model.KindTargetGroups, model.KindTargets, model.KindFirewalls, model.KindBlockPublicAccess, model.KindBPAExclusions, model.KindZones,
}
