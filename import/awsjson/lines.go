package awsjson

import "bytes"

// lines tells the line and column of places in a window. It counts the line
// breaks between the place asked last and the next one, so that a text costs
// one pass however many places are asked, as long as they go up; going down
// costs a pass from the mark.
type lines struct {
	at    int // the place asked last, in the window
	line  int // its line, from 1
	began int // where that line begins; less than 0 when it is not in the window
	mark  struct{ at, line, began int }
}

// moved takes n bytes from the front of the window.
func (l *lines) moved(n int) {
	l.at -= n
	l.began -= n
	l.mark.at -= n
	l.mark.began -= n
}

// set makes the place asked last the one from which going down starts.
func (l *lines) set() { l.mark.at, l.mark.line, l.mark.began = l.at, l.line, l.began }

// place is the line and column of a place in the window, from 1. It must not
// lie before the mark.
func (w *window) place(i int) (line, column int) {
	l := &w.lines
	if i < l.at {
		l.at, l.line, l.began = l.mark.at, l.mark.line, l.mark.began
	}
	between := w.text[l.at:i]
	if n := bytes.Count(between, lineBreak); n > 0 {
		l.line += n
		l.began = l.at + bytes.LastIndexByte(between, '\n') + 1
	}
	l.at = i
	return l.line, i - l.began + 1
}

var lineBreak = []byte{'\n'}
