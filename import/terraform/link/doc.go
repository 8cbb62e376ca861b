// Package link finds what the attributes of planned objects lead to when the
// plan itself does not know: the id of an object that does not exist yet.
//
// # Vocabulary
//
// A link is an attribute that names another object. It is known (the plan has
// the value), symbolic (the configuration was evaluated and names the object),
// closure (its references, followed through variables, outputs and locals,
// lead to one object only), same-key (to several, of which one has the key of
// the object that asks), candidates (one of several) or unresolved.
//
// # Guarantees
//
// The true target is always among the candidates of a link that is resolved or
// has candidates. A search that was cut short is unresolved, never a guess.
// An attribute that nobody configured is no link: the provider computes it.
package link
