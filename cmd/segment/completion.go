package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
)

func newCompletion(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script of a shell; it also completes names of your network",
		Example: `  source <(segment completion bash)
  segment completion zsh > "${fpath[1]}/_segment"
  segment completion fish > ~/.config/fish/completions/segment.fish`,
		Args:      oneOf(shells),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(a.Out, true)
			case "zsh":
				return root.GenZshCompletion(a.Out)
			case "fish":
				return root.GenFishCompletion(a.Out, true)
			}
			return root.GenPowerShellCompletionWithDesc(a.Out)
		},
	}
}

func oneOf(words []string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 1 {
			for _, w := range words {
				if w == args[0] {
					return nil
				}
			}
		}
		return ask.Usage("write one of "+strings.Join(words, ", "), "one shell is needed")
	}
}

// complete offers fixed words for a flag.
func complete(cmd *cobra.Command, flag string, words ...string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// completeNames offers the names of the network for a flag.
func (a *app) completeNames(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.names(cmd, typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// completeEnds offers the names of the network for FROM and TO.
func (a *app) completeEnds(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0, 1:
		return a.names(cmd, typed), cobra.ShellCompDirectiveNoFileComp
	case 2:
		return []string{"tcp/443", "tcp/22", "tcp", "udp", "icmp", "all"}, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// names loads the network without a word on either stream: what a completion
// prints would end up on the command line.
func (a *app) names(cmd *cobra.Command, typed string) []string {
	if a.settle(cmd) != nil {
		return nil
	}
	n, err := a.read(cmd.Context())
	if n == nil || err != nil && n.Model == nil {
		return nil
	}
	return n.Names(typed)
}
