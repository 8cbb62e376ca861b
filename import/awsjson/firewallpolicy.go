package awsjson

import (
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"FirewallPolicy":         {kind: model.KindFirewallPolicies, object: (*answer).firewallPolicy},
		"FirewallPolicyResponse": {kind: model.KindFirewallPolicies, object: (*answer).firewallPolicyName},
		"FirewallPolicies":       {kind: model.KindFirewallPolicies, element: (*answer).firewallPolicyEntry},
	})
}

func (a *answer) firewallPolicyEntry(v value) { a.mention(model.KindFirewallPolicies, v, "Arn") }

// firewallPolicy reads the rules of a policy (NFW-2 to NFW-4); its name stands
// in the other half of the answer.
func (a *answer) firewallPolicy(v value) {
	row := model.FirewallPolicy{
		StatelessDefaultActions: ids[string](v, "StatelessDefaultActions"), StatelessFragmentActions: ids[string](v, "StatelessFragmentDefaultActions"),
		StatelessGroups: groupReferences(v, "StatelessRuleGroupReferences"), StatefulGroups: groupReferences(v, "StatefulRuleGroupReferences"),
		StrictOrder:            v.object("StatefulEngineOptions").str("RuleOrder") == "STRICT_ORDER",
		StatefulDefaultActions: ids[string](v, "StatefulDefaultActions"), Origin: v.origin(),
	}
	row.Variables = variables(v.object("PolicyVariables").object("RuleVariables"), nil)
	if a.keep(model.KindFirewallPolicies, v, "policy", 0) {
		a.joins.policy = &row
	}
}

func groupReferences(v value, key string) []model.FirewallGroupReference {
	var out []model.FirewallGroupReference
	for _, e := range v.objects(key) {
		priority, _ := e.number("Priority")
		out = append(out, model.FirewallGroupReference{Group: id[model.ARN](e, "ResourceArn"), Priority: priority})
	}
	return out
}

// variables adds the sets of addresses or ports that rules call by name.
func variables(v value, into map[string][]string) map[string][]string {
	for _, e := range v.children() {
		e.node().used = true
		if into == nil {
			into = map[string][]string{}
		}
		into[e.node().key] = ids[string](e, "Definition")
	}
	return into
}

// response is the half of an answer that names what the other half describes.
type response struct{ arn, name, kind string }

func (a *answer) firewallPolicyName(v value) {
	a.joins.policyName = response{arn: v.str("FirewallPolicyArn"), name: v.str("FirewallPolicyName")}
}

func (a *answer) finishFirewallPolicy() {
	if a.joins.policy == nil {
		return
	}
	row, name := *a.joins.policy, a.joins.policyName
	row.ARN, row.Name = model.ARN(name.arn), name.name
	if row.ARN == "" {
		row.ARN = model.ARN(a.hint.arguments["firewallpolicyarn"])
	}
	if row.ARN == "" {
		a.noArgument(model.KindFirewallPolicies, "a firewall policy")
		return
	}
	a.net.FirewallPolicies = append(a.net.FirewallPolicies, row)
}
