package awsjson

import "sync"

// scratch is the memory that one document after the other is read with.
type scratch struct {
	room  []byte // of the window
	nodes tree
	words words
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// window is an empty text with room for n bytes.
func (s *scratch) window(n int) []byte {
	if cap(s.room) == 0 || cap(s.room) < n+padding {
		s.room = make([]byte, 0, max(n, windowSize)+padding)
	}
	return s.room[:0]
}

// release keeps the memory for the next document, unless it grew large.
func (r *reader) release() {
	s := r.scratch
	if s.room = r.text; cap(s.room) > windowSize+padding {
		s.room = nil
	}
	s.nodes = tree{nodes: s.nodes.nodes, lists: s.nodes.lists}
	if cap(s.nodes.nodes) > windowSize {
		s.nodes = tree{}
	}
	scratches.Put(s)
}

// tree makes an empty tree for the values of a document.
func (r *reader) tree(p *part) *tree {
	t := &r.scratch.nodes
	*t = tree{p: p, words: &r.words, known: unheard, nodes: t.nodes, lists: t.lists}
	return t
}
