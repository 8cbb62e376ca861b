package policy

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/reach"
)

// contextTags are the tags that people give to what belongs together, the best first.
var contextTags = []string{"context", "bounded-context", "domain", "app", "application", "team", "project", "service"}

// Suggest writes a starter policy: contexts from tags and VPCs, and a contract for everything that
// passes between them today, each to be confirmed by somebody who knows why. services may be nil.
func Suggest(ctx context.Context, n *model.Network, compiled *reach.Compiled, services *service.Services) ([]byte, error) {
	if services == nil {
		services = service.Identify(n)
	}
	s := &suggestion{network: n, known: model.NewIndex(n), services: services, contexts: map[string]*suggested{}}
	s.group()
	draft := s.head()
	p, problems := Parse("segment.yaml", []byte(draft))
	if !CanEvaluate(problems) {
		return nil, fmt.Errorf("suggest policy: %s", problems[0].What)
	}
	b, problems := Bind(p, n, services)
	if !CanEvaluate(problems) {
		return nil, fmt.Errorf("suggest policy: %s", problems[0].What)
	}
	contracts, err := b.today(ctx, compiled)
	if err != nil {
		return nil, err
	}
	return []byte(draft + contracts), nil
}

// suggested is one context with how it is selected.
type suggested struct {
	name  string
	is    []string
	count int
}

type suggestion struct {
	network  *model.Network
	known    *model.Index
	services *service.Services
	contexts map[string]*suggested
	loose    int
}

// group puts every endpoint into a context: by the tag that most endpoints have, else by VPC.
func (s *suggestion) group() {
	key := s.tag()
	for _, e := range newEndpoints(s.network, s.services) {
		value, ok := e.identity.Tag(key)
		if ok && key != "" && value != "" {
			s.add(word(value), fmt.Sprintf("tag: { %s: %s }", quoted(key), quoted(value)))
			continue
		}
		name, vpc := string(e.eni.VPC), s.known.VPC[e.eni.VPC]
		if vpc != nil && vpc.Tags.Name() != "" {
			name = vpc.Tags.Name()
		}
		if name == "" {
			s.loose++
			continue
		}
		rest := "vpc: " + quoted(string(e.eni.VPC))
		if key != "" {
			rest += ", not: { tag: { " + quoted(key) + ": \"*\" } }"
		}
		s.add(word(name), rest)
	}
}

// tag is the key that most endpoints have, of those that mean a context; "" when few have any.
func (s *suggestion) tag() string {
	ends := newEndpoints(s.network, s.services)
	for _, key := range contextTags {
		count, values := 0, map[string]bool{}
		for i := range ends {
			if value, ok := ends[i].identity.Tag(key); ok && value != "" {
				count++
				values[value] = true
			}
		}
		if 2*count >= len(ends) && len(values) > 1 {
			return key
		}
	}
	return ""
}

func (s *suggestion) add(name, is string) {
	if slices.Contains(builtIn, name) {
		name += "-context"
	}
	c := s.contexts[name]
	if c == nil {
		c = &suggested{name: name}
		s.contexts[name] = c
	}
	c.count++
	if !slices.Contains(c.is, is) {
		c.is = append(c.is, is)
	}
}

// head writes everything but the contracts.
func (s *suggestion) head() string {
	var b strings.Builder
	b.WriteString("# A starter policy, made of tags, VPCs and what connects today. It says what is, not what should be:\n")
	b.WriteString("# give every context an owner, and confirm or remove every contract.\nversion: 1\nname: suggested\n\ncontexts:\n")
	for _, name := range slices.Sorted(maps.Keys(s.contexts)) {
		c := s.contexts[name]
		slices.Sort(c.is)
		fmt.Fprintf(&b, "  %s: # %d endpoints\n    owner: somebody # confirm\n    is:\n", quoted(c.name), c.count)
		for _, is := range c.is {
			fmt.Fprintf(&b, "      - { %s }\n", is)
		}
	}
	if len(s.contexts) == 0 {
		b.Reset()
		b.WriteString("# The network has no endpoints: there is nothing to suggest.\nversion: 1\nname: suggested\n")
	}
	b.WriteString("\ndefault: { between-contexts: deny, egress: allow, unassigned: warn, unknown: fail }\n")
	return b.String()
}

// today writes a contract for everything that certainly passes between contexts.
func (b *Bound) today(ctx context.Context, compiled *reach.Compiled) (string, error) {
	blocks := make([]*block, len(b.cells))
	for i, c := range b.cells {
		blocks[i] = &c.block
	}
	a := asker{ctx: ctx, bound: b, compiled: compiled, work: &Work{}}
	flows, err := a.flows(blocks, blocks, func(from int) []int {
		var wanted []int
		for j, to := range b.cells {
			if f := b.cells[from]; f.place < 0 && to.place < 0 && !f.inside(to) || f.place >= 0 && to.place < 0 {
				wanted = append(wanted, j)
			}
		}
		return wanted
	})
	if err != nil {
		return "", fmt.Errorf("suggest policy: %w", err)
	}
	type pair struct{ from, to string }
	passing, doubtful := map[pair]packet.Set{}, map[pair]packet.Set{}
	for at, f := range flows {
		from, to := b.cells[at.from], b.cells[at.to]
		key := pair{from.context, to.context}
		if from.context == AWS {
			key.from = Internet
		}
		if to.context == Unassigned || from.context == Unassigned {
			continue
		}
		counts := f.counted(false)
		passing[key] = passing[key].Union(counts.Must)
		doubtful[key] = doubtful[key].Union(counts.Unknown())
	}
	keys := slices.SortedFunc(maps.Keys(passing), func(x, y pair) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	var out strings.Builder
	for _, k := range keys {
		if set := passing[k]; !set.IsEmpty() {
			fmt.Fprintf(&out, "  - { id: %s, from: %s, to: %s, ports: [%s] } # confirm\n", quoted(word(k.from+"-to-"+k.to)), quoted(k.from), quoted(k.to), strings.Join(set.Strings(), ", "))
		}
		if rest := doubtful[k].Subtract(passing[k]); !rest.IsEmpty() {
			fmt.Fprintf(&out, "  # not known whether it passes: %s to %s on %s\n", k.from, k.to, rest)
		}
	}
	if out.Len() == 0 {
		return "\n# Nothing passes between the contexts today.\n", nil
	}
	return "\ncontracts:\n" + out.String(), nil
}

// word makes a name of text from strangers that needs no quotes in most cases: lower case, with
// hyphens for what no name holds.
func word(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(clip(text)) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '_' {
			b.WriteRune(r)
		} else if !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	if name := strings.Trim(b.String(), "-."); name != "" {
		return name
	}
	return "unnamed"
}

// quoted writes text from strangers as a YAML scalar.
func quoted(text string) string {
	plain := text != "" && text[0] >= 'a' && text[0] <= 'z' && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == ""
	if plain && !slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, strings.ToLower(text)) {
		return text
	}
	return doubleQuoted(text)
}

func doubleQuoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || invisible(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}
