package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// smallestEdit is the smallest edit that closes a finding, in the edit language and in words: the
// rule of a security group that opens it is narrowed to those who may, or removed.
func (e *evaluator) smallestEdit(f *Finding, one *item) (edit, words string) {
	if f.Missing || len(f.Openers) != 1 {
		return "", ""
	}
	o := &f.Openers[0]
	g := e.bound.known.SecurityGroup[model.SecurityGroupID(o.Where)]
	if g == nil || !strings.ContainsAny(o.What, " ") {
		return "", ""
	}
	direction := "ingress"
	if strings.Contains(o.What, " to ") {
		direction = "egress"
	}
	edit = fmt.Sprintf("revoke %s %s %s", g.ID, direction, o.What)
	words = "remove the rule"
	if groups := e.entitled(one); direction == "ingress" && len(groups) > 0 && !e.widest(o.What) {
		words = "narrow the rule to " + strings.Join(groups, ", ")
	}
	return edit, words
}

// widest reports whether a rule names a group already: then there is nothing to narrow.
func (e *evaluator) widest(what string) bool {
	_, peer, _ := strings.Cut(what, " from ")
	return e.bound.known.SecurityGroup[model.SecurityGroupID(peer)] != nil
}

// entitled are the names of security groups that all sources have whom the rule allows.
func (e *evaluator) entitled(one *item) []string {
	if one.rule == nil || one.rule.Only == nil {
		return nil
	}
	var shared []model.SecurityGroupID
	for k, i := range e.bound.end(one.rule.Only.From).inside.list() {
		groups := e.bound.endpoints[i].eni.Groups
		if k == 0 {
			shared = slices.Clone(groups)
			continue
		}
		shared = slices.DeleteFunc(shared, func(g model.SecurityGroupID) bool { return !slices.Contains(groups, g) })
	}
	var names []string
	for _, id := range shared {
		name := string(id)
		if g := e.bound.known.SecurityGroup[id]; g != nil && g.Name != "" {
			name = g.Name
		}
		names = append(names, name)
	}
	return names
}
