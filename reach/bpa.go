package reach

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// bpaMode returns the effective Block Public Access mode of a subnet and the
// exclusion that covers it (BPA-1). assumed says that no data was imported.
func (c *Compiled) bpaMode(s *subnet, v *vpc) (mode model.BPAMode, exclusion string, assumed bool) {
	if s != nil && s.m != nil && s.m.BPAMode != "" {
		return s.m.BPAMode, "", false
	}
	if v.m != nil && v.m.BPAMode != "" {
		return v.m.BPAMode, c.bpaExclusion(s, v), false
	}
	for _, b := range c.net.BlockPublicAccess {
		if same(string(b.Account), string(v.account)) && same(string(b.Region), string(v.region)) {
			return b.Mode, c.bpaExclusion(s, v), false
		}
	}
	return model.BPAOff, "", c.net.Presence(model.KindBlockPublicAccess, v.account, v.region) != model.Complete
}

// same compares ids of which one may not be told.
func same(a, b string) bool { return a == "" || b == "" || a == b }

// bpaExclusion returns the mode of the exclusion that covers a subnet.
func (c *Compiled) bpaExclusion(s *subnet, v *vpc) string {
	for _, e := range c.net.BlockPublicAccessExclusion {
		if !strings.HasSuffix(e.State, "-complete") || e.State == "delete-complete" {
			continue
		}
		if e.VPC == v.id || s != nil && e.Subnet == s.id {
			return e.Mode
		}
	}
	return ""
}
