package plan

import "strings"

// configuration reads the configuration of a plan.
func (r *reader) configuration() error {
	v, err := r.value()
	if err != nil {
		return err
	}
	r.doc.Config = configOf(v.Get("root_module"))
	r.doc.Config.Providers = map[string]*Value{}
	if p := v.Get("provider_config"); p.KindOf() == Object {
		for _, c := range p.Children {
			r.doc.Config.Providers[c.Key] = c
		}
	}
	return nil
}

// configOf makes a module of its JSON form.
func configOf(v *Value) *Config {
	c := &Config{Blocks: map[string]*Block{}, Calls: map[string]*Call{}, Outputs: map[string]*Value{}, Variables: map[string]*Value{}}
	for _, b := range v.Get("resources").Items() {
		block := &Block{
			Mode: b.Get("mode").Str(), Type: b.Get("type").Str(), Name: b.Get("name").Str(),
			ProviderKey: b.Get("provider_config_key").Str(), Expressions: b.Get("expressions"),
			Count: b.Get("count_expression"), ForEach: b.Get("for_each_expression"),
		}
		key := block.Type + "." + block.Name
		if block.Mode == "data" {
			key = "data." + key
		}
		c.Blocks[key] = block
		c.Order = append(c.Order, key)
	}
	for name, call := range members(v.Get("module_calls")) {
		c.Calls[name] = &Call{
			Source: call.Get("source").Str(), Expressions: call.Get("expressions"),
			Count: call.Get("count_expression"), ForEach: call.Get("for_each_expression"), Module: configOf(call.Get("module")),
		}
	}
	for name, output := range members(v.Get("outputs")) {
		c.Outputs[name] = output.Get("expression")
	}
	for name, variable := range members(v.Get("variables")) {
		c.Variables[name] = variable
	}
	return c
}

// members are the members of an object by name.
func members(v *Value) map[string]*Value {
	if v.KindOf() != Object {
		return nil
	}
	out := make(map[string]*Value, len(v.Children))
	for _, c := range v.Children {
		out[c.Key] = c
	}
	return out
}

func splitKeyPath(key string) []string {
	if key == "" {
		return nil
	}
	return strings.Split(key, ".")
}

// notePartial recognises a plan made with -target by a version that does not
// say so: a block that is not repeated, in modules that are not, has no instance.
func (d *Document) notePartial() {
	if d.Form != FormPlan || d.Config == nil || len(d.Partial) > 0 || d.saysComplete {
		return
	}
	planned := map[string]bool{}
	for _, c := range d.Changes {
		r := c.Resource()
		planned[strings.TrimPrefix(r.Module+"."+r.Block(), ".")] = true
	}
	var missing []string
	d.Config.missing("", planned, &missing)
	if len(missing) > 0 && len(d.Changes) > 0 {
		d.Partial = append(d.Partial, "it does not tell "+missing[0]+" of its own configuration (-target?)")
	}
}

// missing collects managed blocks that must have an instance and have none.
func (c *Config) missing(module string, planned map[string]bool, out *[]string) {
	for _, key := range c.Order {
		b := c.Blocks[key]
		address := key
		if module != "" {
			address = module + "." + key
		}
		if b.Mode == "managed" && b.Count == nil && b.ForEach == nil && !planned[address] {
			*out = append(*out, address)
		}
	}
	for _, name := range sortedKeys(c.Calls) {
		if call := c.Calls[name]; call.Count == nil && call.ForEach == nil {
			call.Module.missing(Child(module, Step{Name: name}), planned, out)
		}
	}
}
