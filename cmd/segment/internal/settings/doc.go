// Package settings finds the value of each setting: flag, then environment,
// then segment.yaml, then the default; and remembers which of them it was.
//
// segment.yaml is looked for from the current folder up to the root of the
// repository (the folder with .git), never above it: a file that somebody else
// put into a parent folder must not decide what is analysed. Outside of a
// repository only the current folder is looked at.
package settings
