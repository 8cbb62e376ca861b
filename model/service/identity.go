package service

import "github.com/seed-044d7529/segment/model"

// Confidence says how much an identity can be trusted (ID-1).
type Confidence uint8

// Confidences. What descriptions, tags and guesses tell is at most Medium.
const (
	ConfidenceUnset Confidence = iota
	Low
	Medium
	High
)

// String returns "low", "medium", "high" or "unset".
func (c Confidence) String() string {
	return [...]string{"unset", "low", "medium", "high"}[c]
}

// Identity is what one interface is.
type Identity struct {
	ENI         model.ENIID
	Kind        Kind
	Name        string // what people call it; never empty
	Owner       string // the resource it belongs to: i-…, vpce-…, an ARN, a workload's id; empty when not told
	Group       string // what groups it (ID-4): Auto Scaling group, ECS service, cluster; else the owner
	Confidence  Confidence
	Evidence    []string // in the order of ID-1, the deciding one first; contradictions begin with "conflict:"
	Endpoint    bool     // false: it forwards for others and is never an end of a question (IF-1)
	UnknownType bool     // AWS's interface type is not one we know: it behaves as a plain one (IF-1)

	tags  [2]model.Tags // the interface's own, then its owner's
	names []string      // further names by which people may find it
}

// Tag returns a tag of the interface or, when it has none of that key, of what
// owns it.
func (d *Identity) Tag(key string) (string, bool) {
	for _, tags := range d.tags {
		if value, ok := tags.Get(key); ok {
			return value, true
		}
	}
	return "", false
}

// Names returns every name that finds the interface: Name, the Name tags of
// the interface and its owner, and its group. There may be duplicates.
func (d *Identity) Names() []string {
	names := []string{d.Name}
	for _, tags := range d.tags {
		if name := tags.Name(); name != "" {
			names = append(names, name)
		}
	}
	if d.Group != "" {
		names = append(names, d.Group)
	}
	return append(names, d.names...)
}
