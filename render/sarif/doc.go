// Package sarif writes results of a policy as SARIF 2.1.0, which code hosts show beside the lines
// of a change.
//
// # Mapping
//
// Every rule, contract and default is one reportingDescriptor with the id segment/<id>; its help is
// because and fix. Every finding is one result: one for each rule, pair of contexts and opener,
// never one for each pair of endpoints. It stands at what opens the path (the line of Terraform, or
// the object), else at the line of the policy; a place without a known line has no region. The
// other rules of the path are relatedLocations, its hops a codeFlow. A hop that is in no file of the
// repository names the policy's file, because code hosts refuse locations without one, and is told by
// its logical location.
//
// BROKEN and VACUOUS have the level of the rule's severity. UNKNOWN has it where it fails, else it is
// a note, as is everything that the baseline holds. Waived findings are left out, because hosts show
// suppressed results as open; ShowWaived adds them with their suppression. Problems of the policy
// that make the run fail are results of the rule segment/<code>.
//
// Fingerprints do not depend on lines. Nothing depends on time. Every text is escaped.
package sarif
