package selector

import (
	"slices"
	"sort"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

// bare resolves a text that is no id: a service, a name, a glob, or the
// beginning of an id.
func (r *Resolver) bare(text string) (Set, error) {
	s := Selector{Text: text, Form: FormBare, Value: text}
	for _, level := range []func(Selector) (Set, bool, error){r.serviceNamed, r.nameLevel, r.glob} {
		if set, found, err := level(s); found || err != nil {
			return set, err
		}
	}
	return r.beginning(text, text)
}

// service resolves service:NAME.
func (r *Resolver) service(s Selector) (Set, error) {
	if set, found, err := r.serviceNamed(s); found || err != nil {
		return set, err
	}
	set := Set{Label: s.Text, Kind: "service"}
	for i := range r.services.Services {
		if one := &r.services.Services[i]; one.Endpoint && (one.Label == s.Value || isGlob(s.Value) && like(s.Value, one.Name)) {
			set.Interfaces = append(set.Interfaces, r.endpoints(one.Interfaces)...)
		}
	}
	if len(set.Interfaces) == 0 {
		return Set{}, missing(s, "service", r.serviceLabels())
	}
	return set, nil
}

// serviceNamed finds the service of exactly that name. Several, of different
// kinds, are ambiguous.
func (r *Resolver) serviceNamed(s Selector) (Set, bool, error) {
	var found []*service.Service
	for _, one := range r.services.Named(s.Value) {
		if one.Endpoint {
			found = append(found, one)
		}
	}
	switch len(found) {
	case 0:
		return Set{}, false, nil
	case 1:
		return Set{Interfaces: r.endpoints(found[0].Interfaces), Label: s.Text, Kind: "service"}, true, nil
	}
	var candidates []string
	for _, one := range found {
		candidates = append(candidates, one.Label)
	}
	return Set{}, true, ambiguous(s.Text, candidates)
}

// name resolves name:NAME: endpoints that have the name, by whatever tag.
func (r *Resolver) name(s Selector) (Set, error) {
	if picks := r.called(s.Value); len(picks) > 0 {
		return Set{Interfaces: picks, Label: s.Text, Kind: "name"}, nil
	}
	return Set{}, missing(s, "endpoint", r.names().of("name"))
}

// called returns the endpoints whose names fit a pattern.
func (r *Resolver) called(pattern string) []Pick {
	if !isGlob(pattern) {
		return r.endpoints(r.names().endpoints[pattern])
	}
	return r.where(func(_ *model.NetworkInterface, d *service.Identity) bool {
		return slices.ContainsFunc(d.Names(), func(name string) bool { return like(pattern, name) })
	})
}

// nameLevel finds what has exactly that name: endpoints, or the places of
// endpoints. Gateways count only when nothing else has the name.
func (r *Resolver) nameLevel(s Selector) (Set, bool, error) {
	var candidates []string
	if len(r.names().endpoints[s.Value]) > 0 {
		candidates = append(candidates, "name:"+s.Value)
	}
	for _, key := range []string{"vpc", "subnet", "sg", "pl"} {
		if r.names().has(key, s.Value) {
			candidates = append(candidates, key+":"+s.Value)
		}
	}
	switch len(candidates) {
	case 0:
		if what := r.names().gateways[s.Value]; what != "" {
			return Set{}, true, &GatewayError{Text: s.Text, What: what}
		}
		return Set{}, false, nil
	case 1:
		key, _, _ := strings.Cut(candidates[0], ":")
		set, err := r.keyed(Selector{Text: candidates[0], Form: FormKeyed, Key: key, Value: s.Value}, nil)
		set.Label = s.Text
		return set, true, err
	}
	return Set{}, true, ambiguous(s.Text, candidates)
}

// glob unites the endpoints whose services or names fit.
func (r *Resolver) glob(s Selector) (Set, bool, error) {
	if !isGlob(s.Value) {
		return Set{}, false, nil
	}
	picks := r.called(s.Value)
	for i := range r.services.Services {
		if one := &r.services.Services[i]; one.Endpoint && like(s.Value, one.Name) {
			picks = append(picks, r.endpoints(one.Interfaces)...)
		}
	}
	set, err := labelled(s, "glob", picks, "no service or name fits "+quote(s.Value))
	return set, true, err
}

// beginning resolves the beginning of exactly one id. Ids have a hyphen: less
// than that and one character more is no id.
func (r *Resolver) beginning(text, start string) (Set, error) {
	var found []string
	if i := strings.IndexByte(start, '-'); i > 0 && len(start) > i+1 {
		ids := r.names().ids
		for at := sort.SearchStrings(ids, start); at < len(ids) && strings.HasPrefix(ids[at], start); at++ {
			found = append(found, ids[at])
		}
	}
	switch len(found) {
	case 0:
		return Set{}, &NotFoundError{Text: text, What: "nothing is called " + quote(text), Nearest: nearest(start, r.nearby(start))}
	case 1:
		set, _, err := r.exact(found[0])
		return set, err
	}
	return Set{}, ambiguous(text, found)
}
