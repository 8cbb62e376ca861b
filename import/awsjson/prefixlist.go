package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"PrefixLists":              {kind: model.KindPrefixLists, element: (*answer).prefixList},
		"ManagedPrefixLists":       {kind: model.KindPrefixLists, element: (*answer).prefixList, path: "PrefixLists[]"},
		"ManagedPrefixListEntries": {kind: model.KindPrefixListEntries, element: (*answer).entriesOfList},
		"Entries":                  {element: (*answer).listEntry},
	})
}

// listEntries are the entries of one list, to be put into it.
type listEntries struct {
	list    model.PrefixListID
	entries []model.PrefixListEntry
	unknown *model.Unknown
	origin  model.Origin
}

// prefixList reads a list of DescribeManagedPrefixLists, or of
// DescribePrefixLists, which names the services of gateway endpoints and
// prints their CIDRs at once (PL-3).
func (a *answer) prefixList(v value) {
	row := model.PrefixList{
		ID: id[model.PrefixListID](v, "PrefixListId"), Name: v.str("PrefixListName"), Account: id[model.AccountID](v, "OwnerId"),
		Region: regionOf(v.str("PrefixListArn")), IPv6: v.str("AddressFamily") == "IPv6", State: v.str("State"),
		Dynamic: v.str("IpamPrefixListResolverTargetId") != "", Tags: tags(v), Origin: v.origin(),
	}
	row.MaxEntries, _ = v.number("MaxEntries")
	brief := v.has("Cidrs")
	if brief {
		a.serviceList(v, &row, v.get("Cidrs"))
	}
	if !a.keep(model.KindPrefixLists, v, string(row.ID), 0) {
		return
	}
	if brief {
		a.joins.briefLists = append(a.joins.briefLists, row)
		return
	}
	a.net.PrefixLists = append(a.net.PrefixLists, row)
}

// serviceList reads the blocks that DescribePrefixLists prints. Nothing but
// the name tells whose list it is.
func (a *answer) serviceList(v value, row *model.PrefixList, cidrs value) {
	if strings.HasPrefix(row.Name, "com.amazonaws.") {
		row.Account = "AWS"
	}
	if parts := strings.Split(row.Name, "."); len(parts) > 2 && regionName.MatchString(parts[2]) {
		row.Region = model.RegionID(parts[2])
	}
	mark := v.t.bad
	found := listEntries{list: row.ID, origin: row.Origin}
	for _, e := range cidrs.elements() {
		if p := e.prefix(); p.IsValid() {
			found.entries = append(found.entries, model.PrefixListEntry{CIDR: p, Origin: e.origin()})
			row.IPv6 = p.Addr().Is6()
		}
	}
	if v.faulty(mark) {
		found.unknown = v.unknown("an entry of the prefix list could not be read")
	}
	a.joins.entries = append(a.joins.entries, found)
}

// entriesOfList reads the list form {PrefixListId, Entries}.
func (a *answer) entriesOfList(v value) {
	found := listEntries{list: id[model.PrefixListID](v, "PrefixListId"), origin: v.origin()}
	mark := v.t.bad
	for _, e := range v.objects("Entries") {
		found.add(e)
	}
	if v.faulty(mark) {
		found.unknown = v.unknown("an entry of the prefix list could not be read")
	}
	if a.keep(model.KindPrefixListEntries, v, string(found.list), 0) {
		a.joins.entries = append(a.joins.entries, found)
	}
}

func (l *listEntries) add(v value) {
	p := v.get("Cidr").prefix()
	if !p.IsValid() && !v.has("Cidr") {
		v.wrong("an entry with a Cidr")
	}
	if p.IsValid() {
		l.entries = append(l.entries, model.PrefixListEntry{CIDR: p, Description: v.str("Description"), Origin: v.origin()})
	}
}

// listEntry reads an element of GetManagedPrefixListEntries, whose answer does
// not name the list: it is known when the answer ends.
func (a *answer) listEntry(v value) {
	mark := v.t.bad
	a.joins.bareEntries.add(v)
	if v.faulty(mark) {
		a.joins.bareEntries.unknown = v.unknown("an entry of the prefix list could not be read")
	}
	a.joins.sawEntries = true
}

// finishEntries gives the entries without a name to the list they are of.
func (a *answer) finishEntries() {
	if !a.joins.sawEntries && !a.saw("Entries") {
		return
	}
	found := a.joins.bareEntries
	found.origin = a.start
	a.rowOf(model.KindPrefixListEntries).Count++
	found.list = model.PrefixListID(a.hint.argument(prefixListForm, "PrefixListId"))
	if found.list == "" {
		a.p.report(source.NoArgument.At(a.start, "the entries of a prefix list, but not of which"))
		a.partial(model.KindPrefixListEntries, "entries of an unknown list")
		return
	}
	a.joins.entries = append(a.joins.entries, found)
}
