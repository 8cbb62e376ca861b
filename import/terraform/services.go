package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// cache reads a cache with a subnet group.
func cache(kind string) func(item) {
	return func(it item) {
		if it.str("replication_group_id") != "" && it.res.Type == "aws_elasticache_cluster" && it.str("subnet_group_name") == "" {
			return // a node of a replication group, which is read itself
		}
		ids, unknown := it.subnetGroup("subnet_group_name")
		w := it.placed(kind, ids, unknown)
		w.row.Port = it.port("port")
		if w.row.Port == 0 {
			w.row.Port = map[bool]uint16{true: 11211, false: 6379}[it.str("engine") == "memcached"]
		}
		w.setGroups(it, "security_group_ids")
		w.add()
	}
}

func readRedshift(it item) {
	ids, unknown := it.subnetGroup("cluster_subnet_group_name")
	w := it.placed("redshift", ids, unknown)
	w.row.Port, w.row.Public = it.port("port"), it.flag("publicly_accessible", true)
	if w.row.Port == 0 {
		w.row.Port = 5439
	}
	w.setGroups(it, "vpc_security_group_ids")
	w.eachInterface(func(e *model.NetworkInterface) { e.SomePublic = w.row.Public })
	w.add()
}

// search reads a search domain. Outside a VPC it has no interface.
func search(it item) {
	options := it.block("vpc_options")
	if ids, unknown := options.refs("subnet_ids"); len(ids) > 0 || unknown != nil {
		w := it.placed("opensearch", ids, unknown)
		w.row.Port = 443
		w.setGroups(options, "security_group_ids")
		w.add()
	}
}

func readKafka(it item) {
	nodes := it.block("broker_node_group_info")
	ids, unknown := nodes.refs("client_subnets")
	w := it.placed("msk", ids, unknown)
	w.setGroups(nodes, "security_groups")
	w.add()
}

func readMountTarget(it item) {
	r := it.ref("subnet_id")
	var ids []string
	if r.id != "" {
		ids = []string{r.id}
	}
	w := it.placed("efs", ids, r.unknown)
	w.row.Port = 2049
	w.setGroups(it, "security_groups")
	w.eachInterface(func(e *model.NetworkInterface) { it.fixedAddress(e, "ip_address") })
	w.add()
}

// fixedAddress gives an interface an address that is known.
func (it item) fixedAddress(e *model.NetworkInterface, key string) {
	if a := it.addr(key); a.IsValid() {
		e.Private, e.UnknownAddresses = []model.PrivateAddress{{Addr: a, Primary: true, Origin: it.origin()}}, nil
	}
}

// readCluster reads the interfaces of an EKS control plane. Beside the groups
// named they are in the cluster's own group, which AWS makes.
func readCluster(it item) {
	c := it.block("vpc_config")
	ids, unknown := c.refs("subnet_ids")
	w := it.placed("eks", ids, unknown)
	groups, unknownGroups := c.refs("security_group_ids")
	own := it.clusterGroup(c)
	w.eachInterface(func(e *model.NetworkInterface) {
		e.Groups = append(all[model.SecurityGroupID](groups), own)
		e.UnknownGroups = unknownGroups
		w.row.Groups = e.Groups
	})
	w.row.Port, w.row.Public = 443, c.flag("endpoint_public_access", true)
	w.add()
	row := model.SecurityGroup{ID: own, Name: "eks-cluster-sg-" + it.name(), VPC: w.row.VPC, Account: it.account(), Region: it.region(), Origin: it.origin()}
	row.Rules = []model.SecurityGroupRule{everything(true, allIPv4, it.origin())}
	self := everything(false, allIPv4, it.origin())
	self.Peer = model.Peer{Kind: model.PeerGroup, Group: own}
	row.Rules = append(row.Rules, self)
	it.b.groups.add(own, row)
}

// clusterGroup is the group that AWS makes for an EKS cluster.
func (it item) clusterGroup(c item) model.SecurityGroupID {
	if id := c.str("cluster_security_group_id"); strings.HasPrefix(id, "sg-") {
		return model.SecurityGroupID(id)
	}
	return model.SecurityGroupID(it.res.Address + ".vpc_config[0].cluster_security_group_id")
}

// readNodeGroup reads the nodes of an EKS cluster: in the group of the cluster,
// unless a launch template names others.
func readNodeGroup(it item) {
	w := it.workload("eks-node", "subnet_ids", "")
	template := it.b.template(it.block("launch_template"))
	var own []model.SecurityGroupID
	name := it.b.canonical(it.str("cluster_name"))
	for _, r := range it.b.ofType("aws_eks_cluster") {
		if name != "" && (r.Values().Get("name").Str() == name || it.b.idOf(r) == name) {
			c := it.b.itemOf(r)
			own = []model.SecurityGroupID{c.clusterGroup(c.block("vpc_config"))}
		}
	}
	w.eachInterface(func(e *model.NetworkInterface) {
		e.Groups = own
		if len(own) == 0 {
			e.UnknownGroups = &model.Unknown{Cause: "the cluster of " + it.res.Address + " is not in the plan or state", Origin: it.origin()}
		}
		if groups, unknown := template.refs("vpc_security_group_ids"); len(groups) > 0 || unknown != nil {
			e.Groups, e.UnknownGroups = all[model.SecurityGroupID](groups), unknown
		}
		if s := it.b.subnets.get(e.Subnet); s != nil {
			e.SomePublic = s.MapPublicIP
		}
		w.row.Groups = e.Groups
	})
	w.add()
}

func readBroker(it item) {
	w := it.workload("mq", "subnet_ids", "security_groups")
	w.row.Public = it.flag("publicly_accessible", false)
	w.eachInterface(func(e *model.NetworkInterface) { e.SomePublic = w.row.Public })
	w.add()
}

// readResolver reads a Route 53 Resolver endpoint (EP-25).
func readResolver(it item) {
	var ids []string
	addresses, unknown := it.blocks("ip_address")
	for _, a := range addresses {
		r := a.ref("subnet_id")
		if r.unknown != nil {
			unknown = r.unknown
		}
		if r.id != "" {
			ids = appendNew(ids, r.id)
		}
	}
	w := it.placed("resolver", ids, unknown)
	if it.str("direction") == "INBOUND" {
		w.row.Port = 53
	}
	w.setGroups(it, "security_group_ids")
	w.add()
}

// readConnectEndpoint reads an EC2 Instance Connect Endpoint (EP-24).
func readConnectEndpoint(it item) {
	r := it.ref("subnet_id")
	var ids []string
	if r.id != "" {
		ids = []string{r.id}
	}
	w := it.placed("eice", ids, r.unknown)
	w.setGroups(it, "security_group_ids")
	w.eachInterface(func(e *model.NetworkInterface) { e.Type = "ec2_instance_connect_endpoint" })
	w.add()
}

func readReplication(it item) {
	ids, unknown := it.subnetGroup("replication_subnet_group_id")
	w := it.placed("dms", ids, unknown)
	w.setGroups(it, "vpc_security_group_ids")
	w.add()
}
