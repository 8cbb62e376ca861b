package service

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Options of IdentifyWith. The zero value is what Identify does.
type Options struct {
	// By is tried in order before the levels of ID-1: "tag:KEY" and "name",
	// the Name tag of instances that share it. Nil means tag:service, name.
	By []string

	// Declared names the services of interfaces, instances and other owners,
	// by their id (ID-1 level 1).
	Declared map[string]string
}

// Identify says what every interface of n is, and groups interfaces into
// services in the default order.
func Identify(n *model.Network) *Services {
	s, err := IdentifyWith(n, Options{})
	if err != nil {
		panic("the default order is valid: " + err.Error())
	}
	return s
}

// IdentifyWith is Identify with options. It fails only for an order that
// cannot be read.
func IdentifyWith(n *model.Network, o Options) (*Services, error) {
	by := o.By
	if by == nil {
		by = []string{"tag:service", "name"}
	}
	for _, word := range by {
		if tag, ok := strings.CutPrefix(word, "tag:"); word != "name" && (!ok || tag == "") {
			return nil, fmt.Errorf("services by %q: write name or tag:KEY", word)
		}
	}
	identities := identify(n, o.Declared)
	return group(identities, keysOf(identities, by)), nil
}

// A key is what interfaces of one service have in common.
type key struct {
	by       string
	name     string
	forwards bool // forwarders never share a service with endpoints
}

func keysOf(identities []Identity, by []string) []key {
	sharing := instancesByName(identities)
	keys := make([]key, len(identities))
	for i := range identities {
		keys[i] = keyOf(&identities[i], by, sharing)
	}
	return keys
}

// instancesByName returns how many instances have a Name tag in common.
func instancesByName(identities []Identity) map[string]int {
	count, seen := map[string]int{}, map[[2]string]bool{}
	for i := range identities {
		d := &identities[i]
		name := d.tags[1].Name()
		if at := [2]string{name, d.Owner}; d.Kind.Is(Instance) && name != "" && !seen[at] {
			seen[at] = true
			count[name]++
		}
	}
	return count
}

func keyOf(d *Identity, by []string, sharing map[string]int) key {
	if len(d.Evidence) > 0 && strings.HasPrefix(d.Evidence[0], levelNames[byUser]+":") {
		return key{by: levelNames[byUser], name: d.Name, forwards: !d.Endpoint}
	}
	if !d.Endpoint {
		return key{by: string(d.Kind), name: d.Name, forwards: true}
	}
	for _, word := range by {
		if name := d.by(word, sharing); name != "" {
			return key{by: word, name: name}
		}
	}
	return key{by: string(d.Kind), name: d.serviceName()}
}

// by returns the name that one word of the order gives, or "".
func (d *Identity) by(word string, sharing map[string]int) string {
	if tag, ok := strings.CutPrefix(word, "tag:"); ok {
		name, _ := d.Tag(tag)
		return name
	}
	if name := d.tags[1].Name(); d.Kind.Is(Instance) && sharing[name] > 1 {
		return name
	}
	return ""
}

// serviceName is the name by ID-4: what groups the interface, if that is more
// than the one thing that owns it.
func (d *Identity) serviceName() string {
	if d.Group != "" && d.Group != d.Owner {
		return d.Group
	}
	return d.Name
}
