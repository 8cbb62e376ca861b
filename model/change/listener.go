package change

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// listenerEdit is "listener shop tcp/443 to web", or "listener shop tcp/443 remove".
type listenerEdit struct {
	balancer Name
	port     uint16
	udp      bool
	targets  Name // zero: remove
}

func parseListener(p *parser) operation {
	e := &listenerEdit{balancer: p.name("LB")}
	w := p.word("PORT")
	proto, port, slash := strings.Cut(w.text, "/")
	if !slash {
		proto, port = "tcp", w.text
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if p.err == nil && (err != nil || n == 0 || proto != "tcp" && proto != "udp") {
		p.fail(w.column, fmt.Sprintf("%.40q is no listener port", w.text), "a listener has one TCP or UDP port", "write tcp/443")
	}
	e.port, e.udp = uint16(n), proto == "udp"
	if p.oneOf("to", "remove") == "to" {
		e.targets = p.name("TG")
	}
	return e
}

func (e *listenerEdit) portText() string {
	if e.udp {
		return fmt.Sprintf("udp/%d", e.port)
	}
	return fmt.Sprintf("tcp/%d", e.port)
}

func (e *listenerEdit) String() string {
	if e.targets == (Name{}) {
		return fmt.Sprintf("listener %s %s remove", e.balancer, e.portText())
	}
	return fmt.Sprintf("listener %s %s to %s", e.balancer, e.portText(), e.targets)
}

// isMine returns whether a listener is that of the balancer's port and protocol.
func (e *listenerEdit) isMine(arn string) func(*model.Listener) bool {
	return func(l *model.Listener) bool {
		udp := l.Protocol == "UDP" || l.Protocol == "QUIC"
		return string(l.LoadBalancer) == arn && l.Port == e.port && (udp == e.udp || strings.Contains(l.Protocol, "_"))
	}
}

func (e *listenerEdit) apply(d *draft) error {
	r, err := d.resolve(e.balancer, "", kindBalancer)
	if err != nil {
		return err
	}
	had := slices.ContainsFunc(d.n.Listeners, func(l model.Listener) bool { return e.isMine(r.id)(&l) })
	if e.targets == (Name{}) {
		if !had {
			return d.fail(fmt.Sprintf("%s has no listener on %s", r, e.portText()), "only what exists can be removed", "write the port of one")
		}
		drop(d, &d.n.Listeners, e.isMine(r.id))
		d.note(Removed, r.id, "listener %s of %s", e.portText(), r)
		return nil
	}
	tg, err := d.resolve(e.targets, r.vpc, kindTargets)
	if err != nil {
		return err
	}
	if had {
		if err := d.refuse(r.id, fmt.Sprintf("the listener %s of %s is replaced", e.portText(), r), "a balancer has one listener a port", "remove it first"); err != nil {
			return err
		}
		drop(d, &d.n.Listeners, e.isMine(r.id))
	}
	protocol, err := e.protocol(d, r)
	if err != nil {
		return err
	}
	insert(d, &d.n.Listeners, model.Listener{
		ARN: model.ARN(r.id + "/listener/" + e.portText()), LoadBalancer: model.ARN(r.id), Port: e.port, Protocol: protocol,
		Forwards: []model.Forward{{TargetGroup: model.ARN(tg.id), Weight: 1, Origin: d.origin()}}, Origin: d.origin(),
	}, func(l *model.Listener) string { return string(l.LoadBalancer) + "/" + string(l.ARN) })
	d.note(Created, r.id, "listener %s of %s to %s", e.portText(), r, tg)
	return nil
}

// protocol returns what the balancer would speak on the port (ELB-3).
func (e *listenerEdit) protocol(d *draft, r resource) (string, error) {
	application := d.balancer(r.id).Type == model.LBApplication
	switch {
	case application && e.udp:
		return "UDP", d.refuse(r.id, fmt.Sprintf("%s would listen on UDP", r), "an application load balancer speaks HTTP and HTTPS", "write a TCP port")
	case application && e.port == 443:
		return "HTTPS", nil
	case application:
		return "HTTP", nil
	case e.udp:
		return "UDP", nil
	}
	return "TCP", nil
}

func (e *listenerEdit) inverse(d *draft) (operation, bool) {
	r, err := d.resolve(e.balancer, "", kindBalancer)
	if err != nil {
		return nil, false
	}
	had := slices.ContainsFunc(d.n.Listeners, func(l model.Listener) bool { return e.isMine(r.id)(&l) })
	inv := *e
	inv.targets = Name{}
	return &inv, !had && e.targets != (Name{})
}
