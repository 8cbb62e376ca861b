// Package junit writes results of a policy as a report of tests, which every CI server can show.
//
// The policy's file is a suite, every rule a case. A failure is BROKEN, an error VACUOUS; UNKNOWN is a
// failure of type "unknown" where it fails, else skipped, as is WAIVED and what the baseline holds.
// Problems of the policy that make the run fail are errors of cases of their own, and so are those of a
// suite of policy tests. Nothing depends on time.
package junit
