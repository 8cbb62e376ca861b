package service

import (
	"fmt"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

// One pass over a large network: time grows with the number of interfaces.
func BenchmarkIdentify(b *testing.B) {
	n := &model.Network{}
	for i := range 100_000 {
		id, e := model.InstanceID(fmt.Sprintf("i-%06d", i)), model.ENIID(fmt.Sprintf("eni-%06d", i))
		n.Instances = append(n.Instances, model.Instance{ID: id, Interfaces: []model.ENIID{e}, Tags: model.Tags{{Key: "Name", Value: fmt.Sprintf("svc-%d", i/20)}}})
		n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{ID: e, VPC: "vpc-1", Attachment: model.InterfaceAttachment{Instance: id}})
	}
	for b.Loop() {
		Identify(n)
	}
}
