package service

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// A Service is the interfaces that people call by one name (ID-4).
type Service struct {
	Name       string // as people say it; several services of different kinds may share it
	Label      string // unique: the name, or "kind:name" where another service has the same name
	Kind       Kind   // of its interfaces; Mixed when they differ
	By         string // what grouped them: "declared", "tag:KEY", "name", or the kind of owner
	Owners     []string
	Interfaces []model.ENIID // sorted
	Endpoint   bool          // false: a forwarder, such as a NAT gateway
}

// Services is what Identify found.
type Services struct {
	Identities []Identity // one an interface, in the order of the network
	Services   []Service  // sorted by name, then kind

	at     map[model.ENIID]int // into Identities
	member []int               // into Services, parallel to Identities
	named  map[string][]int    // into Services
}

// Identity returns what an interface is; nil for one that the network has not.
func (s *Services) Identity(e model.ENIID) *Identity {
	if i, ok := s.at[e]; ok {
		return &s.Identities[i]
	}
	return nil
}

// Of returns the service of an interface; nil for one that the network has not.
func (s *Services) Of(e model.ENIID) *Service {
	if i, ok := s.at[e]; ok {
		return &s.Services[s.member[i]]
	}
	return nil
}

// Named returns the services of that name, one a kind.
func (s *Services) Named(name string) []*Service {
	var found []*Service
	for _, i := range s.named[name] {
		found = append(found, &s.Services[i])
	}
	return found
}

// Endpoint reports whether an interface can be an end of a question (IF-1).
func (s *Services) Endpoint(e model.ENIID) bool {
	i, ok := s.at[e]
	return ok && s.Identities[i].Endpoint
}

// group collects interfaces under their keys and sorts the result.
func group(identities []Identity, keys []key) *Services {
	s := &Services{Identities: identities, at: make(map[model.ENIID]int, len(identities)), named: map[string][]int{}}
	rows := map[key]*Service{}
	for i := range identities {
		d := &identities[i]
		put(s.at, d.ENI, i)
		row := rows[keys[i]]
		if row == nil {
			row = &Service{Name: keys[i].name, Kind: d.Kind, By: keys[i].by, Endpoint: !keys[i].forwards}
			rows[keys[i]] = row
		}
		row.add(d)
	}
	s.order(rows)
	s.member = make([]int, len(identities))
	place := make(map[key]int, len(rows))
	for i := range s.Services {
		place[s.Services[i].key()] = i
	}
	for i := range keys {
		s.member[i] = place[keys[i]]
	}
	return s
}

func (s *Service) key() key { return key{s.By, s.Name, !s.Endpoint} }

func (s *Service) add(d *Identity) {
	s.Interfaces = append(s.Interfaces, d.ENI)
	if d.Kind != s.Kind {
		s.Kind = Mixed
	}
	if d.Owner != "" {
		s.Owners = append(s.Owners, d.Owner)
	}
}

func (s *Services) order(rows map[key]*Service) {
	for _, row := range rows {
		slices.Sort(row.Interfaces)
		slices.Sort(row.Owners)
		row.Owners = slices.Compact(row.Owners)
		s.Services = append(s.Services, *row)
	}
	slices.SortFunc(s.Services, func(a, b Service) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.By, b.By), cmp.Compare(a.Interfaces[0], b.Interfaces[0]))
	})
	for i := range s.Services {
		name := s.Services[i].Name
		s.named[name] = append(s.named[name], i)
	}
	for i := range s.Services {
		row := &s.Services[i]
		if row.Label = row.Name; len(s.named[row.Name]) > 1 {
			row.Label = row.label()
		}
	}
}

// label is the selector that means this service and no other of the name.
func (s *Service) label() string {
	switch {
	case strings.HasPrefix(s.By, "tag:"):
		return s.By + "=" + s.Name
	case s.By == levelNames[byUser]:
		return "service:" + s.Name
	}
	return s.By + ":" + s.Name
}
