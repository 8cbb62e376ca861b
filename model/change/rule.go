package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// ruleEdit is "allow sg:web ingress tcp/443 from 10.0.0.0/16", or revoke.
type ruleEdit struct {
	revoke bool
	group  Name
	egress bool
	ports  packet.Set
	cidr   netip.Prefix // or peer
	peer   Name
}

func parseRule(p *parser) operation {
	e := &ruleEdit{revoke: p.verb.word == "revoke", group: p.name("sg:NAME")}
	e.egress = p.oneOf("ingress", "egress") == "egress"
	e.ports = p.ports()
	p.oneOf(toOrFrom(e.egress))
	w := p.word("CIDR, sg:NAME or pl:NAME")
	e.peer = nameOf(w)
	e.peer.column = p.at.Column + w.column - 1
	if p.err == nil && e.peer.Kind == "" && !isGroupID(w.text) {
		e.peer, e.cidr = Name{}, p.prefix(w.text, w.column)
	}
	return e
}

func toOrFrom(egress bool) string {
	if egress {
		return "to"
	}
	return "from"
}

func directionOf(egress bool) string {
	if egress {
		return "egress"
	}
	return "ingress"
}

func isGroupID(text string) bool { return len(text) > 3 && (text[:3] == "sg-" || text[:3] == "pl-") }

func (e *ruleEdit) String() string {
	verb := "allow"
	if e.revoke {
		verb = "revoke"
	}
	return fmt.Sprintf("%s %s %s %s %s %s", verb, e.group, directionOf(e.egress), e.ports, toOrFrom(e.egress), e.peerText())
}

func (e *ruleEdit) peerText() string {
	if e.cidr.IsValid() {
		return e.cidr.String()
	}
	return e.peer.String()
}

func (e *ruleEdit) apply(d *draft) error {
	r, err := d.resolve(e.group, "", kindGroup)
	if err != nil {
		return err
	}
	rule, err := e.rule(d, r.vpc)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("%s %s %s %s", directionOf(e.egress), e.ports, toOrFrom(e.egress), e.peerText())
	if e.revoke {
		return revoke(d, r, rule, text)
	}
	g := d.group(r.id)
	if slices.ContainsFunc(g.Rules, sameRule(rule)) {
		if err := d.refuse(r.id, "the group already has this rule", "a rule cannot stand twice", "leave the edit out"); err != nil {
			return err
		}
	}
	if err := checkRuleQuota(d, g, rule); err != nil {
		return err
	}
	g.Rules = with(g.Rules, rule)
	d.note(Created, r.id, "rule %s of %s", text, r)
	return nil
}

func revoke(d *draft, r resource, rule model.SecurityGroupRule, text string) error {
	g := d.group(r.id)
	if !slices.ContainsFunc(g.Rules, sameRule(rule)) {
		var near []string
		for _, have := range g.Rules {
			if have.Egress == rule.Egress && len(near) < 10 {
				near = append(near, fmt.Sprintf("%s %s", have.Traffic, peerOf(have)))
			}
		}
		return d.fail(fmt.Sprintf("%s has no rule %s", r, text), "a rule is revoked whole: ports and peer must be its own", "write one of the group's rules", near...)
	}
	g.Rules = without(g.Rules, sameRule(rule))
	d.note(Removed, r.id, "rule %s of %s", text, r)
	return nil
}

// rule returns the rule that the edit speaks of; vpc is that of its group.
func (e *ruleEdit) rule(d *draft, vpc model.VPCID) (model.SecurityGroupRule, error) {
	rule := model.SecurityGroupRule{Egress: e.egress, Traffic: e.ports, Origin: d.origin()}
	if e.cidr.IsValid() {
		rule.Peer = model.Peer{Kind: model.PeerCIDR, CIDR: e.cidr}
		return rule, nil
	}
	r, err := d.resolve(e.peer, vpc, kindGroup, kindList)
	switch {
	case err != nil:
		return rule, err
	case r.kind == kindList:
		rule.Peer = model.Peer{Kind: model.PeerPrefixList, PrefixList: model.PrefixListID(r.id)}
		return rule, nil
	}
	rule.Peer = model.Peer{Kind: model.PeerGroup, Group: model.SecurityGroupID(r.id)}
	if r.vpc == vpc || sharesPeering(d.n, r.vpc, vpc) {
		return rule, nil
	}
	return rule, d.refuse(r.id, fmt.Sprintf("the peer %s belongs to %s", r, r.vpc),
		"a rule can name groups of its own VPC, of a peer, or of a VPC on the same transit gateway", "peer the two VPCs first, or write a CIDR")
}

func (e *ruleEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.group, "", kindGroup)
	if err != nil {
		return nil, false
	}
	rule, err := e.rule(d, r.vpc)
	inv := *e
	inv.revoke = !e.revoke
	return &inv, err == nil && slices.ContainsFunc(d.group(r.id).Rules, sameRule(rule)) == e.revoke
}

// sameRule reports whether rules allow the same: what AWS compares when it revokes.
func sameRule(a model.SecurityGroupRule) func(model.SecurityGroupRule) bool {
	return func(b model.SecurityGroupRule) bool {
		return a.Egress == b.Egress && a.Traffic.Equal(b.Traffic) && a.Peer.Kind == b.Peer.Kind &&
			a.Peer.CIDR == b.Peer.CIDR && a.Peer.PrefixList == b.Peer.PrefixList && a.Peer.Group == b.Peer.Group
	}
}

// peerOf names the peer of a rule as the edit language does.
func peerOf(r model.SecurityGroupRule) string {
	side := toOrFrom(r.Egress) + " "
	switch r.Peer.Kind {
	case model.PeerCIDR:
		return side + r.Peer.CIDR.String()
	case model.PeerPrefixList:
		return side + "pl:" + quote(string(r.Peer.PrefixList))
	case model.PeerGroup:
		return side + "sg:" + quote(string(r.Peer.Group))
	case model.PeerNone, model.PeerUnknown:
	}
	return side + "unknown"
}
