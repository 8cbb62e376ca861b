package main

import (
	"slices"
	"strings"
	"testing"
)

// commands are all that is there; those of later versions are not listed.
var commands = []string{"can", "explain", "reach", "matrix", "whatif", "diff", "check", "suggest", "test", "policy", "policy lint", "policy fmt", "policy schema", "generate", "doctor", "demo", "graph", "help", "completion", "version"}

func TestHelpIsShortAndBeginsWithExamples(t *testing.T) {
	for _, name := range append([]string{""}, commands...) {
		args := strings.Fields(name + " --help")
		got := segment(t, args...)
		lines := strings.Split(strings.TrimRight(got.out, "\n"), "\n")
		if got.code != exitDone || got.err != "" {
			t.Errorf("%v: exit %d, %s", args, got.code, got.err)
		}
		if len(lines) > 24 {
			t.Errorf("%v: %d lines", args, len(lines))
		}
		for i, line := range lines {
			isExample := strings.HasPrefix(line, "  segment ") || strings.HasPrefix(line, "  source <(segment ")
			if i < 3 && !isExample {
				t.Errorf("%v: line %d is no example: %q", args, i+1, line)
			}
			if len([]rune(line)) > 110 {
				t.Errorf("%v: line %d is too long: %q", args, i+1, line)
			}
		}
	}
}

func TestNothingOfLaterVersionsIsListed(t *testing.T) {
	listed := strings.FieldsFunc(segment(t, "help").out, func(r rune) bool { return strings.ContainsRune(" \n,;", r) })
	for _, later := range []string{"plan", "lint", "serve", "import", "mcp"} {
		if slices.Contains(listed, later) {
			t.Errorf("%s is listed", later)
		}
	}
	for _, now := range commands {
		if name, _, _ := strings.Cut(now, " "); !slices.Contains(listed, name) {
			t.Errorf("%s is not listed", now)
		}
	}
}

func TestTopics(t *testing.T) {
	for _, topic := range topics {
		got := segment(t, "help", topic)
		if got.code != exitDone || strings.Count(got.out, "\n") > 24 || got.out == "" {
			t.Errorf("%s: exit %d, %d lines", topic, got.code, strings.Count(got.out, "\n"))
		}
	}
	if got := segment(t, "help", "nothing"); got.code != exitFailed {
		t.Errorf("help nothing: exit %d", got.code)
	}
}
