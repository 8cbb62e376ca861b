package reach

// replies walks the reply of a request that was delivered or left the
// network: from the responder's own tables, and back through every translator
// that the request crossed (CONN-2, CONN-4).
func (c *Compiled) replies(request *path, from *iface, by door, state bool) []path {
	w := &walker{c: c, state: state, reply: request}
	h := head{path: path{first: request.dst, src: request.dst, dst: request.src, legs: request.legs}, pending: request.devices}
	switch request.end.kind {
	case delivered:
		w.replyFrom(h, request)
	case exited:
		w.enter(h, request.end.door)
	case platform, local, dropped:
		return nil
	}
	if from == nil {
		w.sameWorld(by)
	} else {
		w.nobodyOutside()
	}
	return w.paths
}

// nobodyOutside drops the replies that leave the network when an interface in it has asked.
func (w *walker) nobodyOutside() {
	for i := range w.paths {
		if end := &w.paths[i].end; end.kind == exited && end.door.kind != doorUnknown {
			*end = terminal{kind: dropped, rule: "CONN-4", where: end.door.id, text: "the reply leaves to " + end.door.outside() + ", where nobody asked"}
		}
	}
}

// replyFrom sends the reply of the interface that was reached.
func (w *walker) replyFrom(h head, request *path) {
	o := request.end.iface
	if request.lost { // nobody can say what its source became
		w.replyAnywhere(h, o)
		return
	}
	if d, ok := w.lastPending(h); ok && d.kind == deviceNAT && crossedPeering(request) { // NAT-9
		w.returnToSender(h, o.subnet, d)
		return
	}
	h.owner = o
	w.send(h, o)
}

// replyAnywhere answers by a way that is not known: the borders of both
// subnets are crossed, whatever the way.
func (w *walker) replyAnywhere(h head, o *iface) {
	w.filterACL(&h, o.subnet, true, false)
	w.fromNowhere(h)
}

// crossedPeering reports whether the request went over a peering after its
// last translation.
func crossedPeering(request *path) bool {
	for i := len(request.hops) - 1; i >= 0; i-- {
		switch request.hops[i].kind {
		case "peering":
			return true
		case "nat-gateway":
			return false
		}
	}
	return false
}

// sameWorld drops the replies that leave to another world than the request
// came from.
func (w *walker) sameWorld(by door) {
	for i := range w.paths {
		end := &w.paths[i].end
		if end.kind != exited || end.door.kind == doorUnknown || end.door.outside() == by.outside() {
			continue
		}
		*end = terminal{kind: dropped, rule: "CONN-4", where: end.door.id, text: "the reply leaves to " + end.door.outside() + ", the request came from " + by.outside()}
	}
}
