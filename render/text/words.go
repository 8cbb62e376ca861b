package text

import (
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/reach"
)

// count writes a number with its noun: "1 pair", "3,410 pairs".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + plural(noun)
}

func plural(noun string) string {
	if strings.HasSuffix(noun, "ss") {
		return noun + "es"
	}
	if strings.HasSuffix(noun, "y") {
		return strings.TrimSuffix(noun, "y") + "ies"
	}
	return noun + "s"
}

// number groups thousands: 3,410.
func number(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 && digits[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// glyph is the sign of a decision, for readers without colour.
func glyph(d reach.Decision) string {
	switch d {
	case reach.Allow:
		return "✓"
	case reach.Deny:
		return "✕"
	case reach.Part:
		return "~"
	case reach.Unknown:
	}
	return "?"
}

// glyphWords is the key to the glyphs.
var glyphWords = []struct {
	decision reach.Decision
	words    string
}{
	{reach.Allow, "passes"},
	{reach.Part, "passes in part"},
	{reach.Deny, "stops"},
	{reach.Unknown, "not known"},
}

// kinds are the kinds of hops as people say them; others are their own words.
var kinds = map[string]string{
	"security-group-egress":  "security group, outgoing",
	"security-group-ingress": "security group, incoming",
	"nacl-egress":            "network ACL, out of the subnet",
	"nacl-ingress":           "network ACL, into the subnet",
	"block-public-access":    "VPC Block Public Access",
	"egress-only-gateway":    "egress-only internet gateway",
	"endpoint":               "VPC endpoint",
	"gateway-endpoint":       "gateway endpoint",
	"listener":               "load balancer listener",
	"nat-gateway":            "NAT gateway",
	"peering":                "VPC peering",
	"platform":               "AWS platform",
	"route":                  "route table",
	"tgw-attachment":         "Transit Gateway attachment",
	"tgw-route":              "Transit Gateway route table",
	"vpn-gateway":            "virtual private gateway",
}

// kindsByID are the kinds of resources by the beginning of their ids, for hops
// of which only the resource is told.
var kindsByID = map[string]string{
	"igw": "internet gateway", "eigw": "egress-only internet gateway", "nat": "NAT gateway", "pcx": "VPC peering",
	"tgw": "Transit Gateway", "vgw": "virtual private gateway", "vpce": "VPC endpoint", "eni": "network interface",
	"rtb": "route table", "acl": "network ACL", "sg": "security group", "subnet": "subnet", "vpc": "VPC", "i": "instance",
}

// kindWords names the kind of a hop.
func kindWords(s reach.Step) string {
	if words, ok := kinds[s.Kind]; ok {
		return words
	}
	if prefix, _, ok := strings.Cut(s.At, "-"); ok && s.Kind == "drop" && kindsByID[prefix] != "" {
		return kindsByID[prefix]
	}
	if s.Kind == "drop" {
		return "end of the way"
	}
	return strings.ReplaceAll(name(s.Kind), "-", " ")
}
