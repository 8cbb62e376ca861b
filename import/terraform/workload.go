package terraform

import (
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// subnetGroupTypes are named lists of subnets that workloads refer to.
var subnetGroupTypes = []string{
	"aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_redshift_subnet_group", "aws_neptune_subnet_group", "aws_docdb_subnet_group",
	"aws_memorydb_subnet_group", "aws_dax_subnet_group", "aws_dms_replication_subnet_group",
}

func init() {
	for _, typ := range subnetGroupTypes {
		register(phaseNetwork, map[string]func(item){typ: func(item) {}})
	}
	register(phaseHost, map[string]func(item){
		"aws_ecs_service": readService, "aws_lambda_function": readFunction,
		"aws_db_instance": database("rds"), "aws_rds_cluster": database("rds-cluster"), "aws_rds_cluster_instance": clusterInstance("rds", "aws_rds_cluster"),
		"aws_neptune_cluster": database("neptune"), "aws_neptune_cluster_instance": clusterInstance("neptune", "aws_neptune_cluster"),
		"aws_docdb_cluster": database("docdb"), "aws_docdb_cluster_instance": clusterInstance("docdb", "aws_docdb_cluster"),
		"aws_elasticache_cluster": cache("elasticache"), "aws_elasticache_replication_group": cache("elasticache"),
		"aws_memorydb_cluster": cache("memorydb"), "aws_redshift_cluster": readRedshift,
		"aws_opensearch_domain": search, "aws_elasticsearch_domain": search, "aws_msk_cluster": readKafka,
		"aws_efs_mount_target": readMountTarget, "aws_eks_cluster": readCluster, "aws_eks_node_group": readNodeGroup,
		"aws_mq_broker": readBroker, "aws_route53_resolver_endpoint": readResolver, "aws_ec2_instance_connect_endpoint": readConnectEndpoint,
		"aws_dms_replication_instance": readReplication,
	})
	dataHandlers["aws_db_subnet_group"] = handler{phaseNetwork, func(item) {}}
}

// workload is a workload while it is read: a row, and an interface a subnet.
type workload struct {
	it         item
	row        model.Workload
	interfaces []model.NetworkInterface
}

// workload makes a workload with an interface in each subnet that an attribute
// names, in the groups that another one names (none: groups are set later).
func (it item) workload(kind, subnets, groups string) *workload {
	ids, unknown := it.refs(subnets)
	if v := it.get(subnets); v.KindOf() == plan.String {
		r := it.named(subnets, v)
		ids = []string{r.id}
	}
	w := it.placed(kind, ids, unknown)
	if groups != "" {
		w.setGroups(it, groups)
	}
	return w
}

// placed makes a workload in known subnets. unknown says that there may be
// others: one more interface stands for them.
func (it item) placed(kind string, subnets []string, unknown *model.Unknown) *workload {
	w := &workload{it: it, row: model.Workload{
		Kind: kind, ID: it.res.Address, Name: it.name(), ARN: model.ARN(it.arn()), Account: it.account(), Region: it.region(),
		Subnets: all[model.SubnetID](subnets), Tags: it.tags(), Origin: it.origin(),
	}}
	several := len(subnets)+unknownCount(unknown) > 1
	for _, s := range w.row.Subnets {
		w.interfaces = append(w.interfaces, it.newInterface(inSubnet(it.res.Address, s, several), ref{id: string(s)}))
	}
	if unknown != nil {
		w.interfaces = append(w.interfaces, it.newInterface(inSubnet(it.res.Address, "unknown", several), ref{unknown: unknown}))
	}
	for i := range w.interfaces {
		e := &w.interfaces[i]
		e.RequesterManaged = true
		if w.row.VPC == "" {
			w.row.VPC = e.VPC
		}
	}
	return w
}

func unknownCount(u *model.Unknown) int {
	if u == nil {
		return 0
	}
	return 1
}

// name is what people call the workload.
func (it item) name() string {
	for _, key := range []string{
		"name", "identifier", "cluster_identifier", "replication_group_id", "cluster_id", "function_name", "domain_name", "cluster_name",
		"node_group_name", "broker_name", "replication_instance_id",
	} {
		if s := it.str(key); s != "" && !strings.Contains(s, "⟦") {
			return s
		}
	}
	return it.res.Name
}

func (it item) arn() string {
	if s := it.str("arn"); strings.HasPrefix(s, "arn:") {
		return s
	}
	return ""
}

// setGroups reads the groups of all interfaces; without any they are in the
// default group (TF-8).
func (w *workload) setGroups(it item, key string) {
	w.eachInterface(func(e *model.NetworkInterface) {
		it.setGroups(e, key, true)
		w.row.Groups = e.Groups
	})
}

func (w *workload) eachInterface(f func(*model.NetworkInterface)) {
	for i := range w.interfaces {
		f(&w.interfaces[i])
	}
}

// add files the workload.
func (w *workload) add() {
	for _, e := range w.interfaces {
		w.row.Interfaces = append(w.row.Interfaces, e.ID)
		w.it.b.interfaces.add(e.ID, e)
	}
	w.it.b.rest.Workloads = append(w.it.b.rest.Workloads, w.row)
}

// target registers the interfaces of the workload in a target group.
func (w *workload) target(group string, port uint16) {
	for _, e := range w.row.Interfaces {
		w.it.b.balanced[group] = append(w.it.b.balanced[group], model.LBTarget{ID: string(e), Port: port, Origin: w.row.Origin})
	}
}

// readService reads an ECS service. Only tasks in awsvpc mode have interfaces.
func readService(it item) {
	n := it.block("network_configuration")
	if n.v == nil {
		it.b.leaveAs(it.res, "aws_ecs_service in bridge or host mode", true, "its tasks use the interfaces of their container instances")
		return
	}
	ids, unknown := n.refs("subnets")
	w := it.placed("ecs-task", ids, unknown)
	w.setGroups(n, "security_groups")
	w.eachInterface(func(e *model.NetworkInterface) { e.SomePublic = n.flag("assign_public_ip", false) })
	w.add()
	balancers, _ := it.blocks("load_balancer")
	for _, l := range balancers {
		if group := l.ref("target_group_arn"); group.id != "" {
			w.target(group.id, l.port("container_port"))
		}
	}
}

// readFunction reads a function. Outside a VPC it has no interface.
func readFunction(it item) {
	c := it.block("vpc_config")
	if ids, unknown := c.refs("subnet_ids"); len(ids) > 0 || unknown != nil {
		w := it.placed("lambda", ids, unknown)
		w.setGroups(c, "security_group_ids")
		w.eachInterface(func(e *model.NetworkInterface) {
			e.Type, e.IPv6Outbound = model.InterfaceLambda, c.flag("ipv6_allowed_for_dual_stack", false)
		})
		w.add()
	}
}

// subnetGroup finds the subnets of a subnet group by its name. Without a name
// the workload is in the default group of the account: unknown.
func (it item) subnetGroup(key string) ([]string, *model.Unknown) {
	v := it.get(key)
	if v.KindOf() == plan.Unknown {
		return nil, it.unknown(key, v)
	}
	name := it.b.canonical(v.Str())
	for _, r := range it.b.ofType(subnetGroupTypes...) {
		if name != "" && (it.b.idOf(r) == name || r.Values().Get("name").Str() == name) {
			return it.b.itemOf(r).refs("subnet_ids")
		}
	}
	if name == "" {
		return nil, &model.Unknown{Cause: it.res.Address + " is in the default subnet group", Origin: it.origin()}
	}
	return nil, &model.Unknown{Cause: "the subnet group " + name + " is not in the plan or state", Origin: it.origin()}
}

// database reads a database with a subnet group. A cluster itself has no
// interface: its instances do, and without any it answers at its subnets.
func database(kind string) func(item) {
	return func(it item) {
		key := "db_subnet_group_name"
		if strings.HasPrefix(it.res.Type, "aws_neptune") {
			key = "neptune_subnet_group_name"
		}
		ids, unknown := it.subnetGroup(key)
		w := it.placed(kind, ids, unknown)
		w.row.Port, w.row.Public = it.port("port"), it.flag("publicly_accessible", false)
		if w.row.Port == 0 {
			w.row.Port = enginePorts[strings.SplitN(it.str("engine")+kind, "-", 2)[0]]
		}
		w.setGroups(it, "vpc_security_group_ids")
		w.eachInterface(func(e *model.NetworkInterface) { e.SomePublic = w.row.Public })
		w.add()
	}
}

// enginePorts are the ports of database engines when none is told.
var enginePorts = map[string]uint16{
	"postgres": 5432, "mysql": 3306, "mariadb": 3306, "oracle": 1521, "sqlserver": 1433, "neptuneneptune": 8182, "docdbdocdb": 27017,
}

// clusterInstance reads an instance of a database cluster: it lives where its
// cluster does, in the groups of the cluster.
func clusterInstance(kind, cluster string) func(item) {
	return func(it item) {
		name := it.b.canonical(it.str("cluster_identifier"))
		for _, r := range it.b.ofType(cluster) {
			if name == "" || it.b.idOf(r) != name && r.Values().Get("cluster_identifier").Str() != name {
				continue
			}
			c := it.b.itemOf(r)
			key := "db_subnet_group_name"
			if kind == "neptune" {
				key = "neptune_subnet_group_name"
			}
			ids, unknown := c.subnetGroup(key)
			w := it.placed(kind, ids, unknown)
			w.row.Port, w.row.Public = c.port("port"), it.flag("publicly_accessible", false)
			w.setGroups(c, "vpc_security_group_ids")
			w.eachInterface(func(e *model.NetworkInterface) { e.SomePublic = w.row.Public })
			w.add()
			return
		}
		it.placed(kind, nil, &model.Unknown{Cause: "the cluster of " + it.res.Address + " is not in the plan or state", Origin: it.origin()}).add()
	}
}
