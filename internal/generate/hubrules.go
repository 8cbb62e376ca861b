package generate

import (
	"fmt"
	"net/netip"
)

// addGroups adds the five groups of a VPC with their rules.
func (h *hub) addGroups(v int) {
	w := &h.vpcs[v]
	w.groups = len(h.groups)
	for k := range 5 {
		h.addGroup(v, fmt.Sprintf("%s-group-%d", hubName(v), k))
	}
	for k := w.groups; k < w.groups+5; k++ {
		for range 1 + h.draws.draw(10) {
			h.drawRule(v, k, false)
		}
		if h.draws.percent(90) {
			h.allowOut(k, everything, blockPeer(anywhere))
			continue
		}
		for range 2 + h.draws.draw(4) {
			h.drawRule(v, k, true)
		}
	}
}

// drawRule draws a peer, then what the rule lets through.
func (h *hub) drawRule(v, k int, egress bool) {
	who := h.drawPeer(v)
	h.allow(k, egress, h.drawSelector(), who)
}

func (h *hub) drawPeer(v int) peer {
	w, d := &h.vpcs[v], h.draws.draw(100)
	switch {
	case d < 45:
		return groupPeer(w.groups + h.draws.draw(5))
	case d < 60:
		return blockPeer(h.homes[v].cidr)
	case d < 70:
		return blockPeer(netip.MustParsePrefix("10.0.0.0/8"))
	case d < 76:
		return blockPeer(anywhere)
	case d < 84:
		return blockPeer(onPrem[h.draws.draw(len(onPrem))])
	case d < 92:
		return blockPeer(h.net.Subnets[w.subnets[h.draws.draw(6)]].CIDR)
	}
	other := h.draws.draw(len(h.vpcs))
	if d < 97 {
		return blockPeer(h.homes[other].cidr)
	}
	return blockPeer(h.drawHost(h.vpcs[other].subnets[h.draws.draw(6)]))
}
