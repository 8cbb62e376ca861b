package reach

import (
	"sync"

	"github.com/seed-044d7529/segment/model/packet"
)

// pairID is a packet.Pair made small: equal ids mean equal pairs.
type pairID uint32

const (
	impossibleID pairID = 0 // packet.Impossible
	certainID    pairID = 1 // packet.Certain
)

// pairTable gives every pair of sets an id. It is safe for concurrent use;
// which id a pair gets depends on who asks first, its hash does not.
type pairTable struct {
	mu     sync.RWMutex
	ids    map[string]pairID
	pairs  []packet.Pair
	hashes []uint64
}

func newPairTable() *pairTable {
	t := &pairTable{ids: map[string]pairID{}}
	t.id(packet.Impossible())
	t.id(packet.Certain())
	return t
}

// id interns a pair.
func (t *pairTable) id(p packet.Pair) pairID {
	key := p.May.Key()
	if must := p.Must.Key(); must != key {
		key = must + "/" + key
	}
	t.mu.RLock()
	id, ok := t.ids[key]
	t.mu.RUnlock()
	if ok {
		return id
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if id, ok := t.ids[key]; ok {
		return id
	}
	id = pairID(len(t.pairs))
	t.ids[key] = id
	t.pairs = append(t.pairs, p)
	t.hashes = append(t.hashes, hashText(key))
	return id
}

// pair returns the pair of an id.
func (t *pairTable) pair(id pairID) packet.Pair {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.pairs[id]
}

func (t *pairTable) len() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.pairs)
}

// hashText is FNV-1a with a final mix: the same on every machine.
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// mix spreads the bits of x over the whole word.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// memoTable is an open-addressed map from a non-zero uint64 to a uint32, for
// one goroutine.
type memoTable struct {
	keys   []uint64
	values []uint32
	used   int
}

func (m *memoTable) get(key uint64) (uint32, bool) {
	if len(m.keys) == 0 {
		return 0, false
	}
	mask := uint64(len(m.keys) - 1)
	for i := mix(key) & mask; ; i = (i + 1) & mask {
		switch m.keys[i] {
		case key:
			return m.values[i], true
		case 0:
			return 0, false
		}
	}
}

func (m *memoTable) put(key uint64, value uint32) {
	if 2*m.used >= len(m.keys) {
		m.grow()
	}
	mask := uint64(len(m.keys) - 1)
	i := mix(key) & mask
	for m.keys[i] != 0 && m.keys[i] != key {
		i = (i + 1) & mask
	}
	if m.keys[i] == 0 {
		m.used++
	}
	m.keys[i], m.values[i] = key, value
}

func (m *memoTable) grow() {
	old := *m
	size := max(1024, 2*len(old.keys))
	*m = memoTable{keys: make([]uint64, size), values: make([]uint32, size)}
	for i, key := range old.keys {
		if key != 0 {
			m.put(key, old.values[i])
		}
	}
}
