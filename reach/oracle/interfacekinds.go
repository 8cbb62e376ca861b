package oracle

import (
	"github.com/seed-044d7529/segment/model"
)

// isNAT reports whether t is the interface of a NAT gateway: IF-1 knows two spellings.
func isNAT(t string) bool { return t == model.InterfaceNat || t == "natGateway" }

// isManagedForwarder lists the interfaces that forward whatever their flag says (SDC-2, IF-2).
func isManagedForwarder(t string) bool {
	switch t {
	case model.InterfaceTransitGateway, model.InterfaceGWLBEndpoint, model.InterfaceGWLB, model.InterfaceNLB:
		return true
	}
	return isNAT(t)
}

// hasNoGroups is SG-2: interfaces on which there is no security group to ask. An NLB may have
// been created without any (ELB-10).
func hasNoGroups(e *model.NetworkInterface) bool {
	switch e.Type {
	case model.InterfaceTransitGateway, model.InterfaceGWLBEndpoint, model.InterfaceGWLB:
		return true
	case model.InterfaceNLB:
		return len(e.Groups) == 0 && e.UnknownGroups == nil
	}
	return isNAT(e.Type)
}

// cannotInitiate is the column "initiates" of IF-1, with EP-4 and IF-4.
// Reading: a Gateway Load Balancer node sends GENEVE only (ELB-17), so it is no source.
func cannotInitiate(e *model.NetworkInterface, p datagram) string {
	switch e.Type {
	case model.InterfaceVPCEndpoint:
		return "EP-4"
	case model.InterfaceTransitGateway, model.InterfaceGWLBEndpoint, model.InterfaceGWLB, model.InterfaceEFAOnly:
		return "IF-1"
	case model.InterfaceLambda:
		if p.src.Is6() && !e.IPv6Outbound {
			return "IF-4"
		}
	}
	if isNAT(e.Type) {
		return "NAT-5"
	}
	return ""
}

// neverAnEnd is the column "accepts" of IF-1.
func neverAnEnd(e *model.NetworkInterface) string {
	switch e.Type {
	case model.InterfaceTransitGateway, model.InterfaceGWLBEndpoint, model.InterfaceEFAOnly,
		"quicksight", "iot_rules_managed", "aws_codestar_connections_managed",
		"api_gateway_managed", "global_accelerator_managed":
		return "IF-1"
	case model.InterfaceGWLB:
		return "ELB-17"
	case model.InterfaceLambda:
		return "IF-4"
	}
	if isNAT(e.Type) {
		return "NAT-5"
	}
	return ""
}

// acceptanceUnknown is the last row of IF-1. Types that it does not list behave as "interface".
func acceptanceUnknown(t string) bool { return t == "evs" || t == "ec2_instance_connect_endpoint" }
