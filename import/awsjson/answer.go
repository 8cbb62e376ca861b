package awsjson

import (
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// answer is one answer of AWS: what was printed for one call.
type answer struct {
	p       *part
	hint    hint
	prefix  string // JSON pointer of the answer in its document
	start   model.Origin
	net     model.Network // rows that stand for themselves
	joins   joins         // rows that belong into others
	rows    []model.Collection
	scalars map[string]string
	token   string // name of the pagination token, when there are more pages
	cause   string // why the answer could not be read to its end
	known   bool   // some member was recognised
	seen    map[string]bool
}

// rowOf is the collection row of a kind; it is added when it is new.
func (a *answer) rowOf(kind model.Kind) *model.Collection {
	for i := range a.rows {
		if a.rows[i].Kind == kind {
			return &a.rows[i]
		}
	}
	a.rows = append(a.rows, model.Collection{Kind: kind, Presence: model.Complete, Sources: []string{a.p.source}})
	return &a.rows[len(a.rows)-1]
}

// count notes one more element of a kind.
func (a *answer) count(kind model.Kind) { a.rowOf(kind).Count++ }

// partial notes that a collection is not whole.
func (a *answer) partial(kind model.Kind, cause string) {
	row := a.rowOf(kind)
	row.Presence = model.Partial
	if row.Cause == "" {
		row.Cause = cause
	}
}

// keep decides whether an element becomes a row: it needs an identifier, and
// nothing in it may be unreadable beyond what its reader made unknown. mark is
// the number of unreadable parts before it.
func (a *answer) keep(kind model.Kind, v value, id string, mark int) bool {
	a.count(kind)
	if v.faulty(mark) {
		a.partial(kind, "an element at "+v.origin().String()+" could not be read")
		return false
	}
	if id == "" {
		a.p.report(source.MissingID.At(v.origin(), "%s has no identifier", v.path()))
		a.partial(kind, "an element at "+v.origin().String()+" has no identifier")
		return false
	}
	return true
}

// faulty reports whether something in the value could not be read since mark,
// and takes over: the caller makes the part concerned unknown.
func (v value) faulty(mark int) bool {
	bad := v.t.bad > mark
	v.t.bad = mark
	return bad
}

// member reads one member of the answer, whose name was just read.
func (a *answer) member(r stream, key string, at model.Origin) error {
	at.Pointer = a.prefix + "/" + escape(key)
	a.seen[key] = true
	if h, ok := handlers[key]; ok {
		a.known = true
		return a.table(r, key, h, at)
	}
	kind, err := r.peek()
	if err != nil {
		return err
	}
	if kind != '{' && kind != '[' {
		return a.scalar(r, key, at)
	}
	n, err := skip(r)
	if kind == '{' {
		n = 1
	}
	a.unmodelled(key, n, at)
	return err
}

// scalar keeps a plain member: page tokens and flags that tell operations apart.
func (a *answer) scalar(r stream, key string, at model.Origin) error {
	raw, err := r.scalar()
	if err != nil {
		return err
	}
	text := scalarText(raw)
	a.scalars[key] = text
	switch {
	case isToken(key):
		a.known = true
		if text != "" {
			a.token = key
		}
	case scalarMembers[key]:
		a.known = true
	case text != "":
		a.unmodelled(key, 1, at)
	}
	return nil
}

// scalarText is a plain value as text; null is none.
func scalarText(raw []byte) string {
	switch kinds[raw[0]] {
	case 'n':
		return ""
	case '"':
		return unquote(raw)
	}
	return string(raw)
}

// isToken recognises the members that say that there are more pages.
func isToken(key string) bool {
	return key == "Marker" || strings.EqualFold(key, "nextToken") || strings.EqualFold(key, "nextMarker")
}

// unmodelled notes a member that has no handler.
func (a *answer) unmodelled(key string, n int, at model.Origin) {
	if reason, ok := irrelevant[key]; ok {
		a.known = true
		a.p.leave(model.Unmodelled{What: key, Count: n, Effect: reason, Origin: at})
		return
	}
	effect, recognised := notModelled[key]
	switch {
	case n == 0:
		a.known = true
		a.p.leave(model.Unmodelled{What: key, Effect: "it is empty", Origin: at})
	case recognised:
		a.known = true
		a.p.leave(model.Unmodelled{What: key, Count: n, Matters: true, Effect: effect, Origin: at})
	default:
		a.p.leave(model.Unmodelled{What: key, Count: n, Matters: true, Effect: unknownAnswer, Origin: at})
	}
}

// unknownAnswer is what a member may change that nobody has heard of.
const unknownAnswer = "segment does not know this answer; it may bear on the network"

// table reads the elements of a known member.
func (a *answer) table(r stream, key string, h handler, at model.Origin) error {
	kind, err := r.peek()
	if err != nil {
		return err
	}
	t := r.tree(a.p)
	pointer := a.prefix + "/" + escape(key)
	switch {
	case kind == '[':
		return a.tableElements(r, t, pointer, key, h)
	case kind == '{' && h.object != nil:
		path := h.pathOf(key, false)
		t.root(pointer, -1, path)
		t.known = knownOf(path)
		return a.one(r, t, h.object)
	case kind == 'n':
		if h.kind != "" {
			a.rowOf(h.kind)
		}
		return skipScalar(r)
	}
	a.p.report(source.WrongType.At(at, "%s is not what AWS prints there", key))
	if h.kind != "" {
		a.partial(h.kind, key+" has the wrong JSON type")
	}
	_, err = skip(r)
	return err
}

func (a *answer) tableElements(r stream, t *tree, pointer, key string, h handler) error {
	if err := r.enter(); err != nil {
		return err
	}
	if h.kind != "" {
		a.rowOf(h.kind)
	}
	path := h.pathOf(key, true)
	t.known = knownOf(path)
	for i := 0; r.kind() != ']'; i++ {
		if long, ok := r.(*reader); ok && i == long.alone && h.splits {
			read, err := a.together(long, pointer, path, h)
			if err != nil {
				return err
			}
			if i += read; r.kind() == ']' {
				break
			}
		}
		t.root(pointer, i, path)
		if err := a.one(r, t, h.element); err != nil {
			return err
		}
	}
	return r.leave()
}

// one reads one element and gives it to its reader.
func (a *answer) one(r stream, t *tree, read func(*answer, value)) error {
	if err := r.element(t); err != nil {
		return err
	}
	if read == nil {
		return nil
	}
	v := value{t, 0}
	read(a, v)
	v.reportUnused()
	return nil
}
