package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/seed-044d7529/segment/model"
)

// setField reads "eni-d SourceDestCheck false" or "rt-a1 Routes[10.1.0.0/16].State blackhole":
// a row, a path of field names of package model, and a value in YAML.
func setField(n *model.Network, text string) error {
	words := strings.SplitN(text, " ", 3)
	if len(words) < 3 {
		return fmt.Errorf("write set ID FIELD VALUE")
	}
	v, err := findRow(n, words[0])
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.ReplaceAll(words[1], "].", "]\x00"), "\x00") {
		if v, err = follow(v, name); err != nil {
			return err
		}
	}
	fresh := reflect.New(v.Type())
	if err := decode(words[2], fresh.Interface()); err != nil {
		return err
	}
	v.Set(fresh.Elem())
	return nil
}

// addRow reads "VPNGateways {ID: vgw-a, State: available}".
func addRow(n *model.Network, text string) error {
	name, value, _ := strings.Cut(text, " ")
	list := reflect.ValueOf(n).Elem().FieldByName(name)
	if !list.IsValid() || list.Kind() != reflect.Slice {
		return fmt.Errorf("a network has no list %s", name)
	}
	row := reflect.New(list.Type().Elem())
	if err := decode(value, row.Interface()); err != nil {
		return err
	}
	list.Set(reflect.Append(list, row.Elem()))
	return nil
}

// decode reads YAML into a value of package model; unknown keys are errors.
func decode(text string, into any) error {
	var tree any
	if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
		return fmt.Errorf("%q is no YAML: %w", text, err)
	}
	data, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// findRow returns the row with the id (or ARN), or LIST[element].
func findRow(n *model.Network, id string) (reflect.Value, error) {
	v := reflect.ValueOf(n).Elem()
	if strings.HasSuffix(id, "]") {
		return follow(v, id)
	}
	for i := range v.NumField() {
		list := v.Field(i)
		if list.Kind() != reflect.Slice || list.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		for j := range list.Len() {
			for _, key := range []string{"ID", "ARN"} {
				if f := list.Index(j).FieldByName(key); f.IsValid() && f.String() == id {
					return list.Index(j), nil
				}
			}
		}
	}
	return v, fmt.Errorf("no row has the id %s", id)
}

var element = regexp.MustCompile(`^([A-Za-z0-9]+)\[(.+)\]$`)

// follow goes down one part of a path: Field, Field.Field, Field[2] or Field[text], which is the
// first element that is, or has a field that is, the text; of a route also the id of its target.
func follow(v reflect.Value, path string) (reflect.Value, error) {
	m := element.FindStringSubmatch(path)
	if m == nil {
		for name := range strings.SplitSeq(path, ".") {
			if v.Kind() != reflect.Struct || !v.FieldByName(name).IsValid() {
				return v, fmt.Errorf("%s has no field %s", v.Type(), name)
			}
			v = v.FieldByName(name)
		}
		return v, nil
	}
	list, err := follow(v, m[1])
	if err != nil || list.Kind() != reflect.Slice {
		return v, fmt.Errorf("%s has no list %s", v.Type(), m[1])
	}
	if i, err := strconv.Atoi(m[2]); err == nil && i < list.Len() {
		return list.Index(i), nil
	}
	for i := range list.Len() {
		if bears(list.Index(i), m[2]) {
			return list.Index(i), nil
		}
	}
	return v, fmt.Errorf("no element of %s is %s", m[1], m[2])
}

func bears(v reflect.Value, text string) bool {
	if fmt.Sprint(v.Interface()) == text {
		return true
	}
	if v.Kind() != reflect.Struct {
		return false
	}
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if fmt.Sprint(v.Field(i).Interface()) == text {
			return true
		}
		if id := v.Field(i); id.Kind() == reflect.Struct && id.Type() == reflect.TypeFor[model.Target]() && id.FieldByName("ID").String() == text {
			return true
		}
	}
	return false
}
