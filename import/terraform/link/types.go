package link

import "strings"

// The types of objects that attributes lead to.
var (
	vpcs       = []string{"aws_vpc", "aws_default_vpc"}
	subnets    = []string{"aws_subnet", "aws_default_subnet"}
	tables     = []string{"aws_route_table", "aws_default_route_table", "aws_vpc", "aws_default_vpc"}
	acls       = []string{"aws_network_acl", "aws_default_network_acl", "aws_vpc", "aws_default_vpc"}
	groups     = []string{"aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"}
	lists      = []string{"aws_ec2_managed_prefix_list", "aws_vpc_endpoint", "aws_prefix_list"}
	interfaces = []string{"aws_network_interface", "aws_instance", "aws_nat_gateway", "aws_vpc_endpoint"}
	peerings   = []string{"aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"}
	gateways   = []string{
		"aws_internet_gateway", "aws_vpn_gateway", "aws_vpc_endpoint", "aws_egress_only_internet_gateway", "aws_ec2_carrier_gateway",
		"aws_internet_gateway_attachment", "aws_vpn_gateway_attachment",
	}
	endpoints   = []string{"aws_vpc_endpoint", "aws_networkfirewall_firewall"}
	transit     = []string{"aws_ec2_transit_gateway"}
	attachments = []string{
		"aws_ec2_transit_gateway_vpc_attachment", "aws_ec2_transit_gateway_vpc_attachment_accepter", "aws_ec2_transit_gateway_peering_attachment",
		"aws_ec2_transit_gateway_peering_attachment_accepter", "aws_vpn_connection", "aws_ec2_transit_gateway_connect", "aws_dx_gateway_association",
	}
	transitTables = []string{"aws_ec2_transit_gateway_route_table", "aws_ec2_transit_gateway"}
	balancers     = []string{"aws_lb", "aws_alb"}
	targetGroups  = []string{"aws_lb_target_group", "aws_alb_target_group"}
	instances     = []string{"aws_instance", "aws_spot_instance_request"}
)

// targets maps an attribute to the types that it can lead to.
var targets = map[string][]string{
	"vpc_id": vpcs, "peer_vpc_id": vpcs,
	"subnet_id": subnets, "subnet_ids": subnets, "subnets": subnets, "client_subnets": subnets, "vpc_zone_identifier": subnets,
	"route_table_id": tables, "route_table_ids": tables, "default_route_table_id": tables,
	"network_acl_id": acls, "default_network_acl_id": acls,
	"security_group_id": groups, "security_group_ids": groups, "security_groups": groups, "vpc_security_group_ids": groups,
	"source_security_group_id": groups, "referenced_security_group_id": groups, "node_security_group_id": groups, "source_security_group_ids": groups,
	"prefix_list_id": lists, "prefix_list_ids": lists, "destination_prefix_list_id": lists, "managed_prefix_list_id": lists,
	"network_interface_id": interfaces, "network_interface": interfaces, "primary_network_interface_id": interfaces,
	"gateway_id": gateways, "vpn_gateway_id": {"aws_vpn_gateway", "aws_vpn_gateway_attachment"},
	"internet_gateway_id": {"aws_internet_gateway"}, "egress_only_gateway_id": {"aws_egress_only_internet_gateway"},
	"carrier_gateway_id": {"aws_ec2_carrier_gateway"}, "nat_gateway_id": {"aws_nat_gateway"}, "allocation_id": {"aws_eip"},
	"vpc_peering_connection_id": peerings, "vpc_endpoint_id": endpoints,
	"transit_gateway_id": transit, "peer_transit_gateway_id": transit, "transit_gateway_attachment_id": attachments,
	"transit_gateway_route_table_id": transitTables, "customer_gateway_id": {"aws_customer_gateway"}, "vpn_connection_id": {"aws_vpn_connection"},
	"load_balancer_arn": balancers, "gateway_load_balancer_arns": balancers, "network_load_balancer_arns": balancers,
	"target_group_arn": targetGroups, "target_group_arns": targetGroups, "lb_target_group_arn": targetGroups, "arn": targetGroups,
	"listener_arn": {"aws_lb_listener", "aws_alb_listener"}, "target_id": append(append([]string{"aws_lambda_function"}, instances...), balancers...),
	"instance": instances, "instance_id": instances, "instances": instances, "elb": {"aws_elb"}, "load_balancers": {"aws_elb"},
	"db_subnet_group_name": {"aws_db_subnet_group"}, "subnet_group_name": {"aws_elasticache_subnet_group"},
	"cluster_subnet_group_name": {"aws_redshift_subnet_group"}, "neptune_subnet_group_name": {"aws_neptune_subnet_group"},
	"cluster_identifier":  {"aws_rds_cluster", "aws_neptune_cluster", "aws_docdb_cluster"},
	"firewall_policy_arn": {"aws_networkfirewall_firewall_policy"}, "resource_arn": {"aws_networkfirewall_rule_group"},
	"vpc_endpoint_service_id": {"aws_vpc_endpoint_service"}, "dx_gateway_id": {"aws_dx_gateway"},
	"associated_gateway_id": {"aws_vpn_gateway", "aws_ec2_transit_gateway"}, "launch_configuration": {"aws_launch_configuration"},
	"autoscaling_group_name": {"aws_autoscaling_group"}, "dhcp_options_id": {"aws_vpc_dhcp_options"},
	"file_system_id": {"aws_efs_file_system"}, "subnet_group": {"aws_dax_subnet_group"},
}

