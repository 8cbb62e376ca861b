package awsjson

import "github.com/seed-044d7529/segment/model"

// joins is what answers say of resources that other answers describe. It is
// put together when every document is read.
type joins struct {
	interfaces  []instanceInterface
	groupRules  []groupRule
	entries     []listEntries
	bareEntries listEntries // of the list that the hint names
	sawEntries  bool
	briefLists  []model.PrefixList // of DescribePrefixLists: a fuller answer goes before
	attachments []attachmentFacts
	policies    []tableAssociation
	tables      []tableData
	bare        tableData // of the route table that the hint names

	rules          []ruleFacts
	targets        []groupTargets
	bareTargets    groupTargets // of the target group that the hint names
	attributes     []attributes
	bareAttributes map[string]string // of the resource that the hint names

	firewall          *model.Firewall // the answer's own, with its endpoints
	firewallEndpoints []model.FirewallEndpoint
	policy            *model.FirewallPolicy
	policyName        response
	group             *model.FirewallRuleGroup
	groupName         response
	mentions          []mention

	subnetGroups []subnetGroup
	inGroup      []inGroup
}

// saw reports whether the answer has a member of that name, even an empty one.
func (a *answer) saw(key string) bool { return a.seen[key] }

// finish settles what could be told only when the answer was read whole.
func (a *answer) finish() {
	a.finishEntries()
	a.finishTable()
	a.finishTargets()
	a.finishAttributes()
	a.finishFirewall()
	a.finishFirewallPolicy()
	a.finishRuleGroup()
	if a.token != "" {
		a.morePages()
	}
	if a.cause != "" {
		for i := range a.rows {
			a.partial(a.rows[i].Kind, a.cause)
		}
	}
}

// absorb moves the joins of another answer behind these.
func (j *joins) absorb(more *joins) {
	j.interfaces = append(j.interfaces, more.interfaces...)
	j.groupRules = append(j.groupRules, more.groupRules...)
	j.entries = append(j.entries, more.entries...)
	j.briefLists = append(j.briefLists, more.briefLists...)
	j.attachments = append(j.attachments, more.attachments...)
	j.policies = append(j.policies, more.policies...)
	j.tables = append(j.tables, more.tables...)
	j.rules = append(j.rules, more.rules...)
	j.targets = append(j.targets, more.targets...)
	j.attributes = append(j.attributes, more.attributes...)
	j.mentions = append(j.mentions, more.mentions...)
	j.subnetGroups = append(j.subnetGroups, more.subnetGroups...)
	j.inGroup = append(j.inGroup, more.inGroup...)
}
