package reach

import "github.com/seed-044d7529/segment/model"

// zone is an availability zone as far as it is known. Ids compare across
// accounts, names only inside one account (VPC-2).
type zone struct {
	id      model.ZoneID
	name    string
	account model.AccountID
	region  model.RegionID
}

// trit is yes, no or not known.
type trit uint8

const (
	no trit = iota
	perhaps
	yes
)

// same reports whether two zones are one.
func (z zone) same(o zone) trit {
	switch {
	case z.region != o.region && z.region != "" && o.region != "":
		return no
	case z.id != "" && o.id != "":
		return toTrit(z.id == o.id)
	case z.name != "" && o.name != "" && (z.account == o.account || z.account == "" || o.account == ""):
		return toTrit(z.name == o.name)
	}
	return perhaps
}

func toTrit(b bool) trit {
	if b {
		return yes
	}
	return no
}

// zoneOf returns the zone of a subnet. A Local Zone stands for its parent,
// whose Transit Gateway attachment it uses (TGW-2).
func (c *Compiled) zoneOf(s *model.Subnet) zone {
	z := zone{id: s.ZoneID, name: s.Zone, account: s.Account, region: s.Region}
	for i := range c.net.Zones {
		row := &c.net.Zones[i]
		if !z.describedBy(row) {
			continue
		}
		z.id = row.ID
		if row.Parent != "" {
			z.id, z.name = row.Parent, ""
		}
		break
	}
	return z
}

func (z zone) describedBy(row *model.AvailabilityZone) bool {
	if z.id != "" {
		return row.ID == z.id
	}
	fits := row.Account == "" || z.account == "" || row.Account == z.account
	return z.name != "" && row.Name == z.name && row.ID != "" && fits
}
