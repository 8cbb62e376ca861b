package reach

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Answer is what a Question comes to, over all its pairs.
type Answer struct {
	Verdict     Verdict
	Asked       packet.Set    // what was asked for; all when the question was "which?"
	Which       bool          // the question was "which ports?"
	Connections packet.Pair   // connections of the union of the pairs, projected to destination ports (CONN-2, CONN-3)
	OneWay      packet.Pair   // what is delivered, whether or not a reply returns
	Passing     int           // pairs with a connection in must
	Pairs       int           // pairs asked; an outside end counts as one
	Blocks      []Block       // outside ends: the address blocks that pass, when not all do
	Unknown     []Cause       // what would have to be known, sorted, without duplicates
	Assumptions []string      // assumption ids (CON-5), sorted
	Notes       []Note        // annotations that do not change the verdict
	Reasons     []Reason      // why not everything asked passes: rules in hop order
	Via         []string      // gateways and translators on the way of the first passing pair
	Paths       []Path        // Explain: request and reply of the best pair
	Blockers    []Blocker     // Explain: every setting that stops the best pair
	Others      []Alternative // AllPaths: ways through the topology, whether or not routing takes them
	Used        []AddressUse  // which address of a named end was used (PUB-6)
}

// Block is a set of outside addresses with the same answer.
type Block struct {
	Prefixes []netip.Prefix
	Allowed  packet.Set
}

// AddressUse says which address stood for an end.
type AddressUse struct {
	End  string
	Addr netip.Addr
}

// Cause is one thing that is not known and could change the answer.
type Cause struct {
	Rule   string // rule id of docs/semantics.md
	Where  string // resource id or collection
	Text   string
	Origin model.Origin
}

// Note is an annotation: "partial-ephemeral", "inactive", "local", "platform",
// "no-known-listener" …, with what it says in words.
type Note struct {
	Code string
	Text string
}

// Direction tells request from reply.
type Direction uint8

// Directions.
const (
	Forward Direction = iota
	Reply
)

// String returns "forward" or "reply".
func (d Direction) String() string { return [...]string{"forward", "reply"}[d] }

// Reason is one rule that denies, or leaves unknown, what was asked.
type Reason struct {
	Code      string // rule id, e.g. NACL-3
	AWSCode   string // Reachability Analyzer code, "" if there is none
	Where     string // resource id
	Direction Direction
	Text      string
	Origin    model.Origin
}

// Decision is what one check says.
type Decision uint8

// Decisions.
const (
	Unknown Decision = iota // not determined
	Deny
	Allow
	Part // allows a part of what was asked
)

// String returns "unknown", "deny", "allow" or "part".
func (d Decision) String() string { return [...]string{"unknown", "deny", "allow", "part"}[d] }

// Path is one direction of one pair, hop by hop.
type Path struct {
	Direction Direction
	From, To  string
	Hops      []Step
	Delivered bool
	End       string // where it ends: an interface, "internet", a gateway, or the drop
}

// Step is a hop with the rule that decided there.
type Step struct {
	At       string     // resource id
	Name     string     // its Name tag
	Kind     string     // "security-group-egress", "nacl-ingress", "route", "igw", …
	Rule     string     // rule id of docs/semantics.md
	Detail   string     // the rule, route or entry that decided, in words
	Remote   netip.Addr // the address that a filter compared
	Passes   packet.Pair
	Decision Decision
	AWSCode  string
	Origin   model.Origin // of the deciding rule, route or entry
	Rules    []RuleRef    // the rules, routes or entries that allow or deny here
}

// RuleRef names one rule, route or entry of the network.
type RuleRef struct {
	Where  string // the group, ACL or table that it belongs to
	Text   string // the rule in words, the same words for the same rule
	Origin model.Origin
}

// Blocker is a setting that stops the question, with the smallest edit that
// would change it, in the edit language, when one is known.
type Blocker struct {
	Step
	Direction Direction
	Missing   packet.Set // what was asked and does not pass here
	Assumed   bool       // found behind another blocker, on the way the packet would take without it
	Edit      string
}
