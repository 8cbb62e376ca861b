package terraform

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/import/terraform/plan"
	"github.com/seed-044d7529/segment/model"
)

// spot is the account and region of an object.
type spot struct {
	account model.AccountID
	region  model.RegionID
}

// places tells accounts and regions: of an ARN, a zone or a region attribute
// of the object itself, else of its provider configuration (TF-15).
type places struct {
	doc      *plan.Document
	provider map[string]spot // by provider configuration
	only     spot            // when the whole document has one
	known    map[*plan.Resource]spot
}

func newPlaces(doc *plan.Document, resources []*plan.Resource) *places {
	p := &places{doc: doc, provider: map[string]spot{}, known: map[*plan.Resource]spot{}}
	accounts, regions := map[model.AccountID]bool{}, map[model.RegionID]bool{}
	seen := map[string]*spotVotes{}
	for _, r := range resources {
		if !modelled(r.Type) && r.Mode != "data" {
			continue
		}
		own := ownSpot(r)
		if r.Type == "aws_caller_identity" && r.Mode == "data" {
			own.account = model.AccountID(r.Values().Get("account_id").Str())
		}
		if own == (spot{}) {
			continue
		}
		key := p.keyOf(r)
		if seen[key] == nil {
			seen[key] = &spotVotes{map[model.AccountID]bool{}, map[model.RegionID]bool{}}
		}
		seen[key].add(own)
		accounts[own.account], regions[own.region] = true, true
	}
	for key, votes := range seen {
		p.provider[key] = votes.winner()
	}
	if doc.Config != nil {
		for key, v := range doc.Config.Providers {
			if region := p.configured(v); region != "" {
				own := p.provider[key]
				own.region = region
				p.provider[key] = own
				regions[region] = true
			}
		}
	}
	p.only = (&spotVotes{accounts, regions}).winner()
	return p
}

// spotVotes are the accounts and regions that objects of one provider tell.
type spotVotes struct {
	accounts map[model.AccountID]bool
	regions  map[model.RegionID]bool
}

func (v *spotVotes) add(s spot) {
	if s.account != "" {
		v.accounts[s.account] = true
	}
	if s.region != "" {
		v.regions[s.region] = true
	}
}

// winner is what all of them tell alike.
func (v *spotVotes) winner() (s spot) {
	delete(v.accounts, "")
	delete(v.regions, "")
	if len(v.accounts) == 1 {
		s.account = slices.Collect(maps.Keys(v.accounts))[0]
	}
	if len(v.regions) == 1 {
		s.region = slices.Collect(maps.Keys(v.regions))[0]
	}
	return s
}

// configured is the region of a provider configuration, if it is a constant or
// an input of the root module.
func (p *places) configured(v *plan.Value) model.RegionID {
	region := v.Get("expressions").Get("region")
	if constant := region.Get("constant_value"); constant != nil {
		return model.RegionID(constant.Str())
	}
	for _, r := range region.Get("references").Items() {
		if name, isInput := strings.CutPrefix(r.Str(), "var."); isInput && len(region.Get("references").Items()) == 1 {
			return model.RegionID(p.doc.Variables[name].Str())
		}
	}
	return ""
}

// keyOf is the provider configuration of a resource.
func (p *places) keyOf(r *plan.Resource) string {
	if p.doc.Config != nil {
		if m := p.doc.Config.Module(plan.ModuleKey(r.Module)); m != nil && m.Blocks[r.Block()] != nil {
			return m.Blocks[r.Block()].ProviderKey
		}
	}
	return r.Provider
}

// of is where a resource lives.
func (p *places) of(r *plan.Resource) spot {
	if known, done := p.known[r]; done {
		return known
	}
	s := p.find(r)
	p.known[r] = s
	return s
}

func (p *places) find(r *plan.Resource) spot {
	s, provider := ownSpot(r), p.provider[p.keyOf(r)]
	if s.account == "" {
		s.account = provider.account
	}
	if s.region == "" {
		s.region = provider.region
	}
	if s.account == "" {
		s.account = p.only.account
	}
	if s.region == "" {
		s.region = p.only.region
	}
	return s
}

var zoneName = regexp.MustCompile(`^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$`)

// ownSpot is what the attributes of a resource itself tell.
func ownSpot(r *plan.Resource) (s spot) {
	v := r.Values()
	if arn := v.Get("arn").Str(); arn != "" && strings.HasPrefix(r.Type, "aws_") {
		if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 {
			s.region, s.account = model.RegionID(parts[3]), model.AccountID(parts[4])
		}
	}
	if s.account == "" {
		s.account = model.AccountID(v.Get("owner_id").Str())
	}
	if s.region == "" {
		s.region = model.RegionID(v.Get("region").Str())
	}
	if zone := v.Get("availability_zone").Str(); s.region == "" && zone != "" {
		if found := zoneName.FindStringSubmatch(zone); found != nil {
			s.region = model.RegionID(found[1])
		}
	}
	return s
}

func (it item) account() model.AccountID { return it.b.places.of(it.res).account }
func (it item) region() model.RegionID   { return it.b.places.of(it.res).region }
