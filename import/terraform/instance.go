package terraform

import (
	"fmt"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(phaseHost, map[string]func(item){
		"aws_instance": readInstance, "aws_spot_instance_request": readInstance, "aws_autoscaling_group": readScalingGroup,
	})
	register(phaseNetwork, map[string]func(item){"aws_launch_template": func(item) {}, "aws_launch_configuration": func(item) {}})
	dataHandlers["aws_instance"] = handler{phaseHost, readInstance}
	dataHandlers["aws_launch_template"] = handler{phaseNetwork, func(item) {}}
}

// readInstance reads an instance. Without network_interface blocks its primary
// interface is its own (TF-9).
func readInstance(it item) {
	row := model.Instance{
		ID: model.InstanceID(it.id()), Account: it.account(), Region: it.region(), State: it.str("instance_state"), Tags: it.tags(), Origin: it.origin(),
	}
	if row.State == "" {
		row.State = "running"
	}
	if row.State == "terminated" || row.State == "shutting-down" {
		return
	}
	given, _ := it.blocks("network_interface")
	primary, _ := it.blocks("primary_network_interface")
	for _, n := range append(given, primary...) {
		index, _ := n.number("device_index")
		it.b.members = append(it.b.members, member{n.ref("network_interface_id"), row.ID, index})
	}
	if len(given)+len(primary) == 0 {
		e := it.ownInterface(row.ID)
		row.VPC, row.Subnet, row.PrimaryENI, row.Interfaces = e.VPC, e.Subnet, e.ID, []model.ENIID{e.ID}
		it.b.interfaces.add(e.ID, e)
	}
	it.b.instances.add(row.ID, row)
}

// ownInterface is the primary interface of an instance, of the instance's
// attributes and of its launch template.
func (it item) ownInterface(id model.InstanceID) model.NetworkInterface {
	template := it.b.template(it.block("launch_template"))
	subnet := it.ref("subnet_id")
	if subnet.id == "" && subnet.unknown == nil {
		subnet = template.block("network_interfaces").ref("subnet_id")
	}
	eni := it.str("primary_network_interface_id")
	if eni == "" {
		eni = string(id)
	}
	e := it.newInterface(eni, subnet)
	e.SourceDestCheck = it.flag("source_dest_check", true)
	e.Attachment = model.InterfaceAttachment{Instance: id, Owner: string(it.account()), Status: "attached"}
	ids, unknown := it.refs("vpc_security_group_ids")
	named, unknownNames := it.refs("security_groups")
	switch {
	case len(ids) > 0 || unknown != nil:
		it.setGroups(&e, "vpc_security_group_ids", true)
	case len(named) > 0 || unknownNames != nil:
		it.setNamedGroups(&e, named, unknownNames)
	case template.v != nil:
		template.setTemplateGroups(&e)
	default:
		it.setGroups(&e, "vpc_security_group_ids", true)
	}
	it.setAddresses(&e)
	it.setPublic(&e, "associate_public_ip_address")
	if public := it.addr("public_ip"); public.IsValid() && len(e.Private) > 0 {
		e.Private[0].Public, e.SomePublic = public, false
	}
	return e
}

// setNamedGroups sets groups that may be told by name, as in a default VPC.
func (it item) setNamedGroups(e *model.NetworkInterface, names []string, unknown *model.Unknown) {
	e.UnknownGroups = unknown
	for _, name := range names {
		id := model.SecurityGroupID(name)
		it.b.groups.each(func(known model.SecurityGroupID, g *model.SecurityGroup) {
			if g.Name == name && (g.VPC == e.VPC || e.VPC == "") {
				id = known
			}
		})
		if it.b.groups.get(id) == nil {
			e.UnknownGroups = &model.Unknown{Cause: "the security group " + name + " is not in the plan or state", Origin: it.origin()}
			continue
		}
		e.Groups = appendNew(e.Groups, id)
	}
}

// setPublic tells whether an interface gets a public address of AWS's choice.
func (it item) setPublic(e *model.NetworkInterface, key string) {
	public := false
	if s := it.b.subnets.get(e.Subnet); s != nil {
		public = s.MapPublicIP
	}
	e.SomePublic = it.flag(key, public)
	if v := it.get(key); v.KindOf() == plan.Unknown && it.str("public_ip") == "" {
		e.UnknownPublic = it.unknown(key, v)
	}
}

// template is the launch template that a block names; an item of nothing if
// there is none.
func (b *builder) template(spec item) item {
	for _, key := range []string{"id", "launch_template_id", "name", "launch_template_name"} {
		want := spec.get(key).Str()
		if want == "" {
			continue
		}
		id := b.canonical(want)
		for _, r := range b.ofType("aws_launch_template") {
			if b.idOf(r) == id || r.Values().Get("name").Str() == want {
				return b.itemOf(r)
			}
		}
	}
	return item{b: b, res: spec.res}
}

// setTemplateGroups reads the groups of a launch template.
func (it item) setTemplateGroups(e *model.NetworkInterface) {
	if n := it.block("network_interfaces"); n.v != nil {
		n.setGroups(e, "security_groups", true)
		return
	}
	it.setGroups(e, "vpc_security_group_ids", true)
}

// readScalingGroup reads an Auto Scaling group: a workload whose instances
// stand in each of its subnets, as its template says.
func readScalingGroup(it item) {
	spec := it.block("launch_template")
	if mixed := it.block("mixed_instances_policy"); mixed.v != nil {
		spec = mixed.block("launch_template").block("launch_template_specification")
	}
	template := it.b.template(spec)
	groups := template
	if configuration := it.str("launch_configuration"); configuration != "" {
		groups = it.b.launchConfiguration(configuration)
	}
	w := it.workload("asg", "vpc_zone_identifier", "")
	w.eachInterface(func(e *model.NetworkInterface) {
		switch {
		case groups.v == nil:
			e.UnknownGroups = &model.Unknown{Cause: "the launch template of " + it.res.Address + " is not in the plan or state", Origin: it.origin()}
		case groups.res.Type == "aws_launch_configuration":
			groups.setGroups(e, "security_groups", true)
			groups.setPublic(e, "associate_public_ip_address")
		default:
			groups.setTemplateGroups(e)
			groups.block("network_interfaces").setPublic(e, "associate_public_ip_address")
		}
		w.row.Groups = e.Groups
	})
	w.add()
	targets, _ := it.refs("target_group_arns")
	for _, group := range targets {
		w.target(group, 0)
	}
	classic, _ := it.refs("load_balancers")
	for _, name := range classic {
		if lb := it.b.balancers.get(model.ARN(name)); lb != nil {
			for _, e := range w.row.Interfaces {
				lb.Instances = append(lb.Instances, model.InstanceID(e))
			}
		}
	}
}

func (b *builder) launchConfiguration(name string) item {
	id := b.canonical(name)
	for _, r := range b.ofType("aws_launch_configuration") {
		if b.idOf(r) == id || r.Values().Get("name").Str() == name {
			return b.itemOf(r)
		}
	}
	return item{b: b}
}

// inSubnet is the id of the interface of a workload in one of its subnets.
func inSubnet(address string, subnet model.SubnetID, several bool) string {
	if !several {
		return address
	}
	return fmt.Sprintf("%s/%s", address, subnet)
}
