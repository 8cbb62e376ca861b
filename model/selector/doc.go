// Package selector reads what people write for an end of a question and finds
// what it means in a network (cli.md, section 3).
//
// # Vocabulary
//
// A Selector is text that was parsed; it knows no network. A Resolver knows
// one, and turns text into a Set: interfaces, possibly at one address (a
// Pick), a literal address, or places outside.
//
// # Precedence
//
// Built-in word, context, exact id, ARN or Terraform address, address or CIDR,
// service, name, glob, unique beginning of an id. The first level that knows
// the text decides; matches of different kinds at one level are ambiguous.
//
// # Guarantees
//
// Equal networks give equal sets in equal order. A Resolver is safe for
// concurrent use and builds each of its tables at most once, when first asked.
// Errors quote text from strangers, so they can be printed.
package selector
