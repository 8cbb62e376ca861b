// Coverage tells which rules of docs/semantics.md are cited by a test.
//
// A rule is what begins with its id in bold, such as **NACL-11. A test cites a rule by writing its
// id, in a comment, a table, a script or a vector; in the name of a Go test the hyphen is an
// underscore (TestEngine_NACL_11). Read are *_test.go and everything in testdata folders. That a
// rule is cited does not prove that it is tested well, but one that is not cited is not tested.
//
// Run it from the root of the module: go run ./internal/house/coverage
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	fail := flag.Bool("fail", false, "exit 1 if a rule is not cited, or a citation names no rule")
	all := flag.Bool("all", false, "list every rule with its number of citations")
	flag.Parse()

	ok, err := run(os.Stdout, *all)
	switch {
	case err != nil:
		fmt.Fprintf(os.Stderr, "semantics coverage: %v\n", err)
		os.Exit(2)
	case *fail && !ok:
		os.Exit(1)
	}
}

// run reports on the module in the current folder. ok is false if something is left to cite.
func run(w io.Writer, all bool) (ok bool, err error) {
	text, err := os.Open("docs/semantics.md")
	if err != nil {
		return false, err
	}
	defer text.Close()
	rules, err := ParseRules(text)
	if err != nil {
		return false, fmt.Errorf("docs/semantics.md: %w", err)
	}
	// The tests of this program cite rules that it invents.
	cited, err := FindCitations(os.DirFS("."), "internal/house")
	if err != nil {
		return false, err
	}
	report := NewReport(rules, cited)
	return report.OK(), report.Write(w, all)
}
