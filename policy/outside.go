package policy

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// outsidePlace is a place beyond the network.
type outsidePlace struct {
	name   string
	prefix netip.Prefix // of a place that a policy names by its addresses
	ends   []reach.End
	public bool // packets from there arrive from the internet: names mean public addresses (PUB-6)
}

// The places that always are, by number.
const (
	placeInternet = iota
	placeAWS
	placeOnPrem
	placesBuiltIn
)

func builtInPlaces() []outsidePlace {
	return []outsidePlace{
		placeInternet: {name: Internet, ends: []reach.End{{Kind: reach.EndInternet}}, public: true},
		placeAWS:      {name: AWS, ends: []reach.End{{Kind: reach.EndAWS}}, public: true},
		placeOnPrem:   {name: OnPrem, ends: []reach.End{{Kind: reach.EndOnPrem}}},
	}
}

// place returns the number of the place of a prefix.
func (b *Bound) place(p netip.Prefix) int {
	for i := range b.places {
		if b.places[i].prefix == p {
			return i
		}
	}
	b.places = append(b.places, outsidePlace{
		name: p.String(), prefix: p, public: global(p.Addr()),
		ends: []reach.End{{Kind: reach.EndOutside, Prefix: p}},
	})
	return len(b.places) - 1
}

// notOnTheInternet are ranges that no host of the internet has.
var notOnTheInternet = prefixes("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.168.0.0/16", "224.0.0.0/3", "::/3", "4000::/2", "8000::/1")

// privateRanges are where on-prem networks live.
var privateRanges = prefixes("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")

func prefixes(texts ...string) packet.AddrSet {
	var all []netip.Prefix
	for _, t := range texts {
		all = append(all, netip.MustParsePrefix(t))
	}
	return packet.Addrs(all...)
}

// carveOut takes places that are named by their addresses out of internet and on-prem, so that no
// address is in two places.
func (b *Bound) carveOut() {
	var named []netip.Prefix
	for _, p := range b.places[placesBuiltIn:] {
		named = append(named, p.prefix)
	}
	if len(named) == 0 {
		return
	}
	taken := packet.Addrs(named...)
	b.carve(placeInternet, packet.AllIPv4().Union(packet.AllIPv6()).Subtract(notOnTheInternet), taken)
	b.carve(placeOnPrem, privateRanges, taken)
	for i := placesBuiltIn; i < len(b.places); i++ { // of nested prefixes the longer one counts
		inner := slices.DeleteFunc(slices.Clone(named), func(p netip.Prefix) bool {
			return p.Bits() <= b.places[i].prefix.Bits() || !b.places[i].prefix.Overlaps(p)
		})
		if len(inner) > 0 {
			b.places[i].ends = outsideEnds(packet.Addrs(b.places[i].prefix).Subtract(packet.Addrs(inner...)), "")
		}
	}
}

func (b *Bound) carve(place int, space, taken packet.AddrSet) {
	if rest := space.Subtract(taken); !rest.Equal(space) {
		b.places[place].ends = outsideEnds(rest, b.places[place].name)
	}
}

func outsideEnds(space packet.AddrSet, door string) []reach.End {
	var ends []reach.End
	for _, p := range space.Prefixes() {
		ends = append(ends, reach.End{Kind: reach.EndOutside, Prefix: p, Door: door})
	}
	return ends
}
