// Package terraform turns Terraform and OpenTofu plans and states into
// networks: a plan into the network before and the network after, a state into
// the network that it describes.
//
// # Vocabulary
//
// A resource is one instance of the configuration, with its address. The id of
// an object that does not exist yet is its address; the objects that AWS makes
// with it have the address of the attribute that will name them
// (aws_vpc.main.default_route_table_id). An implicit object is one that AWS
// makes and no resource describes: the main route table, the default network
// ACL and the default security group of a VPC, local routes.
//
// # Guarantees
//
// Values come from the plan, never from defaults of the configuration. A value
// that is known after apply only is unknown in the network, with the
// expression and its place as the cause, unless its target could be found
// exactly (package link). Sensitive values are unknown. Every resource is
// accounted for: modelled, known not to matter, or listed in Network.Unmodelled.
//
// # Limits
//
// A plan shows what it manages. What it refers to and does not manage makes
// that collection partial (TF-13). Workloads have an interface a subnet, at
// any free address (TF-9).
package terraform
