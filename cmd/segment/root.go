package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

const startGuide = `segment says what can talk to what on an AWS network, on which ports, and why.
  segment demo                                  every command, tried on a sample network
  segment doctor -n DIR                         what was read (DIR: the JSON of aws … describe-*)
  segment can FROM TO [PORTS] -n DIR            one answer; segment explain says why
  segment help                                  all commands and topics
`

// newRoot builds the command tree of one run.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "segment",
		Short:         "What can talk to what on an AWS network, on which ports, and why",
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return a.settle(cmd)
		},
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(a.Out, startGuide)
			return nil
		},
	}
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	root.SetHelpFunc(a.help)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		a.running = cmd.CommandPath()
		return err
	})
	root.CompletionOptions.DisableDefaultCmd = true
	a.addShared(root)
	root.AddCommand(
		newCan(a), newExplain(a), newReach(a), newMatrix(a), newWhatif(a), newDiff(a), newDoctor(a), newDemo(a), newGraph(a),
		newCheck(a), newSuggest(a), newTest(a), newPolicy(a),
		newGenerate(a), newCompletion(a), newVersion(a),
	)
	root.SetHelpCommand(newHelp(a))
	return root
}
