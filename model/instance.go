package model

import "net/netip"

// Instance is an EC2 instance (VPC-7, VPC-8).
type Instance struct {
	ID         InstanceID
	Account    AccountID
	Region     RegionID
	State      string // "running", "stopped", "pending", "terminated", …; empty: assumed running (CON-5)
	VPC        VPCID
	Subnet     SubnetID
	PrimaryENI ENIID
	Interfaces []ENIID // primary first
	ASG        string  // aws:autoscaling:groupName
	Tags       Tags
	Origin     Origin
}

// Address is an Elastic IP address (VPC-5, PUB-1).
type Address struct {
	Public      netip.Addr
	Allocation  AllocationID
	Association string
	ENI         ENIID
	Private     netip.Addr
	Instance    InstanceID
	Account     AccountID
	Region      RegionID
	Tags        Tags
	Origin      Origin
}
