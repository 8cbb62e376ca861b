// Package oracle follows one concrete packet through an AWS network, hop by hop.
//
// It is the slow and obvious second reading of docs/semantics.md: no packet sets, no
// classes, nothing compiled beforehand. The engine of package reach is compared with it, so
// neither is written by looking at the other.
//
// # How it works
//
// [Oracle.Ask] builds the request, hands it to the first device (an interface, or a door through
// which an outside address comes in) and lets each device pass it on, as FWD-1 says. Where
// something is chosen (CON-4) or not known (CON-1) every alternative is followed. On delivery the
// reply is built from the packet as the responder saw it (CONN-2) and followed the same way, with
// the request's path as the only memory: which translators and appliances it crossed.
//
// A function that follows a packet returns the truth of the whole rest of the journey: must, if it
// arrives whatever the unknown facts are; may, if it arrives for some of them.
//
// # Readings
//
// Where the text can be read in two ways, the code says "Reading:" beside the rule's id.
package oracle
