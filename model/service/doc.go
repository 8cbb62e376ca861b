// Package service says what each network interface is and what people call it,
// and groups interfaces into services (semantics.md, section 20).
//
// # Vocabulary
//
// An Identity is what one interface is: its Kind, the name people use, the
// resource that owns it, and the group that resource belongs to (an Auto
// Scaling group, an ECS service). The evidence follows the order of ID-1; the
// first level that tells a kind wins, later levels fill in what it left open,
// and what contradicts it is kept as evidence. A Service is the interfaces
// that people call by one name (ID-4).
//
// # Guarantees
//
// Equal networks give equal results in equal order. Names, descriptions and
// tags are text from strangers: they are returned as they are and must be
// escaped by whoever prints them. They never decide whether an interface is an
// end of a question: only what AWS itself says of it does.
package service
