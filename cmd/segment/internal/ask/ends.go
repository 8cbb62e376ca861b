package ask

import (
	"net/netip"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/reach"
)

// endsOf are the ends of a question that a selector means.
func endsOf(s selector.Set) []reach.End {
	var ends []reach.End
	for _, p := range s.Interfaces {
		ends = append(ends, reach.End{Kind: reach.EndInterface, ENI: p.ENI, Addr: p.Addr, Label: s.Label})
	}
	if s.Address.IsValid() {
		ends = append(ends, reach.End{Kind: reach.EndAddress, Addr: s.Address, Door: s.Door, Label: s.Label})
	}
	for _, prefix := range s.Outside {
		ends = append(ends, reach.End{Kind: reach.EndOutside, Prefix: prefix, Door: s.Door, Label: s.Label})
	}
	for _, place := range []struct {
		in   bool
		kind reach.EndKind
	}{{s.Internet, reach.EndInternet}, {s.OnPrem, reach.EndOnPrem}, {s.AWS, reach.EndAWS}} {
		if place.in {
			ends = append(ends, reach.End{Kind: place.kind, Label: s.Label})
		}
	}
	return ends
}

// fromInternet reports whether packets from an end arrive from the internet,
// where names mean public addresses (PUB-6).
func fromInternet(e reach.End) bool {
	switch e.Kind {
	case reach.EndInternet, reach.EndAWS:
		return true
	case reach.EndAddress:
		return e.Door == "internet" || e.Door == "" && public(e.Addr)
	case reach.EndOutside:
		return e.Door == "internet" || e.Door == "" && public(e.Prefix.Addr())
	case reach.EndInterface, reach.EndOnPrem:
	}
	return false
}

var shared = netip.MustParsePrefix("100.64.0.0/10")

// public reports whether an address can belong to a host of the internet.
func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !shared.Contains(a)
}

// byPublicAddress replaces interfaces that were named without an address by
// their public addresses, as a resolver on the internet would (PUB-6). An
// interface that has none stays as it is: it cannot be named out there.
func byPublicAddress(ends []reach.End, find map[model.ENIID]*model.NetworkInterface) (out []reach.End, used []reach.AddressUse) {
	for _, e := range ends {
		addrs := publicAddresses(e, find)
		if len(addrs) == 0 {
			out = append(out, e)
			continue
		}
		for _, a := range addrs {
			named := e
			named.Addr = a
			out = append(out, named)
			used = append(used, reach.AddressUse{End: calledBy(e), Addr: a})
		}
	}
	return out, used
}

func publicAddresses(e reach.End, find map[model.ENIID]*model.NetworkInterface) []netip.Addr {
	eni := find[e.ENI]
	if e.Kind != reach.EndInterface || e.Addr.IsValid() || eni == nil {
		return nil
	}
	var out []netip.Addr
	for _, p := range eni.Private {
		if p.Public.IsValid() {
			out = append(out, p.Public)
		}
	}
	for _, a := range eni.IPv6 {
		if public(a) {
			out = append(out, a)
		}
	}
	return out
}

func calledBy(e reach.End) string {
	if e.Label == "" || e.Label == string(e.ENI) {
		return string(e.ENI)
	}
	return e.Label + " (" + string(e.ENI) + ")"
}

func anyFromInternet(ends []reach.End) bool {
	for _, e := range ends {
		if fromInternet(e) {
			return true
		}
	}
	return false
}
