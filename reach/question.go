package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// EndKind says what an End stands for.
type EndKind uint8

// End kinds.
const (
	EndInterface EndKind = iota // an interface, by its address Addr
	EndAddress                  // a literal address: as a destination, whatever the source's network makes of it; as a source, an outside host
	EndInternet                 // every internet address that is nobody's in the network (IGW-8)
	EndOnPrem                   // every address known behind a VPN or Direct Connect (VGW-2)
	EndAWS                      // the public ranges of AWS services known from prefix lists (IGW-8 b)
	EndOutside                  // the outside addresses inside Prefix
)

// End is one end of a question. Several ends of one side form a set.
type End struct {
	Kind   EndKind
	ENI    model.ENIID  // EndInterface
	Addr   netip.Addr   // EndInterface: one of its addresses, also public; zero: its primary one of the other end's family. EndAddress: the address
	Prefix netip.Prefix // EndOutside
	Door   string       // outside ends: the gateway, attachment or peering to use ("internet", vgw-…, tgw-attach-…, pcx-…); empty: every door that holds the address
	Label  string       // how people call it; for display only
}

// Question asks for the connections from any of From to any of To.
type Question struct {
	From, To []End
	On       *packet.Set // nil: "which ports?" (verdicts follow cli.md section 4)
	State    bool        // honour instance states (VPC-7)
	Explain  bool        // fill Paths and Blockers
	AllPaths int         // with Explain: up to this many alternative paths; 0 means one
}

// Verdict is the answer to a question in one word (CON-2, cli.md section 4).
type Verdict uint8

// Verdicts.
const (
	VerdictUnset Verdict = iota
	Reachable
	PartlyReachable
	Blocked
	Undetermined
)

// String returns "reachable", "partial", "blocked" or "unknown".
func (v Verdict) String() string {
	return [...]string{"unset", "reachable", "partial", "blocked", "unknown"}[v]
}
