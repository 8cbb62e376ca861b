package terraform

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// builder makes one network of the resources before a plan, after it, or of a state.
type builder struct {
	doc       *plan.Document
	resources []*plan.Resource
	index     *plan.Index
	after     bool
	earlier   *owned                  // after a plan: what standalone resources owned before it
	actions   map[string]*plan.Change // by address after
	types     map[string][]*plan.Resource
	ids       map[string]string         // address → id in the model
	owners    map[string]*plan.Resource // id in the model → resource
	places    *places
	gone      map[string]bool // ids of what the plan deletes: a link to it leads nowhere (RT-8)
	diags     []model.Diagnostic
	missing   map[model.Kind][]string // ids that are referred to and not managed
	left      map[string]*model.Unmodelled
	network

	owned      owned // by standalone resources of this network
	groupRules []ownedRule
	strays     map[bool]*model.Unknown // a rule, egress or not, that any group may have
	aclEntries []ownedEntry
	routes     []ownedRoute
	inSubnets  []subnetTie
	members    []member
	balanced   map[string][]model.LBTarget // target group → targets of workloads
	late       []func()                    // done when everything was read
}

// network holds the rows while they are made.
type network struct {
	vpcs         rows[model.VPCID, model.VPC]
	subnets      rows[model.SubnetID, model.Subnet]
	tables       rows[model.RouteTableID, model.RouteTable]
	lists        rows[model.PrefixListID, model.PrefixList]
	interfaces   rows[model.ENIID, model.NetworkInterface]
	instances    rows[model.InstanceID, model.Instance]
	addresses    rows[model.AllocationID, model.Address]
	groups       rows[model.SecurityGroupID, model.SecurityGroup]
	acls         rows[model.NetworkACLID, model.NetworkACL]
	igws         rows[model.InternetGatewayID, model.InternetGateway]
	eigws        rows[model.EgressOnlyGatewayID, model.EgressOnlyInternetGateway]
	nats         rows[model.NatGatewayID, model.NatGateway]
	peerings     rows[model.PeeringID, model.PeeringConnection]
	transits     rows[model.TransitGatewayID, model.TransitGateway]
	attachments  rows[model.TGWAttachmentID, model.TGWAttachment]
	tgwTables    rows[model.TGWRouteTableID, model.TGWRouteTable]
	vgws         rows[model.VPNGatewayID, model.VPNGateway]
	vpns         rows[model.VPNConnectionID, model.VPNConnection]
	endpoints    rows[model.VPCEndpointID, model.VPCEndpoint]
	balancers    rows[model.ARN, model.LoadBalancer]
	targetGroups rows[model.ARN, model.TargetGroup]
	rest         model.Network // rows that nothing is added to later
}

func newBuilder(doc *plan.Document, resources []*plan.Resource) *builder {
	b := &builder{
		doc: doc, resources: resources, index: plan.NewIndex(resources), actions: map[string]*plan.Change{},
		ids: map[string]string{}, missing: map[model.Kind][]string{}, left: map[string]*model.Unmodelled{},
		balanced: map[string][]model.LBTarget{}, strays: map[bool]*model.Unknown{},
	}
	for _, c := range doc.Changes {
		if c.After != nil {
			b.actions[c.After.Address] = c
		}
	}
	b.types = map[string][]*plan.Resource{}
	for _, r := range resources {
		b.types[r.Type] = append(b.types[r.Type], r)
	}
	b.places = newPlaces(doc, resources)
	return b
}

// ofType are the resources and data sources of some types.
func (b *builder) ofType(types ...string) []*plan.Resource {
	var out []*plan.Resource
	for _, typ := range types {
		out = append(out, b.types[typ]...)
	}
	return out
}

func (b *builder) report(d model.Diagnostic) { b.diags = append(b.diags, d) }

// build reads all resources, phase by phase: what is tied to something comes
// after it.
func (b *builder) build() *model.Network {
	ordered := slices.Clone(b.resources)
	slices.SortStableFunc(ordered, func(x, y *plan.Resource) int {
		return cmp.Or(cmp.Compare(phaseOf(x), phaseOf(y)), cmp.Compare(x.Address, y.Address))
	})
	for _, r := range ordered {
		if r.Deposed || r.Values().KindOf() != plan.Object {
			continue
		}
		if h, ok := handlerOf(r); ok {
			h.read(b.itemOf(r))
			continue
		}
		b.leave(r)
	}
	b.finish()
	n := b.assemble()
	n.Normalize()
	return n
}

// finish joins what several resources say of one object.
func (b *builder) finish() {
	b.implicit()
	b.joinRules()
	b.joinEntries()
	b.joinRoutes()
	b.localRoutes()
	b.joinMembers()
	b.joinSubnets()
	b.joinTargets()
	b.joinPublic()
	b.joinPeerings()
	for _, do := range b.late {
		do()
	}
}

func (b *builder) assemble() *model.Network {
	n := &b.rest
	n.VPCs, n.Subnets, n.RouteTables, n.PrefixLists = b.vpcs.list(), b.subnets.list(), b.tables.list(), b.lists.list()
	n.NetworkInterfaces, n.Instances, n.Addresses = b.interfaces.list(), b.instances.list(), b.addresses.list()
	n.SecurityGroups, n.NetworkACLs = b.groups.list(), b.acls.list()
	n.InternetGateways, n.EgressOnlyInternetGateways, n.NatGateways = b.igws.list(), b.eigws.list(), b.nats.list()
	n.Peerings, n.TransitGateways = b.peerings.list(), b.transits.list()
	n.TGWAttachments, n.TGWRouteTables = b.attachments.list(), b.tgwTables.list()
	n.VPNGateways, n.VPNConnections = b.vgws.list(), b.vpns.list()
	n.VPCEndpoints, n.LoadBalancers, n.TargetGroups = b.endpoints.list(), b.balancers.list(), b.targetGroups.list()
	b.unmodelled(n)
	b.collections(n)
	return n
}
