package generate

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// publish puts the published services of a context behind a network load balancer and an endpoint
// service, and gives some other contexts an interface endpoint to it.
func (m *mesh) publish(c int) {
	for i := range m.contexts[c].services {
		if s := &m.contexts[c].services[i]; s.publishes {
			service := m.addService(c, i, s)
			for range m.draws.draw(4) {
				m.addEndpoint(service, (c+1+m.draws.draw(len(m.contexts)-1))%len(m.contexts))
			}
		}
	}
}

// addService adds the balancer, whose nodes alone the service admits, and the endpoint service.
func (m *mesh) addService(c, number int, s *meshService) int {
	x := &m.contexts[c]
	arn, nodes := m.addBalancer(balancer{
		vpc: c, name: fmt.Sprintf("c%d-s%d", c, number), subnets: x.private[:], protocol: "TCP", port: s.port,
		target: "TCP", backend: s.port, targets: s.tasks,
	})
	for _, node := range nodes {
		m.allowIn(s.group, tcp(s.port, s.port), blockPeer(netip.PrefixFrom(m.addr(node), 32)))
	}
	id := m.id("vpce-svc")
	row := model.EndpointService{
		ID: model.EndpointServiceID(id), Name: fmt.Sprintf("com.amazonaws.vpce.%s.%s", region, id), Type: model.EndpointInterface,
		Account: m.net.VPCs[c].Account, Region: region, State: "Available", LoadBalancers: []model.ARN{arn},
		SupportedRegions: []model.RegionID{region}, Tags: m.tags(c, s.name),
	}
	for zone := range zones {
		row.Zones = append(row.Zones, zoneName(zone))
	}
	m.net.EndpointServices = append(m.net.EndpointServices, row)
	return len(m.net.EndpointServices) - 1
}

// addEndpoint adds an interface endpoint of a context to a service, in two zones. A second one to
// the same service is dropped.
func (m *mesh) addEndpoint(service, c int) {
	of, v, x := &m.net.EndpointServices[service], &m.net.VPCs[c], &m.contexts[c]
	for i := range m.net.VPCEndpoints {
		if e := &m.net.VPCEndpoints[i]; e.VPC == v.ID && e.Service == of.Name {
			return
		}
	}
	id := m.id("vpce")
	row := model.VPCEndpoint{
		ID: model.VPCEndpointID(id), VPC: v.ID, Account: v.Account, Region: region, Type: model.EndpointInterface, Service: of.Name,
		ServiceRegion: region, State: "available", Groups: []model.SecurityGroupID{groupID(x.entry)}, Policy: "default", AddressType: "ipv4",
		Tags: m.tags(c, "to-"+of.Tags.Name()),
	}
	for _, s := range x.private[:2] {
		at := m.addFace(face{subnet: s, kind: faceEndpoint, about: id, groups: []int32{int32(x.entry)}})
		row.Subnets = append(row.Subnets, m.net.Subnets[s].ID)
		row.Interfaces = append(row.Interfaces, interfaceID(at))
	}
	m.net.VPCEndpoints = append(m.net.VPCEndpoints, row)
	m.net.EndpointConnections = append(m.net.EndpointConnections, model.EndpointConnection{
		Service: of.ID, Endpoint: row.ID, Account: v.Account, State: "available",
	})
}
