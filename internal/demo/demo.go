// Package demo is the sample network inside the program: the answers of AWS
// for an invented shop, and questions worth asking about it.
//
// Five bounded contexts share two VPCs that a transit gateway joins. shop-prod
// holds edge (load balancer, bastion), orders and shipping; payments-prod
// holds payments and ledger. There is something of each thing that decides
// reachability: security groups that refer to each other, network ACLs of
// which one forgets the ephemeral ports, an internet, a NAT and an egress-only
// gateway, a VPN whose routes nobody knows, endpoints of both sorts, a
// function, and a prefix list without entries.
//
// Every id, name and address is invented. Public addresses are of the ranges
// for documentation.
package demo

import (
	"embed"
	"io/fs"
)

//go:embed estate
var estate embed.FS

// FS returns the sample network as a directory of AWS CLI JSON.
func FS() fs.FS {
	sub, err := fs.Sub(estate, "estate")
	if err != nil {
		panic("the sample network is embedded: " + err.Error())
	}
	return sub
}
