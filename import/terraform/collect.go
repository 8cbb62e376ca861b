package terraform

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// refer remembers what is referred to: what the plan does not manage makes its
// collection partial (TF-13).
func (b *builder) refer(id string) {
	if kind := kindOfID(id); kind != "" && b.byID(id) == nil && !b.gone[id] {
		b.note(kind, id)
	}
}

// idKinds are the collections of ids, by their prefix.
var idKinds = []struct {
	prefix string
	kind   model.Kind
}{
	{"vpc-", model.KindVPCs},
	{"subnet-", model.KindSubnets},
	{"rtb-", model.KindRouteTables},
	{"igw-", model.KindInternetGateways},
	{"eigw-", model.KindEgressOnlyGateways},
	{"nat-", model.KindNatGateways},
	{"vgw-", model.KindVPNGateways},
	{"pcx-", model.KindPeerings},
	{"tgw-attach-", model.KindTGWAttachments},
	{"tgw-rtb-", model.KindTGWRouteTables},
	{"tgw-", model.KindTransitGateways},
	{"vpce-", model.KindVPCEndpoints},
	{"sg-", model.KindSecurityGroups},
	{"acl-", model.KindNetworkACLs},
	{"eni-", model.KindNetworkInterfaces},
}

func kindOfID(id string) model.Kind {
	for _, k := range idKinds {
		if strings.HasPrefix(id, k.prefix) {
			return k.kind
		}
	}
	return ""
}

// note remembers an object that is referred to and not managed.
func (b *builder) note(kind model.Kind, id string) {
	if id != "" && !b.gone[id] && !slices.Contains(b.missing[kind], id) {
		b.missing[kind] = append(b.missing[kind], id)
	}
}

func (b *builder) noteGroups(ids []model.SecurityGroupID) {
	for _, id := range ids {
		if b.groups.get(id) == nil && kindOfID(string(id)) != "" {
			b.note(model.KindSecurityGroups, string(id))
		}
	}
}

// found reports whether an id is of an object that is here after all: AWS made
// it with one of the plan, as default groups, main tables and the interfaces of
// services.
func (b *builder) found(kind model.Kind, id string) bool {
	here := map[model.Kind]func() bool{
		model.KindSecurityGroups:    func() bool { return b.groups.get(model.SecurityGroupID(id)) != nil },
		model.KindRouteTables:       func() bool { return b.tables.get(model.RouteTableID(id)) != nil },
		model.KindNetworkACLs:       func() bool { return b.acls.get(model.NetworkACLID(id)) != nil },
		model.KindTGWRouteTables:    func() bool { return b.tgwTables.get(model.TGWRouteTableID(id)) != nil },
		model.KindTGWAttachments:    func() bool { return b.attachments.get(model.TGWAttachmentID(id)) != nil },
		model.KindVPCEndpoints:      func() bool { return b.endpoints.get(model.VPCEndpointID(id)) != nil },
		model.KindNetworkInterfaces: func() bool { return b.interfaces.get(model.ENIID(id)) != nil || b.natInterface(id) },
	}
	look := here[kind]
	return look != nil && look()
}

// natInterface reports whether an interface is that of a NAT gateway.
func (b *builder) natInterface(id string) bool {
	found := false
	b.nats.each(func(_ model.NatGatewayID, n *model.NatGateway) {
		for _, a := range n.Addresses {
			found = found || string(a.ENI) == id
		}
	})
	return found
}

// collectionKinds are the collections that a plan or state tells whole, but
// for what it does not manage.
var collectionKinds = []model.Kind{
	model.KindVPCs, model.KindSubnets, model.KindRouteTables, model.KindPrefixLists, model.KindPrefixListEntries, model.KindNetworkInterfaces,
	model.KindInstances, model.KindAddresses, model.KindSecurityGroups, model.KindSecurityGroupVPCs, model.KindNetworkACLs,
	model.KindInternetGateways, model.KindEgressOnlyGateways, model.KindNatGateways, model.KindPeerings, model.KindTransitGateways,
	model.KindTGWAttachments, model.KindTGWVPCAttachments, model.KindTGWRouteTables, model.KindTGWRoutes, model.KindTGWStaticRoutes,
	model.KindTGWPropagations, model.KindVPNGateways, model.KindVPNConnections, model.KindCustomerGateways, model.KindVPCEndpoints,
	model.KindEndpointServices, model.KindLoadBalancers, model.KindClassicBalancers, model.KindListeners, model.KindTargetGroups,
	model.KindTargets, model.KindFirewalls, model.KindFirewallPolicies, model.KindFirewallRuleGroups, model.KindWorkloads,
}

