package policy

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/seed-044d7529/segment/model"
)

// Selector says which endpoints are meant: alternatives, of which any may hold. The zero value is
// what was not written.
type Selector struct{ *Selection }

// Selection is a selector that was written.
type Selection struct {
	At           model.Origin
	Width        int
	Alternatives []Alternative
}

// Is reports whether a selector was written.
func (s Selector) Is() bool { return s.Selection != nil && len(s.Alternatives) > 0 }

// Alternative is one alternative of a selector: a short form, or conditions that all hold.
type Alternative struct {
	Context          Texts          `yaml:"context" doc:"A context, or one of several."`
	Account          Texts          `yaml:"account" doc:"Account ids, in quotes."`
	Region           Texts          `yaml:"region" doc:"Regions."`
	AZ               Texts          `yaml:"az" doc:"Availability zones, by name or id."`
	VPC              Texts          `yaml:"vpc" doc:"VPCs, by id or Name tag."`
	Subnet           Texts          `yaml:"subnet" doc:"Subnets, by id or Name tag."`
	Name             Texts          `yaml:"name" doc:"Names of endpoints: Name tags and what AWS's services call them."`
	ID               Texts          `yaml:"id" doc:"Ids of interfaces, instances or what owns an interface."`
	ARN              Texts          `yaml:"arn" doc:"ARNs of what owns an interface."`
	Type             Texts          `yaml:"type" doc:"What runs there: instance, lambda, rds, alb, nlb, vpce, eni, ecs-task … or a CloudFormation type."`
	Service          Texts          `yaml:"service" doc:"Services."`
	Tag              Entries[Texts] `yaml:"tag" doc:"Tags of the interface or of what owns it."`
	SecurityGroup    Texts          `yaml:"security-group" doc:"Security groups, by id or name."`
	CIDR             Texts          `yaml:"cidr" doc:"Addresses; beyond the network when no endpoint is in them."`
	PrefixList       Texts          `yaml:"prefix-list" doc:"Prefix lists, by id or name."`
	LoadBalancer     Texts          `yaml:"load-balancer" doc:"Nodes of load balancers, by name or ARN."`
	TargetGroup      Texts          `yaml:"target-group" doc:"Targets of target groups, by name or ARN."`
	AutoScalingGroup Texts          `yaml:"auto-scaling-group" doc:"Instances of Auto Scaling groups."`
	EndpointService  Texts          `yaml:"endpoint-service" doc:"VPC endpoints of a service."`
	Public           *Flag          `yaml:"public" doc:"Whether it has a public address or is a node of an internet-facing load balancer."`
	Address          Texts          `yaml:"address" doc:"Terraform addresses."`
	Not              Selector       `yaml:"not" doc:"What is left out."`

	Short Text         `yaml:"-"` // instead of conditions: a context, a name, an id, key:value …
	At    model.Origin `yaml:"-"`
}

// Flag is true or false, when it was written.
type Flag bool

func (f *Flag) decode(d *decoder, n ast.Node) { d.boolean(n, reflect.ValueOf(f).Elem()) }

func (s *Selector) decode(d *decoder, n ast.Node) {
	s.Selection = &Selection{At: d.at(n), Width: width(n)}
	elements := []ast.Node{n}
	if list, ok := n.(*ast.SequenceNode); ok {
		elements = list.Values
		if len(elements) == 0 {
			d.fatal("POL-104", n, "the list selects nothing", "write at least one alternative, or a context")
		}
	}
	for _, element := range elements {
		if a, ok := d.alternative(element); ok {
			s.Alternatives = append(s.Alternatives, a)
		}
	}
	d.policy.ends = append(d.policy.ends, s.Selection)
}

// alternative reads a short form or a map of conditions.
func (d *decoder) alternative(n ast.Node) (a Alternative, ok bool) {
	if d.refuse(n) {
		return a, false
	}
	if all, isMap := pairs(n); isMap {
		if len(all) == 0 {
			d.fatal("POL-104", n, "an alternative without conditions would select everything", "write anywhere, or a condition such as {vpc: shop-prod}")
			return a, false
		}
		d.mapping(n, reflect.ValueOf(&a).Elem())
		d.accounts(all)
		return a, true
	}
	if t := n.GetToken(); t != nil && bare(n) && isAccount(t.Value) {
		d.account(n, t.Value)
	}
	if _, isText := n.(*ast.StringNode); !isText && isAccountNode(n) {
		return a, false
	}
	a.Short.decode(d, n)
	a.At = a.Short.At
	return a, a.Short.Is()
}

// accounts reports account ids without quotes: to YAML they are numbers.
func (d *decoder) accounts(all []*ast.MappingValueNode) {
	for _, pair := range all {
		if keyText(pair) != "account" {
			continue
		}
		elements := []ast.Node{pair.Value}
		if list, ok := pair.Value.(*ast.SequenceNode); ok {
			elements = list.Values
		}
		for _, element := range elements {
			if s, ok := element.(*ast.StringNode); ok && bare(s) && isDigits(s.Value) {
				d.account(element, s.Value)
			}
		}
	}
}

func (d *decoder) account(n ast.Node, text string) {
	d.warn("POL-119", n, "the account id "+text+" is a number in YAML, which may drop its leading zero", `write it in quotes: "`+text+`"`)
}

func isAccountNode(n ast.Node) bool {
	t := n.GetToken()
	return t != nil && isAccount(t.Value)
}

func isAccount(text string) bool { return len(text) == 12 && isDigits(text) }

func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// Selectors is a list of selectors.
type Selectors []Selector

func (s *Selectors) decode(d *decoder, n ast.Node) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		d.fatal("POL-104", n, "here stands "+typeOf(n)+" where a list of contexts is wanted", "write [A, B]")
		return
	}
	*s = Selectors{}
	for _, element := range list.Values {
		var one Selector
		if d.refuse(element) {
			continue
		}
		if one.decode(d, element); one.Is() {
			*s = append(*s, one)
		}
	}
	if len(*s) < 2 {
		d.fatal("POL-104", n, "one alone is isolated from nobody", "write at least two contexts")
	}
}

// Layers are layers from top to bottom, each of one or several siblings.
type Layers [][]Text

func (l *Layers) decode(d *decoder, n ast.Node) {
	var words Texts
	words.decode(d, n)
	seen := map[string]Text{}
	for _, t := range words {
		var layer []Text
		for name := range strings.SplitSeq(t.Value, "|") {
			one := Text{Value: strings.TrimSpace(name), At: t.At, Width: t.Width}
			if first, twice := seen[one.Value]; twice {
				d.report("POL-120", one, "the layer "+quote(one.Value)+" is named twice", "remove one of them")
				d.problems[len(d.problems)-1].Related = []Place{d.policy.also(first.At, "first here")}
			}
			seen[one.Value] = one
			layer = append(layer, one)
		}
		*l = append(*l, layer)
	}
}

func (r *Direction) decode(d *decoder, n ast.Node) {
	if b, ok := n.(*ast.BoolNode); ok {
		r.Off = !b.Value
		return
	}
	d.mapping(n, reflect.ValueOf(r).Elem())
}
