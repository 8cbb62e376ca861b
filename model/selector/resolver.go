package selector

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

// Options of a Resolver. The zero value is usual.
type Options struct {
	// Contexts are the contexts of a policy: what each name selects. A context
	// may name another.
	Contexts map[string][]string
}

// Resolver finds what selectors mean in one network, which must not change.
type Resolver struct {
	network  *model.Network
	services *service.Services
	options  Options

	index     func() *model.Index
	things    func() *things
	addresses func() *addresses
	names     func() *names
}

// NewResolver returns a resolver over n. svc may be nil: services are then
// identified in the default order.
func NewResolver(n *model.Network, svc *service.Services, o Options) *Resolver {
	if svc == nil {
		svc = service.Identify(n)
	}
	r := &Resolver{network: n, services: svc, options: o}
	r.index = sync.OnceValue(func() *model.Index { return model.NewIndex(n) })
	r.things = sync.OnceValue(r.newThings)
	r.addresses = sync.OnceValue(func() *addresses { return newAddresses(n) })
	r.names = sync.OnceValue(r.newNames)
	return r
}

// Resolve finds what text means. Errors are *SyntaxError, *AmbiguousError,
// *NotFoundError and *GatewayError.
func (r *Resolver) Resolve(text string) (Set, error) {
	set, err := r.resolve(strings.TrimSpace(text), nil)
	if err != nil {
		return Set{}, err
	}
	return set.sorted(), nil
}

// resolve goes through the levels of precedence; outer are the contexts that
// are being resolved.
func (r *Resolver) resolve(text string, outer []string) (Set, error) {
	if slices.Contains(words, text) {
		return word(text), nil
	}
	if _, ok := r.options.Contexts[text]; ok {
		return r.context(text, outer)
	}
	if text != "" {
		if set, found, err := r.exact(text); found || err != nil {
			return set, err
		}
	}
	s, err := Parse(text)
	if err != nil {
		return Set{}, err
	}
	switch s.Form {
	case FormAddress:
		return r.address(s)
	case FormCIDR:
		return r.cidr(s)
	case FormAt:
		return r.at(s)
	case FormKeyed:
		return r.keyed(s, outer)
	case FormUnset, FormWord, FormBare:
	}
	return r.bare(text)
}

// word is a built-in word.
func word(text string) Set {
	return Set{Internet: text == Internet, OnPrem: text == OnPrem, AWS: text == AWS, Label: text, Kind: text}
}

// context unites what a context lists. A part that means nothing in this
// network adds nothing.
func (r *Resolver) context(name string, outer []string) (Set, error) {
	all := Set{Label: name, Kind: "context"}
	if slices.Contains(outer, name) {
		return all, nil
	}
	for _, text := range r.options.Contexts[name] {
		part, err := r.resolve(strings.TrimSpace(text), append(slices.Clip(outer), name))
		var missing *NotFoundError
		if err != nil && !errors.As(err, &missing) {
			return Set{}, err
		}
		all = all.union(part)
	}
	if all.IsEmpty() && len(outer) == 0 {
		return Set{}, &NotFoundError{Text: name, What: "nothing in the network is in context " + quote(name)}
	}
	return all, nil
}

// where returns the endpoints for which keep holds, in the order of the network.
func (r *Resolver) where(keep func(*model.NetworkInterface, *service.Identity) bool) []Pick {
	var picks []Pick
	for i := range r.network.NetworkInterfaces {
		e, d := &r.network.NetworkInterfaces[i], &r.services.Identities[i]
		if d.Endpoint && keep(e, d) {
			picks = append(picks, Pick{ENI: e.ID})
		}
	}
	return picks
}

// endpoints returns those of the interfaces that can be ends.
func (r *Resolver) endpoints(all []model.ENIID) []Pick {
	var picks []Pick
	for _, e := range all {
		if r.services.Endpoint(e) {
			picks = append(picks, Pick{ENI: e})
		}
	}
	return picks
}
