package plan

import (
	"cmp"
	"slices"
)

// Index finds the instances of one network: all before, or all after a plan.
type Index struct {
	ByAddress map[string]*Resource
	blocks    map[blockKey][]*Resource
	children  map[string]map[string]map[Key]bool // module → call → keys of its instances
	noted     map[string]bool                    // modules that are in children
}

// blockKey names a block in a module instance.
type blockKey struct{ module, block string }

// NewIndex indexes instances; deposed objects are left out.
func NewIndex(resources []*Resource) *Index {
	x := &Index{
		ByAddress: make(map[string]*Resource, len(resources)),
		blocks:    make(map[blockKey][]*Resource, len(resources)), children: map[string]map[string]map[Key]bool{}, noted: map[string]bool{},
	}
	for _, r := range resources {
		if r.Deposed {
			continue
		}
		if _, twice := x.ByAddress[r.Address]; twice {
			continue
		}
		x.ByAddress[r.Address] = r
		k := blockKey{r.Module, r.Block()}
		x.blocks[k] = append(x.blocks[k], r)
		x.noteModule(r.Module)
	}
	for _, all := range x.blocks {
		slices.SortFunc(all, func(a, b *Resource) int { return a.Key.compare(b.Key) })
	}
	return x
}

func (k Key) compare(other Key) int {
	return cmp.Or(cmp.Compare(k.Kind, other.Kind), cmp.Compare(k.Int, other.Int), cmp.Compare(k.Text, other.Text))
}

// noteModule remembers the instances of every call on the way to a module.
func (x *Index) noteModule(module string) {
	if module == "" || x.noted[module] {
		return
	}
	x.noted[module] = true
	at := ""
	for _, s := range ModuleSteps(module) {
		calls := x.children[at]
		if calls == nil {
			calls = map[string]map[Key]bool{}
			x.children[at] = calls
		}
		if calls[s.Name] == nil {
			calls[s.Name] = map[Key]bool{}
		}
		calls[s.Name][s.Key] = true
		at = Child(at, s)
	}
}

// Instances are the instances of a block in one module instance, by key.
func (x *Index) Instances(module, block string) []*Resource {
	return x.blocks[blockKey{module, block}]
}

// ModuleKeys are the keys of the instances of a module call that have
// resources, sorted.
func (x *Index) ModuleKeys(module, call string) []Key {
	var keys []Key
	for k := range x.children[module][call] {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, Key.compare)
	return keys
}

// After are the instances after a plan, with its data sources.
func (d *Document) After() []*Resource {
	out := slices.Clone(d.Data)
	for _, c := range d.Changes {
		if c.After != nil {
			out = append(out, c.After)
		}
	}
	return out
}

// Before are the instances before a plan, with its data sources.
func (d *Document) Before() []*Resource {
	out := slices.Clone(d.Data)
	for _, c := range d.Changes {
		if c.Before != nil && c.Before.Values() != nil {
			out = append(out, c.Before)
		}
	}
	return out
}
