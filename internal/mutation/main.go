// Command mutation disables one rule of the engine after the other and runs the engine's tests: each
// mutation must make some test fail (section 26 of docs/semantics.md). It changes no file: mutated
// sources are given to the go command as an overlay.
//
//	go run ./internal/mutation [RULE]...
//
// With arguments it runs the mutations of those rules only.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// parallel is how many mutations run at a time.
const parallel = 2

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "mutation:", err)
		os.Exit(1)
	}
}

// outcome is what became of a mutation.
type outcome struct {
	killedBy []string // tests
	err      error    // it could not be tried
}

func run(ctx context.Context, rules []string, out io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	chosen := mutations
	if len(rules) > 0 {
		chosen = slices.DeleteFunc(slices.Clone(mutations), func(m mutation) bool { return !slices.Contains(rules, m.rule) })
	}
	outcomes := make([]outcome, len(chosen))
	slots := make(chan struct{}, parallel)
	var group sync.WaitGroup
	for i, m := range chosen {
		group.Go(func() {
			slots <- struct{}{}
			outcomes[i] = m.try(ctx, root)
			<-slots
		})
	}
	group.Wait()
	return report(out, chosen, outcomes)
}

func report(out io.Writer, tried []mutation, outcomes []outcome) error {
	alive := 0
	for i, m := range tried {
		o := outcomes[i]
		verdict := "killed by " + strings.Join(o.killedBy, ", ")
		switch {
		case o.err != nil:
			verdict = "ERROR: " + o.err.Error()
			alive++
		case len(o.killedBy) == 0:
			verdict = "SURVIVED"
			alive++
		}
		if _, err := fmt.Fprintf(out, "%-8s %-58s %s\n", m.rule, m.name, verdict); err != nil {
			return err
		}
	}
	if alive > 0 {
		return fmt.Errorf("%d of %d mutations were not killed", alive, len(tried))
	}
	return nil
}

// try runs the tests of package reach with the mutation in place.
func (m mutation) try(ctx context.Context, root string) outcome {
	dir, err := os.MkdirTemp("", "mutation")
	if err != nil {
		return outcome{err: err}
	}
	defer func() { _ = os.RemoveAll(dir) }()
	overlay, err := m.overlay(root, dir)
	if err != nil {
		return outcome{err: err}
	}
	test := exec.CommandContext(ctx, "go", "test", "-overlay="+overlay, "-short", "-timeout=120s", "-run=^Test(Vectors|Regression|Differential)$", "./reach")
	test.Dir = root
	test.Env = append(os.Environ(), "SEGMENT_FAILURES=0", "SEGMENT_QUESTIONS=20000")
	text, err := test.CombinedOutput()
	killers := failures(string(text))
	if err != nil && len(killers) == 0 {
		return outcome{err: fmt.Errorf("%w\n%s", err, text)}
	}
	return outcome{killedBy: killers}
}

// overlay writes the mutated file and the overlay that puts it in place, and returns its path.
func (m mutation) overlay(root, dir string) (string, error) {
	source := filepath.Join(root, "reach", m.file)
	text, err := os.ReadFile(source)
	if err != nil {
		return "", err
	}
	mutated, err := m.apply(string(text))
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, m.file)
	if err := os.WriteFile(file, []byte(mutated), 0o600); err != nil {
		return "", err
	}
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {source: file}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, replace, 0o600)
}

// apply replaces the text of the mutation, which must stand in the source exactly once.
func (m mutation) apply(source string) (string, error) {
	if n := strings.Count(source, m.old); n != 1 {
		return "", fmt.Errorf("%s holds %q %d times, want once", m.file, m.old, n)
	}
	return strings.Replace(source, m.old, m.new, 1), nil
}

var failure = regexp.MustCompile(`(?m)^--- FAIL: (\w+)`)

// failures lists the tests that failed. A panic or a timeout kills too.
func failures(text string) []string {
	var found []string
	for _, match := range failure.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(found, match[1]) {
			found = append(found, match[1])
		}
	}
	if len(found) == 0 && (strings.Contains(text, "panic:") || strings.Contains(text, "test timed out")) {
		found = append(found, "a panic")
	}
	return found
}

// moduleRoot finds the folder of go.mod from the working directory upward.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("no go.mod above the working directory")
}
