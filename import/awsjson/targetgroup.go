package awsjson

import (
	"regexp"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// Tables of attributes, which only refine what other answers describe.
const kindAttributes = model.Kind("Attributes")

func init() {
	register(map[string]handler{
		"TargetGroups":             {kind: model.KindTargetGroups, element: (*answer).targetGroup},
		"TargetHealthDescriptions": {kind: model.KindTargets, element: (*answer).bareTarget},
		"LoadBalancerTargetHealth": {kind: model.KindTargets, element: (*answer).targetsOf},
		"Attributes":               {element: (*answer).bareAttribute},
		"TargetGroupAttributes":    {kind: kindAttributes, element: (*answer).attributesOf},
		"LoadBalancerAttributes":   {kind: kindAttributes, element: (*answer).attributesOf, object: (*answer).classicAttributes},
	})
}

func (a *answer) targetGroup(v value) {
	arn := v.str("TargetGroupArn")
	row := model.TargetGroup{
		ARN: model.ARN(arn), Name: v.str("TargetGroupName"), Account: accountOf(arn), Region: regionOf(arn), VPC: id[model.VPCID](v, "VpcId"),
		Protocol: v.str("Protocol"), Port: v.port("Port"), TargetType: v.str("TargetType"), HealthPort: v.str("HealthCheckPort"),
		Tags: tags(v), Origin: v.origin(),
	}
	if a.keep(model.KindTargetGroups, v, arn, 0) {
		a.net.TargetGroups = append(a.net.TargetGroups, row)
	}
}

// groupTargets are the targets of one target group.
type groupTargets struct {
	group   model.ARN
	targets []model.LBTarget
	partial bool
	origin  model.Origin
}

// targetsOf reads the list form {TargetGroupArn, TargetHealthDescriptions}.
func (a *answer) targetsOf(v value) {
	found := groupTargets{group: id[model.ARN](v, "TargetGroupArn"), origin: v.origin()}
	mark := v.t.bad
	for _, e := range v.objects("TargetHealthDescriptions") {
		found.targets = append(found.targets, lbTarget(e))
	}
	found.partial = v.faulty(mark)
	if a.keep(model.KindTargets, v, string(found.group), 0) {
		a.joins.targets = append(a.joins.targets, found)
	}
}

func lbTarget(v value) model.LBTarget {
	target := v.object("Target")
	return model.LBTarget{
		ID: target.str("Id"), Port: target.port("Port"), Zone: target.str("AvailabilityZone"),
		Health: v.object("TargetHealth").str("State"), Origin: v.origin(),
	}
}

// bareTarget reads an element of DescribeTargetHealth, which does not name its group.
func (a *answer) bareTarget(v value) {
	mark := v.t.bad
	a.joins.bareTargets.targets = append(a.joins.bareTargets.targets, lbTarget(v))
	a.joins.bareTargets.partial = v.faulty(mark) || a.joins.bareTargets.partial
}

func (a *answer) finishTargets() {
	if !a.saw("TargetHealthDescriptions") {
		return
	}
	found := a.joins.bareTargets
	found.origin = a.start
	found.group = model.ARN(a.hint.argument(targetGroupForm, "TargetGroupArn"))
	a.rowOf(model.KindTargets).Count++
	if found.group == "" {
		a.p.report(source.NoArgument.At(a.start, "the targets of a target group, but not of which"))
		a.partial(model.KindTargets, "targets of an unknown group")
		return
	}
	a.joins.targets = append(a.joins.targets, found)
}

// attributes are the settings of one load balancer or target group.
type attributes struct {
	of     string
	values map[string]string
}

// attributesOf reads the list form {LoadBalancerArn or TargetGroupArn, Attributes}.
func (a *answer) attributesOf(v value) {
	found := attributes{of: v.str("LoadBalancerArn") + v.str("TargetGroupArn"), values: map[string]string{}}
	for _, e := range v.objects("Attributes") {
		found.values[e.str("Key")] = e.str("Value")
	}
	if a.keep(kindAttributes, v, found.of, 0) {
		a.joins.attributes = append(a.joins.attributes, found)
	}
}

// bareAttribute reads a key and value that do not tell what they belong to.
func (a *answer) bareAttribute(v value) {
	if !v.has("Key") {
		a.notModelled("Attributes", v)
		return
	}
	if a.joins.bareAttributes == nil {
		a.joins.bareAttributes = map[string]string{}
	}
	a.joins.bareAttributes[v.str("Key")] = v.str("Value")
}

var attributeOwnerForm = regexp.MustCompile(`arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]*:\d*:(loadbalancer|targetgroup|listener)/.+`)

func (a *answer) finishAttributes() {
	if a.joins.bareAttributes == nil {
		return
	}
	a.rowOf(kindAttributes).Count++
	of := a.hint.argument(attributeOwnerForm, "LoadBalancerArn", "TargetGroupArn", "ListenerArn")
	if of == "" {
		a.p.report(source.NoArgument.At(a.start, "attributes of a load balancer or target group, but not of which"))
		a.partial(kindAttributes, "attributes of an unknown resource")
		return
	}
	a.joins.attributes = append(a.joins.attributes, attributes{of: of, values: a.joins.bareAttributes})
}

// classicAttributes reads the settings of a classic load balancer. Its name is
// an argument, or the name of the file.
func (a *answer) classicAttributes(v value) {
	found := attributes{of: a.hint.arguments["loadbalancername"], values: map[string]string{}}
	if found.of == "" && len(a.hint.names) > 0 {
		found.of = a.hint.names[len(a.hint.names)-1]
	}
	if cross := v.object("CrossZoneLoadBalancing"); cross.flag("Enabled", false) {
		found.values["load_balancing.cross_zone.enabled"] = "true"
	}
	if a.keep(kindAttributes, v, found.of, 0) {
		a.joins.attributes = append(a.joins.attributes, found)
	}
}
