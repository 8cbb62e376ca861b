package awsjson

import (
	"hash/maphash"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// words shares the strings of documents. It remembers the last ones only, so
// that its size does not depend on theirs: what repeats in AWS answers (zones,
// owners, states, the ids of networks) repeats soon.
type words struct {
	names  [1 << 9][2]name // of members; the name found last comes first
	recent [1 << 12]string // values
	text   strings.Builder // strings are cut out of it, to have fewer of them
	lists
}

// name is the name of a member and what finds it in an object.
type name struct {
	text string
	hash uint8
}

const (
	longWord = 80       // longer strings (descriptions, policies) seldom repeat
	cutFrom  = 16 << 10 // bytes that strings are cut out of
)

var seed = maphash.MakeSeed() // where a string is kept is not seen from outside

// name decodes the name of a member.
func (w *words) name(raw []byte) name {
	inner := raw[1 : len(raw)-1]
	set := &w.names[maphash.Bytes(seed, inner)%uint64(len(w.names))]
	switch {
	case set[0].text == string(inner):
	case set[1].text == string(inner):
		set[0], set[1] = set[1], set[0]
	case !plain(inner):
		text := unquote(raw)
		return name{text, hashOf(text)}
	default:
		text := string(inner)
		set[0], set[1] = name{text, hashOf(text)}, set[0]
	}
	return set[0]
}

// word decodes a string that stands for itself, without its quotes.
func (w *words) word(inner []byte) string {
	if len(inner) > longWord {
		return string(inner)
	}
	slot := &w.recent[maphash.Bytes(seed, inner)%uint64(len(w.recent))]
	if *slot != string(inner) {
		*slot = w.cut(inner)
	}
	return *slot
}

// cut makes a string.
func (w *words) cut(b []byte) string {
	if w.text.Cap()-w.text.Len() < len(b) {
		w.text = strings.Builder{}
		w.text.Grow(max(cutFrom, len(b)))
	}
	from := w.text.Len()
	w.text.Write(b)
	return w.text.String()[from:]
}

// plain reports whether the inside of a string stands for itself.
func plain(inner []byte) bool {
	for _, c := range inner {
		if c == '\\' || c >= 0x80 {
			return false
		}
	}
	return true
}

// unquote decodes a JSON string that is known to be valid.
func unquote(raw []byte) string {
	text, _ := jsontext.AppendUnquote(nil, raw)
	return string(text)
}
