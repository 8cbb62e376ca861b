package plan

import (
	"strconv"
	"strings"
)

// Key is the key of an instance: nothing, a number (count) or a text (for_each).
type Key struct {
	Kind KeyKind
	Int  int
	Text string
}

// KeyKind is the kind of a Key.
type KeyKind uint8

// Kinds of keys.
const (
	NoKey KeyKind = iota
	IntKey
	TextKey
)

// String writes the key as in an address: [0], ["a"] or nothing.
func (k Key) String() string {
	switch k.Kind {
	case IntKey:
		return "[" + strconv.Itoa(k.Int) + "]"
	case TextKey:
		return "[" + quote(k.Text) + "]"
	case NoKey:
	}
	return ""
}

// quote writes a key as Terraform does.
func quote(s string) string {
	if !strings.ContainsAny(s, "\\\"\n\r\t$%") {
		return `"` + s + `"`
	}
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "${", "$${", "%{", "%%{")
	return `"` + r.Replace(s) + `"`
}

// Step is one name of an address, with the key of the instance.
type Step struct {
	Name string
	Key  Key
}

// SplitAddress cuts an address or a reference at its dots; the keys stay with
// their names. ok is false if the text is none, or has a key that is no literal.
func SplitAddress(s string) (steps []Step, ok bool) {
	steps = make([]Step, 0, strings.Count(s, ".")+1)
	for s != "" {
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		if end == 0 {
			return nil, false
		}
		step := Step{Name: s[:end]}
		s = s[end:]
		if strings.HasPrefix(s, "[") {
			if step.Key, s, ok = splitKey(s); !ok {
				return nil, false
			}
		}
		steps = append(steps, step)
		s = strings.TrimPrefix(s, ".")
	}
	return steps, true
}

// splitKey reads a key in brackets from the start of s.
func splitKey(s string) (k Key, rest string, ok bool) {
	if !strings.HasPrefix(s, `["`) {
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return k, s, false
		}
		n, err := strconv.Atoi(s[1:end])
		return Key{Kind: IntKey, Int: n}, s[end+1:], err == nil
	}
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			text := unquote(s[2:i])
			return Key{Kind: TextKey, Text: text}, strings.TrimPrefix(s[i+1:], "]"), strings.HasPrefix(s[i+1:], "]")
		}
	}
	return k, s, false
}

func unquote(s string) string {
	if !strings.ContainsAny(s, `\$%`) {
		return s
	}
	r := strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "\r", `\t`, "\t", "$${", "${", "%%{", "%{")
	return r.Replace(s)
}

// ModuleSteps are the calls of a module address: module.a["k"].module.b.
func ModuleSteps(module string) []Step {
	all, ok := SplitAddress(module)
	if !ok {
		return nil
	}
	var out []Step
	for i := 1; i < len(all); i += 2 {
		out = append(out, all[i])
	}
	return out
}

// ModuleKey is the name of a module without keys: "a.b".
func ModuleKey(module string) string {
	var names []string
	for _, s := range ModuleSteps(module) {
		names = append(names, s.Name)
	}
	return strings.Join(names, ".")
}

// Child is the address of a module called in another.
func Child(module string, s Step) string {
	address := "module." + s.Name + s.Key.String()
	if module == "" {
		return address
	}
	return module + "." + address
}
