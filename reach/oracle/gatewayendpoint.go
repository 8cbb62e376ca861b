package oracle

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// byGatewayEndpoint is EP-1 and EP-2: to the service, and back into the VPC directly.
//
// The prefix-list routes of the table say which endpoint serves which subnet; families are those of
// the lists (EP-3).
func (q *inquiry) byGatewayEndpoint(s state, d device, t model.Target) truth {
	v := q.vpcOf(d.subnet.VPC)
	ep := q.ix.VPCEndpoint[model.VPCEndpointID(t.ID)]
	usable := unknown
	if ep != nil {
		usable = endpointUsable(ep)
	} else if q.missing(model.KindVPCEndpoints, v.Account, v.Region) == no {
		usable = no
	}
	q.check(&s, "EP-1", usable, "%s", t.ID)
	if d.onward {
		return q.drop(s, "EP-1", "only sources inside the VPC")
	}
	if s.isReply() {
		// The service never asks first, so nothing that is answered through here came from it.
		return q.drop(s, "EP-1", "a reply to a service")
	}
	q.check(&s, "EP-1", known(carriesService(s.p)), "TCP and ICMP echo only: %v", s.p.traffic())
	q.settle(&s, settledAt{})
	return q.deliver(s, receiver{kind: receivedByService, door: t.ID, back: func(back state) truth {
		return q.deliverLocal(back, v, nil)
	}})
}

func carriesService(p datagram) bool {
	return p.protocol == packet.TCP ||
		p.protocol == packet.ICMP && p.typ == 8 || p.protocol == packet.ICMPv6 && p.typ == 128
}

// endpointUsable is EP-9. Case does not matter; a state that was not told counts as available.
func endpointUsable(ep *model.VPCEndpoint) truth {
	switch strings.ToLower(ep.State) {
	case "available", "":
		return yes
	case "partial":
		return unknown
	}
	return no
}
