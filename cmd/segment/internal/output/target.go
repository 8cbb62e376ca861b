package output

import (
	"fmt"
	"slices"
	"strings"
)

// Target is one -o: a format, and the file it goes to.
type Target struct {
	Format string
	File   string // empty: standard output
}

// String is the target as it is written on the command line.
func (t Target) String() string {
	if t.File == "" {
		return t.Format
	}
	return t.Format + "=" + t.File
}

// Targets are all -o of a run. They are a flag value.
type Targets []Target

// Set adds "format" or "format=file"; several are separated by spaces only
// in the environment, see settings.
func (t *Targets) Set(text string) error {
	format, file, toFile := strings.Cut(text, "=")
	switch {
	case format == "":
		return fmt.Errorf("no format in %q; write json or json=FILE", text)
	case toFile && file == "":
		return fmt.Errorf("no file behind %q; write %s=FILE", text, format)
	}
	*t = append(*t, Target{Format: format, File: file})
	return nil
}

// Type names the value in the help of the flag.
func (t *Targets) Type() string { return "format[=file]" }

// String lists the targets.
func (t *Targets) String() string {
	parts := make([]string, len(*t))
	for i, target := range *t {
		parts[i] = target.String()
	}
	return strings.Join(parts, " ")
}

// Check returns an error when a format is not among those that a command
// writes, or when two results would be mixed in one place.
func (t Targets) Check(formats ...string) error {
	places := map[string]string{}
	for _, target := range t {
		if !slices.Contains(formats, target.Format) {
			return fmt.Errorf("format %q is not one this command writes; there are %s", target.Format, strings.Join(formats, ", "))
		}
		if other, taken := places[target.File]; taken {
			return fmt.Errorf("-o %s and -o %s go to the same place; give one of them a file: %s=FILE", other, target, target.Format)
		}
		places[target.File] = target.String()
	}
	return nil
}
