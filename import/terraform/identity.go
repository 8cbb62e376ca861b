package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

// namedByARN are the types whose objects the model names by ARN.
var namedByARN = map[string]bool{
	"aws_lb": true, "aws_alb": true, "aws_lb_target_group": true, "aws_alb_target_group": true, "aws_lb_listener": true,
	"aws_alb_listener": true, "aws_networkfirewall_firewall": true, "aws_networkfirewall_firewall_policy": true,
	"aws_networkfirewall_rule_group": true,
}

// adopted are the types that take over an object of AWS, and the attribute
// that names it.
var adopted = map[string]string{
	"aws_default_route_table": "default_route_table_id", "aws_default_network_acl": "default_network_acl_id",
	"aws_vpc_peering_connection_accepter":                 "vpc_peering_connection_id",
	"aws_ec2_transit_gateway_vpc_attachment_accepter":     "transit_gateway_attachment_id",
	"aws_ec2_transit_gateway_peering_attachment_accepter": "transit_gateway_attachment_id",
	"aws_vpn_gateway_attachment":                          "vpn_gateway_id", "aws_internet_gateway_attachment": "internet_gateway_id",
}

// idOf is the id of an object in the model: AWS's own if it is known, else the
// address.
func (b *builder) idOf(r *plan.Resource) string {
	if id, known := b.ids[r.Address]; known {
		return id
	}
	b.ids[r.Address] = r.Address // an object that names itself, in a circle
	id := b.findID(r)
	b.ids[r.Address] = id
	return id
}

func (b *builder) findID(r *plan.Resource) string {
	v := r.Values()
	if attribute, takesOver := adopted[r.Type]; takesOver {
		if id := b.canonical(v.Get(attribute).Str()); id != "" {
			return id
		}
	}
	if r.Type == "aws_default_security_group" && !v.Get("id").Told() {
		if vpc := v.Get("vpc_id").Str(); vpc != "" {
			return b.implicitOf(b.canonical(vpc), "default_security_group_id")
		}
	}
	name := "id"
	if namedByARN[r.Type] {
		name = "arn"
	}
	if id := v.Get(name).Str(); id != "" && !symbolic.Tainted(id) {
		return id
	}
	return r.Address
}

// canonical turns a token into the id of the object in the model; other text
// stays as it is.
func (b *builder) canonical(text string) string {
	address, attribute, isToken := symbolic.ParseToken(text)
	if !isToken {
		return text
	}
	r := b.index.ByAddress[address]
	if r == nil {
		return address
	}
	if zone, isEndpoint := strings.CutPrefix(attribute, symbolic.EndpointAttribute("")); isEndpoint {
		return firewallEndpoint(address, zone)
	}
	switch attribute {
	case "id", "arn", "name", "allocation_id":
		return b.idOf(r)
	case "main_route_table_id":
		attribute = "default_route_table_id"
	case "propagation_default_route_table_id":
		attribute = "association_default_route_table_id"
	case "prefix_list_id":
		return b.serviceList(r)
	}
	return b.made(r, attribute)
}

// made is the id of an object that AWS makes with another.
func (b *builder) made(r *plan.Resource, attribute string) string {
	if id := r.Values().Get(attribute).Str(); id != "" && !symbolic.Tainted(id) {
		return id
	}
	return r.Address + "." + attribute
}

// implicitOf is the id of an implicit object of a VPC.
func (b *builder) implicitOf(vpc, attribute string) string {
	if r := b.byID(vpc); r != nil {
		return b.made(r, attribute)
	}
	return vpc + "." + attribute
}

// firewallEndpoint is the id of the endpoint of a firewall in a zone, before
// AWS gives it one.
func firewallEndpoint(firewall, zone string) string { return firewall + `.endpoint["` + zone + `"]` }

// byID finds the resource that has an id in the model.
func (b *builder) byID(id string) *plan.Resource {
	if b.owners == nil {
		b.owners = map[string]*plan.Resource{}
		for _, r := range b.resources {
			if _, takesOver := adopted[r.Type]; takesOver || r.Deposed || !b.handled(r) {
				continue
			}
			if name := b.idOf(r); b.owners[name] == nil || r.Mode == "managed" {
				b.owners[name] = r
			}
		}
	}
	return b.owners[id]
}
