package ask

import (
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// naming puts names to ids.
type naming map[string]string

// namesOf are the names of what the networks hold; the first that has one wins.
func namesOf(networks ...*Network) naming {
	names := naming{}
	for _, n := range networks {
		n.label(func(id, name string) {
			if names[id] == "" && name != "" {
				names[id] = name
			}
		})
	}
	return names
}

// openers names what the engine found, and sees which of it an edit made.
func (n naming) openers(list []reach.Opener) []report.Opener {
	out := make([]report.Opener, 0, len(list))
	for _, o := range list {
		what := n.words(o.Text)
		if !strings.Contains(o.Text, o.Where) && o.Where != "" {
			what = n.words(o.Where) + ": " + what
		}
		number, made := editOf(o.Origin)
		out = append(out, report.Opener{What: what, Origin: o.Origin, Edit: number, Made: made, Removed: o.Removed})
	}
	return out
}

// editOf is the number of the edit that an origin names (model/change).
func editOf(o model.Origin) (number int, made bool) {
	rest, ok := strings.CutPrefix(o.Source, "edit ")
	if !ok {
		return 0, false
	}
	digits, _, ok := strings.Cut(rest, ":")
	number, err := strconv.Atoi(digits)
	return number, ok && err == nil
}

// words adds names to the ids in a text.
func (n naming) words(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		end := strings.IndexFunc(text, outsideID)
		if end < 0 {
			end = len(text)
		}
		b.WriteString(n.called(text[:end]))
		rest := strings.IndexFunc(text[end:], func(r rune) bool { return !outsideID(r) })
		if rest < 0 {
			rest = len(text) - end
		}
		b.WriteString(text[end : end+rest])
		text = text[end+rest:]
	}
	return b.String()
}

// outsideID reports whether a rune ends an id in a text.
func outsideID(r rune) bool { return strings.ContainsRune(" ,;:()", r) }

// called is an id with its name before it, where somebody gave it one.
func (n naming) called(id string) string {
	return report.Place{ID: id, Name: n[id]}.String()
}

// label tells the names of whatever rules speak about, by id.
func (n *Network) label(tell func(id, name string)) {
	m := n.Model
	for i := range n.Services().Identities {
		who := &n.services.Identities[i]
		tell(string(who.ENI), who.Name)
	}
	for i := range m.SecurityGroups {
		tell(string(m.SecurityGroups[i].ID), m.SecurityGroups[i].Name)
	}
	for i := range m.PrefixLists {
		tell(string(m.PrefixLists[i].ID), m.PrefixLists[i].Name)
	}
	for i := range m.VPCs {
		tell(string(m.VPCs[i].ID), m.VPCs[i].Tags.Name())
	}
	for i := range m.Subnets {
		tell(string(m.Subnets[i].ID), m.Subnets[i].Tags.Name())
	}
	for i := range m.NetworkACLs {
		tell(string(m.NetworkACLs[i].ID), m.NetworkACLs[i].Tags.Name())
	}
	for i := range m.RouteTables {
		tell(string(m.RouteTables[i].ID), m.RouteTables[i].Tags.Name())
	}
	for i := range m.NatGateways {
		tell(string(m.NatGateways[i].ID), m.NatGateways[i].Tags.Name())
	}
	for i := range m.TGWAttachments {
		tell(string(m.TGWAttachments[i].ID), m.TGWAttachments[i].Tags.Name())
	}
}
