package policy

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

// An endpoint of which no address is known (TF-9) cannot be asked about: what it may reach, and
// what may reach it, is not known.

// isBlind reports whether the engine cannot ask about an endpoint.
func (a *asker) isBlind(i int) bool {
	e := &a.bound.endpoints[i]
	if e.eni.UnknownAddresses == nil || e.near[0].Addr.IsValid() {
		return false
	}
	somewhere := reach.End{Kind: reach.EndAddress, Addr: netip.MustParseAddr("192.0.2.1")}
	_, err := a.compiled.Can(a.ctx, reach.Question{From: e.near[:1], To: []reach.End{somewhere}})
	return err != nil
}

// blindOf lists the blind endpoints of a block.
func (a *asker) blindOf(b *block) []int {
	if a.blind == nil {
		a.blind = newBits(len(a.bound.endpoints))
		for i := range a.bound.endpoints {
			if a.isBlind(i) {
				a.blind.add(i)
				a.hasBlind = true
			}
		}
	}
	if !a.hasBlind {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(b.members), func(i int) bool { return !a.blind.has(i) })
}

// guess adds to the flow of a couple what blind endpoints leave open.
func (a *asker) guess(found map[couple]*flow, at couple, from, to *block) {
	blind := append(a.blindOf(from), a.blindOf(to)...)
	if len(blind) == 0 || len(from.members) == 1 && slices.Equal(from.members, to.members) {
		return
	}
	if found[at] == nil {
		found[at] = &flow{}
	}
	f := found[at]
	f.connections.May, f.oneWay.May = packet.All(), packet.All()
	for _, i := range blind {
		e := a.bound.endpoints[i].eni
		cause := reach.Cause{Rule: "TF-9", Where: string(e.ID), Text: e.UnknownAddresses.Cause, Origin: e.UnknownAddresses.Origin}
		if !slices.Contains(f.unknown, cause) {
			f.unknown = append(f.unknown, cause)
		}
	}
}
