package policy

import "strings"

// words is how a selector is called: a context's name, or its conditions in short.
func (s Selector) words() string {
	if !s.Is() {
		return Anywhere
	}
	var all []string
	for i := range s.Alternatives {
		all = append(all, s.Alternatives[i].words())
	}
	return strings.Join(all, " | ")
}

func (a *Alternative) words() string {
	if a.Short.Is() {
		return a.Short.Value
	}
	var parts []string
	add := func(key string, values Texts) {
		if len(values) > 0 {
			parts = append(parts, key+":"+strings.Join(values.Values(), ","))
		}
	}
	for _, c := range a.conditions() {
		add(c.key, c.wanted)
	}
	for _, e := range a.Tag {
		add("tag:"+e.Key.Value, e.Value)
	}
	add("context", a.Context)
	add("type", a.Type)
	add("cidr", a.CIDR)
	add("prefix-list", a.PrefixList)
	add("address", a.Address)
	if a.Public != nil {
		parts = append(parts, map[bool]string{true: "public", false: "not public"}[bool(*a.Public)])
	}
	if a.Not.Is() {
		parts = append(parts, "not ("+a.Not.words()+")")
	}
	return strings.Join(parts, " & ")
}

// sides are the two sides of no-internet, as people call them.
func (n *NoInternet) sides() (from, to Side) {
	in, out := n.Ingress != nil && !n.Ingress.Off, n.Egress != nil && !n.Egress.Off
	switch {
	case in && !out:
		return Side{Name: Internet, Count: 1}, Side{Name: n.Ingress.To.words()}
	case out && !in:
		return Side{Name: n.Egress.From.words()}, Side{Name: Internet, Count: 1}
	}
	return Side{}, Side{}
}
