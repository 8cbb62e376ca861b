package selector

import (
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// at is one address of an interface, or an outside address behind a door.
func (r *Resolver) at(s Selector) (Set, error) {
	if e := r.index().Interface[model.ENIID(s.Value)]; e != nil {
		return r.atInterface(s, e)
	}
	set := Set{Address: s.Addr, Label: s.Text, Kind: "address"}
	if s.Prefix.IsValid() {
		set.Outside, set.Kind = []netip.Prefix{s.Prefix}, "outside"
	}
	var err error
	set.Door, err = r.door(s)
	return set, err
}

// atInterface picks one address of an interface. Where its addresses are not
// known, any may be one.
func (r *Resolver) atInterface(s Selector, e *model.NetworkInterface) (Set, error) {
	if s.Prefix.IsValid() {
		return Set{}, &SyntaxError{Text: s.Text, What: "an interface is picked at one address", Next: "write ENI@ADDRESS"}
	}
	owns := e.Owns(s.Addr) || e.UnknownAddresses != nil
	for _, p := range e.Private {
		owns = owns || p.Public == s.Addr
	}
	if !owns {
		return Set{}, &NotFoundError{Text: s.Text, What: "interface " + string(e.ID) + " does not have the address " + s.Addr.String()}
	}
	return Set{Interfaces: []Pick{{e.ID, s.Addr}}, Label: s.Text, Kind: "interface"}, nil
}

// door reads what stands before the @ of an outside address.
func (r *Resolver) door(s Selector) (string, error) {
	if s.Value == Internet || s.Value == OnPrem {
		return s.Value, nil
	}
	x := r.index()
	switch {
	case x.InternetGW[model.InternetGatewayID(s.Value)] != nil, x.EgressOnlyGW[model.EgressOnlyGatewayID(s.Value)] != nil:
		return Internet, nil
	case x.VPNGateway[model.VPNGatewayID(s.Value)] != nil,
		x.TGWAttachment[model.TGWAttachmentID(s.Value)] != nil,
		x.Peering[model.PeeringID(s.Value)] != nil:
		return s.Value, nil
	case x.TransitGateway[model.TransitGatewayID(s.Value)] != nil:
		return "", &SyntaxError{Text: s.Text, What: "a transit gateway has a door for each attachment", Next: "write tgw-attach-…@" + s.where()}
	}
	return "", &NotFoundError{
		Text: s.Text, What: "no gateway or interface has the id " + quote(s.Value), Nearest: nearest(s.Value, r.doorIDs()),
		Next: "before the @ stands an interface, internet, on-prem, or a vgw-…, tgw-attach-… or pcx-… of the network",
	}
}

// where is what stands behind the @.
func (s Selector) where() string { return s.Text[strings.LastIndexByte(s.Text, '@')+1:] }

// doorIDs are the ids that may stand before an @, but for interfaces.
func (r *Resolver) doorIDs() []string {
	ids := []string{Internet, OnPrem}
	for i := range r.network.VPNGateways {
		ids = append(ids, string(r.network.VPNGateways[i].ID))
	}
	for i := range r.network.TGWAttachments {
		ids = append(ids, string(r.network.TGWAttachments[i].ID))
	}
	for i := range r.network.Peerings {
		ids = append(ids, string(r.network.Peerings[i].ID))
	}
	return ids
}
