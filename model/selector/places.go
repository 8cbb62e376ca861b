package selector

import (
	"net/netip"
	"slices"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

// place is the endpoints in VPCs or subnets, or with security groups, that have
// an id or a name.
func (r *Resolver) place(s Selector) (Set, error) {
	what := map[string]string{"vpc": "VPC", "subnet": "subnet", "sg": "security group"}[s.Key]
	ids := map[string]bool{}
	for _, one := range r.names().places[s.Key] {
		if one.id == s.Value || slices.ContainsFunc(one.names, func(name string) bool { return like(s.Value, name) }) {
			ids[one.id] = true
		}
	}
	if len(ids) == 0 {
		return Set{}, missing(s, what, r.names().of(s.Key))
	}
	picks := r.where(func(e *model.NetworkInterface, _ *service.Identity) bool {
		switch s.Key {
		case "vpc":
			return ids[string(e.VPC)]
		case "subnet":
			return ids[string(e.Subnet)]
		}
		return slices.ContainsFunc(e.Groups, func(g model.SecurityGroupID) bool { return ids[string(g)] })
	})
	return labelled(s, s.Key, picks, what+" "+quote(s.Value)+" has no endpoints")
}

func (r *Resolver) account(s Selector) (Set, error) {
	picks := r.where(func(e *model.NetworkInterface, _ *service.Identity) bool { return like(s.Value, string(e.Account)) })
	return labelled(s, "account", picks, "account "+quote(s.Value)+" has no endpoints")
}

func (r *Resolver) region(s Selector) (Set, error) {
	picks := r.where(func(e *model.NetworkInterface, _ *service.Identity) bool { return like(s.Value, string(e.Region)) })
	return labelled(s, "region", picks, "region "+quote(s.Value)+" has no endpoints")
}

// zone is an availability zone by name or id. A name means a different place
// in another account (VPC-2), so an id is the better choice.
func (r *Resolver) zone(s Selector) (Set, error) {
	picks := r.where(func(e *model.NetworkInterface, _ *service.Identity) bool {
		subnet := r.index().Subnet[e.Subnet]
		if subnet != nil && (like(s.Value, subnet.Zone) || like(s.Value, string(subnet.ZoneID))) {
			return true
		}
		return e.Zone != "" && like(s.Value, e.Zone)
	})
	return labelled(s, "az", picks, "zone "+quote(s.Value)+" has no endpoints")
}

// prefixList is the endpoints whose addresses are in a list. Entries that hold
// no endpoint and no part of a VPC are outside addresses.
func (r *Resolver) prefixList(s Selector) (Set, error) {
	set := Set{Label: s.Text, Kind: "prefix-list"}
	found := false
	for i := range r.network.PrefixLists {
		l := &r.network.PrefixLists[i]
		if string(l.ID) != s.Value && !like(s.Value, l.Name) && (l.Tags.Name() == "" || !like(s.Value, l.Tags.Name())) {
			continue
		}
		found = true
		if l.UnknownEntries != nil {
			return Set{}, &NotFoundError{Text: s.Text, What: "the entries of prefix list " + string(l.ID) + " are not known: " + l.UnknownEntries.Cause}
		}
		set = set.union(r.entries(l))
	}
	switch {
	case !found:
		return Set{}, missing(s, "prefix list", r.names().of("pl"))
	case set.IsEmpty():
		return Set{}, &NotFoundError{Text: s.Text, What: "prefix list " + quote(s.Value) + " has no entries"}
	}
	return set, nil
}

func (r *Resolver) entries(l *model.PrefixList) Set {
	var set Set
	for _, entry := range l.Entries {
		inside := r.within(entry.CIDR)
		if len(inside) == 0 && !r.inVPC(entry.CIDR) {
			set.Outside = append(set.Outside, entry.CIDR)
		}
		set.Interfaces = append(set.Interfaces, inside...)
	}
	return set
}

func (r *Resolver) inVPC(p netip.Prefix) bool {
	return slices.ContainsFunc(r.network.VPCs, func(v model.VPC) bool {
		return slices.ContainsFunc(v.CIDRs, func(c model.VPCCIDR) bool { return c.Prefix.Overlaps(p) })
	})
}
