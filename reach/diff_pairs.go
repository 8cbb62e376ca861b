package reach

import (
	"slices"

	"github.com/seed-044d7529/segment/model/packet"
)

// differ compares two networks.
type differ struct {
	before, after differSide
	overlaid      map[overlayKey][]overlap
}

// differSide is one of them with what is asked of it.
type differSide struct {
	c       *Compiled
	classes *classes
	answers map[classPair]packet.Pair // without the ways: many pairs fit into memory
	on      *packet.Set
	state   bool
}

func newDiffer(before, after *Compiled, old, now MatrixQuery) *differ {
	return &differ{
		before:   differSide{before, before.newClasses(old.State), map[classPair]packet.Pair{}, old.On, old.State},
		after:    differSide{after, after.newClasses(now.State), map[classPair]packet.Pair{}, now.On, now.State},
		overlaid: map[overlayKey][]overlap{},
	}
}

// bothGroup is a group as both networks know it.
type bothGroup struct {
	name string
	ends []bothEnd
}

// bothEnd is an end of a group, with the networks in which the group has it.
type bothEnd struct {
	end           End
	before, after bool
}

// joined matches groups by name and their ends by everything but the label,
// which is for display.
func joined(old, now []Group) []bothGroup {
	var groups []bothGroup
	at := map[string]int{}
	place := map[string]map[End]int{}
	enter := func(list []Group, mark func(*bothEnd)) {
		for _, g := range list {
			i, seen := at[g.Name]
			if !seen {
				i = len(groups)
				at[g.Name], place[g.Name] = i, map[End]int{}
				groups = append(groups, bothGroup{name: g.Name})
			}
			for _, e := range g.Ends {
				e.Label = ""
				j, known := place[g.Name][e]
				if !known {
					j = len(groups[i].ends)
					place[g.Name][e] = j
					groups[i].ends = append(groups[i].ends, bothEnd{end: e})
				}
				mark(&groups[i].ends[j])
			}
		}
	}
	enter(old, func(e *bothEnd) { e.before = true })
	enter(now, func(e *bothEnd) { e.after = true })
	return groups
}

// pairs expands a pair of ends; nothing when the network lacks one of them.
func (s *differSide) pairs(f, t bothEnd, there bool) []pair {
	if !there {
		return nil
	}
	ps, err := s.c.pairs(f.end, t.end)
	if err != nil {
		return nil // no such interface, or no address in common
	}
	return ps
}

// connects returns what connects a pair of addresses; nil has none.
func (s *differSide) connects(p *pair) packet.Pair {
	if p == nil {
		return packet.Impossible()
	}
	key := s.classOf(p)
	passes, known := s.answers[key]
	if !known {
		passes = s.c.connect(*p, s.state).connect
		s.answers[key] = passes
	}
	if s.on != nil {
		passes = passes.Intersect(packet.Exactly(*s.on))
	}
	return passes
}

// classOf is the pair of classes of a pair of addresses.
func (s *differSide) classOf(p *pair) classPair {
	key := classPair{from: s.classes.key(p.from.iface, p.from.addr, p.from.door), to: s.classes.key(p.to.iface, p.to.addr, p.to.door)}
	key.sameIface = p.from.iface != nil && p.from.iface == p.to.iface
	key.destPublic = p.to.iface != nil && !p.to.iface.m.Owns(p.to.addr)
	return key
}

// cell is a pair of addresses as both networks answer it. Outside addresses
// are divided as finely as either network divides them: what one of them
// treats alike, the other may not.
type cell struct {
	before, after *pair // nil: not there
	outside       packet.AddrSet
}

// cells matches the pairs of addresses of one pair of ends, by family.
func (d *differ) cells(f, t bothEnd, before, after []pair) []cell {
	var found []cell
	for _, six := range []bool{false, true} {
		b, a := ofFamily(before, six), ofFamily(after, six)
		switch {
		case len(b)+len(a) == 0:
		case divided(b) || divided(a):
			moved := len(b) > 0 && len(a) > 0 && (f.end.public() || t.end.public())
			for _, o := range d.overlay(f, t, six, b, a) {
				if moved && (o.before < 0 || o.after < 0) {
					continue // it is the network's own in one of them, and no host outside
				}
				found = append(found, cell{at(b, o.before), at(a, o.after), o.set})
			}
		default:
			found = append(found, cell{before: at(b, 0), after: at(a, 0)})
		}
	}
	return found
}

// public reports whether an end stands for public addresses that are nobody's
// in the network: which these are depends on the network.
func (e End) public() bool { return e.Kind == EndInternet || e.Kind == EndAWS }

func ofFamily(ps []pair, six bool) []*pair {
	var found []*pair
	for i := range ps {
		if ps[i].to.addr.Is6() == six {
			found = append(found, &ps[i])
		}
	}
	return found
}

// divided reports whether pairs stand for sets of outside addresses.
func divided(ps []*pair) bool {
	return slices.ContainsFunc(ps, func(p *pair) bool { return !p.outside().IsEmpty() })
}

func at(ps []*pair, i int) *pair {
	if i < 0 || i >= len(ps) {
		return nil
	}
	return ps[i]
}
