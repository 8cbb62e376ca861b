package reach

import (
	"net/netip"
	"slices"

	"github.com/gaissmai/bart"

	"github.com/seed-044d7529/segment/model"
)

// transit is what the Transit Gateways know (TGW-1 to TGW-12).
type transit struct {
	attachments map[attachmentKey]*attachment
	ordered     []*attachment            // by id
	byVPC       map[string][]*attachment // of VPCs, by id
	tables      map[model.TGWRouteTableID]*tgwTable
}

// attachmentKey names an attachment: both sides of a peering have one id (TGW-12).
type attachmentKey struct {
	id      model.TGWAttachmentID
	gateway model.TransitGatewayID
}

// attachment returns the attachment with an id at a gateway, nil if there is none.
func (t *transit) attachment(id model.TGWAttachmentID, gateway model.TransitGatewayID) *attachment {
	if a := t.attachments[attachmentKey{id, gateway}]; a != nil {
		return a
	}
	for _, a := range t.ordered {
		if a.m.ID == id && (gateway == "" || a.m.TransitGateway == "") {
			return a
		}
	}
	return nil
}

// attachment is a Transit Gateway attachment ready for forwarding.
type attachment struct {
	m       *model.TGWAttachment
	gateway *model.TransitGateway // nil: not imported
	vpc     *vpc                  // vpc attachments
	subnets []*subnet
	vpn     *model.VPNConnection
	table   *tgwTable // associated (TGW-3); nil: none
	unknown *Cause    // which table is associated is not known
}

// tgwTable is a Transit Gateway route table ready for longest-prefix match.
type tgwTable struct {
	id       string
	m        *model.TGWRouteTable
	routes   bart.Table[[]*tgwRoute]
	learning []*attachment // announce routes that are not in the data (VGW-4)
	loose    []*tgwRoute   // destinations that are not known
	unknown  *Cause        // there may be routes that are not listed
}

// tgwRoute is one route with its rank (TGW-4); lower wins.
type tgwRoute struct {
	prefix    netip.Prefix
	rank      int
	targets   []model.TGWAttachmentID
	blackhole bool
	origin    model.Origin
	list      *prefixList
	maybe     *Cause // it may not be there
	unknown   *Cause // it is there, and where it leads is not known
}

// tgwRanks orders routes of equal prefix (TGW-4).
var tgwRanks = map[string]int{
	"vpc": 3, "direct-connect-gateway": 4, "connect": 5, "vpn": 7, "vpn-concentrator": 8, "client-vpn": 9, "peering": 10, "tgw-peering": 10,
}

const (
	tgwStatic    = 1
	tgwReference = 2
)

func (c *Compiled) compileTransit() {
	t := &transit{byVPC: map[string][]*attachment{}, attachments: map[attachmentKey]*attachment{}, tables: map[model.TGWRouteTableID]*tgwTable{}}
	c.transit = t
	for i := range c.net.TGWAttachments {
		a := c.compileAttachment(&c.net.TGWAttachments[i])
		t.attachments[attachmentKey{a.m.ID, a.m.TransitGateway}] = a
		t.ordered = append(t.ordered, a)
		if a.m.Type == "vpc" {
			t.byVPC[a.m.Resource] = append(t.byVPC[a.m.Resource], a)
		}
	}
	for i := range c.net.TGWRouteTables {
		m := &c.net.TGWRouteTables[i]
		t.tables[m.ID] = &tgwTable{id: string(m.ID), m: m}
	}
	for _, table := range t.tables {
		c.fillTransitTable(table)
	}
	for _, a := range t.ordered {
		a.table, a.unknown = c.associatedTable(a)
	}
}

func (c *Compiled) compileAttachment(m *model.TGWAttachment) *attachment {
	a := &attachment{m: m, gateway: c.idx.TransitGateway[m.TransitGateway]}
	switch m.Type {
	case "vpc":
		a.vpc = c.vpcs[model.VPCID(m.Resource)]
	case "vpn":
		a.vpn = c.vpn(model.VPNConnectionID(m.Resource))
	}
	for _, id := range m.Subnets {
		if s := c.subnets[id]; s != nil {
			a.subnets = append(a.subnets, s)
		}
	}
	slices.SortFunc(a.subnets, func(x, y *subnet) int { return compareIDs(x.id, y.id) })
	return a
}

func compareIDs[T ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (c *Compiled) vpn(id model.VPNConnectionID) *model.VPNConnection {
	for i := range c.net.VPNConnections {
		if c.net.VPNConnections[i].ID == id {
			return &c.net.VPNConnections[i]
		}
	}
	return nil
}

// associatedTable applies TGW-3. Where associations were not imported, which
// table it is stays unknown.
func (c *Compiled) associatedTable(a *attachment) (*tgwTable, *Cause) {
	as := a.m.Association
	switch {
	case as.Unknown != nil:
		return nil, &Cause{Rule: "TGW-3", Where: string(a.m.ID), Text: as.Unknown.Cause, Origin: as.Unknown.Origin}
	case as.PolicyTable != "":
		return nil, &Cause{Rule: "TGW-3", Where: as.PolicyTable, Text: "a policy table is associated: its choice is not modelled", Origin: as.Origin}
	case as.RouteTable != "" && !counts(as.State):
		return nil, nil
	case as.RouteTable != "":
		if t := c.transit.tables[as.RouteTable]; t != nil {
			return t, nil
		}
		return nil, &Cause{Rule: "TGW-18", Where: string(as.RouteTable), Text: "the Transit Gateway route table " + string(as.RouteTable) + " was not imported"}
	case c.net.Presence(model.KindTGWAttachments, "", a.m.Region) != model.Complete:
		return nil, &Cause{Rule: "TGW-18", Where: string(a.m.ID), Text: "which route table is associated with " + string(a.m.ID) + " was not imported"}
	}
	return nil, nil
}

// attachmentOf returns the attachment of a VPC to a Transit Gateway.
func (t *transit) attachmentOf(gw model.TransitGatewayID, v *vpc) *attachment {
	var found *attachment
	for _, a := range t.byVPC[string(v.id)] {
		if a.m.TransitGateway == gw {
			if found == nil || a.carries() > found.carries() {
				found = a
			}
		}
	}
	return found
}

// carries reports whether an attachment forwards in its state (TGW-1).
func (a *attachment) carries() trit {
	switch a.m.State {
	case "", "available", "modifying", "rollingBack", "rolling-back":
		return yes
	case "pending", "deleting", "initiating", "initiatingRequest":
		return perhaps
	}
	return no
}

// in returns the attachment's subnet in a zone (TGW-2): the subnets that may
// be meant, and whether it is certain that one is.
func (a *attachment) in(z zone) (subnets []*subnet, certain bool) {
	var sure, maybe []*subnet
	for _, s := range a.subnets {
		switch s.zone.same(z) {
		case yes:
			sure = append(sure, s)
		case perhaps:
			maybe = append(maybe, s)
		case no:
		}
	}
	if len(sure) > 0 {
		return sure[:1], true
	}
	return maybe, false
}