// TargetTypes are the types that an attribute can lead to; nil if it is no link.
func TargetTypes(attribute string) []string { return targets[attribute] }

// isLink reports whether an attribute of a type is a link. A few names are
// links in some types only.
func isLink(typ, attribute string) bool {
	switch attribute {
	case "arn":
		return false // own ARN; inside forward blocks see nestedLink
	case "instance", "network_interface", "elb", "load_balancers", "subnet_group":
		return typ == "aws_eip" || strings.Contains(typ, "attachment") || typ == "aws_autoscaling_group"
	case "target_id":
		return strings.HasSuffix(typ, "target_group_attachment")
	case "cluster_identifier":
		return strings.HasSuffix(typ, "cluster_instance")
	}
	return targets[attribute] != nil
}

// nestedLink reports whether an attribute inside a block is a link.
func nestedLink(typ, block, attribute string) bool {
	if attribute == "arn" {
		return block == "target_group"
	}
	return isLink(typ, attribute) || targets[attribute] != nil && attribute != "target_id"
}

// several reports whether an attribute holds a list.
func several(attribute string) bool {
	switch attribute {
	case "vpc_security_group_ids", "security_groups", "subnets", "client_subnets", "vpc_zone_identifier", "instances", "load_balancers":
		return true
	}
	return strings.HasSuffix(attribute, "_ids") || strings.HasSuffix(attribute, "_arns")
}

// identities are the attributes that tell who an object of a type is, beside
// id and arn: the objects that AWS makes with it, or its name.
func identities(typ, attribute string) bool {
	switch attribute {
	case "id", "arn":
		return true
	case "name":
		return strings.HasSuffix(typ, "subnet_group") || typ == "aws_autoscaling_group" || typ == "aws_launch_configuration" || typ == "aws_elb"
	case "allocation_id":
		return typ == "aws_eip"
	case "default_route_table_id", "main_route_table_id", "default_network_acl_id", "default_security_group_id":
		return typ == "aws_vpc" || typ == "aws_default_vpc"
	case "association_default_route_table_id", "propagation_default_route_table_id":
		return typ == "aws_ec2_transit_gateway"
	case "transit_gateway_attachment_id":
		return typ == "aws_vpn_connection" || typ == "aws_dx_gateway_association"
	case "prefix_list_id":
		return typ == "aws_vpc_endpoint"
	case "primary_network_interface_id":
		return typ == "aws_instance"
	case "network_interface_id":
		return typ == "aws_nat_gateway"
	case "firewall_status":
		return typ == "aws_networkfirewall_firewall"
	}
	return false
}

// usual is the attribute of the target that a link holds when references do
// not tell: route_table_id of a VPC is its main table.
func usual(targetType, attribute string) string {
	vpc := targetType == "aws_vpc" || targetType == "aws_default_vpc"
	switch {
	case vpc && strings.HasPrefix(attribute, "route_table") || vpc && attribute == "default_route_table_id":
		return "default_route_table_id"
	case vpc && strings.Contains(attribute, "network_acl"):
		return "default_network_acl_id"
	case vpc && strings.Contains(attribute, "security_group"):
		return "default_security_group_id"
	case targetType == "aws_vpc_endpoint" && strings.Contains(attribute, "prefix_list"):
		return "prefix_list_id"
	case strings.HasSuffix(attribute, "_arn") || strings.HasSuffix(attribute, "_arns"):
		return "arn"
	case strings.HasSuffix(attribute, "_name") || attribute == "elb" || attribute == "load_balancers":
		return "name"
	}
	return "id"
}
