package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/jsonout"
)

//go:embed help/*.txt
var topicFiles embed.FS

// topics are the pages of segment help, in the order of reading.
var topics = []string{"selectors", "ports", "edits", "inputs", "output", "exit-codes", "environment"}

func newHelp(a *app) *cobra.Command {
	var schema string
	cmd := &cobra.Command{
		Use:   "help [COMMAND | TOPIC]",
		Short: "Explain a command or a topic",
		Example: `  segment help can
  segment help selectors
  segment help output --schema matrix`,
		ValidArgs: topics,
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema != "" {
				return a.schema(schema)
			}
			return a.explainTopic(cmd.Root(), args)
		},
	}
	cmd.Flags().StringVar(&schema, "schema", "", "JSON Schema of `FORMAT`: "+strings.Join(jsonout.Formats(), "|"))
	complete(cmd, "schema", jsonout.Formats()...)
	return cmd
}

func (a *app) schema(format string) error {
	text, err := jsonout.Schema(format)
	if err != nil {
		return ask.Usage("write one of "+strings.Join(jsonout.Formats(), ", "), "there is no schema called %q", format)
	}
	_, err = a.Out.Write(text)
	return err
}

// explainTopic prints a topic, or the help of a command.
func (a *app) explainTopic(root *cobra.Command, args []string) error {
	if len(args) == 1 {
		if text, err := fs.ReadFile(topicFiles, path.Join("help", args[0]+".txt")); err == nil {
			_, err = a.Out.Write(text)
			return err
		}
	}
	cmd, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 {
		return ask.Usage("commands and topics are listed by segment help", "there is no command or topic %q", strings.Join(args, " "))
	}
	a.help(cmd, nil)
	return nil
}

// help prints at most 24 lines: the examples, then what there is to set.
func (a *app) help(cmd *cobra.Command, _ []string) {
	if !cmd.HasParent() {
		a.rootHelp(cmd)
		return
	}
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Hidden = true
	fmt.Fprintf(a.Out, "%s\n\n%s.\n\nUsage: %s\n", cmd.Example, cmd.Short, cmd.UseLine())
	if len(cmd.Aliases) > 0 {
		fmt.Fprintf(a.Out, "Also called: %s\n", strings.Join(cmd.Aliases, ", "))
	}
	for _, sub := range cmd.Commands() {
		fmt.Fprintf(a.Out, "  %-8s %s\n", sub.Name(), sub.Short)
	}
	if flags := cmd.LocalNonPersistentFlags(); flags.HasAvailableFlags() {
		fmt.Fprintf(a.Out, "\nFlags:\n%s", flags.FlagUsages())
	}
	if needsNetwork(cmd) {
		fmt.Fprint(a.Out, commonFlags)
	}
	fmt.Fprintf(a.Out, "\nTopics: segment help %s\n", strings.Join(topics, "|"))
}

// needsNetwork reports whether a command reads a network.
func needsNetwork(cmd *cobra.Command) bool {
	switch cmd.Name() {
	case "help", "version", "completion", "demo":
		return false
	}
	return true
}

const sharedFlags = `  -n, --network INPUT   directory, file or archive of aws … describe-* JSON; demo: is a sample
  -o FORMAT[=FILE]      repeatable; --json is -o json      -q, --quiet   results only
  -p POLICY  --limit N  --state  --strict  --ephemeral FIRST-LAST  -v  --color WHEN  --timings  --jobs N
`

const commonFlags = "\nFlags of every command:\n" + sharedFlags

// chapters are the commands in the order of work; those of the last one share a line.
var chapters = []struct {
	title    string
	commands []string
}{
	{"Ask", []string{"can", "explain", "reach", "matrix"}},
	{"What if", []string{"whatif", "diff"}},
	{"Guard", []string{"check", "suggest", "test", "policy"}},
	{"Draw", []string{"graph"}},
	{"Bring in", []string{"doctor", "demo"}},
}

// rootHelp lists the commands.
func (a *app) rootHelp(root *cobra.Command) {
	fmt.Fprint(a.Out, `  segment demo
  segment can web-1 ledger-db tcp/5432 -n estate
  segment check -p segment.yaml -n estate -o text -o sarif=segment.sarif

`+root.Short+`.
`)
	for _, c := range chapters {
		title := c.title
		for _, name := range c.commands {
			cmd, _, err := root.Find([]string{name})
			if err == nil {
				fmt.Fprintf(a.Out, "%-9s %-8s %s\n", title, name, cmd.Short)
			}
			title = ""
		}
	}
	fmt.Fprint(a.Out, "Rest      generate, help, completion, version; segment COMMAND --help says more of each\n\n"+sharedFlags)
	fmt.Fprintf(a.Out, "Topics: segment help %s\n", strings.Join(topics, "|"))
}
