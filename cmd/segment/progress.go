package main

import (
	"fmt"
	"sync"
	"time"
)

// quietTime is how long a phase may last before it is mentioned.
const quietTime = 500 * time.Millisecond

// progress mentions a long phase on a terminal, and takes the line away when
// the returned function is called.
func (a *app) progress(phase string) (done func()) {
	if a.quiet || !a.ErrTerminal {
		return func() {}
	}
	var mu sync.Mutex
	shown := false
	timer := time.AfterFunc(quietTime, func() {
		mu.Lock()
		defer mu.Unlock()
		shown = true
		fmt.Fprintf(a.Err, "%s …", phase)
	})
	return func() {
		timer.Stop()
		mu.Lock()
		defer mu.Unlock()
		if shown {
			fmt.Fprint(a.Err, "\r\x1b[K")
		}
		shown = false
	}
}
