package awsjson

import (
	"strconv"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"RuleGroup":         {kind: model.KindFirewallRuleGroups, object: (*answer).ruleGroup},
		"RuleGroupResponse": {kind: model.KindFirewallRuleGroups, object: (*answer).ruleGroupName},
		"RuleGroups":        {kind: model.KindFirewallRuleGroups, element: (*answer).ruleGroupEntry},
	})
}

func (a *answer) ruleGroupEntry(v value) { a.mention(model.KindFirewallRuleGroups, v, "Arn") }

func (a *answer) ruleGroup(v value) {
	rules, sets := v.object("RulesSource"), v.object("RuleVariables")
	list := rules.object("RulesSourceList")
	row := model.FirewallRuleGroup{
		Suricata: rules.str("RulesString"), Domains: ids[string](list, "Targets"), DomainsDo: list.str("GeneratedRulesType"), Origin: v.origin(),
	}
	list.get("TargetTypes")
	for _, e := range rules.objects("StatefulRules") {
		row.Rules = append(row.Rules, statefulRule(e))
	}
	for _, e := range rules.object("StatelessRulesAndCustomActions").objects("StatelessRules") {
		row.Stateless = append(row.Stateless, statelessRules(e)...)
	}
	row.Variables = variables(sets.object("PortSets"), variables(sets.object("IPSets"), nil))
	v.object("StatefulRuleOptions").get("RuleOrder") // must be that of the policy
	if a.keep(model.KindFirewallRuleGroups, v, "group", 0) {
		a.joins.group = &row
	}
}

func statefulRule(v value) model.StatefulRule {
	h := v.object("Header")
	row := model.StatefulRule{
		Action: v.str("Action"), Protocol: h.str("Protocol"), Source: h.str("Source"), SourcePort: h.str("SourcePort"),
		Direction: h.str("Direction"), Destination: h.str("Destination"), DestinationPort: h.str("DestinationPort"), Origin: v.origin(),
	}
	for _, e := range v.objects("RuleOptions") {
		option := e.str("Keyword")
		for i, s := range e.list("Settings") {
			if i == 0 {
				option += ":"
			} else {
				option += ","
			}
			option += s.text()
		}
		row.Options = append(row.Options, option)
	}
	return row
}

// statelessRules reads a rule of the stateless engine (NFW-2). Alternative
// sets of TCP flags make one rule each, at the same priority.
func statelessRules(v value) []model.StatelessRule {
	definition := v.object("RuleDefinition")
	match := definition.object("MatchAttributes")
	row := model.StatelessRule{
		Sources: idsOf[string](match, "Sources", "AddressDefinition"), Destinations: idsOf[string](match, "Destinations", "AddressDefinition"),
		SourcePorts: portSpans(match, "SourcePorts"), DestinationPorts: portSpans(match, "DestinationPorts"),
		Actions: ids[string](definition, "Actions"), Origin: v.origin(),
	}
	row.Priority, _ = v.number("Priority")
	for _, e := range match.list("Protocols") {
		if n, err := strconv.Atoi(e.text()); err == nil {
			row.Protocols = append(row.Protocols, n)
		} else {
			e.wrong("a protocol number")
		}
	}
	var out []model.StatelessRule
	for _, e := range match.objects("TCPFlags") {
		row.Flags, row.FlagMask = ids[string](e, "Flags"), ids[string](e, "Masks")
		out = append(out, row)
	}
	if len(out) == 0 {
		out = append(out, row)
	}
	return out
}

// portSpans reads port ranges as "80" or "8000-8080".
func portSpans(v value, key string) []string {
	var out []string
	for _, e := range v.objects(key) {
		from, to := int(e.port("FromPort")), int(e.port("ToPort"))
		if from == to {
			out = append(out, strconv.Itoa(from))
		} else {
			out = append(out, strconv.Itoa(from)+"-"+strconv.Itoa(to))
		}
	}
	return out
}

func (a *answer) ruleGroupName(v value) {
	a.joins.groupName = response{arn: v.str("RuleGroupArn"), name: v.str("RuleGroupName"), kind: v.str("Type")}
}

func (a *answer) finishRuleGroup() {
	if a.joins.group == nil {
		return
	}
	row, name := *a.joins.group, a.joins.groupName
	row.ARN, row.Name = model.ARN(name.arn), name.name
	row.Stateful = name.kind == "STATEFUL" || name.kind == "" && len(row.Stateless) == 0
	if row.ARN == "" {
		row.ARN = model.ARN(a.hint.arguments["rulegrouparn"])
	}
	if row.ARN == "" {
		a.noArgument(model.KindFirewallRuleGroups, "a firewall rule group")
		return
	}
	a.net.FirewallRuleGroups = append(a.net.FirewallRuleGroups, row)
}

// noArgument reports an answer that does not tell which resource it is about.
func (a *answer) noArgument(kind model.Kind, what string) {
	a.p.report(source.NoArgument.At(a.start, "%s, but not which", what))
	a.partial(kind, what+" without a name")
}
