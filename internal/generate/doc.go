// Package generate makes synthetic AWS networks: the same for equal arguments, of any size, as
// the files that the AWS command line would print or as model data.
//
// # Guarantees
//
// Equal shape and options give equal bytes, on every machine. The random numbers are SplitMix64,
// started with the seed XOR the FNV-1a hash of the shape's name; a draw below n is the high half
// of the 128-bit product with n. Ids are <type>-<17 hexadecimal digits of a counter from 1>.
// Reading the files gives the network that [Network] builds; nothing in them is lost. [Write]
// streams: what it holds in memory is about half a kilobyte an interface.
//
// # Endpoints
//
// The endpoints are interfaces of container tasks: the list of instances is known to be empty.
// Each has the tag Name (its service and number); its service is the tag aws:ecs:serviceName.
// Interfaces of NAT gateways, Transit Gateway attachments, load balancers and interface endpoints
// come on top of the number asked for. An endpoint in a public subnet has a public address, from
// 198.18.0.0 upwards. All that AWS keeps beside (default groups, DHCP options, DNS) is left out.
//
// # Common draws
//
// A port draw: with --odd-ports a uniform port, half of these a range of up to 500; else 10 % one
// of 1024-65535, 30000-32767 and 8000-8999; else one of thirty popular ports. A selector draw: 2 %
// everything, 4 % ICMP (half of it echo requests), 15 % UDP, the rest TCP. Both decisions of
// --odd-ports are drawn at any share, also 0. A custom network ACL allows and denies twelve port
// draws by turns, then the ephemeral ports, and lets everything out. A rule that its group has
// already is drawn and dropped. Where a probability is of 0.0.0.0/0, networks with IPv6 open ::/0 too.
//
// --unknown replaces the peer of that share of group rules by a prefix list of another organisation
// whose entries are not in the files. Its draws are apart: all else stays as it is without.
//
// # Shape flat (A)
//
// One VPC, 10.0.0.0/16, above 60 000 endpoints 10.0.0.0/8 (wider than AWS allows). max(3, N/250)
// subnets of /23, of which the last are /24 where a /16 has no room for more, dealt to a public, a
// private and an isolated table. Every eighth subnet has a custom ACL. max(5, N/20) groups with
// 1-20 ingress rules: 55 % another group (the lesser of two draws), 20 % the VPC, 10 % a subnet,
// 5 % 0.0.0.0/0 on 80 or 443, 10 % one address; egress 85 % open, else 1-6 such rules. An endpoint
// draws its subnet (the next one with room if it is full), then 1-3 groups.
//
// # Shape hub (B)
//
// max(3, N/500) accounts of five /20 VPCs, in 10.0.0.0/8 and after 4096 in 100.64.0.0/10. The first
// four are the hub: shared services, ingress (two internet-facing load balancers before endpoints of
// ordinary VPCs), egress (NAT) and inspection (appliance mode; no route leads through it). Endpoints
// are dealt evenly: 100 a VPC. Each VPC but inspection has an internet gateway for its public
// subnets; the private table, and half of the data tables, lead to the Transit Gateway. A VPC draws
// its domain, its blackhole (10 %: a static route in its domain's table against one other VPC),
// whether data is attached and its data ACL (10 %). On-prem prefixes are propagated into all three
// tables. A search for routes prints all of them, although AWS stops at 1000.
//
// # Shape mesh (C)
//
// max(4, N/1000) contexts, each one account with one /18 VPC: a private /20 in three zones and a
// public one. All VPCs have IPv6, a fifth of the endpoints too (with --ipv6, all). Services listen
// on a popular port; NLBs, endpoint services and endpoints are on that port too. Peerings are a ring
// and as many chords as contexts, less those drawn twice; each carries 1-3 foreign calls of the
// requester. 3 % of the services are violations, kept if they have endpoints: "foreign-host" lets
// one endpoint of a context that is peered both ways use a data port; "open" lets everybody, and the
// service stands in the public subnet. Its From is who can surely use it, and others may as well.
//
// # Shape s1
//
// A network without chance: N/50 subnets of /24, one in four public by route table, N/20 groups in
// two rings, a narrow ACL on one subnet in four. Above 256 subnets the VPC is 10.0.0.0/8 and subnet
// i is 10.(i div 256).(i mod 256).0/24. The private table has no way out, and the narrow ACL no
// entry for IPv6. --odd-ports and the seed change nothing.
package generate
