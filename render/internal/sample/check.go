package sample

import (
	"time"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Header is the header of every sample.
func Header() report.Header {
	return report.Header{
		Tool:    report.Tool{Name: "segment", Version: "1.2.3"},
		Network: report.Network{Digest: "sha256:0123456789abcdef0123", Sources: []string{"estate"}},
	}
}

func ports(text string) packet.Set {
	s, err := packet.Parse(text)
	if err != nil {
		panic(err)
	}
	return s
}

func line(file string, at, column int) model.Origin {
	return model.Origin{Source: file, Line: at, Column: column}
}

// Check is one rule of each word, as in section 4 of the policy language.
func Check() report.Check {
	c := report.Check{
		Results: policy.Results{
			Policy: "shop", File: "segment.yaml", Today: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
			Rows:     []policy.Result{kept(), broken(), waived(), vacuous(), unknown()},
			Summary:  policy.Summary{Kept: 1, Broken: 1, Waived: 1, Vacuous: 1, Unknown: 1, New: 2},
			Coverage: policy.Coverage{Endpoints: 22, Assigned: 20, Contexts: []policy.ContextSize{{Name: "orders", Count: 14}, {Name: "payments", Count: 6}}},
		},
		Exit: 1, FailOn: "error",
		Files: map[string]string{"segment.yaml": "segment.yaml", "network/sg.tf": "network/sg.tf", "main.tf": "main.tf", "estate/nacl.json": "estate/nacl.json"},
	}
	return c
}

func kept() policy.Result {
	return policy.Result{
		Rule: "orders-to-payments", Kind: "contract", Word: policy.Kept, Severity: model.Error, Origin: line("segment.yaml", 36, 9),
		From: policy.Side{Name: "orders", Count: 14}, To: policy.Side{Name: "payments", Count: 6}, Ports: ports("tcp/443"),
		Because: "checkout charges cards through the public payments API",
	}
}

func broken() policy.Result {
	f := policy.Finding{
		ID: "3f9c2d1a", Word: policy.Broken, From: "report-job", To: "ledger-main", FromContext: "orders", ToContext: "ledger", New: true,
		Ports: ports("tcp/5432"),
		Pairs: []policy.Pair{{From: "report-job", To: "ledger-main", FromEnd: "eni-0a1", ToEnd: "eni-0db", Ports: ports("tcp/5432")}},
		Openers: []policy.Opener{{
			What: "10.0.0.0/16 tcp/5432", Where: "sg-ledger",
			Origin: model.Origin{Source: "network/sg.tf", Line: 88, Address: "aws_security_group_rule.ledger_from_vpc"},
		}},
		Path: []reach.Step{
			{At: "sg-reports", Kind: "security-group-egress", Detail: "sg-reports allows all", Decision: reach.Allow, Rule: "SG-4"},
			{At: "rtb-12", Kind: "route", Detail: "10.0.0.0/16 → local", Decision: reach.Allow, Rule: "RT-5"},
			{At: "acl-3", Kind: "nacl-ingress", Detail: "entry 100: allow all from 0.0.0.0/0", Decision: reach.Allow, Rule: "NACL-2", Origin: line("estate/nacl.json", 7, 3)},
			{
				At: "sg-ledger", Kind: "security-group-ingress", Detail: "sg-ledger allows tcp/5432 from 10.0.0.0/16", Decision: reach.Allow, Rule: "SG-1",
				Origin: line("network/sg.tf", 88, 0),
			},
		},
		Edit: "revoke sg:sg-ledger ingress tcp/5432 from 10.0.0.0/16", EditText: "narrow the rule to sg-payments",
	}
	return policy.Result{
		Rule: "ledger-is-private", Kind: "only", Word: policy.Broken, Severity: model.Error, Origin: line("segment.yaml", 44, 5), Fails: true, New: true,
		To: policy.Side{Name: "ledger", Count: 2}, Ports: ports("tcp/5432"), Because: "card data scope (PCI)", Fix: "call payments.api instead",
		Owner: "team-payments", Findings: []policy.Finding{f},
	}
}

func waived() policy.Result {
	f := policy.Finding{
		ID: "77aa01", Word: policy.Waived, From: "bastion-1", To: "orders-api", ToContext: "orders", FromContext: policy.Unassigned, New: true, Ports: ports("tcp/22"),
		Pairs: []policy.Pair{{From: "bastion-1", To: "orders-api", FromEnd: "eni-b"}, {From: "bastion-1", To: "orders-worker", FromEnd: "eni-b"}},
		WaivedBy: &policy.WaivedBy{
			Because: "migration of the order archive", Owner: "platform", Until: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC), Pairs: 2, AtMost: 4,
			Origin: line("segment.yaml", 55, 3),
		},
	}
	return policy.Result{
		Rule: "no-ssh", Kind: "forbid", Word: policy.Waived, Severity: model.Warning, Origin: line("segment.yaml", 50, 5), Ports: ports("tcp/22"),
		From: policy.Side{Name: "anywhere"}, To: policy.Side{Name: "anywhere"}, Findings: []policy.Finding{f},
	}
}

func vacuous() policy.Result {
	return policy.Result{
		Rule: "tiers", Kind: "layers", Word: policy.Vacuous, Severity: model.Error, Origin: line("segment.yaml", 30, 5), Fails: true,
		Text: "context data-tier matches nothing", At: line("segment.yaml", 31, 26),
	}
}

func unknown() policy.Result {
	return policy.Result{
		Rule: "env-isolation", Kind: "isolate", Word: policy.Unknown, Severity: model.Error, Origin: line("segment.yaml", 60, 5), Fails: true,
		Unknown: []reach.Cause{{
			Rule: "PCX-1", Where: "aws_vpc_peering_connection.x", Text: "aws_vpc_peering_connection.x.accepter id known after apply",
			Origin: line("main.tf", 12, 0),
		}},
	}
}
