package reach

import (
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// bpaMode returns the Block Public Access mode of a subnet and the modes of the exclusions that
// cover it (BPA-1). assumed says that no data was imported. The mode that AWS reports of a subnet
// respects exclusions already, except that those which allow egress have a row of their own (BPA-2).
func (c *Compiled) bpaMode(s *subnet, v *vpc) (mode model.BPAMode, exclusions []string, assumed bool) {
	if s != nil && s.m != nil && s.m.BPAMode != "" {
		exclusions = slices.DeleteFunc(c.bpaExclusions(s, v), func(mode string) bool { return mode != "allow-egress" })
		return s.m.BPAMode, exclusions, false
	}
	if v.m != nil && v.m.BPAMode != "" {
		return v.m.BPAMode, c.bpaExclusions(s, v), false
	}
	for _, b := range c.net.BlockPublicAccess {
		if same(string(b.Account), string(v.account)) && same(string(b.Region), string(v.region)) {
			return b.Mode, c.bpaExclusions(s, v), false
		}
	}
	return model.BPAOff, nil, c.net.Presence(model.KindBlockPublicAccess, v.account, v.region) != model.Complete
}

// same compares ids of which one may not be told.
func same(a, b string) bool { return a == "" || b == "" || a == b }

// bpaExclusions returns the modes of the exclusions that cover a subnet.
func (c *Compiled) bpaExclusions(s *subnet, v *vpc) []string {
	var found []string
	for _, e := range c.net.BlockPublicAccessExclusion {
		if !strings.HasSuffix(e.State, "-complete") || e.State == "delete-complete" {
			continue
		}
		if e.VPC == v.id || s != nil && e.Subnet == s.id {
			found = append(found, e.Mode)
		}
	}
	return found
}

// bpaBlocks is the table of BPA-2. started tells whether the connection starts inside.
func bpaBlocks(mode model.BPAMode, exclusion string, viaNAT, started bool) bool {
	switch mode {
	case model.BPABidirectional:
		return exclusion != "allow-bidirectional" && !(exclusion == "allow-egress" && (started || viaNAT))
	case model.BPAIngress:
		return exclusion != "allow-bidirectional" && !viaNAT
	case model.BPAOff:
	}
	return false
}
