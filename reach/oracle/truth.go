package oracle

// truth is what the rules say of one packet, from two sides (CON-1): must is true if the packet
// passes whatever the unknown facts are, may if it passes for some of them. must implies may.
type truth struct{ must, may bool }

var (
	no      = truth{}
	yes     = truth{must: true, may: true}
	unknown = truth{may: true}
)

// known is the truth of a fact that is known.
func known(pass bool) truth { return truth{must: pass, may: pass} }

// and holds if both hold: the checks of one path are conjunctive (CON-6).
func (t truth) and(u truth) truth { return truth{t.must && u.must, t.may && u.may} }

// or holds if one of them holds: the rules of one security group, the client ports of CONN-3.
func (t truth) or(u truth) truth { return truth{t.must || u.must, t.may || u.may} }

// choice is the verdict when AWS, or a fact we do not know, picks one of several (CON-4):
// every pick must pass for must, one is enough for may. No pick at all is a drop.
func choice(picks []truth) truth {
	if len(picks) == 0 {
		return no
	}
	all := yes
	for _, p := range picks {
		all.must = all.must && p.must
	}
	all.may = false
	for _, p := range picks {
		all.may = all.may || p.may
	}
	return all
}

// decision turns a truth into the verdict of one packet (CON-2).
func (t truth) decision() Decision {
	switch {
	case t.must:
		return Allow
	case t.may:
		return Unknown
	default:
		return Deny
	}
}
