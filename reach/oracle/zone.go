package oracle

import (
	"github.com/seed-044d7529/segment/model"
)

// zone is an availability zone. Its id is comparable between accounts, its name only within one
// (VPC-2). The zero zone is none, or not known.
type zone struct {
	id      model.ZoneID
	name    string
	account model.AccountID
}

// zoneOf is the zone of a subnet. A Local Zone counts as its parent (TGW-2).
func (o *Oracle) zoneOf(s *model.Subnet) zone {
	z := zone{id: s.ZoneID, name: s.Zone, account: s.Account}
	for i := range o.net.Zones {
		row := &o.net.Zones[i]
		if z.id == "" && z.name != "" && row.Name == z.name && (row.Account == s.Account || row.Account == "") {
			z.id = row.ID
		}
	}
	for i := range o.net.Zones {
		row := &o.net.Zones[i]
		if z.id != "" && row.ID == z.id && row.Type == "local-zone" && row.Parent != "" {
			return zone{id: row.Parent}
		}
	}
	return z
}

// is compares two zones: by id, else by name within one account.
func (z zone) is(other zone) truth {
	switch {
	case z.id != "" && other.id != "":
		return known(z.id == other.id)
	case z.name != "" && other.name != "" && z.account == other.account:
		return known(z.name == other.name)
	}
	return unknown
}

func (o *Oracle) sameZone(a, b *model.Subnet) truth { return o.zoneOf(a).is(o.zoneOf(b)) }
