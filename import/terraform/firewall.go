package terraform

import (
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseObject, map[string]func(item){
		"aws_networkfirewall_firewall": readFirewall, "aws_networkfirewall_firewall_policy": readFirewallPolicy,
		"aws_networkfirewall_rule_group": readRuleGroup,
	})
}

// readFirewall reads a firewall. Before apply it has one endpoint a subnet
// mapping, taken for ready (semantics, section 27).
func readFirewall(it item) {
	row := model.Firewall{
		ARN: model.ARN(it.id()), Name: it.name(), VPC: it.vpc(), Account: it.account(), Region: it.region(),
		Policy: model.ARN(it.ref("firewall_policy_arn").id), Tags: it.tags(), Origin: it.origin(),
	}
	states, _ := it.block("firewall_status").blocks("sync_states")
	for _, s := range states {
		a := s.block("attachment")
		row.Endpoints = append(row.Endpoints, model.FirewallEndpoint{
			Zone: s.str("availability_zone"), Endpoint: model.VPCEndpointID(a.str("endpoint_id")), Subnet: model.SubnetID(a.str("subnet_id")),
			Status: "READY", Origin: it.origin(),
		})
	}
	mappings, _ := it.blocks("subnet_mapping")
	for _, m := range mappings {
		subnet := m.ref("subnet_id")
		s := it.b.subnets.get(model.SubnetID(subnet.id))
		if len(states) > 0 || s == nil {
			continue
		}
		row.Endpoints = append(row.Endpoints, model.FirewallEndpoint{
			Zone: s.Zone, Endpoint: model.VPCEndpointID(firewallEndpoint(it.res.Address, s.Zone)), Subnet: s.ID, Status: "READY", Origin: m.origin(),
		})
	}
	for _, e := range row.Endpoints {
		i := it.newInterface(string(e.Endpoint)+"/eni", ref{id: string(e.Subnet)})
		i.Type, i.RequesterManaged, i.SourceDestCheck = model.InterfaceGWLBEndpoint, true, false
		it.b.interfaces.add(i.ID, i)
		it.b.endpoints.add(e.Endpoint, model.VPCEndpoint{
			ID: e.Endpoint, VPC: row.VPC, Account: row.Account, Region: row.Region, Type: model.EndpointGWLB, State: "available",
			Subnets: []model.SubnetID{e.Subnet}, Interfaces: []model.ENIID{i.ID}, Origin: e.Origin,
		})
	}
	it.b.rest.Firewalls = append(it.b.rest.Firewalls, row)
}

func (it item) texts(key string) []string {
	var out []string
	for _, c := range it.get(key).Items() {
		if c.Str() != "" {
			out = append(out, c.Str())
		}
	}
	return out
}

func readFirewallPolicy(it item) {
	p := it.block("firewall_policy")
	row := model.FirewallPolicy{
		ARN: model.ARN(it.id()), Name: it.name(), StatelessDefaultActions: p.texts("stateless_default_actions"),
		StatelessFragmentActions: p.texts("stateless_fragment_default_actions"), StatefulDefaultActions: p.texts("stateful_default_actions"),
		StrictOrder: p.block("stateful_engine_options").str("rule_order") == "STRICT_ORDER", Origin: it.origin(),
	}
	for key, into := range map[string]*[]model.FirewallGroupReference{
		"stateless_rule_group_reference": &row.StatelessGroups, "stateful_rule_group_reference": &row.StatefulGroups,
	} {
		groups, _ := p.blocks(key)
		for _, g := range groups {
			n, _ := g.number("priority")
			*into = append(*into, model.FirewallGroupReference{Group: model.ARN(g.ref("resource_arn").id), Priority: n})
		}
	}
	it.b.rest.FirewallPolicies = append(it.b.rest.FirewallPolicies, row)
}

func readRuleGroup(it item) {
	g := it.block("rule_group")
	row := model.FirewallRuleGroup{ARN: model.ARN(it.id()), Name: it.name(), Stateful: it.str("type") != "STATELESS", Suricata: it.str("rules"), Origin: it.origin()}
	variables, _ := g.block("rule_variables").blocks("ip_sets")
	for _, v := range variables {
		if row.Variables == nil {
			row.Variables = map[string][]string{}
		}
		row.Variables[v.str("key")] = v.block("ip_set").texts("definition")
	}
	s := g.block("rules_source")
	if text := s.str("rules_string"); text != "" {
		row.Suricata = text
	}
	if l := s.block("rules_source_list"); l.v != nil {
		row.Domains, row.DomainsDo = l.texts("targets"), l.str("generated_rules_type")
	}
	stateful, _ := s.blocks("stateful_rule")
	for _, r := range stateful {
		row.Rules = append(row.Rules, r.statefulRule())
	}
	stateless, _ := s.block("stateless_rules_and_custom_actions").blocks("stateless_rule")
	for _, r := range stateless {
		row.Stateless = append(row.Stateless, r.statelessRule())
	}
	it.b.rest.FirewallRuleGroups = append(it.b.rest.FirewallRuleGroups, row)
}

func (it item) statefulRule() model.StatefulRule {
	h := it.block("header")
	row := model.StatefulRule{
		Action: it.str("action"), Protocol: h.str("protocol"), Source: h.str("source"), SourcePort: h.str("source_port"),
		Direction: h.str("direction"), Destination: h.str("destination"), DestinationPort: h.str("destination_port"), Origin: it.origin(),
	}
	options, _ := it.blocks("rule_option")
	for _, o := range options {
		text := o.str("keyword")
		for i, s := range o.texts("settings") {
			text += map[bool]string{true: ":", false: ","}[i == 0] + s
		}
		row.Options = append(row.Options, text)
	}
	return row
}

func (it item) statelessRule() model.StatelessRule {
	d := it.block("rule_definition")
	m := d.block("match_attributes")
	row := model.StatelessRule{Actions: d.texts("actions"), Origin: it.origin()}
	row.Priority, _ = it.number("priority")
	row.Sources, row.Destinations = m.definitions("source"), m.definitions("destination")
	row.SourcePorts, row.DestinationPorts = m.portRanges("source_port"), m.portRanges("destination_port")
	for _, c := range m.get("protocols").Items() {
		if n, err := strconv.Atoi(c.Str()); err == nil {
			row.Protocols = append(row.Protocols, n)
		}
	}
	flags, _ := m.blocks("tcp_flag")
	for _, f := range flags {
		row.Flags, row.FlagMask = f.texts("flags"), f.texts("masks")
	}
	return row
}

func (it item) definitions(key string) []string {
	var out []string
	blocks, _ := it.blocks(key)
	for _, s := range blocks {
		out = append(out, s.str("address_definition"))
	}
	return out
}

func (it item) portRanges(key string) []string {
	var out []string
	blocks, _ := it.blocks(key)
	for _, r := range blocks {
		first, _ := r.number("from_port")
		last, told := r.number("to_port")
		if !told {
			last = first
		}
		out = append(out, portText(first, last))
	}
	return out
}
