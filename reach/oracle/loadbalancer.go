package oracle

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// loadBalancerOf reports whether e is a node of a load balancer, and of which, if that is known
// (ID-1, ID-3). An instance's interface is none, whatever its description says.
func (o *Oracle) loadBalancerOf(e *model.NetworkInterface) (*model.LoadBalancer, bool) {
	for i := range o.net.LoadBalancers {
		if lb := &o.net.LoadBalancers[i]; slices.Contains(lb.Interfaces, e.ID) {
			return lb, true
		}
	}
	byType := e.Type == model.InterfaceNLB || e.Type == model.InterfaceLB
	byText := e.Attachment.Instance == "" && strings.HasPrefix(e.Description, "ELB ")
	return nil, byType || byText
}

// listener is ELB-1 and ELB-3: a question to a load balancer is its first leg alone, and that
// needs a listener.
func (q *inquiry) listener(s *state, e *model.NetworkInterface, lb *model.LoadBalancer) {
	kind := model.KindListeners
	if lb != nil && lb.Type == model.LBClassic {
		kind = model.KindClassicBalancers
	}
	if lb == nil || q.net.Presence(kind, lb.Account, lb.Region) != model.Complete {
		q.check(s, "ELB-3", unknown, "the listeners of %s are not known", e.ID)
		return
	}
	open := false
	for i := range q.net.Listeners {
		l := &q.net.Listeners[i]
		open = open || l.LoadBalancer == lb.ARN && l.Port == s.p.dport && listensTo(l.Protocol, s.p.protocol)
	}
	q.check(s, "ELB-3", known(open), "a listener of %s on %v", lb.Name, s.p.traffic())
}

// listensTo is the table of protocols of ELB-3.
func listensTo(listener string, p packet.Protocol) bool {
	switch strings.ToUpper(listener) {
	case "HTTP", "HTTPS", "TCP", "TLS", "SSL":
		return p == packet.TCP
	case "UDP", "QUIC", "GENEVE":
		return p == packet.UDP
	case "TCP_UDP", "TCP_QUIC":
		return p == packet.TCP || p == packet.UDP
	}
	return false
}
