package awsjson

import "github.com/seed-044d7529/segment/model"

func init() {
	workloads := func(read func(*answer, value)) handler { return handler{kind: model.KindWorkloads, element: read} }
	register(map[string]handler{
		"DBInstances":         workloads((*answer).database),
		"DBClusters":          workloads((*answer).databaseCluster),
		"CacheClusters":       workloads((*answer).cache),
		"Clusters":            {element: (*answer).someCluster},
		"DBSubnetGroups":      {kind: "DBSubnetGroups", element: (*answer).databaseSubnets},
		"CacheSubnetGroups":   {kind: "CacheSubnetGroups", element: (*answer).cacheSubnets},
		"ClusterSubnetGroups": {kind: "ClusterSubnetGroups", element: (*answer).clusterSubnets},
	})
}

// addWorkload keeps a workload; group names its subnets where it does not tell
// them itself.
func (a *answer) addWorkload(v value, row model.Workload, group string) {
	if !a.keep(model.KindWorkloads, v, row.ID, 0) {
		return
	}
	arn := string(row.ARN)
	row.Account, row.Region = firstAccount(accountOf(arn), row.Account), firstRegion(regionOf(arn), row.Region)
	if group != "" && len(row.Subnets) == 0 {
		a.joins.inGroup = append(a.joins.inGroup, inGroup{workload: row.Kind + "/" + row.ID, group: group, origin: row.Origin})
	}
	a.net.Workloads = append(a.net.Workloads, row)
}

func (a *answer) database(v value) {
	row := model.Workload{
		Kind: "rds", ID: v.str("DBInstanceIdentifier"), Name: v.str("DBInstanceIdentifier"), ARN: id[model.ARN](v, "DBInstanceArn"),
		Region: regionOfZone(v.str("AvailabilityZone")), Groups: idsOf[model.SecurityGroupID](v, "VpcSecurityGroups", "VpcSecurityGroupId"),
		Port: v.object("Endpoint").port("Port"), Public: v.flag("PubliclyAccessible", false), Tags: tags(v), Origin: v.origin(),
	}
	subnets := v.object("DBSubnetGroup")
	row.VPC, row.Subnets = id[model.VPCID](subnets, "VpcId"), idsOf[model.SubnetID](subnets, "Subnets", "SubnetIdentifier")
	a.addWorkload(v, row, "")
}

func (a *answer) databaseCluster(v value) {
	row := model.Workload{
		Kind: "rds-cluster", ID: v.str("DBClusterIdentifier"), Name: v.str("DBClusterIdentifier"), ARN: id[model.ARN](v, "DBClusterArn"),
		Groups: idsOf[model.SecurityGroupID](v, "VpcSecurityGroups", "VpcSecurityGroupId"), Port: v.port("Port"),
		Public: v.flag("PubliclyAccessible", false), Tags: tags(v), Origin: v.origin(),
	}
	a.addWorkload(v, row, "db/"+v.str("DBSubnetGroup"))
}

func (a *answer) cache(v value) {
	row := model.Workload{
		Kind: "elasticache", ID: v.str("CacheClusterId"), Name: v.str("CacheClusterId"), ARN: id[model.ARN](v, "ARN"),
		Region: regionOfZone(v.str("PreferredAvailabilityZone")), Groups: idsOf[model.SecurityGroupID](v, "SecurityGroups", "SecurityGroupId"),
		Port: v.object("ConfigurationEndpoint").port("Port"), Origin: v.origin(),
	}
	for _, e := range v.objects("CacheNodes") {
		if row.Port == 0 {
			row.Port = e.object("Endpoint").port("Port")
		}
	}
	a.addWorkload(v, row, "cache/"+v.str("CacheSubnetGroupName"))
}

// someCluster reads a member that several services have: Redshift's clusters
// have an identifier, MemoryDB's a name and an ARN.
func (a *answer) someCluster(v value) {
	switch {
	case v.has("ClusterIdentifier"):
		a.redshift(v)
	case v.has("ClusterEndpoint") || v.has("NumberOfShards"):
		row := model.Workload{
			Kind: "memorydb", ID: v.str("Name"), Name: v.str("Name"), ARN: id[model.ARN](v, "ARN"),
			Groups: idsOf[model.SecurityGroupID](v, "SecurityGroups", "SecurityGroupId"), Port: v.object("ClusterEndpoint").port("Port"), Origin: v.origin(),
		}
		a.addWorkload(v, row, "memorydb/"+v.str("SubnetGroupName"))
	default:
		a.notModelled("Clusters", v)
	}
}

func (a *answer) redshift(v value) {
	row := model.Workload{
		Kind: "redshift", ID: v.str("ClusterIdentifier"), Name: v.str("ClusterIdentifier"), ARN: id[model.ARN](v, "ClusterNamespaceArn"),
		VPC: id[model.VPCID](v, "VpcId"), Region: regionOfZone(v.str("AvailabilityZone")),
		Groups: idsOf[model.SecurityGroupID](v, "VpcSecurityGroups", "VpcSecurityGroupId"), Port: v.object("Endpoint").port("Port"),
		Public: v.flag("PubliclyAccessible", false), Tags: tags(v), Origin: v.origin(),
	}
	for _, e := range v.objects("ClusterNodes") {
		if addr := e.get("PrivateIPAddress").addr(); addr.IsValid() {
			row.Addresses = append(row.Addresses, addr)
		}
	}
	a.addWorkload(v, row, "redshift/"+v.str("ClusterSubnetGroupName"))
}

// subnetGroup is a named list of subnets that workloads refer to.
type subnetGroup struct {
	name    string
	vpc     model.VPCID
	subnets []model.SubnetID
}

// inGroup says that a workload lies in a subnet group.
type inGroup struct {
	workload, group string
	origin          model.Origin
}

func (a *answer) databaseSubnets(v value) {
	a.subnetsNamed(v, "DBSubnetGroups", "db/", "DBSubnetGroupName")
}

func (a *answer) cacheSubnets(v value) {
	a.subnetsNamed(v, "CacheSubnetGroups", "cache/", "CacheSubnetGroupName")
}

func (a *answer) clusterSubnets(v value) {
	a.subnetsNamed(v, "ClusterSubnetGroups", "redshift/", "ClusterSubnetGroupName")
}

func (a *answer) subnetsNamed(v value, kind model.Kind, service, key string) {
	row := subnetGroup{
		name: service + v.str(key), vpc: id[model.VPCID](v, "VpcId"), subnets: idsOf[model.SubnetID](v, "Subnets", "SubnetIdentifier"),
	}
	if a.keep(kind, v, row.name, 0) {
		a.joins.subnetGroups = append(a.joins.subnetGroups, row)
	}
}
