package change

import (
	"fmt"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// attachEdit is "attach sg:web to eni-1", or "detach sg:web from i-1".
type attachEdit struct {
	detach bool
	group  Name
	host   Name
}

func parseAttach(p *parser) operation {
	e := &attachEdit{detach: p.verb.word == "detach", group: p.name("sg:NAME")}
	if e.detach {
		p.oneOf("from")
	} else {
		p.oneOf("to")
	}
	e.host = p.name("ENI or INSTANCE")
	return e
}

func (e *attachEdit) String() string {
	if e.detach {
		return fmt.Sprintf("detach %s from %s", e.group, e.host)
	}
	return fmt.Sprintf("attach %s to %s", e.group, e.host)
}

// resolve returns the interface and the group.
func (e *attachEdit) resolve(d *draft) (eni, group resource, err error) {
	if eni, err = d.interfaceOf(e.host); err != nil {
		return eni, group, err
	}
	group, err = d.resolve(e.group, eni.vpc, kindGroup)
	return eni, group, err
}

// interfaceOf returns the interface that a name means; of an instance its only one.
func (d *draft) interfaceOf(m Name) (resource, error) {
	r, err := d.resolve(m, "", kindENI, kindInstance)
	if err != nil || r.kind == kindENI {
		return r, err
	}
	i := d.instance(r.id)
	switch {
	case len(i.Interfaces) == 0:
		return resource{}, d.failAt(m, fmt.Sprintf("instance %s has no known interface", r), "groups and addresses belong to interfaces", "name an interface")
	case len(i.Interfaces) > 1:
		if err := d.refuse(r.id, fmt.Sprintf("instance %s has %d interfaces; the primary is meant", r, len(i.Interfaces)),
			"with several interfaces AWS wants to know which", "name the interface"); err != nil {
			return resource{}, err
		}
	}
	return d.resolve(Name{Text: string(i.Interfaces[0]), column: m.column}, "", kindENI)
}

func (e *attachEdit) apply(d *draft) error {
	host, group, err := e.resolve(d)
	if err != nil {
		return err
	}
	eni, id := d.eni(host.id), model.SecurityGroupID(group.id)
	has := slices.Contains(eni.Groups, id)
	switch {
	case e.detach && !has:
		return d.failAt(e.group, fmt.Sprintf("%s is not attached to %s", group, host), "only what is attached can be detached", "name one of its groups", texts(eni.Groups)...)
	case e.detach && len(eni.Groups) == 1:
		err = d.refuse(host.id, fmt.Sprintf("%s would have no group left", host), "an interface has at least one group", "attach another group first")
	case !e.detach && has:
		return d.failAt(e.group, fmt.Sprintf("%s is already attached to %s", group, host), "a group attaches once", "leave the edit out")
	case !e.detach:
		err = checkAttach(d, eni, group)
	}
	if err != nil {
		return err
	}
	if e.detach {
		eni.Groups = without(eni.Groups, func(g model.SecurityGroupID) bool { return g == id })
		d.note(Removed, host.id, "group %s of %s", group, host)
		return nil
	}
	eni.Groups = with(eni.Groups, id)
	d.note(Changed, host.id, "group %s added to %s", group, host)
	return nil
}

// checkAttach applies SG-18 and the quota of groups.
func checkAttach(d *draft, eni *model.NetworkInterface, group resource) error {
	if group.vpc != eni.VPC && !slices.ContainsFunc(d.n.SecurityGroupAssociations, func(a model.SecurityGroupVPCAssociation) bool {
		return string(a.Group) == group.id && a.VPC == eni.VPC && a.State == "associated"
	}) {
		if err := d.refuse(group.id, fmt.Sprintf("%s belongs to %s, the interface lies in %s", group, group.vpc, eni.VPC),
			"a group serves its own VPC and those it is associated with (SG-18)", "use a group of "+string(eni.VPC)); err != nil {
			return err
		}
	}
	return d.quota(string(eni.ID), len(eni.Groups), groupsPerENI, "groups")
}

func (e *attachEdit) inverse(d *draft) (operation, bool) {
	host, group, err := e.resolve(d)
	if err != nil {
		return nil, false
	}
	has := slices.Contains(d.eni(host.id).Groups, model.SecurityGroupID(group.id))
	inv := *e
	inv.detach = !e.detach
	return &inv, has == e.detach
}

// isolateEdit is "isolate i-1": its only group becomes one without rules.
type isolateEdit struct{ host Name }

func parseIsolate(p *parser) operation { return &isolateEdit{p.name("INSTANCE")} }

func (e *isolateEdit) String() string { return "isolate " + e.host.String() }

func (e *isolateEdit) apply(d *draft) error {
	r, err := d.resolve(e.host, "", kindInstance, kindENI)
	if err != nil {
		return err
	}
	interfaces := []string{r.id}
	if r.kind == kindInstance {
		interfaces = texts(d.instance(r.id).Interfaces)
	}
	for _, id := range interfaces {
		eni := d.eni(id)
		if eni == nil {
			continue
		}
		quarantine := d.quarantine(eni.VPC, eni.Account, eni.Region)
		eni.Groups = []model.SecurityGroupID{quarantine}
		d.note(Changed, id, "its groups are replaced by %s, which has no rules", quarantine)
	}
	d.note(Note, r.id, "connections that are tracked today live on until they end (SG-22)")
	return nil
}

func (e *isolateEdit) inverse(*draft) (operation, bool) { return nil, false }

// quarantine returns the group without rules of a VPC, made when there is none.
func (d *draft) quarantine(vpc model.VPCID, account model.AccountID, region model.RegionID) model.SecurityGroupID {
	for _, g := range d.n.SecurityGroups {
		if g.VPC == vpc && g.Name == "isolated" && len(g.Rules) == 0 && g.UnknownIngress == nil && g.UnknownEgress == nil {
			return g.ID
		}
	}
	id := model.SecurityGroupID(d.newID("sg-", "isolated-"+suffix(string(vpc)), kindGroup))
	insert(d, &d.n.SecurityGroups, model.SecurityGroup{ID: id, Name: "isolated", VPC: vpc, Account: account, Region: region, Origin: d.origin()},
		func(g *model.SecurityGroup) string { return string(g.ID) })
	d.note(Created, string(id), "security group isolated in %s, without rules", vpc)
	return id
}

func texts[T ~string](ids []T) []string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return out
}
