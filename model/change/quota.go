package change

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
)

// Quotas that AWS sets unless it was asked for more (SG-24, NACL-14). Who already has more of
// something was granted more: then the quota is not known and not enforced.
const (
	rulesPerGroup = 60 // a direction and family
	groupsPerENI  = 5
	entriesPerACL = 20 // a direction
)

// checkRuleQuota refuses the rule that would be one too many.
func checkRuleQuota(d *draft, g *model.SecurityGroup, rule model.SecurityGroupRule) error {
	count := 0
	for _, r := range g.Rules {
		if r.Egress == rule.Egress && (r.Peer.Kind != model.PeerCIDR || rule.Peer.Kind != model.PeerCIDR || r.Peer.CIDR.Addr().Is4() == rule.Peer.CIDR.Addr().Is4()) {
			count++
		}
	}
	return d.quota(string(g.ID), count, rulesPerGroup, directionOf(rule.Egress)+" rules")
}

// quota refuses the step from limit to one more.
func (d *draft) quota(id string, count, limit int, what string) error {
	if count != limit {
		return nil
	}
	return d.refuse(id, fmt.Sprintf("%s would have %d %s", id, count+1, what), fmt.Sprintf("the quota is %d unless it was raised", limit), "remove one first")
}
