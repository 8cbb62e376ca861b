package awsjson

import (
	"slices"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// joinInterfaces adds the interfaces that only their instances tell (CON-5).
// An id that several instances claim is split: no two of them are one.
func (l *linker) joinInterfaces() {
	if len(l.joins.interfaces) == 0 {
		return
	}
	listed := map[model.ENIID]*model.NetworkInterface{}
	for i := range l.net.NetworkInterfaces {
		listed[l.net.NetworkInterfaces[i].ID] = &l.net.NetworkInterfaces[i]
	}
	claims := l.claims()
	instances := map[model.InstanceID]*model.Instance{}
	for i := range l.net.Instances {
		instances[l.net.Instances[i].ID] = &l.net.Instances[i]
	}
	var derived []model.NetworkInterface
	done := map[model.ENIID]bool{}
	for _, f := range l.joins.interfaces {
		known, row := listed[f.row.ID], f.row
		shared := len(claims[row.ID]) > 1
		if known != nil && (!shared || known.Attachment.Instance == f.instance) {
			continue
		}
		if shared {
			row.ID += model.ENIID("~" + f.instance)
			renameInterface(instances[f.instance], f.row.ID, row.ID)
		}
		if done[row.ID] {
			continue
		}
		done[row.ID] = true
		if f.own {
			l.report(source.NoInstanceData.At(row.Origin, "instance %s tells no interface; %s stands for it", f.instance, row.ID))
		}
		derived = append(derived, row)
	}
	l.reportShared(claims)
	l.net.NetworkInterfaces = append(l.net.NetworkInterfaces, derived...)
}

// claims maps an interface id to the instances that have it, in order.
func (l *linker) claims() map[model.ENIID][]model.InstanceID {
	out := map[model.ENIID][]model.InstanceID{}
	for _, f := range l.joins.interfaces {
		if !slices.Contains(out[f.row.ID], f.instance) {
			out[f.row.ID] = append(out[f.row.ID], f.instance)
		}
	}
	return out
}

// reportShared names each id that several instances claim, once.
func (l *linker) reportShared(claims map[model.ENIID][]model.InstanceID) {
	said := map[model.ENIID]bool{}
	for _, f := range l.joins.interfaces {
		if by := claims[f.row.ID]; len(by) > 1 && !said[f.row.ID] {
			said[f.row.ID] = true
			l.report(source.SharedInterface.At(f.row.Origin, "%d instances claim interface %s: %v", len(by), f.row.ID, by))
		}
	}
}

func renameInterface(i *model.Instance, from, to model.ENIID) {
	if i == nil {
		return
	}
	if i.PrimaryENI == from {
		i.PrimaryENI = to
	}
	i.Interfaces = slices.Clone(i.Interfaces)
	for k := range i.Interfaces {
		if i.Interfaces[k] == from {
			i.Interfaces[k] = to
		}
	}
}

// joinAddresses gives Elastic IPs to interfaces that do not show them.
func (l *linker) joinAddresses() {
	if len(l.net.Addresses) == 0 {
		return
	}
	at := make(map[model.ENIID]*model.NetworkInterface, len(l.net.Addresses))
	for i := range l.net.Addresses {
		at[l.net.Addresses[i].ENI] = nil
	}
	for i := range l.net.NetworkInterfaces {
		if _, named := at[l.net.NetworkInterfaces[i].ID]; named {
			at[l.net.NetworkInterfaces[i].ID] = &l.net.NetworkInterfaces[i]
		}
	}
	for i := range l.net.Addresses {
		address := &l.net.Addresses[i]
		eni := at[address.ENI]
		if eni == nil || !address.Public.IsValid() {
			continue
		}
		for k := range eni.Private {
			p := &eni.Private[k]
			if p.Addr == address.Private && !p.Public.IsValid() && !p.Carrier.IsValid() && !p.CustomerOwned.IsValid() {
				p.Public, p.Allocation = address.Public, address.Allocation
				l.report(source.MergedAddress.At(address.Origin, "%s belongs to %s of %s, which does not show it", address.Public, p.Addr, eni.ID))
			}
		}
	}
}
