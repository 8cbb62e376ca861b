package awsjson

import "github.com/seed-044d7529/segment/model"

func init() {
	register(map[string]handler{
		"LoadBalancerDescriptions": {kind: model.KindClassicBalancers, element: (*answer).classicBalancer},
	})
}

// classicBalancer reads a load balancer of the first generation. It has no
// ARN: its name stands for it.
func (a *answer) classicBalancer(v value) {
	name := v.str("LoadBalancerName")
	row := model.LoadBalancer{
		ARN: model.ARN(name), Name: name, Type: model.LBClassic, Scheme: v.str("Scheme"), VPC: id[model.VPCID](v, "VPCId"),
		Groups: ids[model.SecurityGroupID](v, "SecurityGroups"), Subnets: ids[model.SubnetID](v, "Subnets"),
		Instances: idsOf[model.InstanceID](v, "Instances", "InstanceId"), DNSName: v.str("DNSName"), Tags: tags(v), Origin: v.origin(),
	}
	for _, zone := range v.list("AvailabilityZones") {
		row.Region = firstRegion(row.Region, regionOfZone(zone.text()))
	}
	listeners := classicListeners(v, model.ARN(name))
	if a.keep(model.KindClassicBalancers, v, name, 0) {
		a.net.LoadBalancers = append(a.net.LoadBalancers, row)
		a.net.Listeners = append(a.net.Listeners, listeners...)
	}
}

func classicListeners(v value, balancer model.ARN) []model.Listener {
	var out []model.Listener
	for _, e := range v.objects("ListenerDescriptions") {
		l := e.object("Listener")
		out = append(out, model.Listener{
			LoadBalancer: balancer, Port: l.port("LoadBalancerPort"), Protocol: l.str("Protocol"),
			InstancePort: l.port("InstancePort"), Origin: e.origin(),
		})
	}
	return out
}
