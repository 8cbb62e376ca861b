package reach

// postings find the classes of a block that can be exceptions for a class.
type postings struct {
	byAtom   [][]*class // by atom: the classes in it
	odd      [][]*class // by atom: receivers whose filters say something of their own of it
	byGroup  map[int32][]*class
	referred map[int32][]*class // by group: receivers that refer to it
	unknown  []*class           // of which not all groups are known
	refer    []*class           // receivers that refer to any group
	byHost   map[string][]*class
	byDomain [][]*class
	rigid    [][]int32 // by domain of the sender: domains of receivers with programs that have no bases
	refers   bool      // some program looks at references
}

// fill makes the postings of a block.
func (p *postings) fill(k *block) {
	atoms := len(k.v.atoms.reps)
	*p = postings{
		byAtom: make([][]*class, atoms), odd: make([][]*class, atoms), byGroup: map[int32][]*class{}, referred: map[int32][]*class{},
		byHost: map[string][]*class{}, byDomain: make([][]*class, k.width), rigid: make([][]int32, k.width),
	}
	for i, program := range k.programs {
		if program == nil {
			continue
		}
		p.refers = p.refers || program.refers
		if program.rigid {
			p.rigid[i/k.width] = append(p.rigid[i/k.width], int32(i%k.width))
		}
	}
	for _, c := range k.classes {
		p.byAtom[c.atom] = append(p.byAtom[c.atom], c)
		p.byDomain[k.domain(c)] = append(p.byDomain[k.domain(c)], c)
		k.exceptional(c, false, func(atom int32) { p.odd[atom] = append(p.odd[atom], c) })
		if c.host != "" && k.vpc != between {
			p.byHost[c.host] = append(p.byHost[c.host], c)
		}
		if p.refers {
			p.addReferences(c)
		}
	}
}

func (p *postings) addReferences(c *class) {
	for _, group := range c.guard.groups {
		p.byGroup[group] = append(p.byGroup[group], c)
	}
	if c.guard.unknown {
		p.unknown = append(p.unknown, c)
	}
	refs := &c.guard.in.refs
	for _, group := range refs.group {
		p.referred[group] = append(p.referred[group], c)
	}
	if len(refs.group) > 0 {
		p.refer = append(p.refer, c)
	}
}

// candidates visits the receivers of which a pair with a may be irregular; a
// receiver may come more than once.
func (p *postings) candidates(k *block, a *class, visit func(b *class)) {
	all := func(cs []*class) {
		for _, b := range cs {
			visit(b)
		}
	}
	k.exceptional(a, true, func(atom int32) { all(p.byAtom[atom]) })
	all(p.odd[a.atom])
	all(p.byHost[a.host])
	for _, domain := range p.rigid[k.domain(a)] {
		all(p.byDomain[domain])
	}
	if !p.refers {
		return
	}
	for _, group := range a.guard.groups {
		all(p.referred[group])
	}
	refs := &a.guard.out.refs
	for _, group := range refs.group {
		all(p.byGroup[group])
	}
	if len(refs.group) > 0 {
		all(p.unknown)
	}
	if a.guard.unknown {
		all(p.refer)
	}
}

// lists returns the lists of filters of a program.
func (p *program) lists() [][]slot {
	var lists [][]slot
	for i := range p.trips {
		lists = append(lists, p.trips[i].slots)
		for j := range p.trips[i].replies {
			lists = append(lists, p.trips[i].replies[j].legs...)
		}
	}
	return lists
}

// any reports whether some filter of the program is so.
func (p *program) any(holds func(*slot) bool) bool {
	for _, slots := range p.lists() {
		for i := range slots {
			if holds(&slots[i]) {
				return true
			}
		}
	}
	return false
}

// noted reports whether the program was seen before, and remembers it.
func (p *program) noted(k *block) bool {
	if k.seen == nil {
		k.seen = map[*program]bool{}
	}
	was := k.seen[p]
	k.seen[p] = true
	return was
}
