package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

func init() {
	register(map[string]handler{
		"VpcBlockPublicAccessOptions":    {kind: model.KindBlockPublicAccess, object: (*answer).publicAccess},
		"VpcBlockPublicAccessExclusions": {kind: model.KindBPAExclusions, element: (*answer).publicAccessExclusion},
	})
}

func (a *answer) publicAccess(v value) {
	row := model.BlockPublicAccess{
		Account: id[model.AccountID](v, "AwsAccountId"), Region: id[model.RegionID](v, "AwsRegion"),
		Mode: model.BPAMode(v.str("InternetGatewayBlockMode")), State: v.str("State"), Origin: v.origin(),
	}
	if a.keep(model.KindBlockPublicAccess, v, "the account", 0) {
		a.net.BlockPublicAccess = append(a.net.BlockPublicAccess, row)
	}
}

func (a *answer) publicAccessExclusion(v value) {
	row := model.BlockPublicAccessExclusion{
		ID: v.str("ExclusionId"), Mode: v.str("InternetGatewayExclusionMode"), State: v.str("State"), Origin: v.origin(),
	}
	resource := v.str("ResourceArn")
	name := resource[strings.LastIndexByte(resource, '/')+1:]
	if strings.HasPrefix(name, "subnet-") {
		row.Subnet = model.SubnetID(name)
	} else {
		row.VPC = model.VPCID(name)
	}
	if a.keep(model.KindBPAExclusions, v, row.ID, 0) {
		a.net.BlockPublicAccessExclusion = append(a.net.BlockPublicAccessExclusion, row)
	}
}
