package reach

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// note collects what goes with the outcome of one pair: annotations,
// assumptions, and the causes of what is not known.
func (t *tally) note(o *outcome) {
	open := o.connect.Unknown().Union(o.oneWay.Unknown()).Overlaps(t.asked)
	for i := range o.trips {
		trip := &o.trips[i]
		t.notePath(&trip.request)
		if open {
			t.causes.add(t.c.causesOf(&trip.request)...)
		}
		for j := range trip.replies {
			t.assumed.add(trip.replies[j].assumptions...)
			if open {
				t.causes.add(t.c.causesOf(&trip.replies[j])...)
			}
		}
	}
	t.noteEphemeral(o)
	t.noteListener(o)
}

func (t *tally) notePath(p *path) {
	t.assumed.add(p.assumptions...)
	for _, n := range p.notes {
		if !strings.HasPrefix(n.Code, "endpoint:") {
			t.notes.add(n)
		}
	}
}

// noteEphemeral applies CONN-3: replies that pass for a part of the client
// ports only.
func (t *tally) noteEphemeral(o *outcome) {
	for _, r := range o.must.PartialEphemeral(t.c.ephemeral) {
		if r.Destinations.Overlaps(t.asked) {
			t.notes.add(Note{"partial-ephemeral", fmt.Sprintf("replies pass for client ports %s only", r.Clients)})
			return
		}
	}
}

// noteListener applies EP-6: ports that the endpoint admits and the service
// is not known to answer.
func (t *tally) noteListener(o *outcome) {
	for i := range o.trips {
		for _, n := range o.trips[i].request.notes {
			service, ok := strings.CutPrefix(n.Code, "endpoint:")
			unserved := o.connect.Must.Intersect(t.asked).Subtract(servicePorts(service))
			if ok && service != "" && t.q.On != nil && !unserved.IsEmpty() {
				t.notes.add(Note{"no-known-listener", fmt.Sprintf("the network admits %s; %s is not known to answer there", unserved, service)})
			}
		}
	}
}

// servicePorts are the TCP ports on which an AWS service answers at an
// interface endpoint (EP-6): 443 unless listed.
func servicePorts(service string) packet.Set {
	name := service[strings.LastIndexByte(service, '.')+1:]
	switch name {
	case "email-smtp":
		return packet.OfTCP(packet.Ports(packet.PortRange{First: 25, Last: 25}, packet.PortRange{First: 465, Last: 465},
			packet.PortRange{First: 587, Last: 587}, packet.PortRange{First: 2465, Last: 2465}, packet.PortRange{First: 2587, Last: 2587}))
	case "redshift", "redshift-serverless":
		return packet.OfTCP(packet.Ports(packet.PortRange{First: 443, Last: 443}, packet.PortRange{First: 5439, Last: 5439}))
	}
	if strings.HasPrefix(name, "vpce-svc-") {
		return packet.All() // a provider's service: its listeners are not known
	}
	return packet.OfTCP(packet.Port(443))
}

// causesOf collects what is not known about a path: the doubts of the walk
// and those of its filters.
func (c *Compiled) causesOf(p *path) []Cause {
	causes := append(append([]Cause(nil), p.uncertain...), p.causes...)
	for i := range p.hops {
		f := &p.hops[i].filter
		if f.kind != passAll && !c.passes(p, f).IsExact() {
			causes = append(causes, c.filterCauses(p, f)...)
		}
	}
	return causes
}

// filterCauses says why a filter is not exact.
func (c *Compiled) filterCauses(p *path, f *filter) []Cause {
	switch f.kind {
	case naclFilter:
		return aclCauses(f)
	case groupFilter:
		return c.groupCauses(f.iface, f.flow(p))
	case passAll, setFilter:
	}
	return nil
}

func aclCauses(f *filter) []Cause {
	if f.nacl.unknown != nil {
		return []Cause{*f.nacl.unknown}
	}
	if f.mustOnly {
		return []Cause{{Rule: "D-5", Where: f.nacl.id, Text: "whether " + f.nacl.id + " applies to a next hop in the sender's own subnet is not documented"}}
	}
	var causes []Cause
	for _, e := range f.nacl.entries(f.egress) {
		for _, u := range []*model.Unknown{e.UnknownCIDR, e.UnknownTraffic} {
			if u != nil {
				causes = append(causes, Cause{Rule: "CON-1", Where: f.nacl.id, Text: u.Cause, Origin: u.Origin})
			}
		}
	}
	if !f.remote.IsValid() {
		causes = append(causes, Cause{Rule: "CON-5", Where: f.nacl.id, Text: "the remote address at " + f.nacl.id + " is not known"})
	}
	return causes
}

// groupCauses says what is not known of the groups of e for a flow.
func (c *Compiled) groupCauses(e *iface, f flow) []Cause {
	causes := append([]Cause(nil), e.groups.unknown...)
	if u := e.m.UnknownGroups; u != nil {
		causes = append(causes, Cause{Rule: "CON-1", Where: string(e.m.ID), Text: u.Cause, Origin: u.Origin})
	}
	if e.groups.none() {
		causes = append(causes, Cause{Rule: "SG-2", Where: string(e.m.ID), Text: "the interface shows no security group", Origin: e.m.Origin})
	}
	for _, g := range e.groups.groups {
		for i := range g.Rules {
			r := &g.Rules[i]
			if pair := c.rulePass(r, f); r.Egress == f.egress && !pair.IsExact() {
				causes = append(causes, c.ruleCause(g, r))
			}
		}
		if u := unknownRules(g, f.egress); u != nil {
			causes = append(causes, Cause{Rule: "CON-1", Where: string(g.ID), Text: u.Cause, Origin: u.Origin})
		}
	}
	return causes
}

func unknownRules(g *model.SecurityGroup, egress bool) *model.Unknown {
	if egress {
		return g.UnknownEgress
	}
	return g.UnknownIngress
}

// ruleCause says why a rule may or may not match.
func (c *Compiled) ruleCause(g *model.SecurityGroup, r *model.SecurityGroupRule) Cause {
	cause := Cause{Rule: "CON-1", Where: string(g.ID), Text: "a rule of " + string(g.ID) + " is not known", Origin: r.Origin}
	switch {
	case r.Peer.Unknown != nil:
		cause.Text = r.Peer.Unknown.Cause
	case r.UnknownTraffic != nil:
		cause.Text = r.UnknownTraffic.Cause
	case r.Peer.Kind == model.PeerPrefixList:
		if l := c.prefixList(r.Peer.PrefixList); l.maybe != nil {
			return *l.maybe
		} else if l.unknown != nil {
			return *l.unknown
		}
	case r.Peer.Kind == model.PeerGroup:
		cause.Rule, cause.Text = "SG-16", "whether the other end is a member of "+string(r.Peer.Group)+" is not known"
	}
	return cause
}
