package policy

// Word is what a rule or contract comes to (policy.md, section 1).
type Word uint8

// Words.
const (
	WordUnset Word = iota
	Kept
	Broken
	Unknown // something that is not known decides; the causes are named
	Waived  // broken, but for what waivers allow it would be kept
	Vacuous // it says something about nothing
)

// Words are all of them, in the order in which people like to read counts.
func Words() []Word { return []Word{Kept, Broken, Waived, Vacuous, Unknown} }

// String returns "KEPT", "BROKEN", "UNKNOWN", "WAIVED" or "VACUOUS".
func (w Word) String() string {
	return [...]string{"UNSET", "KEPT", "BROKEN", "UNKNOWN", "WAIVED", "VACUOUS"}[w]
}
