package reach

import "github.com/seed-044d7529/segment/model/packet"

// Options are the choices that a question cannot make for itself.
// The zero value is the default.
type Options struct {
	// Strict treats collections whose absence is normally an assumption
	// (Block Public Access, group associations …) as unknown (CON-5).
	Strict bool

	// Ephemeral is the range of client source ports (CONN-3); the zero value
	// means 1024-65535. Translated ports always range over 1024-65535.
	Ephemeral packet.PortSet
}
