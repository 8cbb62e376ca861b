// Package report is what a command found, ready to be written down.
//
// The program fills these types from the results of package reach; every
// renderer reads the same ones. They hold facts and names as they are:
// nothing is escaped, shortened or coloured here, and nothing is computed
// about reachability.
//
// # Vocabulary
//
// A Header is what each report says about itself: the tool, and the network
// it speaks about. A Place is something people can point at: an id with the
// name that they call it by.
package report
