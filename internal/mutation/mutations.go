package main

// A mutation disables a rule: the text old of a file of package reach, which stands there exactly
// once, becomes new.
type mutation struct {
	rule, name     string
	file, old, new string
}

var mutations = []mutation{
	{"CONN-2", "the reply is not checked", "connect.go", `must, may = must.Intersect(m), may.Union(a)`, `must, may = must.Union(m), may.Union(a)`},
	{"NACL-3", "no ACL sees the reply", "evaluate.go", `if h := &p.hops[i]; h.filter.kind != passAll {`, `if h := &p.hops[i]; h.filter.kind != passAll && h.filter.kind != naclFilter {`},
	{"CONN-3", "client ports are any ports", "connect.go", `Must: o.must.Project(c.ephemeral)`, `Must: o.must.Project(allPorts)`},
	{"NAT-4", "translated ports are the client's", "walk_nat.go", "h.src = a.Private\n\th.legs++", "h.src = a.Private"},
	{"FWD-3", "ACLs apply within a subnet", "walk_interface.go", `if s.contains(h.dst) {`, `if false && s.contains(h.dst) {`},
	{"NACL-2", "the last entry wins", "acl.go", `entries[i].Number < entries[j].Number`, `entries[i].Number > entries[j].Number`},
	{"NACL-5", "ACL entries match any address", "acl.go", `return prefixHolds(e.CIDR, remote)`, `return true, true`},
	{"NACL-2", "no entry that matches is an allow", "acl.go", `return packet.Pair{Must: must, May: may}`, `return packet.Pair{Must: must.Union(openMust), May: may.Union(openMay)}`},
	{"RT-8", "a blackhole forwards", "walk_route.go", `if r.blackhole() {`, `if false && r.blackhole() {`},
	{"RT-4", "propagated beats static", "table.go", `return rankPropagated`, `return rankLocal`},
	{"RT-7", "propagated routes inside the VPC count", "table.go", `case t.ignored(m):`, `case false && t.ignored(m):`},
	{"RT-9", "a filtered route is a route", "table.go", `if m.State != model.RouteFiltered {`, `if true {`},
	{"RT-5", "no local routes but those listed", "table.go", `if !slices.ContainsFunc(rows,`, `if false && !slices.ContainsFunc(rows,`},
	{"SG-12", "references match whatever the path", "group.go", `p.Status != "active", f.ref == refNo:`, `p.Status != "active":`},
	{"SG-16", "stale references count", "group.go", `case p.Status != "" && p.Status != "active", f.ref`, `case f.ref`},
	{"SG-13", "a Transit Gateway without support passes references", "walk_transit.go", `case !ok, from.gateway`, `case !ok && false, from.gateway`},
	{"SG-14", "references survive an appliance", "walk_appliance.go", "\th.noReferences()\n\th.pass(\"appliance\", \"APP-2\", string(m.m.ID), \"forwards\"", "\th.pass(\"appliance\", \"APP-2\", string(m.m.ID), \"forwards\""},
	{"PCX-7", "references cross regions", "walk_peering.go", `if crossRegion(near, far) {`, `if false && crossRegion(near, far) {`},
	{"IGW-2", "any source leaves by an internet gateway", "walk_igw.go", `if !public.IsValid() {`, "if !public.IsValid() && h.src.IsValid() {\n\t\tpublic = h.src\n\t}\n\tif !public.IsValid() {"},
	{"IGW-5", "private addresses are on the internet", "walk_igw.go", `if !internetRoutable(h.dst) || unroutableSource(h.src) {`, `if unroutableSource(h.src) {`},
	{"IGW-7", "a redirected subnet uses the gateway", "walk_igw.go", `if s != nil && w.redirected(`, `if false && w.redirected(`},
	{"NAT-2", "a NAT gateway carries every protocol", "walk_nat.go", `packet.Exactly(natProtocols)`, `packet.Exactly(packet.All())`},
	{"NAT-5", "a NAT gateway lets packets in unasked", "walk_nat.go", `if w.reply == nil || !ok || d.kind != deviceIGWOut || v == nil {`, `if v == nil && d.kind != deviceIGWOut && !ok {`},
	{"CONN-4", "a reply may miss its translator", "walk.go", `func (w *walker) settle(h head, t terminal) (head, terminal) {`, "func (w *walker) settle(h head, t terminal) (head, terminal) {\n\th.pending = nil"},
	{"CONN-4", "a reply may return by another translator", "walk.go", `return m.kind == d.kind && sameID && (m.outside == d.outside || !m.outside.IsValid())`, `return m.kind == d.kind || sameID`},
	{"SDC-1", "the source/destination check of a sender is off", "walk_interface.go", `if e.checked() {`, `if false && e.checked() {`},
	{"SDC-1", "the check of a next hop is off", "walk_appliance.go", `if m.checked() {`, `if false && m.checked() {`},
	{"APP-4", "an appliance lets unknown replies pass", "walk_appliance.go", `unseen := w.reply != nil && !w.reply.crossed(m)`, `unseen := false && !w.reply.crossed(m)`},
	{"TGW-2", "an attachment serves every zone", "transit.go", `switch s.zone.same(z) {`, `switch max(yes, s.zone.same(z)) {`},
	{"TGW-3", "an attachment in any association state", "transit.go", `case as.RouteTable != "" && !counts(as.State):`, `case as.RouteTable != "" && false:`},
	{"TGW-5", "a Transit Gateway's blackhole forwards to nobody known", "walk_transit.go", `case r.blackhole:`, `case false && r.blackhole:`},
	{"TGW-9", "the attachment's subnet has no ingress ACL", "walk_transit.go", `w.filterACL(&b, door, false, false)`, `_ = door`},
	{"TGW-13", "a packet goes back to its own attachment", "walk_transit.go", `if to == from && w.hairpin(&h, to) {`, `if false && w.hairpin(&h, to) {`},
	{"PCX-1", "any peering is active", "walk_peering.go", `case p.Status == "active":`, `case p.Status != "":`},
	{"PCX-3", "a peering leads to any address", "walk_peering.go", `if !peer.mayHold(h.dst) {`, `if false && !peer.mayHold(h.dst) {`},
	{"EP-1", "a gateway endpoint carries UDP", "walk_vgw.go", `packet.Exactly(gatewayEndpointTraffic)`, `packet.Exactly(packet.All())`},
	{"EP-5", "an interface endpoint answers ICMP", "walk_deliver.go", `packet.Exactly(tcpUDP)`, `packet.Exactly(packet.All().Union(tcpUDP))`},
	{"VGW-2", "a VPN gateway leads anywhere", "walk_vgw.go", `case !possible:`, `case false && !possible:`},
	{"D-5", "an ACL counts in may for a next hop in the subnet", "evaluate.go", `if f.mustOnly {`, `if false && f.mustOnly {`},
	{"PL-2", "a list without entries is empty", "prefixlist.go", `return false, in || l.canHold(addr)`, `return in, in`},
	{"CONN-5", "every packet begins a connection", "can.go", `return t.asked.Intersect(startsTraffic).Intersect(family)`, `return t.asked.Intersect(family)`},
	{"PCX-6", "any owner of the address is the initiator", "walk_deliver.go", `if o != w.reply.owner {`, `if false && o != w.reply.owner {`},
	{"FWD-5", "loops are followed to the end", "walk.go", `slices.Contains(h.visits, visit{where, h.src, h.dst})`, `false`},
	{"VPC-7", "a detached interface receives", "iface.go", `case e.m.Attachment.Status != "" && e.m.Attachment.Status != "attached":`, `case e.m.Attachment.Status == "never":`},
	{"IF-4", "a function accepts connections", "walk_deliver.go", `w.drop(h, "IF-4", string(o.m.ID), "a Lambda function accepts no connections on its interface", o.m.Origin)`, `return false`},
	{"BPA-2", "Block Public Access blocks nothing", "bpa.go", `case model.BPABidirectional:`, `case "never":`},
	{"SG-2", "an interface without groups is open", "group.go", `|| e.groups.none() {`, `{`},
}
