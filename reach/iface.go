package reach

import (
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// iface is a network interface ready for questions.
type iface struct {
	m        *model.NetworkInterface
	vpc      *vpc
	subnet   *subnet
	groups   *groupSet
	instance *model.Instance
	endpoint *model.VPCEndpoint // interface endpoint, when imported
	kind     ifaceKind
}

// ifaceKind is how an interface takes part (IF-1).
type ifaceKind uint8

const (
	plainIface    ifaceKind = iota
	endpointIface           // answers, never starts (EP-4)
	lambdaIface             // starts, never answers (IF-4)
	natIface                // NAT-5
	forwarder               // Transit Gateway, GWLB endpoint: never an end
	balancerNode            // ELB-2
	sourceOnly              // service connectors
)

func kindOf(m *model.NetworkInterface) ifaceKind {
	switch m.Type {
	case model.InterfaceNat, "natGateway":
		return natIface
	case model.InterfaceTransitGateway, model.InterfaceGWLBEndpoint, model.InterfaceGWLB, model.InterfaceEFAOnly:
		return forwarder
	case model.InterfaceVPCEndpoint:
		return endpointIface
	case model.InterfaceLambda:
		return lambdaIface
	case model.InterfaceNLB, model.InterfaceLB:
		return balancerNode
	case "quicksight", "iot_rules_managed", "aws_codestar_connections_managed", "api_gateway_managed":
		return sourceOnly
	}
	return kindByDescription(m)
}

// kindByDescription recognises what the type does not tell (ID-3). An
// attachment to an instance beats a description (ID-1).
func kindByDescription(m *model.NetworkInterface) ifaceKind {
	if m.Attachment.Instance != "" {
		return plainIface
	}
	switch {
	case strings.HasPrefix(m.Description, "ELB "):
		return balancerNode
	case strings.HasPrefix(m.Description, "Interface for NAT Gateway "):
		return natIface
	case strings.HasPrefix(strings.ToLower(m.Description), "network interface for transit gateway attachment "):
		return forwarder
	case strings.HasPrefix(m.Description, "AWS Lambda VPC ENI"):
		return lambdaIface
	}
	return plainIface
}

// filtered reports whether security groups apply to the interface at all (SG-2).
func (e *iface) filtered() bool {
	switch e.kind {
	case natIface:
		return false
	case forwarder:
		return e.m.Type == model.InterfaceEFAOnly // IF-1: it has groups
	case balancerNode:
		return !(e.groups.none() && e.m.Type == model.InterfaceNLB)
	case plainIface, endpointIface, lambdaIface, sourceOnly:
	}
	return true
}

// checked reports whether the source/destination check applies (SDC-1, SDC-2, IF-2).
func (e *iface) checked() bool {
	return e.m.SourceDestCheck && !e.managed()
}

// managed reports whether AWS forwards by the interface, whatever its flag says (SDC-2, IF-2).
func (e *iface) managed() bool {
	return e.kind == natIface || e.kind == forwarder && e.m.Type != model.InterfaceEFAOnly || e.m.Type == model.InterfaceNLB
}

// dead says why the interface neither sends nor receives; empty if it does
// (VPC-7, IF-3). honour makes the instance state count.
func (e *iface) dead(honour bool) string {
	switch {
	case e.m.Status != "" && e.m.Status != "in-use" && e.m.Status != "associated":
		return "the interface is not in use (status " + e.m.Status + ")"
	case e.m.Attachment.Status != "" && e.m.Attachment.Status != "attached":
		return "the interface is not attached (" + e.m.Attachment.Status + ")"
	case e.instance != nil && e.instance.State == "terminated":
		return "the instance is terminated"
	case honour && e.instance != nil && e.instance.State != "" && e.instance.State != "running":
		return "the instance is " + e.instance.State
	}
	return ""
}

// publicOf returns the public IPv4 address associated with a private one.
func (e *iface) publicOf(private netip.Addr) netip.Addr {
	for _, p := range e.m.Private {
		if p.Addr == private {
			return p.Public
		}
	}
	return netip.Addr{}
}

// addressFor picks the address of an end that names only the interface: its
// primary private IPv4, or its IPv6 when the other end is IPv6.
func (e *iface) addressFor(six bool) netip.Addr {
	if six || !e.m.Primary().IsValid() {
		if len(e.m.IPv6) > 0 {
			return e.m.IPv6[0]
		}
		if six {
			return netip.Addr{}
		}
	}
	return e.m.Primary()
}
