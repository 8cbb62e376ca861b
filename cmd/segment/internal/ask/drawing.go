package ask

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/render/report"
)

// drawing places the boxes of a picture in the clusters that hold them:
// account > VPC > subnet.
type drawing struct {
	network  *Network
	level    string
	internal map[string]packet.Set
	groups   []group
}

// clusters are the accounts, with what is in them.
func (d drawing) clusters() []report.Cluster {
	accounts := map[string]*report.Cluster{}
	for _, v := range d.vpcs() {
		id := string(v.account)
		a := accounts[id]
		if a == nil {
			a = &report.Cluster{ID: "account:" + id, Kind: "account", Label: []string{accountLabel(id)}}
			accounts[id] = a
		}
		if d.level == "vpc" {
			a.Boxes = append(a.Boxes, d.boxes(v.id, "vpc")...)
			continue
		}
		a.Clusters = append(a.Clusters, d.vpcCluster(v))
	}
	var out []report.Cluster
	for _, id := range slices.Sorted(maps.Keys(accounts)) {
		out = append(out, *accounts[id])
	}
	return out
}

func accountLabel(id string) string {
	if id == "" {
		return "account not known"
	}
	return "account " + id
}

// drawnVPC is a VPC as far as its frame needs.
type drawnVPC struct {
	id      model.VPCID
	account model.AccountID
	label   []string
}

// vpcs are the imported VPCs and those that only interfaces name, by id.
func (d drawing) vpcs() []drawnVPC {
	seen := map[model.VPCID]drawnVPC{}
	for i := range d.network.Model.VPCs {
		v := &d.network.Model.VPCs[i]
		seen[v.ID] = drawnVPC{v.ID, v.Account, vpcLabel(v)}
	}
	for i := range d.network.Model.NetworkInterfaces {
		e := &d.network.Model.NetworkInterfaces[i]
		if _, ok := seen[e.VPC]; !ok {
			seen[e.VPC] = drawnVPC{e.VPC, e.Account, []string{string(e.VPC)}}
		}
	}
	return slices.SortedFunc(maps.Values(seen), func(a, b drawnVPC) int { return cmp.Compare(a.id, b.id) })
}

func vpcLabel(v *model.VPC) []string {
	cidrs := make([]string, len(v.CIDRs))
	for i, c := range v.CIDRs {
		cidrs[i] = c.Prefix.String()
	}
	return []string{report.Place{ID: string(v.ID), Name: v.Tags.Name()}.String(), strings.Join(cidrs, " ")}
}

func (d drawing) vpcCluster(v drawnVPC) report.Cluster {
	c := report.Cluster{ID: string(v.id), Kind: "vpc", Label: v.label}
	if d.level != "subnet" {
		c.Boxes = d.boxes(v.id, d.level)
		return c
	}
	subnets := map[string]*model.Subnet{}
	for i := range d.network.Model.Subnets {
		subnets[string(d.network.Model.Subnets[i].ID)] = &d.network.Model.Subnets[i]
	}
	for _, b := range d.boxes(v.id, "subnet") {
		if s := subnets[b.ID]; s != nil && s.CIDR.IsValid() {
			b.Label = slices.Insert(b.Label, 1, strings.TrimSpace(s.CIDR.String()+" "+s.Zone))
		}
		c.Boxes = append(c.Boxes, b)
	}
	return c
}

// boxes are the groups whose members lie in a VPC; a group of several VPCs is
// drawn in the first of them.
func (d drawing) boxes(vpc model.VPCID, kind string) []report.Box {
	find := d.network.interfaces()
	var out []report.Box
	for _, g := range d.groups {
		vpcs := map[model.VPCID]bool{}
		for _, e := range g.enis {
			vpcs[find[e].VPC] = true
		}
		if slices.Min(slices.Collect(maps.Keys(vpcs))) != vpc {
			continue
		}
		label := []string{g.place.String(), members(len(g.enis))}
		if len(vpcs) > 1 {
			label = append(label, fmt.Sprintf("in %d VPCs", len(vpcs)))
		}
		out = append(out, report.Box{ID: g.place.ID, Kind: kind, Label: label, Internal: d.internal[g.place.ID]})
	}
	return out
}

func members(n int) string {
	if n == 1 {
		return "1 interface"
	}
	return fmt.Sprintf("%d interfaces", n)
}
