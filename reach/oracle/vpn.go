package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// vpnUp is VPN-1: telemetry does not matter.
func vpnUp(c *model.VPNConnection) truth {
	switch c.State {
	case "available", "":
		return yes
	case "pending", "modifying":
		return unknown
	}
	return no
}

// selects is VPN-1: the tunnel's selectors bound the traffic. Local is the customer's side and
// Remote is AWS's, as AWS names them.
func selects(c *model.VPNConnection, outside, inside netip.Addr) truth {
	local := !c.Local.IsValid() || c.Local.Contains(outside)
	remote := !c.Remote.IsValid() || c.Remote.Contains(inside)
	return known(local && remote)
}

// staticallyRouted reports whether one of the connection's static routes holds a (VGW-2).
func staticallyRouted(c *model.VPNConnection, a netip.Addr) truth {
	for _, r := range c.Routes {
		if r.Destination.Contains(a) && (r.State == "available" || r.State == "") {
			return yes
		}
	}
	return known(c.UnknownRoutes != nil).and(unknown)
}

// declaredOnPrem: the user says that a lies on-prem (VGW-2).
func (o *Oracle) declaredOnPrem(a netip.Addr) bool {
	for _, text := range o.net.Assume.OnPrem {
		if p, err := netip.ParsePrefix(text); err == nil && p.Contains(a) {
			return true
		}
	}
	return false
}

// learned is VGW-4 for a BGP connection whose routes we cannot see: any address outside the
// network's own CIDRs in may.
func (o *Oracle) learned(a netip.Addr) truth { return known(!o.isOwnNetwork(a)).and(unknown) }
