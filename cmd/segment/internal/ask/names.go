package ask

import (
	"slices"
	"strings"
)

// mostNames bounds what a completion offers.
const mostNames = 200

// Names are what people can write for an end and begins with typed, sorted:
// words, names and ids. Names that a shell or a terminal would read otherwise
// are left out.
func (n *Network) Names(typed string) []string {
	names := []string{"internet", "on-prem", "aws"}
	for i := range n.Services().Identities {
		who := &n.services.Identities[i]
		if who.Endpoint {
			names = append(names, who.Name, string(who.ENI))
		}
	}
	for i := range n.services.Services {
		if s := &n.services.Services[i]; s.Endpoint {
			names = append(names, s.Label)
		}
	}
	for i := range n.Model.VPCs {
		names = append(names, "vpc:"+string(n.Model.VPCs[i].ID))
	}
	for i := range n.Model.Subnets {
		names = append(names, "subnet:"+string(n.Model.Subnets[i].ID))
	}
	names = slices.DeleteFunc(names, func(s string) bool { return !strings.HasPrefix(s, typed) || !plainName(s) })
	slices.Sort(names)
	names = slices.Compact(names)
	return names[:min(len(names), mostNames)]
}

// plainName reports whether a name means itself on a command line.
func plainName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@=+,", r)
	})
}

// Endpoints is the number of interfaces that can be ends.
func (n *Network) Endpoints() int {
	count := 0
	for i := range n.Services().Identities {
		if n.services.Identities[i].Endpoint {
			count++
		}
	}
	return count
}

// Classes is the number of classes that the engine told apart; 0 while it
// does not say.
func (n *Network) Classes() int { return 0 }
