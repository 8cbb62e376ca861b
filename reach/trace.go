package reach

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// trace turns a path into steps, each with the rule that decided what was
// asked. For replies asked is in terms of the reply's own selectors.
func (c *Compiled) trace(p *path, d Direction, asked, eph packet.Set) Path {
	t := Path{Direction: d, From: c.remoteName(p.first), To: c.remoteName(p.dst), End: p.end.name(), Delivered: p.end.kind != dropped}
	for i := range p.hops {
		h := &p.hops[i]
		about := asked
		if d == Reply && h.leg > 0 {
			about = eph
		}
		t.Hops = append(t.Hops, c.step(p, h, d, about))
	}
	if p.end.kind == dropped {
		t.Hops = append(t.Hops, c.dropStep(p))
	}
	return t
}

func (c *Compiled) dropStep(p *path) Step {
	return Step{
		At: p.end.where, Name: c.nameOfID(p.end.where), Kind: "drop", Rule: p.end.rule, Detail: p.end.text, Decision: Deny,
		Passes: packet.Impossible(), AWSCode: AnalyzerCode(p.end.rule), Origin: p.end.origin,
	}
}

// step evaluates one hop for what was asked, and names the rule that decides.
func (c *Compiled) step(p *path, h *hop, d Direction, asked packet.Set) Step {
	s := Step{At: h.where, Name: c.nameOfID(h.where), Kind: h.kind, Rule: h.rule, Detail: h.detail, Origin: h.origin, Remote: h.filter.remote}
	s.Passes = c.passes(p, &h.filter)
	s.Decision = decide(s.Passes, asked, d)
	if h.filter.kind == passAll {
		s.Rules = []RuleRef{{Where: h.where, Text: h.detail, Origin: h.origin}}
	}
	switch h.filter.kind {
	case naclFilter:
		c.traceACL(&s, h, d, asked)
	case groupFilter:
		c.traceGroups(&s, p, h, asked)
	case passAll, setFilter:
	}
	if s.Decision != Allow {
		s.AWSCode = AnalyzerCode(s.Rule)
	}
	return s
}

// decide says what a filter does with what was asked. A reply passes when one
// client port does (CONN-3), so a part is enough.
func decide(passes packet.Pair, asked packet.Set, d Direction) Decision {
	switch {
	case !asked.Overlaps(passes.May):
		return Deny
	case asked.IsSubsetOf(passes.Must), d == Reply && everyProtocol(asked, passes.Must):
		return Allow
	case asked.Overlaps(passes.Must):
		return Part
	}
	return Unknown
}

// everyProtocol reports whether passes holds something of every protocol of asked.
func everyProtocol(asked, passes packet.Set) bool {
	for _, p := range asked.Protocols() {
		if !asked.Of(p).Overlaps(passes) {
			return false
		}
	}
	return !asked.IsEmpty()
}

// traceACL names the entry that decides: the one that denies something asked,
// else the first that allows it.
func (c *Compiled) traceACL(s *Step, h *hop, d Direction, asked packet.Set) {
	if d == Reply {
		s.Rule = "NACL-3"
	}
	if h.filter.nacl.unknown != nil {
		s.Rule, s.Detail = "CON-5", h.filter.nacl.unknown.Text
		return
	}
	for _, entry := range decideACL(&h.filter, asked) {
		denies := !entry.allows && s.Decision != Allow
		if denies || s.Decision == Allow && entry.allows {
			s.Detail, s.Origin = entry.text, entry.origin
			s.Rules = []RuleRef{entry.ref()}
			return
		}
	}
}

// traceGroups names the rules that allow, or says that none does and why a
// reference that looks right does not match.
func (c *Compiled) traceGroups(s *Step, p *path, h *hop, asked packet.Set) {
	e, f := h.filter.iface, h.filter.flow(p)
	if h.filter.sender {
		s.Rule = "SG-4"
	}
	rules := c.decideGroups(e, f, asked)
	if len(rules) == 0 {
		s.Detail = noRule(e, f, asked)
		s.At = groupNames(e.groups)
		s.Name = c.nameOfID(s.At)
		if len(e.groups.groups) > 0 {
			s.Origin = e.groups.groups[0].Origin
		}
		c.deadReference(s, e, f, p, asked)
		return
	}
	var texts []string
	for _, r := range rules {
		texts = append(texts, r.text)
		s.Rules = append(s.Rules, r.ref())
	}
	s.Detail, s.At, s.Origin = strings.Join(texts, "; "), rules[0].where, rules[0].origin
	s.Name = c.nameOfID(s.At)
}

func noRule(e *iface, f flow, asked packet.Set) string {
	kind, direction := "ingress", "from"
	if f.egress {
		kind, direction = "egress", "to"
	}
	remote := "an address that is not known"
	if f.remote.IsValid() && !isAny(f.remote) {
		remote = f.remote.String()
	}
	return "no " + kind + " rule of " + groupNames(e.groups) + " allows " + short(asked) + " " + direction + " " + remote
}

func groupNames(s *groupSet) string {
	var names []string
	for _, id := range s.ids {
		names = append(names, string(id))
	}
	return strings.Join(names, ", ")
}

// deadReference explains a rule that names the other end's group and does not
// match on this path (SG-12 to SG-16).
func (c *Compiled) deadReference(s *Step, e *iface, f flow, p *path, asked packet.Set) {
	peer := f.peer
	if peer == nil && !f.egress {
		peer = p.owner
	}
	for _, g := range e.groups.groups {
		for i := range g.Rules {
			r := &g.Rules[i]
			if r.Egress != f.egress || r.Peer.Kind != model.PeerGroup || peer == nil || !peer.groups.has(r.Peer.Group) || !r.Traffic.Overlaps(asked) {
				continue
			}
			s.Rule, s.Origin = deadRule(&r.Peer, f, p), r.Origin
			s.Detail += "; the reference to " + string(r.Peer.Group) + " does not match on this path"
			return
		}
	}
}

// deadRule is the rule that stops a reference on a path.
func deadRule(peer *model.Peer, f flow, p *path) string {
	if peer.Status != "" && peer.Status != "active" {
		return "SG-16"
	}
	for _, d := range p.devices {
		switch d.kind {
		case deviceIGWOut, deviceIGWIn, deviceEIGW:
			return "PUB-2"
		case deviceNAT, deviceAppliance, deviceGWLB:
			return "SG-14"
		}
	}
	for i := range p.hops {
		if p.hops[i].kind == "tgw-route" && !f.egress {
			return "SG-13"
		}
	}
	return "SG-12"
}

// nameOfID returns the Name tag of a resource, or "".
func (c *Compiled) nameOfID(id string) string {
	switch {
	case c.byENI[model.ENIID(id)] != nil:
		return c.byENI[model.ENIID(id)].m.Tags.Name()
	case c.idx.SecurityGroup[model.SecurityGroupID(id)] != nil:
		g := c.idx.SecurityGroup[model.SecurityGroupID(id)]
		if n := g.Tags.Name(); n != "" {
			return n
		}
		return g.Name
	case c.idx.NetworkACL[model.NetworkACLID(id)] != nil:
		return c.idx.NetworkACL[model.NetworkACLID(id)].Tags.Name()
	case c.idx.RouteTable[model.RouteTableID(id)] != nil:
		return c.idx.RouteTable[model.RouteTableID(id)].Tags.Name()
	}
	return ""
}
