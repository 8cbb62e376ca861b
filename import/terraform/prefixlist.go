package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func readPrefixList(it item) {
	row := model.PrefixList{
		ID: model.PrefixListID(it.id()), Name: it.str("name"), Account: it.account(), Region: it.region(),
		IPv6: it.str("address_family") == "IPv6", State: "create-complete", Tags: it.tags(), Origin: it.origin(),
	}
	if owner := it.str("owner_id"); owner != "" {
		row.Account = model.AccountID(owner)
	}
	row.MaxEntries, _ = it.number("max_entries")
	key := "entry"
	if it.res.Mode == "data" {
		key = "entries"
	}
	blocks, unknown := it.blocks(key)
	row.UnknownEntries = unknown
	for _, e := range blocks {
		e.addEntry(&row, "cidr")
	}
	it.b.lists.add(row.ID, row)
}

func (it item) addEntry(row *model.PrefixList, key string) {
	p, unknown := it.prefix(key)
	if unknown != nil {
		row.UnknownEntries = unknown
		return
	}
	for _, e := range row.Entries {
		if e.CIDR == p {
			return // the list shows what a resource of its own makes
		}
	}
	row.Entries = append(row.Entries, model.PrefixListEntry{CIDR: p, Description: it.str("description"), Origin: it.origin()})
}

func readPrefixListEntry(it item) {
	list := it.ref("prefix_list_id")
	if l := it.b.lists.get(model.PrefixListID(list.id)); l != nil {
		it.addEntry(l, "cidr")
	}
}

// readServiceList reads the list of an AWS service that a data source read.
func readServiceList(it item) {
	row := awsList(it.str("id"), it.str("name"), it)
	it.addBlocks(&row, "cidr_blocks")
	it.b.lists.add(row.ID, row)
}

func awsList(id, name string, it item) model.PrefixList {
	return model.PrefixList{ID: model.PrefixListID(id), Name: name, Account: "AWS", Region: it.region(), State: "create-complete", Origin: it.origin()}
}

// addBlocks reads the CIDR blocks of a service.
func (it item) addBlocks(row *model.PrefixList, key string) {
	for _, c := range it.get(key).Items() {
		if p, unknown := it.block4or6(key, c); unknown == nil && p.IsValid() {
			row.Entries = append(row.Entries, model.PrefixListEntry{CIDR: p, Origin: it.origin()})
		}
	}
	if len(row.Entries) == 0 {
		row.UnknownEntries = &model.Unknown{Cause: "the entries of the list of " + row.Name + " are AWS's, and not told", Origin: it.origin()}
	}
}

// serviceList is the id of the prefix list that a gateway endpoint routes: the
// one that a data source read of the same service, else the endpoint's own
// (semantics, section 27).
func (b *builder) serviceList(endpoint *plan.Resource) string {
	v := endpoint.Values()
	if id := v.Get("prefix_list_id"); id.Told() && !strings.HasPrefix(id.Text, "⟦") {
		return id.Text
	}
	service := v.Get("service_name").Str()
	for _, r := range b.ofType("aws_prefix_list", "aws_ec2_managed_prefix_list") {
		if r.Mode == "data" && service != "" && r.Values().Get("name").Str() == service {
			return r.Values().Get("id").Str()
		}
	}
	return endpoint.Address + ".prefix_list_id"
}
