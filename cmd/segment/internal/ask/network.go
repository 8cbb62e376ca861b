package ask

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"time"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/model/service"
	"github.com/seed-044d7529/segment/policy"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Options say what to load and how.
type Options struct {
	Inputs   []string
	Dir      string // that relative inputs are relative to; empty: the process's
	Stdin    io.Reader
	Embedded map[string]fs.FS // inputs inside the program, such as "demo:"
	Limits   source.Limits
	Jobs     int // 0: one a processor
	Engine   reach.Options
	Tool     report.Tool
	Clock    func() time.Time // for Timings; nil: nothing is measured
}

// Network is what one run works on. Its methods are not safe for concurrent use.
type Network struct {
	Model       *model.Network
	Diagnostics []model.Diagnostic
	Timings     Timings

	options  Options
	bound    *policy.Bound // nil unless Bind was called
	services *service.Services
	resolver *selector.Resolver
	compiled *reach.Compiled
	digest   string
	called   map[string]string // names of VPCs, subnets and groups, by id
	byENI    map[model.ENIID]*model.NetworkInterface
}

// Load reads the inputs. When a document cannot be read whole, the error is a
// *Problem, and the network holds what could be read.
func Load(ctx context.Context, o Options) (*Network, error) {
	n := &Network{options: o, Model: &model.Network{}}
	if len(o.Inputs) == 0 {
		return n, noNetwork()
	}
	begun := n.now()
	loaded, diags, err := source.Load(ctx, n.absolute(o.Inputs), source.Options{
		Importers: []source.Importer{awsjson.Importer{}}, Limits: o.Limits, Stdin: o.Stdin, Embedded: o.Embedded, Parallel: o.Jobs,
	})
	n.Timings.Load = n.since(begun)
	if loaded != nil {
		n.Model = loaded
	}
	n.Diagnostics = diags
	switch {
	case ctx.Err() != nil:
		return n, ctx.Err()
	case errors.Is(err, source.ErrInput):
		return n, unreadable(diags)
	}
	if err == nil && len(n.Model.Collections) == 0 {
		return n, nothingRead(o.Inputs, diags)
	}
	return n, err
}

// absolute makes relative inputs independent of the process's folder.
func (n *Network) absolute(inputs []string) []string {
	if n.options.Dir == "" {
		return inputs
	}
	out := make([]string, len(inputs))
	for i, input := range inputs {
		out[i] = input
		if _, embedded := n.options.Embedded[input]; !embedded && input != "-" && !filepath.IsAbs(input) {
			out[i] = filepath.Join(n.options.Dir, input)
		}
	}
	return out
}

// Services says what every interface is.
func (n *Network) Services() *service.Services {
	if n.services == nil {
		n.services = service.Identify(n.Model)
	}
	return n.services
}

// Resolver finds what a selector means.
func (n *Network) Resolver() *selector.Resolver {
	if n.resolver == nil {
		n.resolver = selector.NewResolver(n.Model, n.Services(), selector.Options{Contexts: n.contexts()})
	}
	return n.resolver
}

// Engine compiles the network when it is first needed.
func (n *Network) Engine(ctx context.Context) (*reach.Compiled, error) {
	if n.compiled != nil {
		return n.compiled, nil
	}
	begun := n.now()
	compiled, err := reach.Compile(ctx, n.Model, n.options.Engine)
	n.Timings.Compile += n.since(begun)
	if err != nil {
		return nil, err
	}
	n.compiled = compiled
	return compiled, nil
}

// Header identifies the network. The first time it costs a digest of all of it.
func (n *Network) Header() report.Header {
	if n.digest == "" {
		n.digest = model.Digest(n.Model)
	}
	return report.Header{
		Tool:    n.options.Tool,
		Network: report.Network{Digest: n.digest, Sources: n.options.Inputs, Incomplete: n.Missing()},
	}
}

func (n *Network) jobs() int {
	if n.options.Jobs > 0 {
		return n.options.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// interfaces finds interfaces by id.
func (n *Network) interfaces() map[model.ENIID]*model.NetworkInterface {
	if n.byENI == nil {
		n.byENI = make(map[model.ENIID]*model.NetworkInterface, len(n.Model.NetworkInterfaces))
		for i := range n.Model.NetworkInterfaces {
			e := &n.Model.NetworkInterfaces[i]
			n.byENI[e.ID] = e
		}
	}
	return n.byENI
}
