package generate

import (
	"fmt"
	"net/netip"
)

// mesh is shape C while it is drawn.
type mesh struct {
	*plan
	contexts []meshContext
	edges    []meshEdge
}

// meshContext is a domain context: one account, one VPC.
type meshContext struct {
	private  [zones]int // subnets
	public   int        // subnet
	tables   [2]int     // route tables: private, public
	services []meshService
	tasks    []int // its endpoints
	entry    int   // the group of its interface endpoints
}

// meshService is a service of a context.
type meshService struct {
	name      string
	group     int
	port      int
	publishes bool
	planted   planted
	dataPort  int
	tasks     []int
}

// planted is the kind of violation that a service has.
type planted uint8

const (
	plantedNone planted = iota
	plantedHost         // one address of another context may use a data port
	plantedOpen         // everybody may, and the service has public addresses
)

// dataPorts are those of popular that databases listen on.
var dataPorts = [...]int{1433, 3306, 5432, 6379, 9042, 9200, 11211, 27017}

func buildMesh(p *plan) {
	m := &mesh{plan: p, contexts: make([]meshContext, max(4, p.o.Endpoints/1000))}
	for c := range m.contexts {
		m.addContext(c)
	}
	for c := range m.contexts {
		m.drawServices(c)
	}
	for c := range m.contexts {
		m.dealTasks(c)
	}
	for c := range m.contexts {
		m.drawCalls(c)
	}
	m.drawPeerings()
	m.drawForeignCalls()
	for c := range m.contexts {
		m.publish(c)
	}
	for c := range m.contexts {
		m.plant(c)
	}
}

func contextName(c int) string { return fmt.Sprintf("context-%d", c) }

// addContext adds the account and the VPC: a /20 a zone, and a public one.
func (m *mesh) addContext(c int) {
	name := contextName(c)
	block := part(netip.MustParsePrefix("10.0.0.0/8"), 18, c)
	m.addVPC(m.addAccount(), block, name, name, true)
	m.addInternet(c)
	x := &m.contexts[c]
	for zone := range x.private {
		x.private[zone] = m.addSubnet(c, zone, zone, part(block, 20, zone), false, fmt.Sprintf("%s-private-%c", name, 'a'+zone))
	}
	x.public = m.addSubnet(c, zones, 0, part(block, 20, zones), true, name+"-public-a")
	nat := m.addNAT(x.public, name+"-nat")
	x.tables[0] = m.addTable(c, name+"-private", true, x.private[:], m.privateRoutes(c, nat)...)
	x.tables[1] = m.addTable(c, name+"-public", false, []int{x.public}, m.publicRoutes(c)...)
}

// drawServices draws how many services a context has, and of each what it listens on, whether it
// publishes an API and whether it has a violation.
func (m *mesh) drawServices(c int) {
	x := &m.contexts[c]
	x.entry = m.addGroup(c, contextName(c)+"-entry")
	m.allowIn(x.entry, tcp(0, 65535), blockPeer(m.homes[c].cidr))
	m.allowOut(x.entry, everything, blockPeer(anywhere))
	for s := range 8 + m.draws.draw(12) {
		w := meshService{name: fmt.Sprintf("%s-service-%d", contextName(c), s)}
		w.port = popular[m.draws.draw(len(popular))]
		w.publishes = m.draws.draw(6) == 0
		if m.draws.percent(3) {
			w.planted = [...]planted{plantedHost, plantedOpen}[m.draws.draw(2)]
			w.dataPort = dataPorts[m.draws.draw(len(dataPorts))]
		}
		w.group = m.addGroup(c, w.name)
		m.allowOut(w.group, everything, blockPeer(anywhere))
		x.services = append(x.services, w)
	}
}

// dealTasks deals the endpoints of a context to its services, those with low numbers more; a fifth
// has IPv6. They stand in the zones by turns, those of an open service in the public subnet.
func (m *mesh) dealTasks(c int) {
	x := &m.contexts[c]
	n, k := m.o.Endpoints, len(m.contexts)
	for i := range n*(c+1)/k - n*c/k {
		s := &x.services[m.draws.lowest(2, len(x.services))]
		six := m.draws.percent(20) || m.o.IPv6
		subnet := x.private[i%zones]
		if s.planted == plantedOpen {
			subnet = x.public
		}
		at := m.addTask(subnet, s.name, six, int32(s.group))
		s.tasks, x.tasks = append(s.tasks, at), append(x.tasks, at)
	}
}

// drawCalls draws the calls inside a context: each service calls some with lower numbers.
func (m *mesh) drawCalls(c int) {
	all := m.contexts[c].services
	for s := 1; s < len(all); s++ {
		for range 1 + m.draws.draw(5) {
			callee := &all[m.draws.draw(s)]
			m.allowIn(callee.group, tcp(callee.port, callee.port), groupPeer(all[s].group))
		}
	}
}
