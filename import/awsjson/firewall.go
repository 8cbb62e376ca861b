package awsjson

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"Firewall":       {kind: model.KindFirewalls, object: (*answer).firewall},
		"FirewallStatus": {object: (*answer).firewallStatus},
		"Firewalls":      {kind: model.KindFirewalls, element: (*answer).firewallName},
	})
}

func (a *answer) firewall(v value) {
	arn := v.str("FirewallArn")
	row := &model.Firewall{
		ARN: model.ARN(arn), Name: v.str("FirewallName"), VPC: id[model.VPCID](v, "VpcId"), Account: accountOf(arn), Region: regionOf(arn),
		Policy: id[model.ARN](v, "FirewallPolicyArn"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindFirewalls, v, arn, 0) {
		a.joins.firewall = row
	}
}

// firewallStatus reads the endpoints, one a zone (NFW-1). They stand beside
// the firewall in its answer.
func (a *answer) firewallStatus(v value) {
	states := v.object("SyncStates")
	for _, e := range states.children() {
		e.node().used = true
		attached := e.object("Attachment")
		if !attached.exists() {
			continue
		}
		a.joins.firewallEndpoints = append(a.joins.firewallEndpoints, model.FirewallEndpoint{
			Zone: e.node().key, Endpoint: id[model.VPCEndpointID](attached, "EndpointId"),
			Subnet: id[model.SubnetID](attached, "SubnetId"), Status: attached.str("Status"), Origin: e.origin(),
		})
	}
	if v.faulty(0) {
		a.partial(model.KindFirewalls, "the state of a firewall could not be read")
	}
}

// finishFirewall puts the endpoints into their firewall.
func (a *answer) finishFirewall() {
	if a.joins.firewall == nil {
		return
	}
	row := *a.joins.firewall
	row.Endpoints = a.joins.firewallEndpoints
	slices.SortFunc(row.Endpoints, func(a, b model.FirewallEndpoint) int { return cmp.Compare(a.Zone, b.Zone) })
	a.net.Firewalls = append(a.net.Firewalls, row)
}

// mention is a resource that a list names without describing it.
type mention struct {
	kind   model.Kind
	id     string
	origin model.Origin
}

// firewallName reads an element of ListFirewalls.
func (a *answer) firewallName(v value) { a.mention(model.KindFirewalls, v, "FirewallArn") }

func (a *answer) mention(kind model.Kind, v value, key string) {
	m := mention{kind: kind, id: v.str(key), origin: v.origin()}
	for _, c := range v.children() {
		c.node().used = true
	}
	a.joins.mentions = append(a.joins.mentions, m)
}
