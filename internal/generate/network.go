package generate

import (
	"context"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// Network builds the network of a shape as model data: the one that reading the files of Write
// gives, but for where its values were read.
func Network(ctx context.Context, shape Shape, o Options) (*model.Network, error) {
	p, err := newPlan(shape, o)
	if err != nil {
		return nil, err
	}
	n := p.net
	for _, account := range p.accounts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n.Collections = append(n.Collections, collections(viewer{plan: p, account: account})...)
		n.Zones = append(n.Zones, zoneRows(account)...)
		n.BlockPublicAccess = append(n.BlockPublicAccess, publicAccess(account))
	}
	for i := range p.groups {
		n.SecurityGroups = append(n.SecurityGroups, p.securityGroup(i))
	}
	for i := range p.acls {
		n.NetworkACLs = append(n.NetworkACLs, p.networkACL(i))
	}
	n.NetworkInterfaces = make([]model.NetworkInterface, len(p.interfaces))
	for i := range p.interfaces {
		n.NetworkInterfaces[i] = p.networkInterface(i)
	}
	n.Normalize()
	return &n, nil
}

// collections are the rows that say what an account's files hold: everything of each kind.
func collections(v viewer) []model.Collection {
	var rows []model.Collection
	for _, a := range v.answers() {
		same := func(c model.Collection) bool { return c.Kind == a.kind }
		if !slices.ContainsFunc(rows, same) {
			rows = append(rows, model.Collection{Account: v.account, Region: region, Kind: a.kind, Presence: model.Complete})
		}
	}
	return rows
}

// zoneRows are the availability zones that an account sees.
func zoneRows(account model.AccountID) []model.AvailabilityZone {
	var rows []model.AvailabilityZone
	for i := range zones {
		rows = append(rows, model.AvailabilityZone{
			Account: account, Region: region, Name: zoneName(i), ID: zoneID(i), Type: "availability-zone",
		})
	}
	return rows
}

func publicAccess(account model.AccountID) model.BlockPublicAccess {
	return model.BlockPublicAccess{Account: account, Region: region, Mode: model.BPAOff, State: "default-state"}
}
