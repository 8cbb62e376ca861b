// Package packet is the algebra of packets: exact sets of what a network can carry.
//
// # Vocabulary
//
//   - [Traffic] is one selector: a protocol and, for TCP and UDP, a destination port; for ICMP
//     and ICMPv6, a type and a code; for every other protocol nothing more (PKT-1). Rules look at
//     the destination port, never the source port (PKT-5).
//   - [Set] is an exact set of Traffic; [PortSet] is an exact set of ports.
//   - [Pair] is a set seen from two sides: what surely passes (must) and what may pass (CON-1).
//   - [Conns] is a set of connections between one pair of endpoints. A TCP or UDP connection is
//     a destination port with a client port; anything else is its Traffic alone (CONN-1, CONN-5).
//   - [AddrSet] is an exact set of IPv4 and IPv6 addresses.
//
// # Guarantees
//
// Every value is immutable and safe to share between goroutines; its zero value is the empty set.
// Sets are exact: no operation rounds. They are canonical: two sets with the same members
// have the same representation, Key and text, whatever operations built them. Text that a Set
// prints parses back to the same Set. No function panics, whatever its arguments.
//
// # Limits
//
// Packets carry no addresses here: a Set speaks about a fixed pair of endpoints. Rules that match
// source ports (Network Firewall) are beyond Set; Conns holds them as unions of products.
// Fragments are not modelled (PKT-4). Protocol 1 over IPv6 and 58 over IPv4 are kept in the
// algebra; who enumerates packets for people leaves them out (PKT-3).
package packet
