package vectors

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
)

// apply returns the network after the step; n is the vector's own copy.
func (s step) apply(n *model.Network) (*model.Network, error) {
	rest := strings.TrimSpace(strings.TrimPrefix(s.text, s.word))
	switch s.word {
	case "set":
		return n, setField(n, rest)
	case "new":
		return n, addRow(n, rest)
	case "forget":
		return n, forget(n, rest)
	case "drop":
		return n, dropCollection(n, rest)
	case "assume":
		return n, assume(n, rest)
	case "place":
		return n, placeVPC(n, rest)
	case "sg":
		return groupRules(n, rest)
	case "acl":
		return subnetACL(n, rest)
	case "force":
		return edit(n, rest, change.Options{Force: true})
	}
	return edit(n, s.text, change.Options{})
}

func edit(n *model.Network, text string, o change.Options) (*model.Network, error) {
	edits, err := change.Parse(text)
	if err != nil {
		return nil, err
	}
	out, _, err := change.Apply(n, edits, o)
	return out, err
}

// groupRules reads "sg-d ingress tcp/22 from 10.0.0.0/8; all from sg:sg-w", or "sg-d egress none":
// all that the group allows in that direction.
func groupRules(n *model.Network, text string) (*model.Network, error) {
	words := strings.SplitN(text, " ", 3)
	if len(words) < 3 || words[1] != "ingress" && words[1] != "egress" {
		return nil, fmt.Errorf("write sg GROUP ingress|egress PORTS from|to PEER; …, or none")
	}
	found := false
	for i := range n.SecurityGroups {
		g := &n.SecurityGroups[i]
		if string(g.ID) != words[0] {
			continue
		}
		found = true
		var keep []model.SecurityGroupRule
		for _, r := range g.Rules {
			if r.Egress != (words[1] == "egress") {
				keep = append(keep, r)
			}
		}
		g.Rules = keep
	}
	if !found {
		return nil, fmt.Errorf("no group %s", words[0])
	}
	if words[2] == "none" {
		return n, nil
	}
	var edits strings.Builder
	for rule := range strings.SplitSeq(words[2], ";") {
		fmt.Fprintf(&edits, "allow sg:%s %s %s\n", words[0], words[1], strings.TrimSpace(rule))
	}
	return edit(n, edits.String(), change.Options{Force: true})
}

// subnetACL reads "a2 ingress 100 deny tcp/22 0.0.0.0/0; 200 allow all 0.0.0.0/0", or "a2 egress
// none": all entries in that direction of the subnet's own ACL. The first time the subnet gets one
// that allows everything, as the default ACL of the fixture does.
func subnetACL(n *model.Network, text string) (*model.Network, error) {
	words := strings.SplitN(text, " ", 3)
	if len(words) < 3 || words[1] != "ingress" && words[1] != "egress" {
		return nil, fmt.Errorf("write acl SUBNET ingress|egress NUMBER allow|deny PORTS CIDR; …, or none")
	}
	n, id, err := ownACL(n, words[0])
	if err != nil {
		return nil, err
	}
	for i := range n.NetworkACLs {
		if a := &n.NetworkACLs[i]; string(a.ID) == id {
			var keep []model.NACLEntry
			for _, e := range a.Entries {
				if e.Egress != (words[1] == "egress") {
					keep = append(keep, e)
				}
			}
			a.Entries = keep
		}
	}
	if words[2] == "none" {
		return n, nil
	}
	var edits strings.Builder
	for entry := range strings.SplitSeq(words[2], ";") {
		fmt.Fprintf(&edits, "nacl %s %s %s\n", id, words[1], strings.TrimSpace(entry))
	}
	return edit(n, edits.String(), change.Options{})
}

// ownACL returns the ACL that guards the subnet alone, made if there is none.
func ownACL(n *model.Network, subnet string) (*model.Network, string, error) {
	id := "acl-" + strings.ToLower(subnet)
	for _, a := range n.NetworkACLs {
		if string(a.ID) == id {
			return n, id, nil
		}
	}
	for _, s := range n.Subnets {
		if s.Tags.Name() != subnet {
			continue
		}
		edits := fmt.Sprintf("create acl:%s in %s\nassociate %s %s\n", strings.ToLower(subnet), s.VPC, id, s.ID)
		for _, direction := range []string{"ingress", "egress"} {
			edits += fmt.Sprintf("nacl %s %s 100 allow all 0.0.0.0/0\nnacl %s %s 101 allow all ::/0\n", id, direction, id, direction)
		}
		n, err := edit(n, edits, change.Options{})
		return n, id, err
	}
	return nil, "", fmt.Errorf("no subnet is named %s", subnet)
}

// assume reads "appliance eni-f forward", or "on-prem 192.168.0.0/16".
func assume(n *model.Network, text string) error {
	words := strings.Fields(text)
	switch {
	case len(words) == 3 && words[0] == "appliance":
		for a := model.ApplianceDrop; a <= model.ApplianceOpaque; a++ {
			if a.String() == words[2] {
				if n.Assume.Appliances == nil {
					n.Assume.Appliances = map[model.ENIID]model.Appliance{}
				}
				n.Assume.Appliances[model.ENIID(words[1])] = a
				return nil
			}
		}
	case len(words) == 2 && words[0] == "on-prem":
		n.Assume.OnPrem = append(n.Assume.OnPrem, words[1])
		return nil
	}
	return fmt.Errorf("write assume appliance ENI forward|nat|opaque|drop, or assume on-prem CIDR")
}
