package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"LoadBalancers":         {kind: model.KindLoadBalancers, element: (*answer).loadBalancer},
		"Listeners":             {kind: model.KindListeners, element: (*answer).listener},
		"LoadBalancerListeners": {kind: model.KindListeners, element: (*answer).listenersOf},
		"Rules":                 {element: (*answer).listenerRule},
	})
}

func (a *answer) loadBalancer(v value) {
	arn := v.str("LoadBalancerArn")
	row := model.LoadBalancer{
		ARN: model.ARN(arn), Name: v.str("LoadBalancerName"), Type: v.str("Type"), Scheme: v.str("Scheme"),
		VPC: id[model.VPCID](v, "VpcId"), Account: accountOf(arn), Region: regionOf(arn), State: v.object("State").str("Code"),
		Groups: ids[model.SecurityGroupID](v, "SecurityGroups"), Subnets: idsOf[model.SubnetID](v, "AvailabilityZones", "SubnetId"),
		DNSName: v.str("DNSName"), Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindLoadBalancers, v, arn, 0) {
		a.net.LoadBalancers = append(a.net.LoadBalancers, row)
	}
}

// listenersOf reads the list form {LoadBalancerArn, Listeners}.
func (a *answer) listenersOf(v value) {
	v.get("LoadBalancerArn")
	for _, e := range v.objects("Listeners") {
		a.listener(e)
	}
}

func (a *answer) listener(v value) {
	mark := v.t.bad
	row := model.Listener{
		ARN: id[model.ARN](v, "ListenerArn"), LoadBalancer: id[model.ARN](v, "LoadBalancerArn"), Port: v.port("Port"),
		Protocol: v.str("Protocol"), Origin: v.origin(),
	}
	if row.Protocol == "" && strings.Contains(string(row.ARN), ":listener/gwy/") {
		row.Protocol, row.Port = "GENEVE", 6081 // AWS prints neither for a gateway load balancer
	}
	row.Forwards, row.Terminates = actions(v, "DefaultActions", false)
	if a.keep(model.KindListeners, v, string(row.ARN), mark) {
		a.net.Listeners = append(a.net.Listeners, row)
	}
}

// actions reads what a listener or rule does with a request (ELB-4).
func actions(v value, key string, conditional bool) (forwards []model.Forward, terminates bool) {
	for _, e := range v.objects(key) {
		switch e.str("Type") {
		case "forward":
			forwards = append(forwards, forward(e, conditional)...)
		case "redirect", "fixed-response":
			terminates = true
		}
	}
	return forwards, terminates
}

// forward reads the target groups of an action; the short form has one.
func forward(v value, conditional bool) []model.Forward {
	var out []model.Forward
	short := id[model.ARN](v, "TargetGroupArn")
	for _, e := range v.object("ForwardConfig").objects("TargetGroups") {
		weight, told := e.number("Weight")
		if !told {
			weight = 1
		}
		out = append(out, model.Forward{
			TargetGroup: id[model.ARN](e, "TargetGroupArn"), Weight: weight, Conditional: conditional, Origin: e.origin(),
		})
	}
	if len(out) == 0 && short != "" {
		out = append(out, model.Forward{TargetGroup: short, Weight: 1, Conditional: conditional, Origin: v.origin()})
	}
	return out
}

// ruleFacts is a rule of a listener.
type ruleFacts struct {
	listener   model.ARN
	forwards   []model.Forward
	terminates bool
	origin     model.Origin
}

// listenerRule reads a rule of DescribeRules; its ARN names the listener.
func (a *answer) listenerRule(v value) {
	arn := v.str("RuleArn")
	if !strings.Contains(arn, ":listener-rule/") {
		a.notModelled("Rules", v)
		return
	}
	conditions, isDefault := v.list("Conditions"), v.flag("IsDefault", false)
	rule := ruleFacts{listener: listenerOfRule(arn), origin: v.origin()}
	rule.forwards, rule.terminates = actions(v, "Actions", len(conditions) > 0)
	const kind = model.Kind("Rules")
	if a.keep(kind, v, arn, 0) && !isDefault { // the default rule is the listener's default action
		a.joins.rules = append(a.joins.rules, rule)
	}
}

// listenerOfRule turns …:listener-rule/app/name/lb/listener/rule into the ARN
// of the listener.
func listenerOfRule(arn string) model.ARN {
	arn = strings.Replace(arn, ":listener-rule/", ":listener/", 1)
	return model.ARN(arn[:max(0, strings.LastIndexByte(arn, '/'))])
}
