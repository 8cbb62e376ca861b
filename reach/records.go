package reach

import "sync"

// recordTable gives every answer an id. It is safe for concurrent use.
type recordTable struct {
	mu    sync.RWMutex
	pairs *pairTable
	ids   map[record]recordID
	rows  []record
}

func newRecordTable(pairs *pairTable) *recordTable {
	t := &recordTable{pairs: pairs, ids: map[record]recordID{}}
	t.id(record{})
	return t
}

func (t *recordTable) id(r record) recordID {
	t.mu.RLock()
	id, ok := t.ids[r]
	t.mu.RUnlock()
	if ok {
		return id
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if id, ok := t.ids[r]; ok {
		return id
	}
	id = recordID(len(t.rows))
	t.ids[r] = id
	t.rows = append(t.rows, r)
	return id
}

// record returns the answer of an id.
func (t *recordTable) record(id recordID) record {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.rows[id]
}

// all returns every answer so far, by id.
func (t *recordTable) all() []record {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.rows[:len(t.rows):len(t.rows)]
}

// hash returns a number that depends on nothing but the answer; nothing at
// all has 0.
func (t *recordTable) hash(id recordID) uint64 {
	if id == 0 {
		return 0
	}
	r := t.record(id)
	t.pairs.mu.RLock()
	defer t.pairs.mu.RUnlock()
	return mix(t.pairs.hashes[r.connect]*3+t.pairs.hashes[r.oneWay]) | 1
}
