package vectors

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// dropCollection reads "NetworkAcls": the collection was not imported.
func dropCollection(n *model.Network, text string) error {
	lists := map[model.Kind]string{
		model.KindNetworkACLs: "NetworkACLs", model.KindRouteTables: "RouteTables", model.KindSecurityGroups: "SecurityGroups",
		model.KindInternetGateways: "InternetGateways", model.KindNatGateways: "NatGateways", model.KindPeerings: "Peerings",
		model.KindBlockPublicAccess: "BlockPublicAccess", model.KindInstances: "Instances", model.KindVPNGateways: "VPNGateways",
		model.KindTGWRouteTables: "TGWRouteTables", model.KindTransitGateways: "TransitGateways", model.KindVPNConnections: "VPNConnections",
		model.KindPrefixLists: "PrefixLists", model.KindSecurityGroupVPCs: "SecurityGroupAssociations",
		model.KindEgressOnlyGateways: "EgressOnlyInternetGateways", model.KindVPCEndpoints: "VPCEndpoints",
	}
	before := len(n.Collections)
	n.Collections = slices.DeleteFunc(n.Collections, func(c model.Collection) bool { return string(c.Kind) == text })
	if len(n.Collections) == before {
		return fmt.Errorf("the fixture has no collection %s", text)
	}
	if name, ok := lists[model.Kind(text)]; ok {
		reflect.ValueOf(n).Elem().FieldByName(name).SetZero()
	}
	return nil
}

// forget removes the row with the id and every row that lies in it, without a trace elsewhere:
// as if it had not been imported.
func forget(n *model.Network, id string) error {
	v, removed := reflect.ValueOf(n).Elem(), 0
	for i := range v.NumField() {
		list := v.Field(i)
		if list.Kind() != reflect.Slice || list.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		keep := reflect.MakeSlice(list.Type(), 0, list.Len())
		for j := range list.Len() {
			row := list.Index(j)
			if own, vpc := row.FieldByName("ID"), row.FieldByName("VPC"); own.IsValid() && own.String() == id || vpc.IsValid() && vpc.String() == id {
				removed++
				continue
			}
			keep = reflect.Append(keep, row)
		}
		list.Set(keep)
	}
	if removed == 0 {
		return fmt.Errorf("no row has the id %s", id)
	}
	return nil
}

// clone returns a deep copy.
func clone(n *model.Network) *model.Network {
	out := reflect.New(reflect.TypeFor[model.Network]()).Elem()
	copyInto(out, reflect.ValueOf(n).Elem())
	return out.Addr().Interface().(*model.Network)
}

func copyInto(to, from reflect.Value) {
	to.Set(from)
	switch from.Kind() {
	case reflect.Struct:
		for i := range from.NumField() {
			if from.Type().Field(i).IsExported() {
				copyInto(to.Field(i), from.Field(i))
			}
		}
	case reflect.Slice:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
		for i := range from.Len() {
			copyInto(to.Index(i), from.Index(i))
		}
	case reflect.Map:
		if from.IsNil() {
			return
		}
		to.Set(reflect.MakeMap(from.Type()))
		for e := from.MapRange(); e.Next(); {
			to.SetMapIndex(e.Key(), e.Value())
		}
	}
}
