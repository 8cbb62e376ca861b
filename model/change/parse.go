package change

import (
	"errors"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Parse reads edits, one a line.
func Parse(text string) ([]Edit, error) { return ParseFile("", []byte(text)) }

// ParseFile reads edits, one a line; # begins a comment. name is the file in positions and errors.
// The error joins one *Error for each line that cannot be read.
func ParseFile(name string, data []byte) ([]Edit, error) {
	var edits []Edit
	var errs []error
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		at := model.Origin{Source: name, Line: number, Column: 1}
		e, ok, err := parseLine(strings.TrimSuffix(line, "\n"), at)
		switch {
		case err != nil:
			errs = append(errs, err)
		case ok:
			edits = append(edits, e)
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return edits, nil
}

// parseLine reads one line that begins at a position. ok is false if the line is empty.
func parseLine(line string, at model.Origin) (e Edit, ok bool, err error) {
	words, err := scan(line, at)
	if err != nil || len(words) == 0 {
		return Edit{}, false, err
	}
	p := &parser{words: words, line: strings.TrimSpace(line), at: at}
	op := p.sentence()
	if p.err != nil {
		return Edit{}, false, p.err
	}
	at.Column += words[0].column - 1
	return Edit{Origin: at, op: op}, true, nil
}

// A verb begins sentences of one form.
type verb struct {
	word  string
	usage string
	parse func(*parser) operation
}

// verbs returns the verbs of the language. It is a function because parsers refer to it for help.
func verbs() []verb {
	return []verb{
		{"allow", "allow sg:NAME ingress|egress PORTS from|to CIDR|sg:NAME|pl:NAME", parseRule},
		{"revoke", "revoke sg:NAME ingress|egress PORTS from|to CIDR|sg:NAME|pl:NAME", parseRule},
		{"nacl", "nacl ACL ingress|egress NUMBER allow|deny PORTS CIDR, or nacl ACL ingress|egress NUMBER remove", parseEntry},
		{"route", "route RTB CIDR via TARGET, or route RTB CIDR remove", parseRoute},
		{"associate", "associate RTB|ACL SUBNET", parseAssociate},
		{"attach", "attach sg:NAME to ENI|INSTANCE", parseAttach},
		{"detach", "detach sg:NAME from ENI|INSTANCE", parseAttach},
		{"peer", "peer VPC VPC", parsePeer},
		{"tgw-attach", "tgw-attach TGW VPC SUBNET…", parseTGWAttach},
		{"tgw-route", "tgw-route TGWRTB CIDR via ATTACHMENT, or tgw-route TGWRTB CIDR blackhole|remove", parseTGWRoute},
		{"tgw-associate", "tgw-associate TGWRTB ATTACHMENT [remove]", parseTGWTie},
		{"tgw-propagate", "tgw-propagate TGWRTB ATTACHMENT [remove]", parseTGWTie},
		{"endpoint", "endpoint VPC SERVICE RTB…, or endpoint VPC SERVICE SUBNET… [with sg:NAME…]", parseEndpoint},
		{"move", "move INSTANCE to SUBNET [at ADDRESS]", parseMove},
		{"add", "add INSTANCE in SUBNET [with sg:NAME…] [at ADDRESS]", parseAdd},
		{"remove", "remove INSTANCE|ENI", parseDelete},
		{"down", "down az:ZONE, or down ID", parseDown},
		{"isolate", "isolate INSTANCE", parseIsolate},
		{"create", "create sg:NAME|acl:NAME|rtb:NAME in VPC", parseCreate},
		{"delete", "delete ID", parseDelete},
		{"pl", "pl:NAME add|remove CIDR", parseListEntry},
		{"eip", "eip ENI add [ADDRESS], or eip ENI remove", parseElasticIP},
		{"listener", "listener LB PORT to TG, or listener LB PORT remove", parseListener},
	}
}
