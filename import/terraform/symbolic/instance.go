package symbolic

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// resource is what TYPE.NAME means in the module: its instances.
func (s *scope) resource(block string) cty.Value {
	return s.once(block, func() cty.Value {
		b := s.mod.resources[block]
		all := s.ev.index.Instances(s.address, block)
		if b == nil {
			return cty.DynamicVal
		}
		if b.Body.Attributes["for_each"] != nil {
			out := map[string]cty.Value{}
			for _, r := range all {
				out[r.Key.Text] = s.instance(r, b)
			}
			return cty.ObjectVal(out)
		}
		if b.Body.Attributes["count"] != nil {
			return s.counted(all, b)
		}
		if len(all) != 1 {
			return cty.DynamicVal
		}
		return s.instance(all[0], b)
	})
}

// counted is a tuple of instances; unknown if one is missing in between.
func (s *scope) counted(all []*plan.Resource, b *hclsyntax.Block) cty.Value {
	var out []cty.Value
	for i, r := range all {
		if r.Key.Int != i {
			return cty.DynamicVal
		}
		out = append(out, s.instance(r, b))
	}
	return cty.TupleVal(out)
}

// instance is one instance as expressions see it.
func (s *scope) instance(r *plan.Resource, b *hclsyntax.Block) cty.Value {
	values := r.Values()
	if values.KindOf() != plan.Object {
		return cty.DynamicVal
	}
	out := map[string]cty.Value{}
	for _, c := range values.Children {
		out[c.Key] = s.attribute(r, b, c)
	}
	if r.Type == "aws_networkfirewall_firewall" && values.Get("firewall_status").KindOf() == plan.Unknown {
		out["firewall_status"] = s.firewallStatus(r, b)
	}
	return cty.ObjectVal(out)
}

// attribute is the value of one attribute: what the plan knows, else what the
// configuration says, else a token if it tells who the object is.
func (s *scope) attribute(r *plan.Resource, b *hclsyntax.Block, v *plan.Value) cty.Value {
	if !v.HasUnknown() {
		return asSet(v.Key, fromPlan(v))
	}
	if v.Kind == plan.Unknown && v.Doubt != nil && v.Doubt.Sensitive {
		return cty.DynamicVal
	}
	if a := b.Body.Attributes[v.Key]; a != nil {
		said := asSet(v.Key, s.eval(a.Expr, repetition{key: r.Key, from: b}))
		if said.IsWhollyKnown() || !namesObject(v.Key) {
			return said
		}
	}
	if v.Kind == plan.Unknown && (namesObject(v.Key) || b.Body.Attributes[v.Key] == nil && identifies(v.Key)) {
		return cty.StringVal(Token(r.Address, v.Key))
	}
	return fromPlan(v)
}

// namesObject reports whether an attribute tells who the object itself is.
func namesObject(attribute string) bool {
	return attribute == "id" || attribute == "arn" || attribute == "name"
}

// identifies reports whether a computed attribute is the id of something.
func identifies(attribute string) bool {
	return strings.HasSuffix(attribute, "_id") || strings.HasSuffix(attribute, "_arn")
}

// setAttributes are attributes of the provider that are sets: their order is
// not known before apply.
var setAttributes = []string{
	"subnet_ids", "subnets", "security_groups", "security_group_ids", "vpc_security_group_ids", "route_table_ids",
	"prefix_list_ids", "network_interface_ids", "target_group_arns", "cidr_blocks_set",
}

// asSet makes a set of a list of strings that the provider keeps as a set.
func asSet(attribute string, v cty.Value) cty.Value {
	if !slices.Contains(setAttributes, attribute) || !v.IsWhollyKnown() || v.IsNull() || !v.CanIterateElements() || v.LengthInt() == 0 {
		return v
	}
	var out []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		if e.Type() != cty.String || e.IsNull() {
			return v
		}
		out = append(out, e)
	}
	return cty.SetVal(out)
}

// firewallStatus is the part of a firewall that tells its endpoints: one a
// subnet mapping, in the zone of the subnet.
func (s *scope) firewallStatus(r *plan.Resource, b *hclsyntax.Block) cty.Value {
	var states []cty.Value
	mappings := s.body(b.Body, repetition{key: r.Key, from: b}).Blocks["subnet_mapping"]
	if mappings == nil || mappings.Open {
		return cty.DynamicVal
	}
	for _, m := range mappings.Nodes {
		subnet := m.Attrs["subnet_id"].Value
		zone := s.zoneOf(subnet)
		if zone == "" {
			return cty.DynamicVal
		}
		states = append(states, cty.ObjectVal(map[string]cty.Value{
			"availability_zone": cty.StringVal(zone),
			"attachment": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
				"endpoint_id": cty.StringVal(Token(r.Address, EndpointAttribute(zone))), "subnet_id": subnet,
			})}),
		}))
	}
	if len(states) == 0 {
		return cty.DynamicVal
	}
	return cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"sync_states": cty.SetVal(states)})})
}

// EndpointAttribute is the attribute in the token of a firewall's endpoint in a zone.
func EndpointAttribute(zone string) string { return "endpoint:" + zone }

// zoneOf is the availability zone of the subnet that a value leads to, or "".
func (s *scope) zoneOf(subnet cty.Value) string {
	if subnet == cty.NilVal || !subnet.IsKnown() || subnet.IsNull() || subnet.Type() != cty.String {
		return ""
	}
	address, attribute, ok := ParseToken(subnet.AsString())
	if ok && attribute == "id" {
		return s.ev.index.ByAddress[address].Values().Get("availability_zone").Str()
	}
	for _, r := range s.ev.index.ByAddress {
		if r.Type == "aws_subnet" && r.Values().Get("id").Str() == subnet.AsString() {
			return r.Values().Get("availability_zone").Str()
		}
	}
	return ""
}
