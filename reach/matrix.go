package reach

import (
	"github.com/seed-044d7529/segment/model/packet"
)

// Group is a named set of ends: a row or a column of a matrix.
type Group struct {
	Name string
	Ends []End
}

// MatrixQuery asks for the connections from every group of From to every
// group of To. The groups themselves are skipped against themselves only when
// they hold one end.
type MatrixQuery struct {
	From, To []Group
	On       *packet.Set // nil: everything
	State    bool
}

// MatrixRow is the answer for one pair of groups.
type MatrixRow struct {
	From, To    string
	Verdict     Verdict
	Connections packet.Pair
	OneWay      packet.Pair
	Passing     int
	Pairs       int
	Unknown     []Cause
}
