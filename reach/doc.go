// Package reach answers what can talk to what on an AWS network, exactly and
// with the reason.
//
// Compile a model.Network once, then ask: Can, Matrix and Graph are methods of
// what is compiled. Equal inputs give equal answers in equal order. There is no
// clock, no I/O and no global state here.
//
// # How an answer is found
//
// Forwarding in AWS looks at addresses only, filtering looks at the protocol,
// the destination port and one remote address. So a question about one pair of
// addresses is split in two:
//
//   - a walk follows the forwarding rules hop by hop and yields paths: lists of
//     hops, each with the filter that applies there. Where AWS chooses at
//     random, or a fact is unknown, the walk branches;
//   - the filters of a path are evaluated as sets of packets (package packet)
//     and intersected.
//
// The reply is walked on its own, from the responder's tables, and must undo
// the translations of the request (CONN-4). Request and reply together give
// the set of connections.
//
// # Vocabulary
//
// Exact means that no packet was sampled. Every set is a pair must ⊆ may
// (CON-1): must passes whatever the unknowns are, may passes for some of them.
// What is in may alone is unknown, and the answer names the causes.
// Over-approximation happens only where one unknown is used twice, and only
// in may: nothing reachable is ever reported blocked.
//
// Rule ids such as NACL-2 refer to docs/semantics.md.
package reach
