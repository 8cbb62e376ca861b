package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// path is one way that AWS may take a packet of a fixed pair of addresses:
// hops with their filters, and where it ends. A question has several paths
// where AWS chooses at random or something is unknown: must is then what
// passes on all of them, may what passes on any (CON-1, CON-4).
type path struct {
	hops        []hop
	end         terminal
	first       netip.Addr // the source that it started with
	src, dst    netip.Addr // the header at the end, as the receiver sees it
	asked       netip.Addr // the destination as the sender wrote it
	owner       *iface     // the sender; nil for outside ends
	speaker     *iface     // who sends, to group references: the owner, or a NAT instance behind it
	devices     []device   // stateful translators and appliances crossed, in order
	refIn       refState   // whether ingress references see the sender at the end
	refOut      refState   // whether the sender's egress references see the receiver
	legs        int        // translated port spaces crossed: 0 means that the client port arrives as it was sent
	uncertain   []Cause    // non-empty: the path may not exist; it contributes to may alone
	causes      []Cause    // why there are several paths
	assumptions []string
	notes       []Note
	lost        bool // it went by a way that is not known: its header at the end is a guess
}

// refState says whether a group reference sees the other end (SG-12, SG-14).
type refState uint8

const (
	refNo refState = iota
	refMay
	refYes
)

// hop is one place that a packet visits.
type hop struct {
	kind   string // as in Step.Kind
	rule   string // rule id
	where  string // resource id
	detail string
	origin model.Origin
	filter filter
	leg    int // the port space in which the filter sees the reply: 0 the client's, n the n-th translator's
}

// filterKind says how a hop filters.
type filterKind uint8

const (
	passAll filterKind = iota
	naclFilter
	groupFilter
	setFilter // what it passes is filter.set
)

// filter is what one hop lets through.
type filter struct {
	kind     filterKind
	nacl     *acl
	iface    *iface // groupFilter: whose groups
	egress   bool
	remote   netip.Addr // the address compared; zero: not known (any of its family)
	six      bool       // the family of the packet
	peer     *iface     // groupFilter: the interface at the other end, for references
	ref      refState
	sender   bool // groupFilter: the sender's egress, whose references the end of the path decides
	mustOnly bool // the check may not take place (D-5)
	set      packet.Pair
}

// endKind says how a path ends.
type endKind uint8

const (
	dropped endKind = iota
	delivered
	exited   // leaves the network by a door
	platform // answered by the platform itself (FWD-2)
	local    // stays on the host (CONN-7)
)

// terminal is the end of a path.
type terminal struct {
	kind   endKind
	iface  *iface // delivered
	door   door   // exited
	rule   string // dropped: the rule that drops
	where  string
	text   string
	origin model.Origin
}

// door is a way between the network and the outside.
type door struct {
	kind doorKind
	id   string // igw-*, eigw-*, vgw-*, tgw-attach-*, vpce-*, pcx-*
	vpc  *vpc   // igw, eigw, vgw, vpce, pcx: the VPC it belongs to

	maybe bool // whether the address of the question lies behind it is not certain
}

type doorKind uint8

const (
	doorNone doorKind = iota
	doorInternet
	doorEgressOnly
	doorVGW
	doorTGW // a VPN, Direct Connect or Connect attachment
	doorService
	doorPeer    // a peering whose other VPC was not imported
	doorUnknown // some way out that is not known
)

// outside is the world that a door leads to: a reply must go back to the
// world that the request came from.
func (d door) outside() string {
	switch d.kind {
	case doorInternet, doorEgressOnly:
		return "internet"
	case doorVGW, doorTGW:
		return "on-prem"
	case doorService:
		return "aws"
	case doorPeer:
		return "peer " + d.id
	case doorUnknown, doorNone:
	}
	return ""
}

// device is a stateful translator or appliance on a path. Its reply must
// cross it again (CONN-4).
type device struct {
	kind    deviceKind
	id      string
	inside  netip.Addr // the address before translation
	outside netip.Addr // the address after it
	subnet  *subnet    // nat
	nat     *nat
	iface   *iface // appliance
	opaque  bool   // inspection: missing it is unknown, not deny
}

type deviceKind uint8

const (
	deviceNAT deviceKind = iota
	deviceIGWOut
	deviceIGWIn
	deviceEIGW
	deviceAppliance
	deviceGWLB
)

// mirror is the device as the reply meets it.
func (d device) mirror() device {
	switch d.kind {
	case deviceIGWOut:
		d.kind = deviceIGWIn
	case deviceIGWIn:
		d.kind = deviceIGWOut
	case deviceNAT, deviceEIGW, deviceAppliance, deviceGWLB:
	}
	return d
}
