// Package policy is the language of bounded contexts, contracts, rules and waivers: it reads a
// policy, binds it to a network, and judges what the engine says of the network.
//
// # Vocabulary
//
// A Policy is what one file, with what it includes, says. A Problem is one complaint about it. A
// Bound policy knows which endpoints each context holds. A Result is what one rule or contract
// comes to, in one Word; a Finding is one crossing that a rule forbids, or one connection that it
// misses, with the pairs of services that show it and what opened it.
//
// An end is one address of an interface, or a place outside. A cell is a set of ends that no
// context, rule or waiver tells apart: the engine is asked once per pair of cells.
//
// # Guarantees
//
// Parsing reports every problem at once, each with its place. Evaluation works on exact sets of
// packets: what is said of a rule holds for every packet between every pair of its ends, and what
// is not known is Unknown, never Kept. Equal inputs give equal results in equal order; the date is
// an input. Names, tags and reasons are text from strangers: whoever prints them escapes them.
package policy
