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

const commonFlags = `
Flags of every command:
  -n, --network INPUT   directory, file or archive of aws … describe-* JSON; demo: is a sample
  -o FORMAT[=FILE]      repeatable; --json is -o json      -q, --quiet   results only
  --limit N  --state  --strict  --ephemeral FIRST-LAST  -v  --color WHEN  --timings  --jobs N
`

// rootHelp lists the commands.
func (a *app) rootHelp(root *cobra.Command) {
	fmt.Fprint(a.Out, `  segment demo
  segment can web-1 ledger-db tcp/5432 -n estate
  segment explain web-1 ledger-db tcp/5432 -n estate

`+root.Short+`. Commands:
`)
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() || cmd.Name() == "help" {
			fmt.Fprintf(a.Out, "  %-11s %s\n", cmd.Name(), cmd.Short)
		}
	}
	fmt.Fprint(a.Out, commonFlags)
	fmt.Fprintf(a.Out, "\nTopics: segment help %s\n", strings.Join(topics, "|"))
}
