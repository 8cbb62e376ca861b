package ask

import "time"

// Timings is how long the phases of a run took, and how much there was to do.
type Timings struct {
	Load, Compile, Solve time.Duration
	Pairs                int
}

func (n *Network) now() time.Time {
	if n.options.Clock == nil {
		return time.Time{}
	}
	return n.options.Clock()
}

func (n *Network) since(begun time.Time) time.Duration { return n.now().Sub(begun) }

// solved adds the time and the pairs of one question.
func (n *Network) solved(begun time.Time, pairs int) {
	n.Timings.Solve += n.since(begun)
	n.Timings.Pairs += pairs
}
