package awsjson

import (
	"cmp"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"Reservations": {kind: model.KindInstances, element: (*answer).reservation, splits: true},
		"instances":    {kind: model.KindInstances, element: (*answer).bareInstance, path: "Reservations[].Instances[]"},
		"Instances":    {element: (*answer).someInstance, path: "Reservations[].Instances[]"},
		"Addresses":    {kind: model.KindAddresses, element: (*answer).address},
	})
}

// instanceInterface is an interface as its instance tells it. It counts only
// where the list of interfaces does not have it (CON-5).
type instanceInterface struct {
	instance model.InstanceID
	row      model.NetworkInterface
	own      bool // made from the instance's own address, not from an entry
}

func (a *answer) reservation(v value) {
	owner := id[model.AccountID](v, "OwnerId")
	instances := v.objects("Instances")
	if v.faulty(0) {
		a.partial(model.KindInstances, "an element at "+v.origin().String()+" could not be read")
	}
	for _, e := range instances {
		a.instance(e, owner)
	}
}

func (a *answer) bareInstance(v value) { a.instance(v, "") }

// someInstance reads an element of a member that several operations have:
// instances of EC2 have a state, those of ClassicLink do not.
func (a *answer) someInstance(v value) {
	if v.has("State") || v.has("NetworkInterfaces") || v.has("ImageId") {
		a.instance(v, "")
		return
	}
	for _, m := range v.children() {
		m.node().used = true
	}
	a.p.leave(model.Unmodelled{What: "Instances", Count: 1, Effect: "ClassicLink no longer exists", Origin: v.origin()})
}

func (a *answer) instance(v value, owner model.AccountID) {
	mark := v.t.bad
	row := model.Instance{
		ID: id[model.InstanceID](v, "InstanceId"), Account: owner, State: v.object("State").str("Name"),
		VPC: id[model.VPCID](v, "VpcId"), Subnet: id[model.SubnetID](v, "SubnetId"), Tags: tags(v), Origin: v.origin(),
		Region: regionOfZone(v.object("Placement").str("AvailabilityZone")),
	}
	row.ASG, _ = row.Tags.Get("aws:autoscaling:groupName")
	var found []instanceInterface
	if row.State != "terminated" { // its interfaces no longer exist (VPC-7)
		found = a.interfacesOf(v, &row)
	}
	if !a.keep(model.KindInstances, v, string(row.ID), mark) {
		return
	}
	for _, f := range found {
		row.Interfaces = append(row.Interfaces, f.row.ID)
	}
	if len(found) > 0 {
		row.PrimaryENI = found[0].row.ID
		row.Account = firstAccount(row.Account, found[0].row.Account)
	}
	a.joins.interfaces = append(a.joins.interfaces, found...)
	push(&a.net.Instances, row)
}

// interfacesOf reads the interfaces of an instance, the primary first. Without
// any, the instance's own address makes one.
func (a *answer) interfacesOf(v value, row *model.Instance) []instanceInterface {
	var out []instanceInterface
	for _, e := range v.objects("NetworkInterfaces") {
		eni := interfaceRow(e)
		eni.Attachment.Instance = row.ID
		if eni.Status == "" {
			eni.Status = "in-use"
		}
		eni.VPC, eni.Subnet = cmp.Or(eni.VPC, row.VPC), cmp.Or(eni.Subnet, row.Subnet)
		eni.Region, eni.Derived = row.Region, true
		out = append(out, instanceInterface{instance: row.ID, row: eni})
	}
	slices.SortStableFunc(out, func(a, b instanceInterface) int {
		return cmp.Compare(a.row.Attachment.DeviceIndex, b.row.Attachment.DeviceIndex)
	})
	if own := ownInterface(v, row); len(out) == 0 && len(own.row.Private) > 0 {
		out = append(out, own)
	}
	return out
}

// ownInterface is the interface that an instance without entries must have.
func ownInterface(v value, row *model.Instance) instanceInterface {
	eni := model.NetworkInterface{
		ID: model.ENIID("eni~" + row.ID), VPC: row.VPC, Subnet: row.Subnet, Account: row.Account, Region: row.Region,
		Type: model.InterfacePlain, Status: "in-use", SourceDestCheck: v.flag("SourceDestCheck", true), Derived: true, Origin: v.origin(),
		Attachment: model.InterfaceAttachment{Instance: row.ID, Status: "attached"},
		Groups:     idsOf[model.SecurityGroupID](v, "SecurityGroups", "GroupId"),
	}
	private, public := v.get("PrivateIpAddress").addr(), v.get("PublicIpAddress").addr()
	if private.IsValid() {
		eni.Private = []model.PrivateAddress{{Addr: private, Primary: true, Public: public, Origin: v.origin()}}
	}
	if six := v.get("Ipv6Address").addr(); six.IsValid() {
		eni.IPv6 = append(eni.IPv6, six)
	}
	return instanceInterface{instance: row.ID, row: eni, own: true}
}

func (a *answer) address(v value) {
	row := model.Address{
		Public: v.get("PublicIp").addr(), Allocation: id[model.AllocationID](v, "AllocationId"), Association: v.str("AssociationId"),
		ENI: id[model.ENIID](v, "NetworkInterfaceId"), Private: v.get("PrivateIpAddress").addr(), Instance: id[model.InstanceID](v, "InstanceId"),
		Account: id[model.AccountID](v, "NetworkInterfaceOwnerId"), Region: regionOfZone(v.str("NetworkBorderGroup")),
		Tags: tags(v), Origin: v.origin(),
	}
	key := string(row.Allocation)
	if row.Public.IsValid() {
		key = row.Public.String()
	}
	if a.keep(model.KindAddresses, v, key, 0) {
		a.net.Addresses = append(a.net.Addresses, row)
	}
}
