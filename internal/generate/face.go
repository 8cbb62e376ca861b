package generate

import (
	"fmt"
	"net/netip"
	"strconv"

	"github.com/seed-044d7529/segment/model"
)

// face is an interface in few bytes; its id has its place in plan.interfaces, counted from 1.
type face struct {
	subnet int
	offset uint32 // of its address in the subnet
	groups []int32
	public int // number of its public address; 0: none
	kind   faceKind
	six    bool
	about  string // a task: its service; otherwise the gateway, attachment, endpoint or balancer that it is of
}

// faceKind is what an interface belongs to.
type faceKind uint8

const (
	faceTask     faceKind = iota // a container task of the workload: the endpoints
	faceNAT                      // a NAT gateway
	faceTransit                  // a Transit Gateway attachment
	faceEndpoint                 // an interface endpoint
	faceNLB                      // a network load balancer
	faceALB                      // an application load balancer
)

// service says how AWS prints the interfaces of a kind.
type service struct {
	kind      string // InterfaceType
	owner     string // InstanceOwnerId
	requester string
	ipOwner   string // of the public address; "" stands for the account
	describes string // format of the description
	noCheck   bool   // source/destination check is off
}

// services are the kinds in order; the description of a task is made apart.
var services = [...]service{
	faceTask: {kind: model.InterfacePlain, owner: "900000000002", requester: "900000000003", ipOwner: "amazon"},
	faceNAT: {
		kind: model.InterfaceNat, owner: "amazon-aws", requester: "900000000004",
		describes: "Interface for NAT Gateway %s", noCheck: true,
	},
	faceTransit: {
		kind: model.InterfaceTransitGateway, owner: "amazon-aws", requester: "900000000005",
		describes: "Network Interface for Transit Gateway Attachment %s", noCheck: true,
	},
	faceEndpoint: {
		kind: model.InterfaceVPCEndpoint, owner: "amazon-aws", requester: "900000000005",
		describes: "VPC Endpoint Interface %s",
	},
	faceNLB: {
		kind: model.InterfaceNLB, owner: "amazon-aws", requester: "amazon-elb", ipOwner: "amazon-elb",
		describes: "ELB %s", noCheck: true,
	},
	faceALB: {
		kind: model.InterfacePlain, owner: "amazon-elb", requester: "amazon-elb", ipOwner: "amazon-elb",
		describes: "ELB %s",
	},
}

func interfaceID(i int) model.ENIID { return model.ENIID(idOf("eni", i+1)) }

// addFace adds an interface at the lowest free address of its subnet, which must have one.
func (p *plan) addFace(f face) int {
	if p.room(f.subnet) <= 0 {
		panic("unreachable: a full subnet")
	}
	s := &p.spaces[f.subnet]
	f.offset = s.next
	s.next++
	p.interfaces = append(p.interfaces, f)
	return len(p.interfaces) - 1
}

// addTask adds an endpoint of the workload. It has a public address in a subnet that gives one.
func (p *plan) addTask(subnet int, service string, six bool, groups ...int32) int {
	f := face{subnet: subnet, kind: faceTask, about: service, six: six, groups: groups}
	if p.net.Subnets[subnet].MapPublicIP {
		f.public = p.nextPublic()
	}
	return p.addFace(f)
}

// addr is the private IPv4 address of an interface.
func (p *plan) addr(i int) netip.Addr {
	return addrAt(p.net.Subnets[p.interfaces[i].subnet].CIDR, p.interfaces[i].offset)
}

// networkInterface is the row of an interface.
func (p *plan) networkInterface(i int) model.NetworkInterface {
	f := &p.interfaces[i]
	s, how := &p.net.Subnets[f.subnet], &services[f.kind]
	row := model.NetworkInterface{
		ID: interfaceID(i), VPC: s.VPC, Subnet: s.ID, Account: s.Account, Region: region, Zone: s.Zone, Type: how.kind, Status: "in-use",
		Attachment:      model.InterfaceAttachment{Owner: how.owner, Status: "attached", DeviceIndex: 1},
		SourceDestCheck: !how.noCheck, Private: []model.PrivateAddress{{Addr: p.addr(i), Primary: true}},
		RequesterID: how.requester, RequesterManaged: true,
	}
	for _, g := range f.groups {
		row.Groups = append(row.Groups, groupID(int(g)))
	}
	if f.public > 0 {
		p.publish(i, &row.Private[0])
	}
	if f.six {
		row.IPv6 = []netip.Addr{addrAt(s.IPv6CIDRs[0], f.offset)}
	}
	if f.kind == faceTask {
		row.Description, row.Tags = taskDescription(i, s.Account), p.taskTags(i)
	} else {
		row.Description = fmt.Sprintf(how.describes, f.about)
	}
	return row
}

// publish gives an address its public one: an Elastic IP of the account for NAT gateways, one of
// AWS's for the others.
func (p *plan) publish(i int, a *model.PrivateAddress) {
	f := &p.interfaces[i]
	a.Public, a.IPOwner = publicAddr(f.public), services[f.kind].ipOwner
	if f.kind == faceNAT {
		a.IPOwner = string(p.net.Subnets[f.subnet].Account)
		a.Allocation = model.AllocationID(idOf("eipalloc", f.public))
	}
}

// taskDescription names the attachment as the container service does; its id looks random.
func taskDescription(i int, account model.AccountID) string {
	a, b := mix(uint64(i)), mix(^uint64(i))
	return fmt.Sprintf("arn:aws:ecs:%s:%s:attachment/%08x-%04x-4%03x-8%03x-%012x",
		region, account, a>>32, a>>16&0xffff, a&0xfff, b>>48&0xfff, b&0xffffffffffff)
}

// taskTags are the tags of a task, sorted by key.
func (p *plan) taskTags(i int) model.Tags {
	f := &p.interfaces[i]
	vpc := p.spaces[f.subnet].vpc
	tags := model.Tags{
		{Key: "Name", Value: f.about + "-" + strconv.Itoa(i+1)},
		{Key: "aws:ecs:clusterName", Value: p.net.VPCs[vpc].Tags.Name()},
		{Key: "aws:ecs:serviceName", Value: f.about},
	}
	if c := p.homes[vpc].context; c != "" {
		tags = append(tags, model.Tag{Key: "context", Value: c})
	}
	return tags
}
