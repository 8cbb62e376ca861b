package plan

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// rawChange mirrors an element of resource_changes. The values stay text.
type rawChange struct {
	Address  string         `json:"address"`
	Module   string         `json:"module_address"`
	Mode     string         `json:"mode"`
	Type     string         `json:"type"`
	Name     string         `json:"name"`
	Index    jsontext.Value `json:"index"`
	Provider string         `json:"provider_name"`
	Deposed  string         `json:"deposed"`
	Previous string         `json:"previous_address"`
	Reason   string         `json:"action_reason"`
	Change   struct {
		Actions         []string       `json:"actions"`
		Before          jsontext.Value `json:"before"`
		After           jsontext.Value `json:"after"`
		AfterUnknown    jsontext.Value `json:"after_unknown"`
		BeforeSensitive jsontext.Value `json:"before_sensitive"`
		AfterSensitive  jsontext.Value `json:"after_sensitive"`
	} `json:"change"`
}

// change reads an element of resource_changes.
func (r *reader) change(i int) error {
	var raw rawChange
	if err := r.decode(&raw); err != nil {
		return err
	}
	base := Resource{
		Address: raw.Address, Module: raw.Module, Mode: raw.Mode, Type: raw.Type, Name: raw.Name,
		Key: keyOf(raw.Index), Provider: raw.Provider, Deposed: raw.Deposed != "",
		Pointer: "/resource_changes/" + strconv.Itoa(i), doc: r.doc,
	}
	c := &Change{Actions: raw.Change.Actions, Previous: raw.Previous, Reason: raw.Reason}
	if present(raw.Change.Before) {
		before := base
		before.Pointer += "/change/before"
		if c.Previous != "" {
			before.Address = c.Previous
		}
		before.text = masked{value: raw.Change.Before, secret: raw.Change.BeforeSensitive}
		c.Before = &before
	}
	switch {
	case stays(c):
		after := *c.Before
		after.Address = raw.Address
		c.After = &after
	case !gone(c) && (present(raw.Change.After) || present(raw.Change.AfterUnknown)):
		after := base
		after.Pointer += "/change/after"
		after.text = masked{value: raw.Change.After, unknown: raw.Change.AfterUnknown, secret: raw.Change.AfterSensitive}
		c.After = &after
	}
	if c.Resource() == nil {
		c.Before = &base // an element that tells nothing is still accounted for
		base.read = true
	}
	r.doc.Changes = append(r.doc.Changes, c)
	return nil
}

// stays reports whether Terraform forgets an object that stays in AWS: it
// leaves the state, not the network.
func stays(c *Change) bool {
	return c.Is("forget") && !c.Is("create") && c.Before != nil
}

// gone reports whether the object does not exist after the change.
func gone(c *Change) bool { return c.Is("delete") && !c.Is("create") }

func present(raw jsontext.Value) bool {
	trimmed := bytes.TrimSpace(raw)
	return len(trimmed) > 0 && string(trimmed) != "null" && string(trimmed) != "false"
}

// keyOf reads the index of an instance.
func keyOf(raw jsontext.Value) Key {
	if len(raw) == 0 || raw[0] == 'n' {
		return Key{}
	}
	if raw[0] == '"' {
		text, err := jsontext.AppendUnquote(nil, raw)
		if err != nil {
			return Key{}
		}
		return Key{Kind: TextKey, Text: string(text)}
	}
	n, err := strconv.Atoi(plainNumber(string(raw)))
	if err != nil {
		return Key{}
	}
	return Key{Kind: IntKey, Int: n}
}
