package policy

import (
	"net/netip"
	"reflect"
	"slices"

	"github.com/seed-044d7529/segment/model/service"
)

type cidr = netip.Prefix

// condition compares values of endpoints with what is wanted.
type condition struct {
	key    string
	wanted Texts
	values func(*Bound) func(*endpoint) []string
}

// conditions are those of an alternative that compare values.
func (a *Alternative) conditions() []condition {
	of := func(values func(*endpoint) []string) func(*Bound) func(*endpoint) []string {
		return func(*Bound) func(*endpoint) []string { return values }
	}
	return []condition{
		{"account", a.Account, of(func(e *endpoint) []string { return []string{string(e.eni.Account)} })},
		{"region", a.Region, of(func(e *endpoint) []string { return []string{string(e.eni.Region)} })},
		{"az", a.AZ, (*Bound).zoneValues},
		{"vpc", a.VPC, (*Bound).vpcValues},
		{"subnet", a.Subnet, (*Bound).subnetValues},
		{"name", a.Name, of(func(e *endpoint) []string { return e.identity.Names() })},
		{"id", a.ID, of(func(e *endpoint) []string {
			return []string{string(e.eni.ID), string(e.eni.Attachment.Instance), e.identity.Owner}
		})},
		{"arn", a.ARN, of((*endpoint).arns)},
		{"service", a.Service, (*Bound).serviceValues},
		{"security-group", a.SecurityGroup, (*Bound).groupValues},
		{"load-balancer", a.LoadBalancer, of(func(e *endpoint) []string {
			if !e.identity.Kind.Is(service.LoadBalancer) {
				return nil
			}
			return append(e.identity.Names(), e.identity.Owner)
		})},
		{"target-group", a.TargetGroup, (*Bound).targetValues},
		{"auto-scaling-group", a.AutoScalingGroup, of(func(e *endpoint) []string {
			if e.instance == nil {
				return nil
			}
			tag, _ := e.instance.Tags.Get("aws:autoscaling:groupName")
			return []string{e.instance.ASG, tag}
		})},
		{"endpoint-service", a.EndpointService, (*Bound).endpointServiceValues},
	}
}

func (b *Bound) zoneValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		values := []string{e.eni.Zone}
		if s := b.known.Subnet[e.eni.Subnet]; s != nil {
			values = append(values, s.Zone, string(s.ZoneID))
		}
		return values
	}
}

func (b *Bound) vpcValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		values := []string{string(e.eni.VPC)}
		if v := b.known.VPC[e.eni.VPC]; v != nil {
			values = append(values, v.Tags.Name())
		}
		return values
	}
}

func (b *Bound) subnetValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		values := []string{string(e.eni.Subnet)}
		if s := b.known.Subnet[e.eni.Subnet]; s != nil {
			values = append(values, s.Tags.Name())
		}
		return values
	}
}

func (b *Bound) groupValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		var values []string
		for _, id := range e.eni.Groups {
			values = append(values, string(id))
			if g := b.known.SecurityGroup[id]; g != nil {
				values = append(values, g.Name, g.Tags.Name())
			}
		}
		return values
	}
}

func (b *Bound) serviceValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		values := []string{e.service}
		if s := b.services.Of(e.eni.ID); s != nil {
			values = append(values, s.Name)
		}
		return values
	}
}

func (b *Bound) targetValues() func(*endpoint) []string {
	named := map[string][]string{} // by instance id or address
	for i := range b.network.TargetGroups {
		g := &b.network.TargetGroups[i]
		for _, t := range g.Targets {
			named[t.ID] = append(named[t.ID], g.Name, string(g.ARN))
		}
	}
	return func(e *endpoint) []string {
		var values []string
		if id := string(e.eni.Attachment.Instance); id != "" && e.eni.Attachment.DeviceIndex == 0 {
			values = append(values, named[id]...)
		}
		for _, a := range e.owns() {
			values = append(values, named[a.String()]...)
		}
		return values
	}
}

func (b *Bound) endpointServiceValues() func(*endpoint) []string {
	return func(e *endpoint) []string {
		var values []string
		for i := range b.network.VPCEndpoints {
			if v := &b.network.VPCEndpoints[i]; slices.Contains(v.Interfaces, e.eni.ID) || e.identity.Owner == string(v.ID) {
				values = append(values, v.Service)
			}
		}
		return values
	}
}

// arns lists the ARNs of an endpoint: AWS's documents of interfaces and instances have none.
func (e *endpoint) arns() []string {
	ec2 := "arn:aws:ec2:" + string(e.eni.Region) + ":" + string(e.eni.Account) + ":"
	values := []string{ec2 + "network-interface/" + string(e.eni.ID), e.identity.Owner}
	if id := e.eni.Attachment.Instance; id != "" {
		values = append(values, ec2+"instance/"+string(id))
	}
	return values
}

// origins lists the Terraform addresses of an endpoint.
func (e *endpoint) origins() []string {
	values := []string{e.eni.Origin.Address}
	if e.instance != nil {
		values = append(values, e.instance.Origin.Address)
	}
	return values
}

// equal reports whether two alternatives say the same.
func (a *Alternative) equal(other *Alternative) bool { return reflect.DeepEqual(a, other) }
