package oracle

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// interfaceEndpoint is a request at the interface of an endpoint (EP-4 to EP-11). It is a sink:
// what lies beyond is an AWS service or somebody else's (EP-19).
func (q *inquiry) interfaceEndpoint(s *state, e *model.NetworkInterface) {
	q.check(s, "EP-5", known(s.p.hasPorts()), "TCP and UDP only: %v", s.p.traffic())
	ep := q.endpointOf(e)
	if ep == nil {
		return // Reading: an endpoint's interface without its endpoint is taken for a usable one
	}
	q.check(s, "EP-9", endpointUsable(ep), "%s is %s", ep.ID, ep.State)
	switch ep.Type {
	case model.EndpointResource:
		q.check(s, "EP-21", unknown, "resource endpoints are not modelled")
	case model.EndpointServiceNetwork:
		q.check(s, "EP-21", unknown, "service-network endpoints are not modelled")
	case model.EndpointTunnel:
		q.check(s, "EP-23", unknown, "tunnel endpoints are not modelled")
	case model.EndpointGWLB:
		q.check(s, "IF-1", no, "a Gateway Load Balancer endpoint is no endpoint of traffic")
	}
	if q.isImportedService(ep) {
		q.check(s, "EP-14", unknown, "the service behind it is not modelled")
	}
	if ep.Policy != "" {
		q.note("policy: " + ep.Policy) // EP-10
	}
	if !servedPort(ep.Service, s.p) {
		q.note("no-known-listener") // EP-6
	}
}

// endpointOf finds the endpoint that an interface belongs to.
func (o *Oracle) endpointOf(e *model.NetworkInterface) *model.VPCEndpoint {
	for i := range o.net.VPCEndpoints {
		if ep := &o.net.VPCEndpoints[i]; slices.Contains(ep.Interfaces, e.ID) {
			return ep
		}
	}
	return nil
}

// isImportedService: a PrivateLink service whose provider was imported, so that more filters than
// the endpoint's own stand on the path (EP-14). Others are external (EP-19).
func (o *Oracle) isImportedService(ep *model.VPCEndpoint) bool {
	for i := range o.net.EndpointServices {
		if o.net.EndpointServices[i].Name == ep.Service && ep.Service != "" {
			return true
		}
	}
	return false
}

// servedPort is EP-6: 443 unless the service is known to listen elsewhere. It only annotates.
func servedPort(service string, p datagram) bool {
	if p.protocol != packet.TCP {
		return false
	}
	switch service[strings.LastIndex(service, ".")+1:] {
	case "email-smtp":
		return slices.Contains([]uint16{25, 465, 587, 2465, 2587}, p.dport)
	case "redshift":
		return p.dport == 5439 || p.dport == 443
	}
	return p.dport == 443
}
