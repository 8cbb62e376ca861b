// Package github writes results of a policy for GitHub Actions: as annotations, which are commands
// on standard output, and as the Markdown of a job summary.
//
// GitHub shows ten annotations of each level for a step, so those that fail come first, and waived
// ones are left out. A name can neither end a command nor begin one.
package github
