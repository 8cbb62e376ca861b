package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/cmd/segment/internal/output"
	"github.com/seed-044d7529/segment/cmd/segment/internal/settings"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model/packet"
)

// shared are the settings of more than one command.
type shared struct {
	networks       []string
	policy         string
	outputs        output.Targets
	json           bool
	quiet, verbose bool
	color          string
	strict         bool
	limit          int
	state          bool
	timings        bool
	jobs           int
	ephemeral      portRange

	maxSize, maxFile     int64
	maxDepth, maxMembers int
}

// addShared adds the flags that every command has. They are told apart from a
// command's own by their place in the help.
func (a *app) addShared(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringArrayVarP(&a.networks, "network", "n", nil, "`input`: directory, file, archive, demo: or -; repeatable")
	f.StringVarP(&a.policy, "policy", "p", "", "`FILE` of the policy (default: the segment.yaml found)")
	f.VarP(&a.outputs, "output", "o", "`format[=file]`, repeatable")
	f.BoolVar(&a.json, "json", false, "the same as -o json")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "results only")
	f.BoolVarP(&a.verbose, "verbose", "v", false, "show every diagnostic")
	f.StringVar(&a.color, "color", "auto", "auto, always or never")
	f.BoolVar(&a.strict, "strict", false, "treat what is assumed as unknown")
	f.IntVar(&a.limit, "limit", -1, "most rows to show; 0: all")
	f.BoolVar(&a.state, "state", false, "honour the state of instances")
	f.BoolVar(&a.timings, "timings", false, "print how long each phase took")
	f.IntVar(&a.jobs, "jobs", 0, "how much to do at a time; 0: one a processor")
	f.Var(&a.ephemeral, "ephemeral", "client ports, `FIRST-LAST` (1024-65535)")
	f.Int64Var(&a.maxSize, "max-size", source.DefaultLimits.MaxSize, "most bytes of all inputs, decompressed (8 GiB)")
	f.Int64Var(&a.maxFile, "max-file-size", source.DefaultLimits.MaxFile, "most bytes of one file (4 GiB)")
	f.IntVar(&a.maxDepth, "max-depth", source.DefaultLimits.MaxDepth, "deepest nesting of JSON (200)")
	f.IntVar(&a.maxMembers, "max-members", source.DefaultLimits.MaxMembers, "most members of an archive (100,000)")
}

// flagNames are the flags that can also be set in the environment.
var flagNames = []string{
	"policy", "network", "output", "json", "quiet", "verbose", "color", "strict", "limit", "state", "timings", "jobs", "ephemeral",
	"max-size", "max-file-size", "max-depth", "max-members", "by", "all", "all-paths", "max-edges",
	"today", "fail-on", "show-waived", "baseline",
}

// settle completes the flags from the environment and segment.yaml.
func (a *app) settle(cmd *cobra.Command) error {
	a.running = cmd.CommandPath()
	var flags []settings.Flag
	for _, name := range flagNames {
		f := cmd.Flags().Lookup(name)
		if f == nil {
			continue
		}
		flags = append(flags, settings.Flag{
			Name: name, Given: f.Changed, List: name == "network" || name == "output",
			Set: f.Value.Set, Current: a.shown(name, f.Value.String),
		})
	}
	found, err := settings.Apply(flags, settings.Places{Env: a.Env, Dir: a.Dir, File: func() string { return a.policy }})
	if err != nil {
		return ask.Usage("see segment help environment", "%v", err)
	}
	a.settings = found
	if a.json {
		a.outputs = append(a.outputs, output.Target{Format: "json"})
	}
	return a.checkColor()
}

// shown is how doctor shows a value.
func (a *app) shown(name string, value func() string) func() string {
	return func() string {
		switch {
		case name == "network":
			return strings.Join(a.networks, " ")
		case name == "limit" && a.limit < 0:
			return strconv.Itoa(terminalRows) + " on a terminal, else all"
		}
		return value()
	}
}

// terminalRows is how many rows a terminal shows when nobody says otherwise.
const terminalRows = 200

// rowLimit is --limit, or what suits the place where the rows go.
func (a *app) rowLimit() int {
	switch {
	case a.limit >= 0:
		return a.limit
	case a.OutTerminal && len(a.outputs) == 0:
		return terminalRows
	}
	return 0
}

// portRange is the flag FIRST-LAST.
type portRange struct{ ports packet.PortSet }

// Set reads "1024-65535".
func (p *portRange) Set(text string) error {
	first, last, ok := strings.Cut(text, "-")
	from, err := strconv.ParseUint(first, 10, 16)
	to, err2 := strconv.ParseUint(last, 10, 16)
	if !ok || err != nil || err2 != nil || from > to {
		return fmt.Errorf("%q is no range of ports; write FIRST-LAST, such as 32768-60999", text)
	}
	p.ports = packet.Ports(packet.PortRange{First: uint16(from), Last: uint16(to)})
	return nil
}

// Type names the value in the help of the flag.
func (p *portRange) Type() string { return "FIRST-LAST" }

// String is the range, or the default.
func (p *portRange) String() string {
	if p.ports.IsEmpty() {
		return packet.Ephemeral.String()
	}
	return p.ports.String()
}
