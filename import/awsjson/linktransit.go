package awsjson

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// attachmentKey names an attachment: both sides of a peering may use one id.
type attachmentKey struct {
	id      model.TGWAttachmentID
	gateway model.TransitGatewayID
}

// joinAttachments makes one row of what several answers say of an attachment.
func (l *linker) joinAttachments() {
	at := map[attachmentKey]int{}
	place := func(row model.TGWAttachment) (*model.TGWAttachment, bool) {
		key := attachmentKey{row.ID, row.TransitGateway}
		i, known := at[key]
		if !known {
			i = len(l.net.TGWAttachments)
			at[key] = i
			l.net.TGWAttachments = append(l.net.TGWAttachments, row)
		}
		return &l.net.TGWAttachments[i], known
	}
	for _, f := range l.joins.attachments {
		if f.listed {
			if row, known := place(f.row); known {
				l.again(row, f.row)
			}
		}
	}
	listed := len(at) > 0
	for _, f := range l.joins.attachments {
		if f.details {
			f.row.TransitGateway = l.ownGateway(f)
			f.finishPeering()
			row, known := place(f.row)
			if !known && !listed {
				row.Association.Unknown = &model.Unknown{Cause: "the route table of the attachment was not imported", Origin: f.row.Origin}
			}
			f.detail(row)
		}
	}
	for i := range l.net.TGWAttachments {
		row := &l.net.TGWAttachments[i]
		row.DetailsKnown = row.DetailsKnown || row.Type != "vpc" && row.Type != "peering" && row.Type != "connect"
		if row.Type == "peering" && row.PeerGateway == "" {
			row.PeerGateway = model.TransitGatewayID(row.Resource)
		}
	}
	l.joinPolicies()
}

// again takes a second description of an attachment. Its association is told
// to the owner of the transit gateway only, and its tags to each owner.
func (l *linker) again(row *model.TGWAttachment, more model.TGWAttachment) {
	if more.Association.RouteTable == "" {
		more.Association = row.Association
	} else if row.Association.RouteTable == "" {
		row.Association = more.Association
	}
	if len(row.Tags) == 0 {
		row.Tags = more.Tags
	} else if len(more.Tags) == 0 {
		more.Tags = row.Tags
	}
	if !source.Same(*row, more) {
		l.report(source.Conflict.At(more.Origin, "attachment %s is described differently in %s and in %s", more.ID, row.Origin, more.Origin))
		*row = more
	}
}

// hideAssociation marks attachments whose association the importing account
// may not see: to a transit gateway of another account, without its tables.
func (l *linker) hideAssociation() {
	tables := map[model.TransitGatewayID]bool{}
	for i := range l.net.TGWRouteTables {
		tables[l.net.TGWRouteTables[i].TransitGateway] = true
	}
	for i := range l.net.TGWAttachments {
		row := &l.net.TGWAttachments[i]
		a := &row.Association
		foreign := row.ResourceOwner != "" && row.Account != "" && row.ResourceOwner != row.Account
		if foreign && a.RouteTable == "" && a.PolicyTable == "" && a.Unknown == nil && !tables[row.TransitGateway] {
			a.Unknown = &model.Unknown{Cause: "only the owner of the transit gateway sees the association of " + string(row.ID), Origin: row.Origin}
		}
	}
}

// ownGateway tells which transit gateway a peering answer is about: the one
// that the list of attachments names, else the one of the answer's region.
func (l *linker) ownGateway(f attachmentFacts) model.TransitGatewayID {
	if f.row.TransitGateway != "" || f.sides == [2]peerSide{} {
		return f.row.TransitGateway
	}
	for _, side := range f.sides {
		for i := range l.net.TGWAttachments {
			known := &l.net.TGWAttachments[i]
			if known.ID == f.row.ID && known.TransitGateway == side.gateway && (side.region == "" || known.Region == "" || known.Region == side.region) {
				return side.gateway
			}
		}
	}
	if f.sides[1].region == f.row.Region && f.sides[0].region != f.row.Region {
		return f.sides[1].gateway
	}
	return f.sides[0].gateway
}

// finishPeering names the other side of a peering.
func (f *attachmentFacts) finishPeering() {
	if f.sides == [2]peerSide{} {
		return
	}
	peer := f.sides[1]
	if f.row.TransitGateway == f.sides[1].gateway {
		peer = f.sides[0]
	}
	f.row.PeerGateway, f.row.PeerRegion, f.row.Resource, f.row.ResourceOwner = peer.gateway, peer.region, string(peer.gateway), peer.account
	if f.row.PeerAttachment == "" {
		f.row.PeerAttachment = f.row.ID
	}
}

