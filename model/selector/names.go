package selector

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/model"
)

// names finds things by what people call them.
type names struct {
	endpoints map[string][]model.ENIID
	places    map[string][]named // by key: vpc, subnet, sg, pl
	taken     map[string]bool    // "vpc:shop-prod"
	gateways  map[string]string  // Name tag → "a NAT gateway"
	ids       []string           // every id, sorted
}

// named is one place with its id and names.
type named struct {
	id    string
	names []string
}

func (r *Resolver) newNames() *names {
	n := &names{endpoints: map[string][]model.ENIID{}, places: map[string][]named{}, taken: map[string]bool{}, gateways: map[string]string{}}
	for i := range r.services.Identities {
		d := &r.services.Identities[i]
		n.ids = append(n.ids, string(d.ENI))
		if !d.Endpoint {
			continue
		}
		all := d.Names()
		slices.Sort(all)
		for _, name := range slices.Compact(all) {
			n.endpoints[name] = append(n.endpoints[name], d.ENI)
		}
	}
	n.addPlaces(r.network)
	n.addGateways(r.network)
	n.ids = slices.AppendSeq(n.ids, maps.Keys(r.things().byID))
	slices.Sort(n.ids)
	n.ids = slices.Compact(n.ids)
	return n
}

func (n *names) place(key, id string, all ...string) {
	all = slices.DeleteFunc(all, func(name string) bool { return name == "" })
	n.places[key] = append(n.places[key], named{id, all})
	for _, name := range all {
		n.taken[key+":"+name] = true
	}
}

func (n *names) addPlaces(net *model.Network) {
	for i := range net.VPCs {
		n.place("vpc", string(net.VPCs[i].ID), net.VPCs[i].Tags.Name())
	}
	for i := range net.Subnets {
		n.place("subnet", string(net.Subnets[i].ID), net.Subnets[i].Tags.Name())
	}
	for i := range net.SecurityGroups {
		n.place("sg", string(net.SecurityGroups[i].ID), net.SecurityGroups[i].Name, net.SecurityGroups[i].Tags.Name())
	}
	for i := range net.PrefixLists {
		n.place("pl", string(net.PrefixLists[i].ID), net.PrefixLists[i].Name, net.PrefixLists[i].Tags.Name())
	}
}

func (n *names) addGateways(net *model.Network) {
	call := func(tags model.Tags, what string) {
		if name := tags.Name(); name != "" && n.gateways[name] == "" {
			n.gateways[name] = what
		}
	}
	for i := range net.InternetGateways {
		call(net.InternetGateways[i].Tags, "an internet gateway")
	}
	for i := range net.NatGateways {
		call(net.NatGateways[i].Tags, "a NAT gateway")
	}
	for i := range net.TransitGateways {
		call(net.TransitGateways[i].Tags, "a transit gateway")
	}
	for i := range net.VPNGateways {
		call(net.VPNGateways[i].Tags, "a virtual private gateway")
	}
	for i := range net.VPNConnections {
		call(net.VPNConnections[i].Tags, "a VPN connection")
	}
	for i := range net.Peerings {
		call(net.Peerings[i].Tags, "a peering connection")
	}
	for i := range net.TGWAttachments {
		call(net.TGWAttachments[i].Tags, "a transit gateway attachment")
	}
	for i := range net.VPCEndpoints {
		if net.VPCEndpoints[i].Type == model.EndpointGateway {
			call(net.VPCEndpoints[i].Tags, "a gateway endpoint")
		}
	}
}

func (n *names) has(key, name string) bool { return n.taken[key+":"+name] }

// of returns the names under a key, or those of endpoints.
func (n *names) of(key string) []string {
	if key == "name" {
		return slices.Sorted(maps.Keys(n.endpoints))
	}
	var all []string
	for _, one := range n.places[key] {
		all = append(append(all, one.names...), one.id)
	}
	return all
}

// Names returns what can be written without a key, for shell completion:
// built-in words, contexts, services and names. Sorted, each once, without
// those that a terminal could not show.
func (r *Resolver) Names() []string {
	all := slices.Concat(words, r.contextNames(), r.serviceLabels(), r.names().of("name"))
	all = slices.DeleteFunc(all, unprintable)
	slices.Sort(all)
	return slices.Compact(all)
}

func unprintable(name string) bool {
	return name == "" || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsGraphic(r) })
}

func (r *Resolver) contextNames() []string { return slices.Sorted(maps.Keys(r.options.Contexts)) }

func (r *Resolver) serviceLabels() []string {
	var labels []string
	for i := range r.services.Services {
		if one := &r.services.Services[i]; one.Endpoint {
			labels = append(labels, one.Label)
		}
	}
	return labels
}

// nearby returns what a misspelt text may have meant: ids for what looks like
// one, names otherwise.
func (r *Resolver) nearby(text string) []string {
	n := r.names()
	all := slices.Concat(words, r.contextNames(), r.serviceLabels(), n.of("name"), n.of("vpc"), n.of("subnet"), n.of("sg"))
	if strings.Contains(text, "-") {
		all = append(all, n.ids...)
	}
	return all
}
