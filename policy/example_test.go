package policy_test

import (
	"fmt"

	"github.com/seed-044d7529/segment/policy"
)

func ExampleParse() {
	_, problems := policy.Parse("segment.yaml", []byte(`version: 1
contexts:
  orders: { is: [{ vpc: shop }], publishes: { web: tcp/443 } }
contracts:
  - { id: shoppers, from: internet, uses: orders.wbe }
  - { id: reports, from: orders, to: orders, ports: 443 }
`))
	for _, p := range problems {
		fmt.Print(p)
	}
	// Output:
	// segment.yaml:5:43: error[POL-107]: orders publishes no port "wbe"
	//   5 |   - { id: shoppers, from: internet, uses: orders.wbe }
	//     |                                           ^^^^^^^^^^
	//   = help: did you mean orders.web?
	// segment.yaml:6:53: error[POL-104]: the port 443 lacks its protocol
	//   6 |   - { id: reports, from: orders, to: orders, ports: 443 }
	//     |                                                     ^^^
	//   = help: did you mean tcp/443?
}

func ExampleFormat() {
	text, err := policy.Format([]byte("version: 1\nports: {web: tcp/443}   # for people\ncontexts:\n    a:\n        is: [ {vpc: x} ]\n"))
	fmt.Print(string(text), err)
	// Output:
	// version: 1
	// ports: { web: tcp/443 }   # for people
	// contexts:
	//   a:
	//     is: [{ vpc: x }]
	// <nil>
}
