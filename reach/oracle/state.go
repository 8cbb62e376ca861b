package oracle

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// state is a packet on its way in one direction, and what it has met so far. It is passed by
// value; slices in it are only ever grown by appending to a clone.
type state struct {
	p       datagram
	request *state // of a reply: the request as it was delivered; nil on the way out
	sofar   truth  // the checks met so far; a failed packet walks on, to list every failing check (CON-6)

	sender sender      // who sent the packet, as far as security group references can tell
	owed   *owedEgress // egress rules by reference, which only the rest of the path can decide

	mappings   []mapping         // translators crossed (FWD-6)
	appliances []model.ENIID     // interfaces crossed that stand in the middle (APP-4)
	egressOnly []model.VPCID     // VPCs left by an egress-only gateway (EIGW-1)
	returned   int               // of a reply: how many of those it came back by
	landed     []landing         // where Transit Gateways in appliance mode put it (TGW-11)
	toSender   *model.NatGateway // left this NAT gateway straight into a peering (NAT-9)
	visited    []visit           // for FWD-5
}

// isReply tells the two directions apart.
func (s *state) isReply() bool { return s.request != nil }

// mapping is one translation of a flow by a device: what went in, what came out.
type mapping struct {
	device          string
	inside, outside datagram
	sameSubnet      bool // the client sits in the translator's own subnet (D-5)
}

// landing is the subnet that an attachment in appliance mode chose for a flow.
type landing struct {
	attachment model.TGWAttachmentID
	subnet     model.SubnetID
}

// visit is a device that saw a packet. The source port is left out: a translator that meets its
// own packet again would otherwise pick a new port for ever.
type visit struct {
	device   string
	src, dst netip.Addr
}

// loops is FWD-5: the packet was here before, or has gone too far.
func (s *state) loops(device string) bool {
	if len(s.visited) >= 64 || s.wasAt(device) {
		return true
	}
	s.visited = append(slices.Clone(s.visited), visit{device, s.p.src, s.p.dst})
	return false
}

// wasAt reports whether the packet was at a device before, as it is now.
func (s *state) wasAt(device string) bool {
	return slices.Contains(s.visited, visit{device, s.p.src, s.p.dst})
}

// crossed reports whether the request of this reply crossed appliance m.
func (s *state) crossed(m model.ENIID) bool {
	return s.request != nil && slices.Contains(s.request.appliances, m)
}

// untranslate finds the flow that this reply belongs to at a translator, and returns the packet
// that goes on to the client (FWD-6).
func (s *state) untranslate(device string) (datagram, mapping, bool) {
	if s.request == nil {
		return datagram{}, mapping{}, false
	}
	for _, m := range s.request.mappings {
		expected, ok := m.outside.reverse()
		if m.device != device || !ok || expected != s.p {
			continue
		}
		inside, _ := m.inside.reverse()
		return inside, m, true
	}
	return datagram{}, mapping{}, false
}
