package service

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// workloads finds functions, databases and tasks by interface, by address and,
// failing these, by subnet and groups.
type workloads struct {
	byENI     map[model.ENIID][]*model.Workload
	byAddress map[place][]*model.Workload
	bySubnet  map[model.SubnetID][]*model.Workload
}

type place struct {
	vpc  model.VPCID
	addr netip.Addr
}

func newWorkloads(n *model.Network) workloads {
	w := workloads{map[model.ENIID][]*model.Workload{}, map[place][]*model.Workload{}, map[model.SubnetID][]*model.Workload{}}
	for i := range n.Workloads {
		one := &n.Workloads[i]
		for _, e := range one.Interfaces {
			w.byENI[e] = append(w.byENI[e], one)
		}
		for _, a := range one.Addresses {
			w.byAddress[place{one.VPC, a}] = append(w.byAddress[place{one.VPC, a}], one)
		}
		for _, s := range one.Subnets {
			w.bySubnet[s] = append(w.bySubnet[s], one)
		}
	}
	return w
}

// of joins one interface. An id or an address is AWS's word; a shared subnet and
// shared groups are a guess (level 7) unless the interface is of the same kind
// already, as for functions, which share interfaces by subnet and groups (IF-4).
func (w workloads) of(e *model.NetworkInterface, described finding) (finding, bool) {
	if all := w.byENI[e.ID]; len(all) > 0 {
		return workloadFinding(all, byJoin, "interface of"), true
	}
	for _, p := range e.Private {
		if all := w.byAddress[place{e.VPC, p.Addr}]; len(all) > 0 {
			return workloadFinding(all, byJoin, "address of"), true
		}
	}
	return w.bySubnetAndGroups(e, described)
}

func (w workloads) bySubnetAndGroups(e *model.NetworkInterface, described finding) (finding, bool) {
	kind := typeKinds[e.Type]
	if kind == "" {
		kind = described.kind
	}
	if kind == "" || len(e.Groups) == 0 {
		return finding{}, false
	}
	var all []*model.Workload
	for _, one := range w.bySubnet[e.Subnet] {
		if workloadKind(one) == kind && sameGroups(one.Groups, e.Groups) {
			all = append(all, one)
		}
	}
	if clusters := only(all, "rds-cluster"); len(clusters) == 1 {
		all = clusters // its instances share its subnets and groups (ID-4)
	}
	switch {
	case len(all) == 0:
		return finding{}, false
	case kind == Lambda:
		return workloadFinding(all, byJoin, "subnet and groups of"), true
	case len(all) > 1:
		return finding{level: byHeuristics, kind: kind, why: "subnet and groups of each of " + namesOf(all)}, true
	}
	return workloadFinding(all, byHeuristics, "subnet and groups of"), true
}

// only returns the workloads that the importer calls kind.
func only(all []*model.Workload, kind string) []*model.Workload {
	var found []*model.Workload
	for _, one := range all {
		if one.Kind == kind {
			found = append(found, one)
		}
	}
	return found
}

func sameGroups(a, b []model.SecurityGroupID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// workloadFinding is the union of workloads: several functions may stand
// behind one interface.
func workloadFinding(all []*model.Workload, at level, how string) finding {
	f := finding{level: at, kind: workloadKind(all[0]), name: namesOf(all), tags: all[0].Tags}
	f.why = how + " " + string(f.kind) + " " + f.name
	f.group = f.name
	for _, one := range all {
		f.others = append(f.others, one.ID, one.Name)
	}
	f.others = slices.DeleteFunc(f.others, func(s string) bool { return s == "" })
	f.owner = all[0].ID
	if len(all) > 1 {
		f.owner, f.tags = "", shared(all)
	}
	return f
}

// namesOf joins the names of workloads: "a + b".
func namesOf(all []*model.Workload) string {
	names := make([]string, 0, len(all))
	for _, one := range all {
		name := one.Name
		fill(&name, one.ID)
		names = append(names, strings.TrimPrefix(name, "family:")) // tasks that no service started
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " + ")
}

// shared returns the tags that all workloads have in common.
func shared(all []*model.Workload) model.Tags {
	var tags model.Tags
	for _, tag := range all[0].Tags {
		if !slices.ContainsFunc(all[1:], func(w *model.Workload) bool { return !slices.Contains(w.Tags, tag) }) {
			tags = append(tags, tag)
		}
	}
	return tags
}

func workloadKind(w *model.Workload) Kind {
	if kind, ok := ParseKind(w.Kind); ok {
		return kind
	}
	return Kind(w.Kind)
}
