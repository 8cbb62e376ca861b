package terraform

import (
	"strconv"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	for _, prefix := range []string{"aws_lb", "aws_alb"} {
		register(phaseObject, map[string]func(item){prefix: readBalancer, prefix + "_target_group": readTargetGroup})
		register(phasePart, map[string]func(item){prefix + "_listener": readListener})
		register(phaseHost, map[string]func(item){prefix + "_listener_rule": readListenerRule})
		register(phaseTie, map[string]func(item){prefix + "_target_group_attachment": readTarget})
	}
	register(phaseObject, map[string]func(item){"aws_elb": readClassic})
	register(phaseTie, map[string]func(item){"aws_elb_attachment": readClassicTarget, "aws_autoscaling_attachment": readScalingAttachment})
	dataHandlers["aws_lb"] = handler{phaseObject, readBalancer}
	dataHandlers["aws_lb_target_group"] = handler{phaseObject, readTargetGroup}
}

// readBalancer reads a load balancer with a node in each of its subnets (ELB-2).
func readBalancer(it item) {
	row := model.LoadBalancer{
		ARN: model.ARN(it.id()), Name: it.name(), Type: it.str("load_balancer_type"), Scheme: "internet-facing", VPC: it.vpc(),
		Account: it.account(), Region: it.region(), State: "active", DNSName: it.str("dns_name"), Tags: it.tags(), Origin: it.origin(),
		Attributes: map[string]string{},
	}
	if row.Type == "" {
		row.Type = model.LBApplication
	}
	if it.flag("internal", false) || row.Type == model.LBGateway {
		row.Scheme = "internal"
	}
	if v := it.str("enable_cross_zone_load_balancing"); v != "" {
		row.Attributes["load_balancing.cross_zone.enabled"] = v
	}
	ids, unknown := it.refs("subnets")
	mapped, _ := it.blocks("subnet_mapping")
	for _, m := range mapped {
		r := m.ref("subnet_id")
		if r.unknown != nil {
			unknown = r.unknown
		}
		if r.id != "" {
			ids = appendNew(ids, r.id)
		}
	}
	it.nodes(&row, ids, unknown)
	it.b.balancers.add(row.ARN, row)
}

// nodes makes the interfaces of a load balancer. A Network Load Balancer
// without groups has no filter; an Application Load Balancer is in the default
// group then (TF-8).
func (it item) nodes(row *model.LoadBalancer, ids []string, unknown *model.Unknown) {
	w := it.placed("", ids, unknown)
	w.eachInterface(func(e *model.NetworkInterface) {
		it.setGroups(e, "security_groups", row.Type == model.LBApplication || row.Type == model.LBClassic)
		switch row.Type {
		case model.LBNetwork:
			e.Type = model.InterfaceNLB
		case model.LBGateway:
			e.Type = model.InterfaceGWLB
		}
		e.SomePublic = row.Scheme == "internet-facing"
		e.RequesterID = "amazon-elb"
		row.Groups = e.Groups
		row.Interfaces = append(row.Interfaces, e.ID)
		it.b.interfaces.add(e.ID, *e)
	})
	row.Subnets = w.row.Subnets
	if row.VPC == "" {
		row.VPC = w.row.VPC
	}
}

// readClassic reads a Classic Load Balancer with its listeners (ELB-13).
func readClassic(it item) {
	row := model.LoadBalancer{
		ARN: model.ARN(it.id()), Name: it.name(), Type: model.LBClassic, Scheme: "internet-facing", Account: it.account(), Region: it.region(),
		State: "active", DNSName: it.str("dns_name"), Tags: it.tags(), Origin: it.origin(),
	}
	if it.flag("internal", false) {
		row.Scheme = "internal"
	}
	hosts, _ := it.refs("instances")
	row.Instances = all[model.InstanceID](hosts)
	ids, unknown := it.refs("subnets")
	it.nodes(&row, ids, unknown)
	listeners, _ := it.blocks("listener")
	for _, l := range listeners {
		it.b.rest.Listeners = append(it.b.rest.Listeners, model.Listener{
			LoadBalancer: row.ARN, Port: l.port("lb_port"), Protocol: upper(l.str("lb_protocol")), InstancePort: l.port("instance_port"), Origin: l.origin(),
		})
	}
	it.b.balancers.add(row.ARN, row)
}

func readClassicTarget(it item) {
	if lb := it.b.balancers.get(model.ARN(it.ref("elb").id)); lb != nil {
		if r := it.ref("instance"); r.id != "" {
			lb.Instances = append(lb.Instances, model.InstanceID(r.id))
		}
	}
}

