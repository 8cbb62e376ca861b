package change

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// moveEdit is "move web to subnet-2 at 10.0.2.9": AWS does it by launching anew.
type moveEdit struct {
	host, to Name
	at       netip.Addr
}

func parseMove(p *parser) operation {
	e := &moveEdit{host: p.name("INSTANCE")}
	p.oneOf("to")
	e.to = p.name("SUBNET")
	e.at = p.optionalAddress()
	return e
}

func (e *moveEdit) String() string { return fmt.Sprintf("move %s to %s%s", e.host, e.to, atText(e.at)) }

func (e *moveEdit) apply(d *draft) error {
	host, err := d.interfaceOf(e.host)
	if err != nil {
		return err
	}
	r, err := d.resolve(e.to, host.vpc, kindSubnet)
	if err != nil {
		return err
	}
	s := d.subnet(r.id)
	if s.ID == d.eni(host.id).Subnet && !e.at.IsValid() {
		return d.fail(fmt.Sprintf("%s already lies in %s", host, r), "the edit would change nothing", "leave it out")
	}
	addr, err := d.place(s, e.at)
	if err != nil {
		return err
	}
	eni := d.eni(host.id)
	if err := checkGroups(d, eni, s.VPC); err != nil {
		return err
	}
	e.publicAddress(d, eni, s)
	d.note(Changed, host.id, "moved from %s to %s, now at %s", eni.Subnet, r, addr)
	v6 := len(eni.IPv6) > 0
	eni.VPC, eni.Subnet, eni.Zone = s.VPC, s.ID, s.Zone
	eni.IPv6, eni.IPv4Prefixes, eni.IPv6Prefixes = nil, nil, nil
	if addr.Is6() {
		eni.Private, eni.IPv6 = nil, []netip.Addr{addr}
	} else {
		pa := model.PrivateAddress{Addr: addr, Primary: true, Origin: d.origin()}
		if len(eni.Private) > 0 {
			pa.Public, pa.Allocation, pa.IPOwner = eni.Private[0].Public, eni.Private[0].Allocation, eni.Private[0].IPOwner
		}
		eni.Private = []model.PrivateAddress{pa}
		if v6 && len(s.IPv6CIDRs) > 0 {
			e.sixth(d, eni, s)
		}
	}
	if i := d.instance(string(eni.Attachment.Instance)); i != nil && i.PrimaryENI == eni.ID {
		i.VPC, i.Subnet = s.VPC, s.ID
	}
	return nil
}

// sixth gives the interface the first free IPv6 address of its new subnet.
func (e *moveEdit) sixth(d *draft, eni *model.NetworkInterface, s *model.Subnet) {
	only := model.Subnet{ID: s.ID, IPv6CIDRs: s.IPv6CIDRs}
	if a, err := d.place(&only, netip.Addr{}); err == nil {
		eni.IPv6 = []netip.Addr{a}
	}
}

// publicAddress keeps an Elastic IP address and drops an automatic one.
func (e *moveEdit) publicAddress(d *draft, eni *model.NetworkInterface, s *model.Subnet) {
	eni.Private = slices.Clone(eni.Private)
	for i := range eni.Private {
		p := &eni.Private[i]
		if p.Public.IsValid() && p.Allocation == "" {
			d.note(Removed, string(eni.ID), "its automatic public address %s", p.Public)
			p.Public, p.IPOwner = netip.Addr{}, ""
		}
	}
	if s.MapPublicIP && (len(eni.Private) == 0 || !eni.Private[0].Public.IsValid()) {
		eni.UnknownPublic = &model.Unknown{Cause: "the subnet gives a public address that is not known before", Origin: d.origin()}
	}
	for i := range d.n.Addresses {
		if d.n.Addresses[i].ENI == eni.ID {
			own(d, &d.n.Addresses)[i].Private = netip.Addr{} // the interface has one address after the move
		}
	}
}

// checkGroups refuses groups that cannot serve the new VPC.
func checkGroups(d *draft, eni *model.NetworkInterface, to model.VPCID) error {
	if eni.VPC == to {
		return nil
	}
	for _, id := range eni.Groups {
		for _, g := range d.n.SecurityGroups {
			if g.ID != id {
				continue
			}
			if err := checkAttach(d, &model.NetworkInterface{VPC: to, ID: eni.ID}, resource{kindGroup, string(g.ID), g.Name, g.VPC}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *moveEdit) inverse(*draft) (operation, bool) { return nil, false }
