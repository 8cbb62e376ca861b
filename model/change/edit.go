package change

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
)

// An Edit is one sentence of the edit language. The zero value is no edit and cannot be applied.
type Edit struct {
	Origin model.Origin // where it was written
	op     operation
}

// String returns canonical text, which parses back to an equal edit.
func (e Edit) String() string {
	if e.op == nil {
		return ""
	}
	return e.op.String()
}

// An operation is what one verb does.
type operation interface {
	String() string
	// apply changes the draft, or returns why it cannot.
	apply(d *draft) error
	// inverse returns the operation that takes this one back, asked before it is applied.
	// ok is false if there is none.
	inverse(d *draft) (inv operation, ok bool)
}

// EffectKind is what kind of thing an edit did.
type EffectKind string

// Effects. Forced marks what AWS would refuse; Note is what the user should know.
const (
	Created  EffectKind = "created"
	Changed  EffectKind = "changed"
	Replaced EffectKind = "replaced"
	Removed  EffectKind = "removed"
	Forced   EffectKind = "forced"
	Note     EffectKind = "note"
)

// An Effect is one thing that an edit did to a Network.
type Effect struct {
	Number int // of the edit in its list, from 1
	Edit   Edit
	Kind   EffectKind
	ID     string // the resource concerned
	What   string // for people
}

// String returns "edit 3: created sg-web: security group web in vpc-a".
func (e Effect) String() string {
	return fmt.Sprintf("edit %d: %s %s: %s", e.Number, e.Kind, e.ID, e.What)
}

// Options say how edits are applied.
type Options struct {
	Force bool // apply also what AWS would refuse
}

// Apply returns n with the edits made, in order, and what they did. n itself stays as it is.
// On error the Network is nil; the effects tell what was done before.
func Apply(n *model.Network, edits []Edit, o Options) (*model.Network, []Effect, error) {
	d := newDraft(n, o)
	for i, e := range edits {
		d.begin(i+1, e)
		if e.op == nil {
			return nil, d.effects, d.fail("an empty edit", "it was not made by Parse", "remove it")
		}
		if err := e.op.apply(d); err != nil {
			return nil, d.effects, err
		}
	}
	return d.n, d.effects, nil
}

// Inverse returns the edit that takes e back once it was applied to n. ok is false if no single
// edit does: what is removed with its parts, moved or broken does not come back by itself.
func Inverse(n *model.Network, e Edit) (inv Edit, ok bool) {
	if e.op == nil {
		return Edit{}, false
	}
	d := newDraft(n, Options{})
	d.begin(1, e)
	op, ok := e.op.inverse(d)
	if !ok {
		return Edit{}, false
	}
	return Edit{Origin: e.Origin, op: op}, true
}
