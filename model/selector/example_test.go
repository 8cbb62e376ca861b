package selector_test

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
)

func ExampleResolver_Resolve() {
	n := &model.Network{
		VPCs: []model.VPC{{ID: "vpc-1", Tags: model.Tags{{Key: "Name", Value: "shop"}}}},
		NetworkInterfaces: []model.NetworkInterface{
			{ID: "eni-1", VPC: "vpc-1", Tags: model.Tags{{Key: "Name", Value: "web"}}},
			{ID: "eni-2", VPC: "vpc-1", Tags: model.Tags{{Key: "Name", Value: "database"}}},
		},
		InternetGateways: []model.InternetGateway{{ID: "igw-1"}},
	}
	r := selector.NewResolver(n, nil, selector.Options{})
	for _, text := range []string{"vpc:shop", "web", "datbase", "igw-1"} {
		set, err := r.Resolve(text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(set.Kind, len(set.Interfaces))
	}
	// Output:
	// vpc 2
	// service 1
	// nothing is called "datbase"; did you mean database?
	// "igw-1" is an internet gateway, not an endpoint: ask for `internet`, or use `--via`
}
