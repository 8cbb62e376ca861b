package model

import "net/netip"

// PrefixList is a named set of CIDRs of one family (PL-1).
type PrefixList struct {
	ID         PrefixListID
	Name       string
	Account    AccountID // "AWS" for lists that AWS manages (PL-3)
	Region     RegionID
	IPv6       bool // AddressFamily is IPv6
	State      string
	MaxEntries int
	Dynamic    bool // managed by IPAM (PL-6)
	Entries    []PrefixListEntry
	Tags       Tags
	Origin     Origin

	UnknownEntries *Unknown // entries were not imported, or are changing (PL-2)
}

// AWSManaged reports whether AWS owns the list (PL-3).
func (l *PrefixList) AWSManaged() bool { return l.Account == "AWS" }

// PrefixListEntry is one CIDR of a list.
type PrefixListEntry struct {
	CIDR        netip.Prefix // masked
	Description string
	Origin      Origin
}