// collections says how much of each collection the network holds. A plan tells
// all that it manages; what it refers to beside that, and a partial plan, make
// a collection partial.
func (b *builder) collections(n *model.Network) {
	for _, kind := range collectionKinds {
		row := model.Collection{Kind: kind, Presence: model.Complete, Sources: []string{b.doc.Source}}
		missing := slices.DeleteFunc(slices.Clone(b.missing[kind]), func(id string) bool { return b.found(kind, id) })
		if len(missing) > 0 {
			slices.Sort(missing)
			row.Presence, row.Cause = model.Partial, "not managed here: "+strings.Join(missing[:min(3, len(missing))], ", ")
			b.report(unmanaged.At(model.Origin{Source: b.doc.Source}, "%d of %s are referred to, but not managed: %s", len(missing), kind, strings.Join(missing[:min(3, len(missing))], ", ")))
		}
		if len(b.doc.Partial) > 0 && b.after {
			row.Presence, row.Cause = model.Partial, b.doc.Partial[0]
		}
		n.Collections = append(n.Collections, row)
	}
	if n.BlockPublicAccess != nil {
		n.Collections = append(n.Collections, model.Collection{Kind: model.KindBlockPublicAccess, Presence: model.Complete, Sources: []string{b.doc.Source}})
	}
}

// leave notes a resource that has no place in the model.
func (b *builder) leave(r *plan.Resource) {
	if r.Mode == "data" {
		return // what a data source tells is used through what refers to it
	}
	effect, matters := "", false
	for prefix, why := range mattering {
		if strings.HasPrefix(r.Type, prefix) {
			effect, matters = why, true
		}
	}
	b.leaveAs(r, r.Type, matters, effect)
}

func (b *builder) leaveAs(r *plan.Resource, what string, matters bool, effect string) {
	if u := b.left[what]; u != nil {
		u.Count++
		return
	}
	b.left[what] = &model.Unmodelled{What: what, Count: 1, Matters: matters, Effect: effect, Origin: b.itemOf(r).origin()}
}

// unmodelled lists what has no place in the model, and complains of what could
// change a verdict.
func (b *builder) unmodelled(n *model.Network) {
	for _, u := range b.left {
		n.Unmodelled = append(n.Unmodelled, *u)
	}
	slices.SortFunc(n.Unmodelled, func(x, y model.Unmodelled) int { return cmp.Compare(x.What, y.What) })
	for _, u := range n.Unmodelled {
		if u.Matters {
			b.report(notModelled.At(u.Origin, "%s: %s", plural(u.Count, u.What), u.Effect))
		}
	}
}

func plural(n int, what string) string {
	if n == 1 {
		return what
	}
	return fmt.Sprintf("%d of %s", n, what)
}

// mattering are types that could change a verdict, and how.
var mattering = map[string]string{
	"aws_networkmanager_":                          "Cloud WAN routes are unknown (CWAN-1)",
	"aws_vpclattice_":                              "Lattice services are unknown (EP-22)",
	"aws_ec2_client_vpn_":                          "Client VPN clients are no sources (CVPN-1)",
	"aws_ec2_local_gateway":                        "local gateway routes are unknown (LGW-1)",
	"aws_vpc_route_server":                         "advertised routes are unknown (RT-9)",
	"aws_dx_":                                      "Direct Connect attachments of other kinds are unknown (DX-1)",
	"aws_globalaccelerator_":                       "Global Accelerator is no source (ELB-18)",
	"aws_verifiedaccess_":                          "Verified Access endpoints are no sources (VA-1)",
	"aws_api_gateway_vpc_link":                     "API Gateway is no source (ELB-18)",
	"aws_apigatewayv2_vpc_link":                    "API Gateway is no source (ELB-18)",
	"aws_ec2_transit_gateway_policy":               "policy tables are unknown (TGW-3)",
	"aws_ec2_transit_gateway_multicast":            "multicast is not modelled (TGW-17)",
	"aws_emr_cluster":                              "its instances are no endpoints",
	"aws_sagemaker_":                               "its interfaces are no endpoints",
	"aws_directory_service_":                       "its interfaces are no endpoints",
	"aws_fsx_":                                     "its interfaces are no endpoints",
	"aws_transfer_server":                          "its interfaces are no endpoints",
	"aws_apprunner_vpc_connector":                  "its interfaces are no sources",
	"aws_batch_compute_environment":                "its instances are no endpoints",
	"aws_spot_fleet_request":                       "its instances are no endpoints",
	"aws_ec2_fleet":                                "its instances are no endpoints",
	"aws_workspaces_":                              "its interfaces are no endpoints",
	"aws_glue_connection":                          "its interfaces are no sources",
	"aws_mwaa_environment":                         "its interfaces are no endpoints",
	"aws_vpc_encryption_control":                   "encryption control is not modelled (ENC-1)",
	"aws_dax_cluster":                              "its interfaces are no endpoints",
	"aws_cloudhsm_v2_":                             "its interfaces are no endpoints",
	"aws_appstream_":                               "its interfaces are no sources",
	"aws_quicksight_vpc_connection":                "its interfaces are no sources",
	"aws_datasync_":                                "its interfaces are no endpoints",
	"aws_storagegateway_":                          "its interfaces are no endpoints",
	"aws_kinesisanalyticsv2_application":           "its interfaces are no sources",
	"aws_networkfirewall_vpc_endpoint_association": "further endpoints of a firewall are unknown (NFW-1)",
}
