package randomnet

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// Literal prints a network as Go source. It speaks of helpers: addr and prefix parse text, traffic
// parses port text, all is all traffic, unknown is some reason.
func Literal(n *model.Network) string {
	var b strings.Builder
	b.WriteString("model.Network{\n")
	v := reflect.ValueOf(*n)
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		if f.IsZero() || f.Kind() == reflect.Slice && f.Len() == 0 || name == "Zones" {
			continue
		}
		if name == "Collections" {
			fmt.Fprintf(&b, "\tCollections: %s,\n", collectionsLiteral(n))
			continue
		}
		if f.Kind() != reflect.Slice {
			fmt.Fprintf(&b, "\t%s: %s,\n", name, literal(f, true))
			continue
		}
		fmt.Fprintf(&b, "\t%s: %s{\n", name, typeName(f.Type()))
		for j := range f.Len() {
			fmt.Fprintf(&b, "\t\t%s,\n", literal(f.Index(j), false))
		}
		b.WriteString("\t},\n")
	}
	b.WriteString("}")
	return b.String()
}

// collectionsLiteral names the collections that are not complete.
func collectionsLiteral(n *model.Network) string {
	var partial []string
	for _, k := range kinds {
		if p := n.Presence(k, "", ""); p != model.Complete {
			partial = append(partial, fmt.Sprintf("%q: model.%s", k, map[model.Presence]string{model.Absent: "Absent", model.Partial: "Partial"}[p]))
		}
	}
	if len(partial) == 0 {
		return "complete"
	}
	return "collections(map[model.Kind]model.Presence{" + strings.Join(partial, ", ") + "})"
}

func typeName(t reflect.Type) string {
	if t.Kind() == reflect.Slice {
		return "[]" + typeName(t.Elem())
	}
	return t.String()
}

func literal(v reflect.Value, typed bool) string {
	switch x := v.Interface().(type) {
	case netip.Addr:
		return fmt.Sprintf("addr(%q)", x)
	case netip.Prefix:
		return fmt.Sprintf("prefix(%q)", x)
	case packet.Set:
		if x.IsAll() {
			return "all"
		}
		return fmt.Sprintf("traffic(%q)", x)
	case *model.Unknown:
		return "unknown"
	case model.PeerKind:
		return "model." + [...]string{"PeerNone", "PeerCIDR", "PeerPrefixList", "PeerGroup", "PeerUnknown"}[x]
	case model.TargetKind:
		return targetName(x)
	case model.Action:
		return "model." + [...]string{"ActionUnset", "Allow", "Deny"}[x]
	case model.Appliance:
		return "model." + [...]string{"ApplianceUnset", "ApplianceDrop", "ApplianceForward", "ApplianceNAT", "ApplianceOpaque"}[x]
	case model.Presence:
		return "model." + [...]string{"Absent", "Partial", "Complete"}[x]
	}
	return composite(v, typed)
}

func targetName(k model.TargetKind) string {
	return "model.Target" + [...]string{
		"Unset", "Local", "InternetGateway", "VPNGateway", "GatewayEndpoint", "GWLBEndpoint", "Instance", "Interface", "NatGateway", "TransitGateway",
		"Peering", "EgressOnlyGateway", "LocalGateway", "CarrierGateway", "CoreNetwork", "ODBNetwork", "Address", "Unknown",
	}[k]
}

func composite(v reflect.Value, typed bool) string {
	head := ""
	if typed {
		head = typeName(v.Type())
	}
	var parts []string
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() && (f.Kind() != reflect.Slice || f.Len() > 0) {
				parts = append(parts, v.Type().Field(i).Name+": "+literal(f, true))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, literal(v.Index(i), false))
		}
	case reflect.Map:
		for entry := v.MapRange(); entry.Next(); {
			parts = append(parts, literal(entry.Key(), false)+": "+literal(entry.Value(), false))
		}
		slices.Sort(parts)
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	default:
		return fmt.Sprint(v.Interface())
	}
	return head + "{" + strings.Join(parts, ", ") + "}"
}
