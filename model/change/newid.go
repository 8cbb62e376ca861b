package change

import (
	"strconv"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// newID makes an id of a prefix and a name that no resource of the kind has yet.
func (d *draft) newID(prefix, name string, k *kind) string {
	base := prefix + strings.TrimPrefix(strings.Map(idRune, name), prefix)
	taken := map[string]bool{}
	k.list(d.n, func(id, _ string, _ model.VPCID) { taken[id] = true })
	id := base
	for i := 2; taken[id]; i++ {
		id = base + "-" + strconv.Itoa(i)
	}
	return id
}

// idRune keeps what may stand in an id.
func idRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
		return r
	}
	return '-'
}

// suffix returns an id without its kind: "0ab1" of "vpc-0ab1".
func suffix(id string) string {
	if _, rest, ok := strings.Cut(id, "-"); ok && rest != "" {
		return rest
	}
	return id
}

// named returns the tags of a resource with a name.
func nameTag(name string) model.Tags { return model.Tags{{Key: "Name", Value: name}} }
