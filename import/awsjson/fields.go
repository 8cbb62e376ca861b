package awsjson

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// id reads a member as an identifier of the model.
func id[T ~string](v value, key string) T { return T(v.str(key)) }

// ids reads an array of identifiers.
func ids[T ~string](v value, key string) []T {
	var out []T
	for _, e := range v.list(key) {
		if s := e.text(); s != "" {
			out = append(out, T(s))
		}
	}
	return out
}

// idsOf reads an array of objects that name one identifier each.
func idsOf[T ~string](v value, key, field string) []T {
	var out []T
	for _, e := range v.objects(key) {
		if s := e.str(field); s != "" {
			out = append(out, T(s))
		}
	}
	return out
}

// groupsOf reads the security groups of an interface.
func groupsOf(v value, key string) []model.SecurityGroupID {
	found := v.objects(key)
	if len(found) == 0 {
		return nil
	}
	out := v.t.words.groups.list(len(found))
	for _, e := range found {
		if s := e.str("GroupId"); s != "" {
			out = append(out, model.SecurityGroupID(s))
		}
	}
	return orNil(out)
}

// tags reads Tags or TagSet, sorted by key.
func tags(v value) model.Tags {
	var out model.Tags
	for _, key := range tagMembers {
		found := v.get(key).elements()
		if len(out) == 0 && len(found) > 0 {
			out = v.t.words.tags.list(len(found))
		}
		for _, e := range found {
			if e.kind() == '{' {
				out = append(out, model.Tag{Key: e.str("Key") + e.str("key"), Value: e.str("Value") + e.str("value")})
			}
		}
	}
	byKey := func(a, b model.Tag) int { return strings.Compare(a.Key, b.Key) }
	if !slices.IsSortedFunc(out, byKey) {
		slices.SortStableFunc(out, byKey)
	}
	return orNil(out)
}

// tagMembers are the members that hold tags, in the order of the result.
var tagMembers = [...]string{"Tags", "TagSet", "tags", "TagList"}

// accountOf is the account in an ARN, or "".
func accountOf(arn string) model.AccountID {
	if parts := arnParts(arn); parts != nil {
		return model.AccountID(parts[4])
	}
	return ""
}

// regionOf is the region in an ARN, or "".
func regionOf(arn string) model.RegionID {
	if parts := arnParts(arn); parts != nil {
		return model.RegionID(parts[3])
	}
	return ""
}

// arnParts splits arn:partition:service:region:account:resource; nil if s is none.
func arnParts(s string) []string {
	if !strings.HasPrefix(s, "arn:") {
		return nil
	}
	if parts := strings.SplitN(s, ":", 6); len(parts) == 6 {
		return parts
	}
	return nil
}

// regionOfZone is the region of an availability zone's name (eu-west-1a), a
// local zone's (us-east-1-bos-1a) or a wavelength zone's (us-east-1-wl1-bos-wlz-1).
func regionOfZone(zone string) model.RegionID {
	if region := plainRegionOf(zone); region != "" {
		return region
	}
	parts := strings.Split(zone, "-")
	for i := 2; i < len(parts); i++ {
		digits := strings.TrimRight(parts[i], "abcdefghijklmnopqrstuvwxyz")
		if digits != "" && strings.Trim(digits, "0123456789") == "" {
			return model.RegionID(strings.Join(append(slices.Clone(parts[:i]), digits), "-"))
		}
	}
	return ""
}

// plainRegionOf is the region in the name of an ordinary zone: a cut before
// its last letter. It leaves others alone.
func plainRegionOf(zone string) model.RegionID {
	n := len(zone)
	if strings.Count(zone, "-") != 2 || n < 3 || zone[n-3] != '-' || zone[n-2]-'0' > 9 || zone[n-1]-'a' > 25 {
		return ""
	}
	return model.RegionID(zone[:n-1])
}
