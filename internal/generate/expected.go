package generate

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// Expected is what a network is known to hold; expected.json says the same.
type Expected struct {
	Shape      Shape
	Options    Options
	Counts     Counts
	Violations []Violation // mesh only
	Crossings  []Crossing  // mesh only
}

// Counts are the sizes of a network.
type Counts struct {
	Accounts    int
	VPCs        int
	Subnets     int
	RouteTables int
	NetworkACLs int
	Endpoints   int // interfaces of the workload
	Interfaces  int // all, with those of gateways, endpoints and load balancers
	Groups      int // security groups
	Rules       int // of security groups, one peer each
	Prefixes    int // different blocks named by rules, network ACL entries and routes
}

// Violation is a planted opening between contexts, with who can use it.
type Violation struct {
	Kind          string // "foreign-host" or "open"
	Context       string // of the service
	Service       string
	Group         string   // whose rule it is
	Port          string   // "tcp/5432"
	Source        string   // the block that the rule names
	SourceContext string   // foreign-host only
	From          []string // interface ids, or "internet"
	To            []string // the interfaces of the service
}

// Crossing is a wanted call between contexts.
type Crossing struct {
	From, To       string // contexts
	Caller, Callee string // services
	Port           string
	ByGroup        bool // the rule names the caller's group; otherwise the caller's whole block
	OneWay         bool // the peering lacks the routes back: the call fails
}

// expected counts what the plan holds.
func (p *plan) expected() Expected {
	e := Expected{Shape: p.shape, Options: p.o, Violations: p.violations, Crossings: p.crossings, Counts: Counts{
		Accounts: len(p.accounts), VPCs: len(p.homes), Subnets: len(p.spaces), RouteTables: len(p.net.RouteTables),
		NetworkACLs: len(p.acls), Endpoints: p.o.Endpoints, Interfaces: len(p.interfaces), Groups: len(p.groups),
		Prefixes: len(p.prefixes()),
	}}
	for i := range p.groups {
		e.Counts.Rules += len(p.groups[i].rules)
	}
	return e
}

// prefixes are the blocks that something names.
func (p *plan) prefixes() map[netip.Prefix]bool {
	named := map[netip.Prefix]bool{}
	for i := range p.groups {
		for _, r := range p.groups[i].rules {
			if r.peer.kind == model.PeerCIDR {
				named[r.peer.cidr] = true
			}
		}
	}
	for i := range p.acls {
		for _, e := range p.acls[i].entries {
			named[e.cidr] = true
		}
	}
	for i := range p.net.RouteTables {
		for _, r := range p.net.RouteTables[i].Routes {
			named[r.Destination] = true
		}
	}
	for i := range p.net.TGWRouteTables {
		for _, r := range p.net.TGWRouteTables[i].Routes {
			named[r.Destination] = true
		}
	}
	return named
}

// printExpected prints expected.json. It stands in the wrapper of our own files, so that reading
// the whole directory does not take it for an answer of AWS.
func printExpected(p *printer, e *Expected) {
	p.object("", func() {
		p.object("segment", func() {
			p.text("operation", "generate")
			p.object("options", func() {
				p.text("shape", string(e.Shape))
				p.number("endpoints", e.Options.Endpoints)
				p.unsigned("seed", e.Options.Seed)
				p.float("odd-ports", e.Options.OddPorts)
				p.float("unknown", e.Options.Unknown)
				p.flag("ipv6", e.Options.IPv6)
			})
			p.object("counts", func() { e.Counts.print(p) })
			each(p, "violations", e.Violations, (*Violation).print)
			each(p, "crossings", e.Crossings, (*Crossing).print)
		})
	})
}

func (c *Counts) print(p *printer) {
	p.number("accounts", c.Accounts)
	p.number("vpcs", c.VPCs)
	p.number("subnets", c.Subnets)
	p.number("route-tables", c.RouteTables)
	p.number("network-acls", c.NetworkACLs)
	p.number("endpoints", c.Endpoints)
	p.number("interfaces", c.Interfaces)
	p.number("groups", c.Groups)
	p.number("rules", c.Rules)
	p.number("prefixes", c.Prefixes)
}

func (v *Violation) print(p *printer) {
	p.text("kind", v.Kind)
	p.text("context", v.Context)
	p.text("service", v.Service)
	p.text("group", v.Group)
	p.text("port", v.Port)
	p.text("source", v.Source)
	if v.SourceContext != "" {
		p.text("source-context", v.SourceContext)
	}
	texts(p, "from", v.From)
	texts(p, "to", v.To)
}

func (c *Crossing) print(p *printer) {
	p.text("from", c.From)
	p.text("to", c.To)
	p.text("caller", c.Caller)
	p.text("callee", c.Callee)
	p.text("port", c.Port)
	p.flag("by-group", c.ByGroup)
	p.flag("one-way", c.OneWay)
}
