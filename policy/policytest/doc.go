// Package policytest runs unit tests of policies (policy.md, section 6).
//
// # Vocabulary
//
// A File holds Cases about one policy and one network. A Case makes edits to the network and says
// what it expects: the words of rules, the contexts of endpoints, what can and cannot connect. A
// Mutant is the network with one rule, route or entry opened or closed; a rule that no mutant
// breaks guards nothing there.
//
// # Guarantees
//
// A case that expects a rule to be broken fails when the rule is vacuous. Networks are given by the
// caller; nothing here reads a network, a clock or the environment.
package policytest
