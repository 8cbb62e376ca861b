package symbolic_test

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/import/terraform/symbolic"
)

const twoSubnets = `{"format_version":"1.2","variables":{"single":{"value":true},"cidr":{"value":"10.0.0.0/16"}},"resource_changes":[
{"address":"aws_subnet.a[0]","mode":"managed","type":"aws_subnet","name":"a","index":0,"change":{"actions":["create"],"after":{"cidr_block":"10.0.0.0/24"},"after_unknown":{"id":true}}},
{"address":"aws_subnet.a[1]","mode":"managed","type":"aws_subnet","name":"a","index":1,"change":{"actions":["create"],"after":{"cidr_block":"10.0.1.0/24"},"after_unknown":{"id":true}}},
{"address":"aws_instance.x","mode":"managed","type":"aws_instance","name":"x","change":{"actions":["create"],"after":{},"after_unknown":{"subnet_id":true}}}]}`

// evaluate gives the value of an expression, tokens as addresses.
func evaluate(t *testing.T, expression string) string {
	t.Helper()
	d, err := plan.Read(strings.NewReader(twoSubnets), "plan.json", 100)
	if err != nil {
		t.Fatal(err)
	}
	source := "variable \"single\" {}\nvariable \"cidr\" {}\nlocals {\n  ids = aws_subnet.a[*].id\n}\nresource \"aws_subnet\" \"a\" {\n  count = 2\n}\n" +
		"resource \"aws_instance\" \"x\" {\n  subnet_id = " + expression + "\n}\n"
	x := plan.NewIndex(d.After())
	e := symbolic.New(&plan.Sources{Modules: map[string]*plan.ModuleFiles{"": {Dir: ".", Files: map[string][]byte{"main.tf": []byte(source)}}}}, x, d.Variables)
	v := symbolic.ToPlan(e.Instance(x.ByAddress["aws_instance.x"]).Attrs["subnet_id"].Value)
	if v.HasUnknown() {
		return "?"
	}
	if address, attribute, ok := symbolic.ParseToken(v.Str()); ok {
		return address + "." + attribute
	}
	return v.Str()
}

func TestTokensLeadToObjects(t *testing.T) {
	tests := []struct{ expression, want string }{
		{"aws_subnet.a[1].id", "aws_subnet.a[1].id"},
		{"element(local.ids, 3)", "aws_subnet.a[1].id"},
		{"element(aws_subnet.a[*].id, var.single ? 0 : 1)", "aws_subnet.a[0].id"},
		{"coalescelist([], local.ids)[0]", "aws_subnet.a[0].id"},
		{`{ for s in aws_subnet.a : s.cidr_block => s.id }["10.0.1.0/24"]`, "aws_subnet.a[1].id"},
		{"[for s in aws_subnet.a : s.id if s.cidr_block == cidrsubnet(var.cidr, 8, 1)][0]", "aws_subnet.a[1].id"},
		{`try(aws_subnet.a[5].id, one([for i in local.ids : i if i == aws_subnet.a[0].id]))`, "aws_subnet.a[0].id"},
		{`"${aws_subnet.a[0].id}"`, "aws_subnet.a[0].id"},
		// what depends on the order or the text of ids is not known
		{"sort(local.ids)[0]", "?"},
		{"tolist(toset(local.ids))[0]", "?"},
		{"values({ for i in local.ids : i => i })[0]", "?"},
		{`"x-${aws_subnet.a[0].id}"`, "?"},
		{"substr(aws_subnet.a[0].id, 0, 3)", "?"},
		{"length(aws_subnet.a[0].id)", "?"},
		{`file("x")`, "?"},
		{"aws_vpc.missing.id", "?"},
		// functions of the language
		{`cidrhost("10.0.0.0/8", -2)`, "10.255.255.254"},
		{`join(",", cidrsubnets("10.0.0.0/16", 8, 9, 8))`, "10.0.0.0/24,10.0.1.0/25,10.0.2.0/24"},
		{`replace("a-b", "/[a-z]/", "x")`, "x-x"},
		{`tostring(sum([1, 2]) + length("ab"))`, "5"},
	}
	for _, tt := range tests {
		if got := evaluate(t, tt.expression); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.expression, got, tt.want)
		}
	}
}
