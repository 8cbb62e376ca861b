package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/internal/generate"
)

// generation is what segment generate was asked for.
type generation struct {
	shape string
	out   string
	generate.Options
}

func newGenerate(a *app) *cobra.Command {
	var g generation
	cmd := &cobra.Command{
		Use:   "generate --shape SHAPE --out DIR",
		Short: "Make a synthetic network of any size, the same for the same arguments",
		Example: `  segment generate --shape flat --endpoints 1000 --out big
  segment generate --shape mesh --endpoints 20000 --seed 7 --out mesh
  segment generate --shape hub --ipv6 --unknown 0.05 --out hub`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.generate(cmd.Context(), g)
		},
	}
	f := cmd.Flags()
	f.StringVar(&g.shape, "shape", "", "`SHAPE` of the network: flat, hub, mesh or s1")
	f.IntVar(&g.Endpoints, "endpoints", 1000, "`N` interfaces of the workload; those of gateways come on top")
	f.Uint64Var(&g.Seed, "seed", 1, "`N`: another seed, another network")
	f.StringVar(&g.out, "out", "", "`DIR` to write to; it must not exist or be empty")
	f.Float64Var(&g.OddPorts, "odd-ports", 0, "`SHARE` of ports that are uniform over all, 0 to 1")
	f.Float64Var(&g.Unknown, "unknown", 0, "`SHARE` of group rules whose peer is not known, 0 to 1")
	f.BoolVar(&g.IPv6, "ipv6", false, "IPv6 addresses everywhere")
	f.IntVar(&g.Indent, "indent", 4, "`N` spaces a level of the files, 2 or 4")
	complete(cmd, "shape", shapeNames()...)
	return cmd
}

func shapeNames() []string {
	var names []string
	for _, s := range generate.Shapes() {
		names = append(names, string(s))
	}
	return names
}

func (a *app) generate(ctx context.Context, g generation) error {
	if g.shape == "" || g.out == "" {
		return ask.Usage("write segment generate --shape flat --out DIR", "--shape and --out are needed")
	}
	dir := g.out
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(a.Dir, dir)
	}
	defer a.progress("writing the network")()
	e, err := generate.Write(ctx, dir, generate.Shape(g.shape), g.Options)
	if err != nil {
		return err
	}
	n := e.Counts
	_, err = fmt.Fprintf(a.Out, "%s: %d endpoints, %d interfaces, %d security groups with %d rules, %d VPCs, %d accounts\n",
		g.out, n.Endpoints, n.Interfaces, n.Groups, n.Rules, n.VPCs, n.Accounts)
	return err
}
