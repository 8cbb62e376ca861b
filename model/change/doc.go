// Package change is the language of what-if edits: "allow sg:web ingress tcp/443 from 10.0.0.0/16".
//
// An [Edit] is one such sentence. [Parse], [ParseFile] and [ParseYAML] read them, [Apply] makes a
// new Network of an old one, [Inverse] says what would take an edit back.
//
// # Vocabulary
//
// A [Name] is how a sentence names a resource: a Name tag, a group name or an id, with an optional
// kind before a colon (sg:web). An [Effect] is one thing that an edit did. An edit is refused
// when AWS would refuse it; under [Options].Force it is applied all the same and the effect says so.
//
// # Guarantees
//
// Apply is a function: the given Network is not changed, what an edit does not touch is shared with
// it, equal inputs give equal outputs. Each created or changed row carries the Origin "edit 3: …".
// Edit.String is canonical: it parses back to the same edit. Errors are of type [*Error], say
// what, where, why and what to do next, and are all reported at once.
//
// # Limits
//
// Ids of created resources are made of names ("sg-web", "pcx-a-b"), because AWS's are not known before.
package change
