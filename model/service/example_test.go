package service_test

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/service"
)

func ExampleIdentify() {
	n := &model.Network{
		NetworkInterfaces: []model.NetworkInterface{
			{ID: "eni-1", Description: "ELB app/shop/50dc6c495c0c9188", RequesterID: "amazon-elb"},
			{ID: "eni-2", Attachment: model.InterfaceAttachment{Instance: "i-2"}},
			{ID: "eni-3", Attachment: model.InterfaceAttachment{Instance: "i-3"}},
		},
		Instances: []model.Instance{
			{ID: "i-2", Tags: model.Tags{{Key: "Name", Value: "web"}}},
			{ID: "i-3", Tags: model.Tags{{Key: "Name", Value: "web"}}},
		},
	}
	for _, s := range service.Identify(n).Services {
		fmt.Println(s.Label, s.Kind, s.Interfaces)
	}
	// Output:
	// shop alb [eni-1]
	// web instance [eni-2 eni-3]
}
