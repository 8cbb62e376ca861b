package awsjson_test

import (
	"context"
	"fmt"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
)

// A directory of describe answers becomes a network in one call. Diagnostics
// say what could not be read; the network holds the rest.
func Example() {
	options := source.Options{Importers: []source.Importer{awsjson.Importer{}}}
	network, diagnostics, err := source.Load(context.Background(), []string{"testdata/estate"}, options)
	if err != nil {
		fmt.Println(err)
	}
	vpc := network.VPCs[0]
	fmt.Println(vpc.ID, vpc.CIDRs[0].Prefix, vpc.Origin)
	fmt.Println(diagnostics[2])
	// Output:
	// vpc-a 10.0.0.0/16 estate/network.json:3:5
	// error[SEG-123] estate/filters.json:12:85: "10.0.0.0.0/8" is not a CIDR block
}
