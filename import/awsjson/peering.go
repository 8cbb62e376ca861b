package awsjson

import "github.com/seed-044d7529/segment/model"

func init() {
	register(map[string]handler{"VpcPeeringConnections": {kind: model.KindPeerings, element: (*answer).peering}})
}

func (a *answer) peering(v value) {
	row := model.PeeringConnection{
		ID: id[model.PeeringID](v, "VpcPeeringConnectionId"), Status: v.object("Status").str("Code"),
		Requester: peeringSide(v.object("RequesterVpcInfo")), Accepter: peeringSide(v.object("AccepterVpcInfo")),
		Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindPeerings, v, string(row.ID), 0) {
		a.net.Peerings = append(a.net.Peerings, row)
	}
}

// peeringSide reads one VPC of a peering; its blocks are told only while the
// connection is active (PCX-1).
func peeringSide(v value) model.PeeringSide {
	if !v.exists() {
		return model.PeeringSide{}
	}
	side := model.PeeringSide{
		VPC: id[model.VPCID](v, "VpcId"), Account: id[model.AccountID](v, "OwnerId"), Region: id[model.RegionID](v, "Region"),
	}
	for _, e := range v.objects("CidrBlockSet") {
		if p := e.get("CidrBlock").prefix(); p.IsValid() {
			side.CIDRs = append(side.CIDRs, p)
		}
	}
	if p := v.get("CidrBlock").prefix(); p.IsValid() && len(side.CIDRs) == 0 {
		side.CIDRs = append(side.CIDRs, p)
	}
	for _, e := range v.objects("Ipv6CidrBlockSet") {
		if p := e.get("Ipv6CidrBlock").prefix(); p.IsValid() {
			side.CIDRs = append(side.CIDRs, p)
		}
	}
	return side
}
