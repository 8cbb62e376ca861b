package selector

import "net/netip"

// Form is how a selector is written.
type Form uint8

// Forms.
const (
	FormUnset   Form = iota
	FormWord         // internet, on-prem or aws
	FormBare         // a context, name, glob, id, ARN or Terraform address: what it is depends on the network
	FormAddress      // 10.0.0.1
	FormCIDR         // 10.0.0.0/16
	FormAt           // internet@192.0.2.1, vgw-1@10.0.0.0/8, eni-1@10.0.0.1
	FormKeyed        // vpc:shop-prod
)

// Selector is one selector, parsed. Which fields are set depends on Form.
type Selector struct {
	Text   string
	Form   Form
	Key    string       // FormKeyed: one of Keys, or a kind of package service
	TagKey string       // FormKeyed with Key "tag"
	Value  string       // FormWord, FormBare, FormKeyed: what follows the key; FormAt: what stands before the @
	Addr   netip.Addr   // FormAddress, and FormAt unless Prefix is set; never IPv4-mapped
	Prefix netip.Prefix // FormCIDR, FormAt; FormKeyed with Key "cidr" or "outside"; masked
}

// String returns the text as written.
func (s Selector) String() string { return s.Text }

// The built-in words.
const (
	Internet = "internet"
	OnPrem   = "on-prem"
	AWS      = "aws"
)

// words are the built-in words, sorted.
var words = []string{AWS, Internet, OnPrem}

// keys are the keys of short forms and what stands for them.
var keys = map[string]string{
	"tag": "tag", "type": "type", "service": "service", "name": "name", "id": "id", "context": "context",
	"vpc": "vpc", "subnet": "subnet", "account": "account", "region": "region", "az": "az",
	"sg": "sg", "security-group": "sg", "pl": "pl", "prefix-list": "pl", "cidr": "cidr", "outside": "outside",
}
