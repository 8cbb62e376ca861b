package text

import (
	"strings"

	"github.com/seed-044d7529/segment/reach"
)

// alternatives lists the ways through the topology: what routing could take
// if its tables said otherwise. One line a way, then what leads from each
// element to the next.
func (p *page) alternatives(others []reach.Alternative) {
	if len(others) == 0 {
		return
	}
	p.heading("Ways through the topology, whether or not routing takes them: %d", len(others))
	for i, way := range others {
		p.line("  %d. %s", i+1, p.wrap(name(strings.Join(way.Elements, " → ")), 5, "     "))
		for j, step := range way.Ways {
			p.line("     %s", p.paint(dim, name(way.Elements[j]+": "+step)))
		}
	}
}
