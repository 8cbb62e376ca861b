package source

import (
	"reflect"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// Merger joins partial networks. The same object twice and equal is one; if
// the two differ the later one is kept, with a warning that names both places.
type Merger struct {
	Network     model.Network
	Diagnostics []model.Diagnostic

	at          map[string]map[string]int // kind → key → index of the row in Network
	collections map[collectionKey]int
}

// collectionKey names a collection.
type collectionKey struct {
	account model.AccountID
	region  model.RegionID
	kind    model.Kind
}

func keyOf(c *model.Collection) collectionKey { return collectionKey{c.Account, c.Region, c.Kind} }

// adopt takes over a network that is merged already. The merger must be empty.
func (m *Merger) adopt(n *model.Network) { m.Network = *n }

// NewMerger returns a merger that holds nothing.
func NewMerger() *Merger {
	return &Merger{at: map[string]map[string]int{}, collections: map[collectionKey]int{}}
}

// rows adds the rows of one kind. key is empty for a row that cannot be told
// from others; such rows are all kept.
func rows[T any](m *Merger, kind string, into *[]T, more []T, key func(*T) string, origin func(*T) model.Origin) {
	if len(more) == 0 {
		return
	}
	index := m.at[kind]
	if index == nil {
		index = make(map[string]int, max(len(more), cap(*into)))
		m.at[kind] = index
	}
	if len(*into) == 0 && cap(*into) < len(more) {
		*into = more[:0] // nothing before them: the rows stay where they are
	}
	for i := range more {
		row, k := &more[i], key(&more[i])
		at, twice := index[k]
		if !twice || k == "" {
			index[k] = len(*into)
			*into = append(*into, *row)
			continue
		}
		old := &(*into)[at]
		joinTags(reflect.ValueOf(old).Elem(), reflect.ValueOf(row).Elem())
		if !Same(*old, *row) {
			m.Diagnostics = append(m.Diagnostics, conflict(kind, k, origin(old), origin(row)))
			*old = *row
		}
	}
}

func conflict(kind, key string, before, after model.Origin) model.Diagnostic {
	return Conflict.At(after, "%s %s is described differently in %s and in %s", kind, key, before, after)
}

// Add merges n, which must not be used afterwards.
func (m *Merger) Add(n *model.Network) {
	m.addCollections(n)
	m.Network.Denied = append(m.Network.Denied, n.Denied...)
	m.addUnmodelled(n.Unmodelled)
	m.addNetworks(n)
	m.addFilters(n)
	m.addGateways(n)
	m.addTransit(n)
	m.addServices(n)
	m.addBalancers(n)
}

// addCollections joins rows of the same collection: counts add up, and one
// partial answer makes the collection partial.
func (m *Merger) addCollections(n *model.Network) {
	for _, c := range n.Collections {
		i, known := m.collections[keyOf(&c)]
		if !known {
			m.collections[keyOf(&c)] = len(m.Network.Collections)
			c.Sources = slices.Clone(c.Sources)
			m.Network.Collections = append(m.Network.Collections, c)
			continue
		}
		joinCollection(&m.Network.Collections[i], c)
	}
}

func joinCollection(old *model.Collection, c model.Collection) {
	old.Count += c.Count
	old.Presence = min(old.Presence, c.Presence)
	if old.Cause == "" {
		old.Cause = c.Cause
	}
	for _, s := range c.Sources {
		if i, found := slices.BinarySearch(old.Sources, s); !found {
			old.Sources = slices.Insert(old.Sources, i, s)
		}
	}
}

func (m *Merger) addUnmodelled(more []model.Unmodelled) {
	for _, u := range more {
		i := slices.IndexFunc(m.Network.Unmodelled, func(o model.Unmodelled) bool { return o.What == u.What })
		if i < 0 {
			m.Network.Unmodelled = append(m.Network.Unmodelled, u)
			continue
		}
		if old := &m.Network.Unmodelled[i]; u.Matters && !old.Matters {
			u.Count += old.Count
			*old = u // the place and the effect of the row that matters
		} else {
			old.Count += u.Count
		}
	}
}
