// Package output says where results go: to standard output or to files, each
// in a format.
//
// A file is written beside its final place and renamed when it is complete,
// so that an interrupted run leaves the old file or none, never half of one.
package output
