package terraform

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// Steps that several codes share.
const giveSources = "give the binary plan beside its JSON, or the configuration with --tf-root"

// Codes of the SEG-2xx range: Terraform.
var (
	partialPlan = source.Code{
		ID: "SEG-200", Severity: model.Warning, Meaning: "a plan is only a part of what will be",
		Effect: "what the plan leaves out is unknown", Next: "plan everything, without -target, and until it has no error",
	}
	misfitSources = source.Code{
		ID: "SEG-201", Severity: model.Warning, Meaning: "the configuration and the plan tell a value differently",
		Effect: "the module is not evaluated; links through its locals may be unknown", Next: "give the sources that the plan was made of",
	}
	unresolvedLinks = source.Code{
		ID: "SEG-202", Severity: model.Warning, Meaning: "links of planned objects could not be resolved",
		Effect: "what depends on these links is unknown", Next: giveSources + "; segment import --explain-links lists them",
	}
	badAddress = source.Code{
		ID: "SEG-203", Severity: model.Error, Meaning: "an address or CIDR block of a plan or state cannot be read",
		Effect: "what it would match is unknown", Next: "check the value in the configuration",
	}
	badTraffic = source.Code{
		ID: "SEG-204", Severity: model.Error, Meaning: "a protocol, port or ICMP type of a plan or state cannot be read",
		Effect: "the rule matches unknown traffic", Next: "check the value in the configuration",
	}
	conflictingOwners = source.Code{
		ID: "SEG-205", Severity: model.Warning, Meaning: "rules of one object are written inline and as resources of their own (TF-2)",
		Effect: "rules that only one of the two has are unknown: each apply may undo the other", Next: "write them in one way only",
	}
	lonelyBinary = source.Code{
		ID: "SEG-206", Severity: model.Error, Meaning: "a binary plan without its JSON",
		Effect: "nothing was read from it", Next: "run terraform show -json PLAN > plan.json and give plan.json beside it",
	}
	unmanaged = source.Code{
		ID: "SEG-207", Severity: model.Note, Meaning: "a plan or state refers to objects that it does not manage (TF-13)",
		Effect: "what depends on them is unknown", Next: "give the network that holds them, too: --base, or another -n",
	}
	notModelled = source.Code{
		ID: "SEG-208", Severity: model.Warning, Meaning: "resources are recognised, but not modelled",
		Effect: "verdicts may miss what they do", Next: "nothing; they are listed with what they may change",
	}
	badSources = source.Code{
		ID: "SEG-209", Severity: model.Warning, Meaning: "the configuration beside a plan cannot be read",
		Effect: "links through locals are unknown, and findings have no .tf lines", Next: "check the binary plan or the folder given with --tf-root",
	}
)

// Codes is every code of this range, in order, for the manual and for tests.
func Codes() []source.Code {
	return []source.Code{
		partialPlan, misfitSources, unresolvedLinks, badAddress, badTraffic, conflictingOwners, lonelyBinary, unmanaged,
		notModelled, badSources,
	}
}
