package reach

// runBase evaluates a program for regular pairs of two keys: every filter
// that compares one end with the other says its base.
func (w *evaluator) runBase(p *program, from, to *blockKey) recordID {
	w.bases = [2]*blockKey{from, to}
	defer func() { w.bases = [2]*blockKey{} }()
	return w.run(p, from.rep, to.rep)
}

// baseSlot is slot for a regular pair.
func (w *evaluator) baseSlot(s *slot, a, b *class) pairID {
	if s.kind == setFilter || !s.acrossEnds() {
		s := *s
		s.ref = refNo
		return w.trueSlot(&s, a, b)
	}
	key := w.bases[0]
	if s.owner == roleTarget {
		key = w.bases[1]
	}
	value := key.plain
	if s.kind == naclFilter {
		// A sender's requests go out and replies come in; a receiver's the other way.
		value = key.back
		if s.egress == (s.owner == roleSource) {
			value = key.there
		}
		if s.mustOnly {
			value = w.g.widen(value)
		}
	}
	return value
}
