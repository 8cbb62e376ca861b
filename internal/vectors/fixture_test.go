package vectors

import (
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
)

// The documents of f0 and the fixture built here are the same network.
func TestFixtureEqualsItsDocuments(t *testing.T) {
	read, diags, err := source.Load(t.Context(), []string{filepath.Join(Dir(t), "f0")}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		if d.Severity == model.Error {
			t.Error(d)
		}
	}
	for _, u := range read.Unmodelled {
		if u.Matters {
			t.Errorf("unmodelled: %s", u.What)
		}
	}
	built := F0()
	if model.Digest(built) == model.Digest(read) {
		return
	}
	t.Error(cmp.Diff(built, read,
		cmpopts.IgnoreTypes(model.Origin{}), cmpopts.EquateEmpty(), cmpopts.EquateComparable(netip.Addr{}, netip.Prefix{}),
		cmp.Comparer(func(a, b packet.Set) bool { return a.Equal(b) }),
		cmpopts.IgnoreFields(model.Collection{}, "Sources", "Count"), cmpopts.IgnoreFields(model.Address{}, "Association"),
		cmpopts.IgnoreFields(model.NACLAssociation{}, "ID"), cmpopts.IgnoreFields(model.RouteTableAssociation{}, "ID"),
	))
}
