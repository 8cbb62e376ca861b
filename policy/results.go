package policy

import (
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// Results are what a policy comes to on one network.
type Results struct {
	Policy   string    // the policy's name
	File     string    // where it is written
	Rows     []Result  // contracts, then rules, in the order written; then the defaults
	Problems []Problem // complaints about the policy, as far as binding and the date tell
	Coverage Coverage
	Summary  Summary
	Assumed  []string  // what `assume:` declares, in words
	Today    time.Time // the date that waivers were compared with
	Work     Work
}

// Result is what one rule or contract comes to.
type Result struct {
	Rule     string // its id; Defaults have the ids BetweenContexts and UnassignedEndpoints
	Kind     string // "contract", the verb of a rule, or "default"
	Word     Word
	Severity model.Severity
	Origin   model.Origin // where it is written
	Because  string
	Fix      string
	Owner    string

	From, To Side
	Ports    packet.Set    // what it is about: of a prohibition what it forbids, of a contract what it allows
	Text     string        // one line, when the findings do not say it: why it is vacuous, or not known
	At       model.Origin  // what Text is about
	New      bool          // some finding is not in the baseline; true for every finding when there is none
	Findings []Finding     // broken and unknown ones first, waived ones last
	Unknown  []reach.Cause // what would have to be known
	Notes    []string      // what a reader should know and that changes no word
	Fails    bool          // it counts: BROKEN, VACUOUS, or UNKNOWN under `unknown: fail`, and not only in what the baseline holds
}

// Side is one side of a rule, as people call it.
type Side struct {
	Name  string
	Count int // endpoints; places outside count one each
}

// Finding is what crosses where a rule forbids it, or is missing where one requires it: one for
// each rule, pair of contexts and opener.
type Finding struct {
	ID          string // stable: it depends on names and rules, never on lines
	Word        Word   // Broken, Unknown or Waived
	Missing     bool   // Ports do not pass and should
	From, To    string // the services of the first pair
	FromContext string
	ToContext   string
	Ports       packet.Set // over all pairs
	Pairs       []Pair     // sorted by From, then To
	Openers     []Opener   // what lets the packets pass: the last rules on the way that could have refused; of what is missing: what stops it
	Path        []reach.Step
	Reply       []reach.Step // of what is missing or needs an answer
	Unknown     []reach.Cause
	WaivedBy    *WaivedBy // of waived findings
	Edit        string    // the smallest edit that helps, in the edit language, when one is known
	EditText    string    // the same in words
	Zone        string    // of a requirement that does not survive: the zone that was down
	New         bool      // not in the baseline
}

// Pair is a pair of services with a pair of interfaces that shows it.
type Pair struct {
	From, To       string // service labels, or a place outside
	FromEnd, ToEnd string // interface ids, or a place outside
	Ports          packet.Set
}

// Opener is a rule, route or entry of the network that opens a path, or stops one.
type Opener struct {
	What   string // in words
	Where  string // the group, ACL or table that it belongs to
	Name   string // the name of Where, when it has one
	Origin model.Origin
}

// WaivedBy says which waiver covers a finding.
type WaivedBy struct {
	Because, Owner, Ticket string
	Until                  time.Time
	Pairs, AtMost          int // service pairs that it covers; AtMost 0 is no limit
	Origin                 model.Origin
}

// Coverage says how much of a network is in a context.
type Coverage struct {
	Endpoints  int
	Assigned   int
	Unassigned []model.ENIID // sorted
	Contexts   []ContextSize // in the order written
}

// ContextSize is how many endpoints a context holds.
type ContextSize struct {
	Name  string
	Count int
}

// Work counts what an evaluation cost.
type Work struct {
	Cells    int // sets of ends that nothing tells apart
	Rows     int // pairs of groups that the engine was asked about
	Explains int // questions with an explanation
	Networks int // networks compiled besides the given one
}
