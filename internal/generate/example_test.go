package generate_test

import (
	"context"
	"fmt"

	"github.com/seed-044d7529/segment/internal/generate"
)

func ExampleNetwork() {
	n, err := generate.Network(context.Background(), generate.S1, generate.Options{Endpoints: 100})
	if err != nil {
		fmt.Println(err)
		return
	}
	first := n.NetworkInterfaces[0]
	fmt.Println(len(n.NetworkInterfaces), "interfaces; the first is", first.ID, first.Primary(), first.Groups)
	// Output: 100 interfaces; the first is eni-00000000000000001 10.0.0.10 [sg-00000000000000001 sg-00000000000000006]
}
