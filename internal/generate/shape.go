package generate

import (
	"fmt"
	"strings"
)

// Shape is a kind of synthetic network.
type Shape string

// Shapes; doc.go describes them.
const (
	Flat Shape = "flat" // one account, one VPC, many groups that refer to each other
	Hub  Shape = "hub"  // accounts of small VPCs around one Transit Gateway
	Mesh Shape = "mesh" // contexts of services that call each other over peerings and PrivateLink
	S1   Shape = "s1"   // a regular network without chance: one VPC, groups in two rings
)

// Shapes are all shapes, in the order of the documentation.
func Shapes() []Shape { return []Shape{Flat, Hub, Mesh, S1} }

// MaxEndpoints is the most endpoints that a network can have.
const MaxEndpoints = 500_000

// Options say what network of a shape is wanted.
type Options struct {
	Endpoints int     // workload interfaces, from 1 to MaxEndpoints; those of AWS services come on top
	Seed      uint64  // of the draws; s1 draws nothing
	OddPorts  float64 // share of port draws that are uniform over all ports, from 0 to 1
	Unknown   float64 // share of group rules whose peer is a prefix list without known entries, from 0 to 1
	IPv6      bool    // give every VPC, subnet and interface IPv6 addresses
	Indent    int     // spaces a level of the files, 2 or 4; 0 is 4, as the AWS command line prints
}

// builders fill the plan of a shape.
var builders = map[Shape]func(*plan){Flat: buildFlat, Hub: buildHub, Mesh: buildMesh, S1: buildS1}

// check returns why there is no such network.
func check(shape Shape, o Options) error {
	switch {
	case builders[shape] == nil:
		return fmt.Errorf("there is no shape %q; write one of %s", shape, shapeNames())
	case o.Endpoints < 1 || o.Endpoints > MaxEndpoints:
		return fmt.Errorf("%d endpoints are not from 1 to %d", o.Endpoints, MaxEndpoints)
	case !isShare(o.OddPorts):
		return fmt.Errorf("odd ports %v are not a share from 0 to 1", o.OddPorts)
	case !isShare(o.Unknown):
		return fmt.Errorf("unknown %v is not a share from 0 to 1", o.Unknown)
	case o.Indent != 0 && o.Indent != 2 && o.Indent != 4:
		return fmt.Errorf("an indent of %d is neither 2 nor 4", o.Indent)
	}
	return nil
}

func isShare(f float64) bool { return f >= 0 && f <= 1 } // false for NaN

func shapeNames() string {
	var names []string
	for _, s := range Shapes() {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}
