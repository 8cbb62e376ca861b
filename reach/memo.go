package reach

import (
	"sync"

	"github.com/seed-044d7529/segment/model/packet"
)

// memo remembers evaluations. It is safe for concurrent use; losing a race
// costs a second evaluation with the same result.
type memo[K comparable] struct {
	mu   sync.RWMutex
	rows map[K]packet.Pair
}

func newMemo[K comparable]() *memo[K] { return &memo[K]{rows: map[K]packet.Pair{}} }

func (m *memo[K]) get(k K) (packet.Pair, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	p, ok := m.rows[k]
	return p, ok
}

func (m *memo[K]) put(k K, p packet.Pair) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows[k] = p
}
