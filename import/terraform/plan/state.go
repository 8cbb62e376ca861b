package plan

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// showResource mirrors a resource of terraform show -json.
type showResource struct {
	Address   string         `json:"address"`
	Mode      string         `json:"mode"`
	Type      string         `json:"type"`
	Name      string         `json:"name"`
	Index     jsontext.Value `json:"index"`
	Provider  string         `json:"provider_name"`
	Values    jsontext.Value `json:"values"`
	Sensitive jsontext.Value `json:"sensitive_values"`
	Deposed   string         `json:"deposed_key"`
}

// priorMember reads a member of prior_state.
func (r *reader) priorMember(name string) error {
	if name == "values" {
		return r.object(r.stateMember("/prior_state"))
	}
	return r.skip()
}

// stateMember reads a member of the values of a state.
func (r *reader) stateMember(pointer string) func(string) error {
	return func(name string) error {
		if name == "root_module" {
			return r.module(pointer + "/values/root_module")
		}
		return r.skip()
	}
}

// module reads a module of a state, with its child modules.
func (r *reader) module(pointer string) error {
	return r.object(func(name string) error {
		switch name {
		case "resources":
			return r.array(func(i int) error {
				return r.shown(pointer + "/resources/" + strconv.Itoa(i))
			})
		case "child_modules":
			return r.array(func(i int) error {
				return r.module(pointer + "/child_modules/" + strconv.Itoa(i))
			})
		}
		return r.skip()
	})
}

// shown reads a resource of a state. Of the state before a plan only data
// sources are kept: the plan itself tells the others.
func (r *reader) shown(pointer string) error {
	var raw showResource
	if err := r.decode(&raw); err != nil {
		return err
	}
	prior := r.doc.Form == FormPlan || len(pointer) > 1 && pointer[1] == 'p'
	if prior && raw.Mode != "data" {
		return nil
	}
	res := &Resource{
		Address: raw.Address, Module: moduleOf(raw.Address), Mode: raw.Mode, Type: raw.Type, Name: raw.Name,
		Key: keyOf(raw.Index), Provider: raw.Provider, Deposed: raw.Deposed != "", Pointer: pointer + "/values", doc: r.doc,
		text: masked{value: raw.Values, secret: raw.Sensitive},
	}
	r.keep(res)
	return nil
}

// keep files a resource of a state.
func (r *reader) keep(res *Resource) {
	if res.Mode == "data" {
		r.doc.Data = append(r.doc.Data, res)
		return
	}
	r.doc.Changes = append(r.doc.Changes, &Change{Actions: []string{"no-op"}, Before: res, After: res})
}

// moduleOf is the module of a resource address.
func moduleOf(address string) string {
	steps, ok := SplitAddress(address)
	if !ok {
		return ""
	}
	module := ""
	for i := 0; i+1 < len(steps) && steps[i].Name == "module"; i += 2 {
		module = Child(module, steps[i+1])
	}
	return module
}

// rawResource mirrors a resource of a raw state.
type rawResource struct {
	Module    string `json:"module"`
	Mode      string `json:"mode"`
	Type      string `json:"type"`
	Name      string `json:"name"`
	Provider  string `json:"provider"`
	Instances []struct {
		Index      jsontext.Value `json:"index_key"`
		Attributes jsontext.Value `json:"attributes"`
		Sensitive  jsontext.Value `json:"sensitive_attributes"`
		Deposed    string         `json:"deposed"`
	} `json:"instances"`
}

// rawState reads a resource of a raw state.
func (r *reader) rawState(i int) error {
	if r.doc.Form == FormShow && r.doc.Format != "" {
		return r.skip()
	}
	var raw rawResource
	if err := r.decode(&raw); err != nil {
		return err
	}
	for k, in := range raw.Instances {
		key := keyOf(in.Index)
		address := raw.Type + "." + raw.Name + key.String()
		if raw.Mode == "data" {
			address = "data." + address
		}
		if raw.Module != "" {
			address = raw.Module + "." + address
		}
		r.keep(&Resource{
			Address: address, Module: raw.Module, Mode: raw.Mode, Type: raw.Type, Name: raw.Name, Key: key,
			Provider: providerName(raw.Provider), Deposed: in.Deposed != "",
			Pointer: "/resources/" + strconv.Itoa(i) + "/instances/" + strconv.Itoa(k) + "/attributes", doc: r.doc,
			text: masked{value: in.Attributes, paths: r.paths(in.Sensitive)},
		})
	}
	return nil
}

// paths reads the sensitive paths of a raw state: lists of steps.
func (r *reader) paths(raw jsontext.Value) [][]string {
	var out [][]string
	for _, path := range r.doc.decoder.value(raw).Items() {
		var steps []string
		for _, step := range path.Items() {
			value := step.Get("value")
			if value.KindOf() == Object {
				value = value.Get("value") // an index
			}
			steps = append(steps, value.Str())
		}
		out = append(out, steps)
	}
	return out
}

// providerName takes the name out of provider["registry.terraform.io/hashicorp/aws"].eu.
func providerName(s string) string {
	for i := range s {
		if s[i] == '"' {
			for j := i + 1; j < len(s); j++ {
				if s[j] == '"' {
					return s[i+1 : j]
				}
			}
		}
	}
	return s
}
