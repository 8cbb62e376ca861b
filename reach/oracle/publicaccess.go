package oracle

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// gatewayUse is a column of BPA-2.
type gatewayUse uint8

const (
	throughGateway gatewayUse = iota
	throughNAT
	throughEIGW
)

// publicAccess is BPA-2, judged on the subnet of the device that talks to the gateway. It is asked
// of requests only: what a request was allowed to open may be answered.
func (o *Oracle) publicAccess(v *model.VPC, s *model.Subnet, use gatewayUse, inbound bool) truth {
	mode, effective := o.blockMode(v, s)
	var picks []truth // D-20: exclusions of different modes
	for _, x := range o.exclusions(v, s) {
		if x == "allow-egress" || !effective {
			picks = append(picks, known(passesBlock(mode, x, use, inbound)))
		}
	}
	if len(picks) > 0 {
		return choice(picks)
	}
	return known(passesBlock(mode, "", use, inbound))
}

// passesBlock is the table of BPA-2.
func passesBlock(mode model.BPAMode, exclusion string, use gatewayUse, inbound bool) bool {
	if exclusion == "allow-bidirectional" {
		return true
	}
	switch mode {
	case model.BPABidirectional:
		return exclusion == "allow-egress" && !inbound
	case model.BPAIngress:
		return use != throughGateway
	case model.BPAOff:
	}
	return true // not imported counts as off (CON-5)
}

// blockMode is BPA-1: the effective mode that AWS reports on the subnet, then on the VPC, else the
// owner's options.
//
// Reading: an effective mode already respects exclusions that allow both directions; one that
// allows egress only is still looked up, for it has a row of its own in BPA-2.
func (o *Oracle) blockMode(v *model.VPC, s *model.Subnet) (mode model.BPAMode, effective bool) {
	switch {
	case s.BPAMode != "":
		return s.BPAMode, true
	case v.BPAMode != "":
		return v.BPAMode, false // exclusions of subnets are not in it
	}
	for i := range o.net.BlockPublicAccess {
		b := &o.net.BlockPublicAccess[i]
		if b.Account == v.Account && b.Region == v.Region {
			return b.Mode, false
		}
	}
	return model.BPAOff, false
}

// exclusions are the modes of those in a *-complete state that cover the subnet. One that is being
// deleted, or was, does not count.
func (o *Oracle) exclusions(v *model.VPC, s *model.Subnet) []string {
	var modes []string
	for i := range o.net.BlockPublicAccessExclusion {
		e := &o.net.BlockPublicAccessExclusion[i]
		done := strings.HasSuffix(e.State, "-complete") && e.State != "delete-complete"
		covers := e.Subnet != "" && e.Subnet == s.ID || e.VPC != "" && e.VPC == v.ID
		if done && covers {
			modes = append(modes, e.Mode)
		}
	}
	return modes
}
