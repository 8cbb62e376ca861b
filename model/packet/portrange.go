package packet

import (
	"fmt"
	"strconv"
)

// A PortRange is a range of TCP or UDP ports, both ends inclusive (PKT-2).
// The zero value is port 0 alone; AllPorts is every port. A range whose First is greater than
// its Last holds no port.
type PortRange struct {
	First, Last uint16
}

// AllPorts is the range of every port, 0-65535.
var AllPorts = PortRange{First: 0, Last: 65535}

// String returns "*", "443" or "8000-8080".
func (r PortRange) String() string {
	switch {
	case r == PortRange{First: 0, Last: 65535}:
		return "*"
	case r.First == r.Last:
		return strconv.Itoa(int(r.First))
	default:
		return fmt.Sprintf("%d-%d", r.First, r.Last)
	}
}

// Contains reports whether port p is in the range.
func (r PortRange) Contains(p uint16) bool { return r.First <= p && p <= r.Last }

// Len returns the number of ports in the range, 0-65536.
func (r PortRange) Len() int { return max(0, int(r.Last)-int(r.First)+1) }

// The rest makes PortRange an interval.

func (r PortRange) precedes(other PortRange) bool     { return r.Last < other.First }
func (r PortRange) startsBefore(other PortRange) bool { return r.First < other.First }
func (r PortRange) endsBefore(other PortRange) bool   { return r.Last < other.Last }

func (r PortRange) overlap(other PortRange) PortRange {
	return PortRange{max(r.First, other.First), min(r.Last, other.Last)}
}

func (r PortRange) join(other PortRange) (PortRange, bool) {
	if int(r.Last)+1 < int(other.First) {
		return PortRange{}, false
	}
	return PortRange{r.First, max(r.Last, other.Last)}, true
}

func (r PortRange) cut(other PortRange) (below, above PortRange, hasBelow, hasAbove bool) {
	if hasBelow = r.First < other.First; hasBelow {
		below = PortRange{r.First, other.First - 1}
	}
	if hasAbove = other.Last < r.Last; hasAbove {
		above = PortRange{other.Last + 1, r.Last}
	}
	return below, above, hasBelow, hasAbove
}
