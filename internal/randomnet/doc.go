// Package randomnet draws small random networks and questions about them, for the laws that the
// engine must keep on any network and for its comparison with the oracle.
//
// [Network] draws a network from every handler of RT-11 and every kind of interface of section 20
// of docs/semantics.md; equal seeds give equal networks. [Questions] draws questions at the edges
// of what the network's rules say. [Shrink] takes out of a network whatever a property does not
// need, and [Literal] prints the rest as Go source, so that a failure becomes a named test.
package randomnet