func readTargetGroup(it item) {
	row := model.TargetGroup{
		ARN: model.ARN(it.id()), Name: it.name(), Account: it.account(), Region: it.region(), VPC: it.vpc(),
		Protocol: it.str("protocol"), Port: it.port("port"), TargetType: it.str("target_type"), Attributes: map[string]string{},
		HealthPort: it.block("health_check").str("port"), Tags: it.tags(), Origin: it.origin(), TargetsPresent: model.Complete,
	}
	if row.TargetType == "" {
		row.TargetType = "instance"
	}
	if row.HealthPort == "" {
		row.HealthPort = "traffic-port"
	}
	for key, name := range map[string]string{
		"preserve_client_ip": "preserve_client_ip.enabled", "load_balancing_cross_zone_enabled": "load_balancing.cross_zone.enabled",
	} {
		if v := it.str(key); v != "" && v != "use_load_balancer_configuration" {
			row.Attributes[name] = v
		}
	}
	it.b.targetGroups.add(row.ARN, row)
}

// readTarget registers a target. One that is not known makes the list partial.
func readTarget(it item) {
	group, target := it.ref("target_group_arn"), it.ref("target_id")
	g := it.b.targetGroups.get(model.ARN(group.id))
	switch {
	case g == nil:
	case target.unknown != nil:
		g.TargetsPresent = model.Partial
	default:
		g.Targets = append(g.Targets, model.LBTarget{ID: target.id, Port: it.port("port"), Zone: it.str("availability_zone"), Origin: it.origin()})
	}
}

func readScalingAttachment(it item) {
	name := it.ref("autoscaling_group_name")
	group := it.ref("lb_target_group_arn")
	for i := range it.b.rest.Workloads {
		w := &it.b.rest.Workloads[i]
		if w.Kind != "asg" || w.ID != name.id && w.Name != name.id {
			continue
		}
		for _, e := range w.Interfaces {
			it.b.balanced[group.id] = append(it.b.balanced[group.id], model.LBTarget{ID: string(e), Origin: it.origin()})
		}
	}
}

// joinTargets puts workloads into the target groups that they name.
func (b *builder) joinTargets() {
	b.targetGroups.each(func(arn model.ARN, g *model.TargetGroup) {
		g.Targets = append(g.Targets, b.balanced[string(arn)]...)
	})
}

func readListener(it item) {
	row := model.Listener{
		ARN: model.ARN(it.id()), LoadBalancer: model.ARN(it.ref("load_balancer_arn").id), Port: it.port("port"), Protocol: it.str("protocol"), Origin: it.origin(),
	}
	lb := it.b.balancers.get(row.LoadBalancer)
	if row.Protocol == "" && lb != nil && lb.Type == model.LBGateway {
		row.Protocol, row.Port = "GENEVE", 6081
	}
	row.Forwards, row.Terminates = it.actions("default_action", false)
	it.b.rest.Listeners = append(it.b.rest.Listeners, row)
}

// actions reads what is done with a request (ELB-4).
func (it item) actions(key string, conditional bool) (forwards []model.Forward, terminates bool) {
	blocks, _ := it.blocks(key)
	for _, a := range blocks {
		switch a.str("type") {
		case "forward":
			forwards = append(forwards, a.forwards(conditional)...)
		case "redirect", "fixed-response":
			terminates = true
		}
	}
	return forwards, terminates
}

func (it item) forwards(conditional bool) []model.Forward {
	var out []model.Forward
	groups, _ := it.block("forward").blocks("target_group")
	for _, g := range groups {
		weight, told := g.number("weight")
		if !told {
			weight = 1
		}
		if r := g.ref("arn"); r.id != "" {
			out = append(out, model.Forward{TargetGroup: model.ARN(r.id), Weight: weight, Conditional: conditional, Origin: it.origin()})
		}
	}
	if r := it.ref("target_group_arn"); r.id != "" && len(out) == 0 {
		out = append(out, model.Forward{TargetGroup: model.ARN(r.id), Weight: 1, Conditional: conditional, Origin: it.origin()})
	}
	return out
}

func readListenerRule(it item) {
	listener := it.ref("listener_arn")
	conditions := it.get("condition")
	for i := range it.b.rest.Listeners {
		l := &it.b.rest.Listeners[i]
		if string(l.ARN) != listener.id {
			continue
		}
		forwards, terminates := it.actions("action", len(conditions.Items()) > 0 || conditions.KindOf() == plan.Unknown)
		l.Forwards, l.Terminates = append(l.Forwards, forwards...), l.Terminates || terminates
	}
}

func upper(s string) string {
	out := []byte(s)
	for i, c := range out {
		if 'a' <= c && c <= 'z' {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}

// portText writes a port as AWS prints it.
func portText(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}
