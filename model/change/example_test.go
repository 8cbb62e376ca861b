package change_test

import (
	"fmt"

	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/model/change"
)

func ExampleApply() {
	edits, err := change.Parse(`
		create sg:web in A
		allow sg:web ingress tcp/443 from 10.0.0.0/8
		attach sg:web to d   # an instance, by its Name tag
	`)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, effects, err := change.Apply(vectors.F0(), edits, change.Options{})
	for _, e := range effects {
		fmt.Println(e)
	}
	fmt.Println(err)
	// Output:
	// edit 1: created sg-web: security group web in vpc-a (A)
	// edit 2: created sg-web: rule ingress tcp/443 from 10.0.0.0/8 of sg-web (web)
	// edit 3: changed eni-d: group sg-web (web) added to eni-d (d)
	// <nil>
}

func ExampleInverse() {
	edits, err := change.Parse("route rt-am 0.0.0.0/0 via igw-a")
	if err != nil {
		fmt.Println(err)
		return
	}
	inv, ok := change.Inverse(vectors.F0(), edits[0])
	fmt.Println(inv, ok)
	// Output: route rt-am 0.0.0.0/0 via nat-a true
}
