package policy

import "github.com/seed-044d7529/segment/model"

// Policy is what one file says, with what it includes. The doc tags are the descriptions of its
// JSON Schema.
type Policy struct {
	Version   Version           `yaml:"version" need:"true" doc:"Version of the policy language. This is version 1."`
	Name      Text              `yaml:"name" doc:"What the policy is called in reports."`
	Network   Texts             `yaml:"network" doc:"Inputs that hold the network, relative to this file: directories or files of AWS CLI JSON, snapshots, Terraform plans."`
	Include   Texts             `yaml:"include" doc:"Further policy files, relative to this one. What they define is added."`
	Assume    Assume            `yaml:"assume" doc:"What no import can tell. Assumptions are listed in every answer."`
	Ports     Entries[Ports]    `yaml:"ports" doc:"Names for sets of ports."`
	Services  Services          `yaml:"services" doc:"How endpoints are grouped into services."`
	Contexts  Entries[*Context] `yaml:"contexts" doc:"The bounded contexts."`
	Default   Default           `yaml:"default" doc:"What holds where no contract and no rule says otherwise."`
	Contracts []*Contract       `yaml:"contracts" doc:"What contexts agreed to exchange, from the one that opens connections to the one that listens."`
	Rules     []*Rule           `yaml:"rules" doc:"What must hold whatever contracts say. Rules win over contracts."`
	Waivers   []*Waiver         `yaml:"waivers" doc:"Exceptions with a reason, an owner and an end."`

	File    string             `yaml:"-"`
	sources map[string]*source // the files read, by name
	ports   []*portExpr        // every place where ports are written
	ends    []*Selection       // every place where a selector is written
}

// Context is a bounded context.
type Context struct {
	Owner      Text           `yaml:"owner" doc:"Who answers for it: a team."`
	Is         Selector       `yaml:"is" doc:"What belongs to it: a list of alternatives."`
	Publishes  Entries[Ports] `yaml:"publishes" doc:"Named ports that contracts refer to with uses: context.port."`
	Shares     Texts          `yaml:"shares" doc:"Contexts with which it may hold resources in common (shared kernel)."`
	PartOf     Text           `yaml:"part-of" doc:"The context that it is a part of: traffic between the two counts as inside."`
	AllowEmpty bool           `yaml:"allow-empty" doc:"It may hold nothing."`
	Because    Text           `yaml:"because" doc:"Why it exists."`

	Name string       `yaml:"-"`
	At   model.Origin `yaml:"-"`
}

// Services says how endpoints are grouped.
type Services struct {
	By Texts `yaml:"by" doc:"What is tried in order before AWS's own groups: tag:KEY, or name."`
}

// Assume declares what no import can tell.
type Assume struct {
	OnPrem     Texts          `yaml:"on-prem" doc:"CIDRs that lie on-prem."`
	Appliances Entries[Text]  `yaml:"appliances" doc:"What an interface without source/destination check does: forward, nat, opaque or drop."`
	Members    Entries[Texts] `yaml:"members" doc:"CIDRs of the members of a security group that was not imported."`
}

// Default says what holds where nothing else does. Empty words mean the default.
type Default struct {
	BetweenContexts Choice `yaml:"between-contexts" enum:"deny,allow" doc:"Whether contexts may talk without a contract. Default deny."`
	Egress          Choice `yaml:"egress" enum:"allow,deny" doc:"Whether contexts may open connections to the internet and to AWS without a contract. Default allow."`
	InsideContext   Choice `yaml:"inside-context" enum:"allow" doc:"Traffic inside a context is its own affair; a part-of child counts as inside."`
	Unassigned      Choice `yaml:"unassigned" enum:"warn,deny,ignore" doc:"What becomes of endpoints in no context that talk to one. Default warn."`
	Unknown         Choice `yaml:"unknown" enum:"fail,warn" doc:"Whether UNKNOWN fails. Default fail, for rules of severity error."`
}

// Contract is an agreement of two contexts.
type Contract struct {
	ID       Text      `yaml:"id" need:"true" doc:"Its name, unique among contracts and rules."`
	From     Selector  `yaml:"from" need:"true" doc:"Who opens connections."`
	To       Selector  `yaml:"to" doc:"Who listens. Not with uses."`
	Ports    Ports     `yaml:"ports" doc:"On which ports. Not with uses."`
	Uses     Text      `yaml:"uses" doc:"A published port: context.port, instead of to and ports."`
	Required bool      `yaml:"required" doc:"It must be possible to connect on every one of the ports."`
	Via      Selector  `yaml:"via" doc:"Every path must pass this firewall, proxy or gateway."`
	Relation *Relation `yaml:"relation" doc:"How the two models relate; for drawing and ownership only."`
	Because  Text      `yaml:"because" doc:"Why it exists."`
	Fix      Text      `yaml:"fix" doc:"What to do when it is broken."`
	Owner    Text      `yaml:"owner" doc:"Who answers for it."`
	Severity Choice    `yaml:"severity" enum:"error,warning,note" doc:"How bad it is when it is broken. Default error."`

	At model.Origin `yaml:"-"`
}

// Relation labels a contract as domain-driven design does.
type Relation struct {
	Upstream   Text  `yaml:"upstream" doc:"The context whose model leads. Influence, not who dials."`
	Patterns   Texts `yaml:"patterns" doc:"Patterns of the relation, such as OHS or PL."`
	Downstream Texts `yaml:"downstream" doc:"Patterns on the other side, such as ACL."`
}

// Waiver is an exception from one rule.
type Waiver struct {
	Rule    Text     `yaml:"rule" need:"true" doc:"The id of the rule."`
	From    Selector `yaml:"from" doc:"Which sources. Default: any."`
	To      Selector `yaml:"to" doc:"Which destinations. Default: any."`
	Ports   Ports    `yaml:"ports" doc:"Which ports. Default: all."`
	Because Text     `yaml:"because" need:"true" doc:"Why."`
	Owner   Text     `yaml:"owner" doc:"Who answers for it."`
	Until   Date     `yaml:"until" need:"true" doc:"The last day on which it holds: YYYY-MM-DD."`
	Ticket  Text     `yaml:"ticket" doc:"Where it was decided."`
	AtMost  AtMost   `yaml:"at-most" doc:"How many pairs of services it may cover: 3 pairs."`

	At model.Origin `yaml:"-"`
}
