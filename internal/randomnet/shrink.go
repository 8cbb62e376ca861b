package randomnet

import (
	"reflect"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Shrink returns a network that is as small as it can be made, one step after the other, while keep
// holds for it: elements of lists are taken out and optional facts set back. What was whole stays
// whole. n stays as it is.
func Shrink(n *model.Network, holds func(*model.Network) bool) *model.Network {
	best, whole := clone(n), Whole(n)
	keep := func(n *model.Network) bool { return (!whole || Whole(n)) && holds(n) }
	for again := true; again; {
		again = false
		for _, path := range places(reflect.ValueOf(best).Elem(), nil) {
			smaller := clone(best)
			if !take(reflect.ValueOf(smaller).Elem(), path) || !keep(smaller) {
				continue
			}
			best, again = smaller, true
		}
	}
	return best
}

// A step is a field of a struct or an element of a list on the way to what can be taken out.
type step struct{ index int }

// places lists what can be taken out of v, from the back to the front, so that earlier places stay
// valid after a later one is gone.
func places(v reflect.Value, at []step) [][]step {
	here := func(i int) []step { return append(append([]step{}, at...), step{i}) }
	var found [][]step
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[packet.Set]() {
			return nil
		}
		for i := v.NumField() - 1; i >= 0; i-- {
			if !v.Type().Field(i).IsExported() || v.Type().Field(i).Type == reflect.TypeFor[[]model.Collection]() {
				continue
			}
			f := v.Field(i)
			switch f.Kind() {
			case reflect.Slice, reflect.Struct:
				found = append(found, places(f, here(i))...)
			case reflect.Pointer, reflect.Map:
				if !f.IsNil() {
					found = append(found, here(i))
				}
			}
			if f.Type() == reflect.TypeFor[packet.Set]() && !f.Interface().(packet.Set).IsAll() {
				found = append(found, here(i))
			}
		}
	case reflect.Slice:
		for i := v.Len() - 1; i >= 0; i-- {
			found = append(found, here(i))
			found = append(found, places(v.Index(i), here(i))...)
		}
	}
	return found
}

// take removes what a path leads to; false if it leads nowhere any more.
func take(v reflect.Value, path []step) bool {
	i := path[0].index
	switch v.Kind() {
	case reflect.Struct:
		f := v.Field(i)
		if len(path) > 1 {
			return take(f, path[1:])
		}
		if f.Type() == reflect.TypeFor[packet.Set]() {
			f.Set(reflect.ValueOf(packet.All()))
			return true
		}
		f.SetZero()
		return true
	case reflect.Slice:
		if i >= v.Len() {
			return false
		}
		if len(path) > 1 {
			return take(v.Index(i), path[1:])
		}
		v.Set(reflect.AppendSlice(v.Slice(0, i), v.Slice(i+1, v.Len())))
		return true
	}
	return false
}

// clone copies a network deeply.
func clone(n *model.Network) *model.Network {
	c := deep(reflect.ValueOf(*n)).Interface().(model.Network)
	return &c
}

func deep(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(deep(v.Field(i)))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return out
		}
		out = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(deep(v.Index(i)))
		}
	case reflect.Map:
		if v.IsNil() {
			return out
		}
		out = reflect.MakeMap(v.Type())
		for entry := v.MapRange(); entry.Next(); {
			out.SetMapIndex(entry.Key(), deep(entry.Value()))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return out
		}
		out = reflect.New(v.Type().Elem())
		out.Elem().Set(deep(v.Elem()))
	}
	return out
}

// Whole reports whether everything that an account always has is there: a VPC has CIDRs, a main
// table and a default ACL, a subnet has a VPC, an interface has a subnet and, where it can have
// some, groups.
func Whole(n *model.Network) bool {
	ix := model.NewIndex(n)
	for _, v := range n.VPCs {
		if len(v.CIDRs) == 0 || !hasMain(n, v.ID) || !hasDefaultACL(n, v.ID) {
			return false
		}
	}
	for _, s := range n.Subnets {
		if ix.VPC[s.VPC] == nil || !s.CIDR.IsValid() && len(s.IPv6CIDRs) == 0 {
			return false
		}
	}
	for _, a := range n.TGWAttachments {
		for _, s := range a.Subnets {
			if ix.Subnet[s] == nil {
				return false
			}
		}
		if a.Association.RouteTable != "" && ix.TGWRouteTable[a.Association.RouteTable] == nil {
			return false
		}
	}
	for _, e := range n.NetworkInterfaces {
		if ix.Subnet[e.Subnet] == nil || e.Type == model.InterfacePlain && len(e.Groups) == 0 {
			return false
		}
		for _, group := range e.Groups {
			if ix.SecurityGroup[group] == nil {
				return false
			}
		}
	}
	return true
}

func hasMain(n *model.Network, v model.VPCID) bool {
	for _, t := range n.RouteTables {
		for _, a := range t.Associations {
			if t.VPC == v && a.Main {
				return true
			}
		}
	}
	return false
}

func hasDefaultACL(n *model.Network, v model.VPCID) bool {
	for _, a := range n.NetworkACLs {
		if a.VPC == v && a.IsDefault {
			return true
		}
	}
	return false
}
