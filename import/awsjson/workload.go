package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"Functions":        {kind: model.KindWorkloads, element: (*answer).function},
		"tasks":            {kind: model.KindWorkloads, element: (*answer).task},
		"DomainStatusList": {kind: model.KindWorkloads, element: (*answer).searchDomain},
		"DomainStatus":     {kind: model.KindWorkloads, object: (*answer).searchDomain},
		"MountTargets":     {kind: model.KindWorkloads, element: (*answer).mountTarget},
		"cluster":          {kind: model.KindWorkloads, object: (*answer).kubernetes},
		"ClusterInfoList":  {kind: model.KindWorkloads, element: (*answer).kafka},
	})
}

// function reads a Lambda function. One outside a VPC has no interface there.
func (a *answer) function(v value) {
	vpc := v.object("VpcConfig")
	row := model.Workload{
		Kind: "lambda", ID: v.str("FunctionName"), Name: v.str("FunctionName"), ARN: id[model.ARN](v, "FunctionArn"),
		VPC: id[model.VPCID](vpc, "VpcId"), Subnets: ids[model.SubnetID](vpc, "SubnetIds"),
		Groups: ids[model.SecurityGroupID](vpc, "SecurityGroupIds"), Origin: v.origin(),
	}
	if len(row.Subnets) == 0 && !v.faulty(0) {
		a.count(model.KindWorkloads)
		return
	}
	a.addWorkload(v, row, "")
}

// task reads an ECS task; its attachments name its interfaces.
func (a *answer) task(v value) {
	arn := v.str("taskArn")
	row := model.Workload{
		Kind: "ecs-task", ID: arn[strings.LastIndexByte(arn, '/')+1:], ARN: model.ARN(arn), Name: strings.TrimPrefix(v.str("group"), "service:"),
		Region: regionOfZone(v.str("availabilityZone")), Tags: tags(v), Origin: v.origin(),
	}
	for _, e := range v.objects("attachments") {
		for _, d := range e.objects("details") {
			taskDetail(&row, d)
		}
	}
	a.addWorkload(v, row, "")
}

func taskDetail(row *model.Workload, v value) {
	switch text := v.str("value"); v.str("name") {
	case "subnetId":
		row.Subnets = append(row.Subnets, model.SubnetID(text))
	case "networkInterfaceId":
		row.Interfaces = append(row.Interfaces, model.ENIID(text))
	case "privateIPv4Address", "privateIPv6Address":
		if addr := v.get("value").addr(); addr.IsValid() {
			row.Addresses = append(row.Addresses, addr)
		}
	}
}

// searchDomain reads an Elasticsearch or OpenSearch domain. One without VPC
// options is on the internet and has no interface here.
func (a *answer) searchDomain(v value) {
	vpc := v.object("VPCOptions")
	row := model.Workload{
		Kind: "opensearch", ID: v.str("DomainName"), Name: v.str("DomainName"), ARN: id[model.ARN](v, "ARN"),
		VPC: id[model.VPCID](vpc, "VPCId"), Subnets: ids[model.SubnetID](vpc, "SubnetIds"),
		Groups: ids[model.SecurityGroupID](vpc, "SecurityGroupIds"), Port: 443, Public: !vpc.exists(), Origin: v.origin(),
	}
	a.addWorkload(v, row, "")
}

func (a *answer) mountTarget(v value) {
	row := model.Workload{
		Kind: "efs", ID: v.str("MountTargetId"), Name: v.str("FileSystemId"), Account: id[model.AccountID](v, "OwnerId"),
		VPC: id[model.VPCID](v, "VpcId"), Subnets: some(id[model.SubnetID](v, "SubnetId")),
		Interfaces: some(id[model.ENIID](v, "NetworkInterfaceId")), Port: 2049, Region: regionOfZone(v.str("AvailabilityZoneName")),
		Origin: v.origin(),
	}
	if addr := v.get("IpAddress").addr(); addr.IsValid() {
		row.Addresses = append(row.Addresses, addr)
	}
	a.addWorkload(v, row, "")
}

// some is a list of one, or of none for the empty string.
func some[T ~string](s T) []T {
	if s == "" {
		return nil
	}
	return []T{s}
}

// kubernetes reads an EKS cluster: its control plane has interfaces in the
// cluster's subnets.
func (a *answer) kubernetes(v value) {
	vpc := v.object("resourcesVpcConfig")
	row := model.Workload{
		Kind: "eks", ID: v.str("name"), Name: v.str("name"), ARN: id[model.ARN](v, "arn"), VPC: id[model.VPCID](vpc, "vpcId"),
		Subnets: ids[model.SubnetID](vpc, "subnetIds"), Groups: ids[model.SecurityGroupID](vpc, "securityGroupIds"),
		Public: vpc.flag("endpointPublicAccess", false), Port: 443, Origin: v.origin(),
	}
	if own := id[model.SecurityGroupID](vpc, "clusterSecurityGroupId"); own != "" {
		row.Groups = append(row.Groups, own)
	}
	a.addWorkload(v, row, "")
}

func (a *answer) kafka(v value) {
	nodes := v.object("BrokerNodeGroupInfo")
	if provisioned := v.object("Provisioned"); provisioned.exists() {
		nodes = provisioned.object("BrokerNodeGroupInfo")
	}
	row := model.Workload{
		Kind: "msk", ID: v.str("ClusterName"), Name: v.str("ClusterName"), ARN: id[model.ARN](v, "ClusterArn"),
		Subnets: ids[model.SubnetID](nodes, "ClientSubnets"), Groups: ids[model.SecurityGroupID](nodes, "SecurityGroups"), Origin: v.origin(),
	}
	a.addWorkload(v, row, "")
}
