package terraform_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/terraform"
	"github.com/seed-044d7529/segment/import/terraform/plan"
)

// seedPlan is a small plan with every part that a plan can have.
const seedPlan = `{"format_version":"1.2","terraform_version":"1.11.4","complete":false,"variables":{"name":{"value":"x"}},
"resource_changes":[
{"address":"module.m[\"a\"].aws_vpc.v","module_address":"module.m[\"a\"]","mode":"managed","type":"aws_vpc","name":"v","change":{"actions":["create"],"before":null,"after":{"cidr_block":"10.0.0.0/16"},"after_unknown":{"id":true},"after_sensitive":{"tags":true}}},
{"address":"aws_subnet.s[0]","mode":"managed","type":"aws_subnet","name":"s","index":0,"change":{"actions":["create"],"after":{"cidr_block":"10.0.1.0/24"},"after_unknown":{"id":true,"vpc_id":true}}},
{"address":"aws_route_table.t","mode":"managed","type":"aws_route_table","name":"t","change":{"actions":["create"],"after":{"route":[{"cidr_block":"0.0.0.0/0"}]},"after_unknown":{"id":true,"vpc_id":true,"route":[{"gateway_id":true}]}}},
{"address":"aws_ecs_service.e","mode":"managed","type":"aws_ecs_service","name":"e","change":{"actions":["create"],"after":{"network_configuration":[{}]},"after_unknown":{"network_configuration":[{"subnets":true}]}}}],
"prior_state":{"values":{"root_module":{"resources":[{"address":"data.aws_prefix_list.s3","mode":"data","type":"aws_prefix_list","name":"s3","values":{"id":"pl-1","name":"s3","cidr_blocks":["54.0.0.0/8"]}}]}}},
"configuration":{"provider_config":{"aws":{"expressions":{"region":{"references":["var.name"]}}}},"root_module":{"resources":[
{"mode":"managed","type":"aws_subnet","name":"s","provider_config_key":"aws","count_expression":{"constant_value":1},"expressions":{"vpc_id":{"references":["module.m[\"a\"].id","module.m[\"a\"]","module.m"]}}},
{"mode":"managed","type":"aws_ecs_service","name":"e","expressions":{"network_configuration":[{"subnets":{"references":["aws_subnet.s","count.index"]}}]}}],
"module_calls":{"m":{"source":"./m","for_each_expression":{"references":["local.x"]},"module":{"outputs":{"id":{"expression":{"references":["aws_vpc.v.id","aws_vpc.v"]}}},"resources":[{"mode":"managed","type":"aws_vpc","name":"v","expressions":{"cidr_block":{"constant_value":"10.0.0.0/16"}}}]}}}}}}`

const seedSource = `
locals { x = { a = "b" } }
module "m" {
  source   = "./m"
  for_each = local.x
}
resource "aws_subnet" "s" {
  count  = 1
  vpc_id = element([for k, m in module.m : m.id if k != ""], count.index)
}
resource "aws_route_table" "t" {
  vpc_id = try(module.m["a"].id, null)
  dynamic "route" {
    for_each = toset(["0.0.0.0/0"])
    content {
      cidr_block = route.value
      gateway_id = aws_route_table.t.id
    }
  }
}
`

// No text makes the reader panic, whatever plan and sources say together.
func FuzzPlan(f *testing.F) {
	f.Add(seedPlan, seedSource)
	f.Add(seedPlan[:len(seedPlan)/2], "")
	f.Fuzz(func(_ *testing.T, text, source string) {
		sources := &plan.Sources{Modules: map[string]*plan.ModuleFiles{
			"":  {Dir: ".", Files: map[string][]byte{"main.tf": []byte(source)}},
			"m": {Dir: "m", Files: map[string][]byte{"main.tf": []byte("resource \"aws_vpc\" \"v\" {}\noutput \"id\" {\n  value = aws_vpc.v.id\n}\n")}},
		}}
		_, _ = terraform.Read(strings.NewReader(text), terraform.Options{Source: "plan.json", Sources: sources})
	})
}

func FuzzState(f *testing.F) {
	f.Add(`{"version":4,"terraform_version":"1.11.4","resources":[{"mode":"managed","type":"aws_security_group","name":"g","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"index_key":"a","attributes":{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":1,"to_port":2,"cidr_blocks":["10.0.0.0/8"]}]},"sensitive_attributes":[[{"type":"get_attr","value":"name"}]]}]}]}`)
	f.Add(`{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"child_modules":[{"address":"module.a","resources":[{"address":"module.a.aws_vpc.v","mode":"managed","type":"aws_vpc","name":"v","values":{"id":"vpc-1","cidr_block":"10.0.0.0/16"}}]}]}}}`)
	for _, name := range []string{"inframap-aws_state_sg.tfstate.json", "inframap-version_3_state.tfstate.json"} {
		if text, err := os.ReadFile(filepath.Join(corpus, "public", name)); err == nil {
			f.Add(string(text))
		}
	}
	f.Fuzz(func(_ *testing.T, text string) {
		_, _ = terraform.Read(strings.NewReader(text), terraform.Options{Source: "terraform.tfstate"})
	})
}
