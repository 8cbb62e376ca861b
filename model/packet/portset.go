package packet

import (
	"slices"
	"sort"
	"strings"
)

// A PortSet is an exact, immutable set of ports 0-65535 (PKT-2). The zero value is empty.
// Compare with Equal, not ==.
type PortSet struct {
	ranges []PortRange // canonical; shared between sets, so never written to
}

var everyPort = PortSet{ranges: []PortRange{{First: 0, Last: 65535}}}

// Ephemeral is the default range of client ports, 1024-65535 (CONN-3).
var Ephemeral = translated

// translated holds the source ports that a NAT gateway or load balancer picks from,
// whatever the client's own range is (CONN-3, NAT-6).
var translated = Ports(PortRange{First: 1024, Last: 65535})

// Ports returns the set of the ports in any of rs. Reversed ranges hold none.
func Ports(rs ...PortRange) PortSet {
	valid := slices.DeleteFunc(slices.Clone(rs), func(r PortRange) bool { return r.First > r.Last })
	return portSet(canonical(valid))
}

// Port returns the set that holds p alone.
func Port(p uint16) PortSet { return PortSet{ranges: []PortRange{{First: p, Last: p}}} }

// portSet wraps a canonical list; the full set always shares one slice.
func portSet(ranges []PortRange) PortSet {
	if len(ranges) == 1 && ranges[0] == everyPort.ranges[0] {
		return everyPort
	}
	return PortSet{ranges: ranges}
}

// Union returns the ports in s or t.
func (s PortSet) Union(t PortSet) PortSet {
	switch {
	case s.IsAll() || t.IsEmpty() || s.shares(t):
		return s
	case t.IsAll() || s.IsEmpty():
		return t
	default:
		return portSet(union(s.ranges, t.ranges))
	}
}

// Intersect returns the ports in both s and t.
func (s PortSet) Intersect(t PortSet) PortSet {
	switch {
	case t.IsAll() || s.IsEmpty() || s.shares(t):
		return s
	case s.IsAll() || t.IsEmpty():
		return t
	default:
		return portSet(intersect(s.ranges, t.ranges))
	}
}

// Subtract returns the ports in s and not in t.
func (s PortSet) Subtract(t PortSet) PortSet {
	switch {
	case s.IsEmpty() || t.IsEmpty():
		return s
	case t.IsAll() || s.shares(t):
		return PortSet{}
	default:
		return portSet(subtract(s.ranges, t.ranges))
	}
}

// Complement returns the ports not in s.
func (s PortSet) Complement() PortSet { return everyPort.Subtract(s) }

// IsEmpty reports whether no port is in s.
func (s PortSet) IsEmpty() bool { return len(s.ranges) == 0 }

// IsAll reports whether every port is in s.
func (s PortSet) IsAll() bool {
	return len(s.ranges) == 1 && s.ranges[0] == PortRange{First: 0, Last: 65535}
}

// Equal reports whether s and t hold the same ports.
func (s PortSet) Equal(t PortSet) bool { return s.shares(t) || slices.Equal(s.ranges, t.ranges) }

// IsSubsetOf reports whether every port of s is in t.
func (s PortSet) IsSubsetOf(t PortSet) bool { return s.Subtract(t).IsEmpty() }

// Overlaps reports whether s and t have a port in common.
func (s PortSet) Overlaps(t PortSet) bool { return meets(s.ranges, t.ranges) }

// Contains reports whether port p is in s.
func (s PortSet) Contains(p uint16) bool {
	i := sort.Search(len(s.ranges), func(i int) bool { return s.ranges[i].Last >= p })
	return i < len(s.ranges) && s.ranges[i].First <= p
}

// Len returns the number of ports in s, 0-65536.
func (s PortSet) Len() int {
	n := 0
	for _, r := range s.ranges {
		n += r.Len()
	}
	return n
}

// Ranges returns the maximal ranges of s in ascending order: disjoint and never adjacent.
// The caller must not change the slice.
func (s PortSet) Ranges() []PortRange { return s.ranges }

// String returns "*" for every port, "none" for the empty set, or ranges as in "443,8000-8080".
func (s PortSet) String() string {
	if s.IsEmpty() {
		return "none"
	}
	parts := make([]string, len(s.ranges))
	for i, r := range s.ranges {
		parts[i] = r.String()
	}
	return strings.Join(parts, ",")
}

// shares reports whether s and t are views of one list, which spares comparing it.
func (s PortSet) shares(t PortSet) bool {
	return len(s.ranges) == len(t.ranges) && (len(s.ranges) == 0 || &s.ranges[0] == &t.ranges[0])
}
