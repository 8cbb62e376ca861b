package oracle

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Traffic is the selector of the packet that is asked about.
type Traffic = packet.Traffic

// Options are what the asker may choose.
type Options struct {
	HonorState bool // VPC-7: a host that is not running is dead

	// The client's source ports, both inclusive (CONN-3). Zero means 1024 and 65535.
	EphemeralFirst, EphemeralLast uint16
}

// Oracle answers questions about one network. It is safe for concurrent use; the network must
// not change meanwhile.
type Oracle struct {
	net     *model.Network
	ix      *model.Index
	options Options
	ends    map[packet.Protocol][]uint16 // ports at the ends of rules (CONN-3)
}

// New returns an oracle for n.
func New(n *model.Network, o Options) *Oracle {
	if o.EphemeralFirst == 0 {
		o.EphemeralFirst = 1024
	}
	if o.EphemeralLast == 0 {
		o.EphemeralLast = 65535
	}
	return &Oracle{net: n, ix: model.NewIndex(n), options: o, ends: endsOfRules(n)}
}

// End is one end of a question.
//
// An interface has ENI set; its Addr is zero for its primary private IPv4, or its first IPv6 when
// the other end is IPv6. As a source the interface may be given an address that it does not own
// (SDC-1). Anything else is a literal address: as a source it is outside the network and uses
// every door that holds it; as a destination it is whatever the source's network makes of it.
// Internet says that Addr is an internet host: it comes in and goes out by internet gateways.
type End struct {
	ENI      model.ENIID
	Addr     netip.Addr
	Internet bool
}

// Decision is the verdict of one packet (CON-2).
type Decision uint8

// Decisions.
const (
	Unknown Decision = iota
	Deny
	Allow
)

// String returns "unknown", "deny" or "allow".
func (d Decision) String() string { return [...]string{"unknown", "deny", "allow"}[d] }

// Result is the answer to one question about one packet.
type Result struct {
	OneWay     Decision // the request is delivered (CONN-2, edge)
	Connection Decision // the request is delivered and answered (CONN-2)
	Notes      []string // annotations that change no verdict: "local", "platform", "inactive", …
	Reasons    []string // rules that denied or made unknown, in the order met; FWD-2 also when it allowed
	Trace      []string // hops in words, of the client port that decided
}
