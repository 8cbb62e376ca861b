package settings

import (
	"fmt"
	"os"
	"strings"

	"github.com/seed-044d7529/segment/render/report"
)

// Flag is one setting as the command line knows it.
type Flag struct {
	Name    string
	Given   bool // on the command line
	List    bool // may be given several times
	Set     func(string) error
	Current func() string
}

// Places are where settings come from besides the command line.
type Places struct {
	Env func(name string) (string, bool)
	Dir string // the current folder

	// File is the configuration that was named instead of the one that would be found, or "". It is asked
	// after the flags before the one that needs it are settled. nil: none was named.
	File func() string
}

// Apply gives every flag that was not given the value of the environment or
// of segment.yaml, and tells where each value is from.
func Apply(flags []Flag, p Places) ([]report.Setting, error) {
	var out []report.Setting
	for _, f := range flags {
		from, err := p.apply(f)
		if err != nil {
			return nil, err
		}
		out = append(out, report.Setting{Name: f.Name, Value: f.Current(), From: from})
	}
	return out, nil
}

func (p Places) apply(f Flag) (from string, err error) {
	if f.Given {
		return "flag --" + f.Name, nil
	}
	if text, ok := p.Env(Variable(f.Name)); ok && text != "" {
		return "environment " + Variable(f.Name), p.fromEnv(f, text)
	}
	if f.Name == "network" {
		return p.fromFile(f)
	}
	return "default", nil
}

// Variable is the environment variable of a flag.
func Variable(flag string) string {
	return "SEGMENT_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func (p Places) fromEnv(f Flag, text string) error {
	values := []string{text}
	switch {
	case f.Name == "network":
		values = SplitList(text)
	case f.List:
		values = strings.Fields(text)
	}
	for _, v := range values {
		if err := f.Set(v); err != nil {
			return fmt.Errorf("%s: %w", Variable(f.Name), err)
		}
	}
	return nil
}

// SplitList splits a list of inputs at the separator of PATH. An empty piece
// belongs to the one before: "demo:" is an input, and holds that separator.
func SplitList(text string) []string {
	var out []string
	for i, piece := range strings.Split(text, string(os.PathListSeparator)) {
		if piece == "" && i > 0 && len(out) > 0 && !strings.HasSuffix(out[len(out)-1], ":") {
			out[len(out)-1] += string(os.PathListSeparator)
			continue
		}
		if piece != "" {
			out = append(out, piece)
		}
	}
	return out
}