// detail copies what only the answer of the attachment's own type tells.
func (f *attachmentFacts) detail(row *model.TGWAttachment) {
	d := &f.row
	row.DetailsKnown = true
	row.Subnets, row.ApplianceMode, row.IPv6, row.SGReferencing = d.Subnets, d.ApplianceMode, d.IPv6, d.SGReferencing
	row.UnknownSubnet = d.UnknownSubnet
	row.PeerAttachment, row.PeerGateway, row.PeerRegion = d.PeerAttachment, d.PeerGateway, d.PeerRegion
	if row.Type == "" {
		row.Type = d.Type
	}
	if row.Type == "connect" || row.Resource == "" {
		row.Resource = d.Resource
	}
}

// joinPolicies marks attachments that a policy table routes (TGW-3).
func (l *linker) joinPolicies() {
	for _, p := range l.joins.policies {
		for i := range l.net.TGWAttachments {
			if row := &l.net.TGWAttachments[i]; row.ID == p.attachment {
				row.Association = p.assoc
			}
		}
	}
}

// joinTables gives routes, propagations, associations and references to their
// route tables.
func (l *linker) joinTables() {
	at := map[model.TGWRouteTableID]int{}
	for i := range l.net.TGWRouteTables {
		at[l.net.TGWRouteTables[i].ID] = i
	}
	for _, d := range l.joins.tables {
		if i, known := at[d.table]; known {
			l.joinTable(&l.net.TGWRouteTables[i], d)
			continue
		}
		l.report(source.Orphan.At(d.origin, "transit gateway route table %s is not in the input", d.table))
	}
	for i := range l.net.TGWRouteTables {
		t := &l.net.TGWRouteTables[i]
		if t.RoutesPresent == model.Absent && t.UnknownRoutes == nil {
			t.UnknownRoutes = &model.Unknown{Cause: "the routes of " + string(t.ID) + " were not imported", Origin: t.Origin}
		}
		l.placeTable(t)
	}
	for i := range l.net.TGWAttachments {
		l.placeAttachment(&l.net.TGWAttachments[i])
	}
	l.hideAssociation()
}

func (l *linker) joinTable(t *model.TGWRouteTable, d tableData) {
	if d.unknown != nil {
		t.UnknownRoutes = d.unknown
	}
	presence := model.Complete
	if d.unknown != nil {
		presence = model.Partial
	}
	if d.routesTold {
		t.Routes = addRoutes(t.Routes, d.routes)
		t.RoutesPresent = presence
		t.RoutesComplete = t.RoutesComplete || d.full && presence == model.Complete
	}
	if d.propsTold {
		t.Propagations = addPropagations(t.Propagations, d.propagations)
		t.PropagationsPresent = presence
	}
	t.References = append(t.References, d.references...)
	for _, assoc := range d.associations {
		for i := range l.net.TGWAttachments {
			row := &l.net.TGWAttachments[i]
			if row.ID == assoc.attachment && (row.Association.RouteTable == "" || row.Association.Unknown != nil) && row.TransitGateway == t.TransitGateway {
				row.Association = assoc.assoc
			}
		}
	}
}

// addRoutes keeps a route that two searches found once.
func addRoutes(have, more []model.TGWRoute) []model.TGWRoute {
	type name struct {
		destination netip.Prefix
		list        model.PrefixListID
	}
	nameOf := func(r *model.TGWRoute) name { return name{r.Destination, r.PrefixList} }
	return addOnce(have, more, nameOf)
}

func addPropagations(have, more []model.TGWPropagation) []model.TGWPropagation {
	return addOnce(have, more, func(p *model.TGWPropagation) model.TGWAttachmentID { return p.Attachment })
}

// addOnce adds the rows that are not there yet. Only rows of the same name are
// compared: there may be thousands.
func addOnce[T any, K comparable](have, more []T, name func(*T) K) []T {
	at := make(map[K][]int, len(have)+len(more))
	for i := range have {
		at[name(&have[i])] = append(at[name(&have[i])], i)
	}
	have = slices.Grow(have, len(more))
	for i := range more {
		k := name(&more[i])
		if slices.ContainsFunc(at[k], func(o int) bool { return source.Same(have[o], more[i]) }) {
			continue
		}
		at[k] = append(at[k], len(have))
		have = append(have, more[i])
	}
	return have
}

// placeTable gives a route table the account and region of its gateway.
func (l *linker) placeTable(t *model.TGWRouteTable) {
	for i := range l.net.TransitGateways {
		if g := &l.net.TransitGateways[i]; g.ID == t.TransitGateway {
			t.Account, t.Region = firstAccount(t.Account, g.Account), firstRegion(t.Region, g.Region)
		}
	}
}

func (l *linker) placeAttachment(a *model.TGWAttachment) {
	for i := range l.net.TransitGateways {
		if g := &l.net.TransitGateways[i]; g.ID == a.TransitGateway {
			a.Account, a.Region = firstAccount(a.Account, g.Account), firstRegion(a.Region, g.Region)
		}
	}
}
