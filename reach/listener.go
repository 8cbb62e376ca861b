package reach

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// acceptListener applies ELB-3 to the node of a load balancer: without a
// listener on the port nothing answers. Listeners that were not imported
// leave it unknown.
func (w *walker) acceptListener(h *head, o *iface) {
	b := w.c.balancerOf(o)
	kind := model.KindListeners
	if b != nil && b.Type == model.LBClassic {
		kind = model.KindClassicBalancers
	}
	if b == nil || w.c.net.Presence(kind, o.m.Account, o.m.Region) != model.Complete {
		h.doubt(Cause{Rule: "ELB-3", Where: string(o.m.ID), Text: "the listeners of the load balancer were not imported (Listeners)", Origin: o.m.Origin})
		return
	}
	h.filterSet("listener", "ELB-3", b.Name, "the load balancer's listeners", packet.Exactly(w.c.listeners(b)), b.Origin)
}

// balancerOf finds the load balancer of a node by its recognised interfaces,
// else by the description "ELB app/<name>/<id>" (ID-3).
func (c *Compiled) balancerOf(o *iface) *model.LoadBalancer {
	name := strings.TrimPrefix(o.m.Description, "ELB ")
	for i := range c.net.LoadBalancers {
		b := &c.net.LoadBalancers[i]
		for _, id := range b.Interfaces {
			if id == o.m.ID {
				return b
			}
		}
		if name != o.m.Description && (strings.HasSuffix(string(b.ARN), "/"+name) || b.Type == model.LBClassic && b.Name == name) {
			return b
		}
	}
	return nil
}

// listeners returns what the listeners of a load balancer accept.
func (c *Compiled) listeners(b *model.LoadBalancer) packet.Set {
	var accepted packet.Set
	for _, l := range c.net.Listeners {
		if l.LoadBalancer != b.ARN {
			continue
		}
		port := packet.Port(l.Port)
		switch l.Protocol {
		case "UDP", "QUIC", "GENEVE":
			accepted = accepted.Union(packet.OfUDP(port))
		case "TCP_UDP", "TCP_QUIC":
			accepted = accepted.Union(packet.OfUDP(port)).Union(packet.OfTCP(port))
		default:
			accepted = accepted.Union(packet.OfTCP(port))
		}
	}
	return accepted
}
