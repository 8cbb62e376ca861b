package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/internal/demo"
)

func newDemo(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Try every command on a sample network, in one go",
		Example: `  segment demo
  segment can internet bastion tcp/22 -n demo:
  segment doctor -n demo:`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context())
		},
	}
}

// scene is one command of the demo with what to look at.
type scene struct {
	title string // begins a chapter, when not empty
	say   string
	args  []string
	lines int // to show; 0: all
}

const demoOpening = `segment demo: a small shop in two VPCs, joined by a Transit Gateway.
The data is what "aws … describe-*" prints, and is part of this program. Nothing leaves this machine.
`

const demoClosing = `
Next steps
  1. Collect your own network: run the read-only "aws ec2 describe-…" calls into a folder (see the README).
  2. segment doctor -n FOLDER              what was read, and what is missing
  3. segment can FROM TO [PORTS] -n FOLDER
     segment help selectors                what FROM and TO can be
  Every command above works as printed; -n demo: is this sample.
`

// scenes are what the demo shows, in order.
func scenes() []scene {
	out := []scene{{
		title: "What was read", say: "doctor says what is there and what is missing before you trust an answer.",
		args: []string{"doctor"}, lines: 3,
	}}
	for i, q := range demo.Questions {
		s := scene{say: q.Why, args: strings.Fields("can " + q.From + " " + q.To + " " + q.On)}
		if i == 0 {
			s.title = "Can this talk to that?"
		}
		out = append(out, s)
	}
	return append(out,
		scene{
			title: "Why not?", say: "explain walks both directions and names every setting that would have to change.",
			args: strings.Fields("explain orders-report ledger-main tcp/5432"),
		},
		scene{title: "Who can reach what?", say: "Everybody who gets to the database:", args: strings.Fields("reach --to ledger-main")},
		scene{say: "All that the internet gets to:", args: strings.Fields("reach --from internet")},
		scene{say: "Everything at once, by VPC:", args: strings.Fields("matrix --by vpc")},
		scene{
			title: "What if?", say: "Open two things, and see what it connects and what did it. Nothing is changed anywhere:",
			args: []string{"whatif", "allow sg:ledger ingress tcp/5432 from 10.20.11.0/24", "nacl payments-data ingress 90 allow tcp/5432 10.20.11.0/24"},
		},
		scene{say: "Lose the NAT gateway:", args: []string{"whatif", "down shop-nat-a"}},
		scene{title: "A picture", say: "For Graphviz: segment graph -n demo: | dot -Tsvg > shop.svg", args: strings.Fields("graph --by vpc"), lines: 4},
	)
}

// demo loads the sample once and runs every scene on it.
func (a *app) demo(ctx context.Context) error {
	a.networks = []string{sample}
	network, err := a.read(ctx)
	if err != nil {
		return err
	}
	style := a.outStyle()
	fmt.Fprint(a.Out, demoOpening)
	for _, s := range scenes() {
		if s.title != "" {
			fmt.Fprintf(a.Out, "\n%s\n", style.Title(s.title))
		}
		inner := &app{Streams: a.Streams, loaded: network}
		if err := inner.play(ctx, s, style.Said(s.say), style.Typed("$ segment "+typed(s.args)+" -n "+sample), a.color); err != nil {
			return err
		}
	}
	fmt.Fprint(a.Out, demoClosing)
	return nil
}

// typed is a command line as a shell reads it.
func typed(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = arg
		if strings.Contains(arg, " ") {
			words[i] = `"` + arg + `"`
		}
	}
	return strings.Join(words, " ")
}

// play runs one scene. Whatever its verdict, the demo goes on.
func (a *app) play(ctx context.Context, s scene, say, line, colour string) error {
	var out bytes.Buffer
	stdout := a.Out
	a.Out, a.Env = &out, withoutSettings(a.Env)
	args := append([]string{"-q", "-n", sample, "--color", colour}, s.args...)
	if code := a.run(ctx, args); code == exitFailed || code == exitInterrupted {
		return exit(code)
	}
	fmt.Fprintf(stdout, "\n%s\n%s\n%s", say, line, firstLines(out.String(), s.lines))
	return nil
}

// withoutSettings hides the settings of the user: the demo is the same for all.
func withoutSettings(env func(string) (string, bool)) func(string) (string, bool) {
	return func(name string) (string, bool) {
		if strings.HasPrefix(name, "SEGMENT_") {
			return "", false
		}
		return env(name)
	}
}

// firstLines cuts a text, loudly; 0 keeps it whole.
func firstLines(text string, most int) string {
	lines := strings.SplitAfter(text, "\n")
	if most == 0 || len(lines) <= most+1 {
		return text
	}
	return strings.Join(lines[:most], "") + fmt.Sprintf("… %d more lines\n", len(lines)-1-most)
}
