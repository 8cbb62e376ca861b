package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// joinBalancers gives listeners their rules, target groups their targets, and
// both kinds of resources their attributes.
func (l *linker) joinBalancers() {
	l.joinRules()
	l.joinTargets()
	l.joinAttributes()
	l.findNodes()
}

func (l *linker) joinRules() {
	at := map[model.ARN]*model.Listener{}
	for i := range l.net.Listeners {
		at[l.net.Listeners[i].ARN] = &l.net.Listeners[i]
	}
	for _, r := range l.joins.rules {
		listener := at[r.listener]
		if listener == nil {
			l.report(source.Orphan.At(r.origin, "listener %s is not in the input", r.listener))
			continue
		}
		listener.Forwards = append(listener.Forwards, r.forwards...)
		listener.Terminates = listener.Terminates || r.terminates
	}
}

func (l *linker) joinTargets() {
	at := map[model.ARN]*model.TargetGroup{}
	for i := range l.net.TargetGroups {
		at[l.net.TargetGroups[i].ARN] = &l.net.TargetGroups[i]
	}
	for _, t := range l.joins.targets {
		group := at[t.group]
		if group == nil {
			l.report(source.Orphan.At(t.origin, "target group %s is not in the input", t.group))
			continue
		}
		group.Targets, group.TargetsPresent = t.targets, model.Complete
		if t.partial {
			group.TargetsPresent = model.Partial
		}
	}
}

func (l *linker) joinAttributes() {
	of := map[string]map[string]string{}
	for _, a := range l.joins.attributes {
		of[a.of] = a.values
	}
	for i := range l.net.LoadBalancers {
		b := &l.net.LoadBalancers[i]
		b.Attributes = of[string(b.ARN)]
	}
	for i := range l.net.TargetGroups {
		g := &l.net.TargetGroups[i]
		g.Attributes = of[string(g.ARN)]
	}
}

// findNodes recognises the interfaces of load balancers by the description
// that AWS gives them (ELB-2).
func (l *linker) findNodes() {
	nodes := map[string][]model.ENIID{}
	for i := range l.net.NetworkInterfaces {
		e := &l.net.NetworkInterfaces[i]
		if name, ok := strings.CutPrefix(e.Description, "ELB "); ok {
			nodes[string(e.VPC)+" "+name] = append(nodes[string(e.VPC)+" "+name], e.ID)
		}
	}
	for i := range l.net.LoadBalancers {
		b := &l.net.LoadBalancers[i]
		name := b.Name
		if _, rest, ok := strings.Cut(string(b.ARN), ":loadbalancer/"); ok {
			name = rest
		}
		b.Interfaces = nodes[string(b.VPC)+" "+name]
	}
}
