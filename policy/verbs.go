package policy

import "github.com/seed-044d7529/segment/model"

// Rule says what must hold. It has exactly one verb.
type Rule struct {
	ID            Text           `yaml:"id" need:"true" doc:"Its name, unique among contracts and rules."`
	Forbid        *Forbid        `yaml:"forbid" verb:"true" doc:"Nothing in from may reach to."`
	Only          *Only          `yaml:"only" verb:"true" doc:"Only from may reach to, on these ports."`
	Isolate       Selectors      `yaml:"isolate" verb:"true" doc:"These reach one another in neither direction."`
	Layers        Layers         `yaml:"layers" verb:"true" doc:"Each layer reaches only the next one down; 'a | b' are siblings that do not reach each other."`
	Through       *Through       `yaml:"through" verb:"true" doc:"Every path passes via."`
	Avoid         *Through       `yaml:"avoid" verb:"true" doc:"No path passes via."`
	Require       *Require       `yaml:"require" verb:"true" doc:"These must be able to connect."`
	NoInternet    *NoInternet    `yaml:"no-internet" verb:"true" doc:"No connections from, or to, the internet."`
	ConfineEgress *ConfineEgress `yaml:"confine-egress" verb:"true" doc:"Connections to the internet and to AWS leave through these exits only."`
	Skip          bool           `yaml:"skip" doc:"With layers: a layer may reach any lower one."`
	OneWay        bool           `yaml:"one-way" doc:"What is delivered counts also for TCP, whether or not an answer returns."`
	AllowEmpty    bool           `yaml:"allow-empty" doc:"It may be about nothing."`
	Severity      Choice         `yaml:"severity" enum:"error,warning,note" doc:"How bad it is when it is broken. Default error."`
	Because       Text           `yaml:"because" doc:"Why it must hold."`
	Fix           Text           `yaml:"fix" doc:"What to do instead."`
	Owner         Text           `yaml:"owner" doc:"Who answers for it."`

	At   model.Origin `yaml:"-"`
	Verb string       `yaml:"-"` // the verb that is set
}

// Forbid is the verb that others expand to.
type Forbid struct {
	From        Selector `yaml:"from" need:"true" doc:"Who opens connections."`
	To          Selector `yaml:"to" need:"true" doc:"Who listens."`
	Ports       Ports    `yaml:"ports" doc:"Which ports. Default: all."`
	ExceptPorts Ports    `yaml:"except-ports" doc:"Ports that are allowed."`
	ExceptFrom  Selector `yaml:"except-from" doc:"Sources that are allowed."`
	ExceptTo    Selector `yaml:"except-to" doc:"Destinations that are allowed."`
}

// Only closes a destination to all but some.
type Only struct {
	To    Selector `yaml:"to" need:"true" doc:"The protected destination."`
	From  Selector `yaml:"from" need:"true" doc:"Who may reach it."`
	Ports Ports    `yaml:"ports" doc:"On which ports. Default: all."`
}

// Through is about paths.
type Through struct {
	From  Selector `yaml:"from" need:"true" doc:"Who opens connections."`
	To    Selector `yaml:"to" need:"true" doc:"Who listens."`
	Via   Selector `yaml:"via" need:"true" doc:"A firewall, proxy, gateway or appliance: a context, a selector, nat:NAME, tgw:NAME, pcx:NAME or an id."`
	Ports Ports    `yaml:"ports" doc:"Which ports. Default: all."`
}

// Require is an availability contract.
type Require struct {
	From     Selector `yaml:"from" need:"true" doc:"Who opens connections."`
	To       Selector `yaml:"to" need:"true" doc:"Who listens."`
	Ports    Ports    `yaml:"ports" doc:"Every one of these must connect. Default: any connection will do."`
	FromEach Choice   `yaml:"from-each" enum:"any,all" doc:"Whether every source must connect, or any. Default any."`
	ToEach   Choice   `yaml:"to-each" enum:"any,all" doc:"Whether every destination must be reached, or any. Default any."`
	Survive  Choice   `yaml:"survive" enum:"az" doc:"It must hold with any one availability zone down."`
}

// NoInternet is sugar for forbid.
type NoInternet struct {
	Ingress *Direction `yaml:"ingress" doc:"Connections from the internet: true, or to whom."`
	Egress  *Direction `yaml:"egress" doc:"Connections to the internet: true, or from whom."`
}

// Direction says whom a direction of no-internet is about; true means everybody.
type Direction struct {
	From       Selector `yaml:"from" doc:"With egress: who opens connections. Default: anybody."`
	To         Selector `yaml:"to" doc:"With ingress: who listens. Default: anybody."`
	Ports      Ports    `yaml:"ports" doc:"Which ports. Default: all."`
	ExceptFrom Selector `yaml:"except-from" doc:"Sources that are allowed."`
	ExceptTo   Selector `yaml:"except-to" doc:"Destinations that are allowed."`

	Off bool `yaml:"-"` // written as false
}

// ConfineEgress is sugar for forbid and through.
type ConfineEgress struct {
	From Selector `yaml:"from" need:"true" doc:"Who opens connections."`
	To   Texts    `yaml:"to" need:"true" doc:"The exits: aws, internet, nat:NAME, or another gateway."`
}
