package source

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/seed-044d7529/segment/model"
)

// Options say how to load. The zero value reads nothing, as no importer is given.
type Options struct {
	Importers []Importer
	Limits    Limits
	Stdin     io.Reader        // what "-" reads
	Embedded  map[string]fs.FS // inputs that are part of the program, such as "demo:"
	Parallel  int              // documents decoded at a time; 0: one a processor
}

// ErrInput is wrapped by every error of Load that the user's input causes.
var ErrInput = errors.New("input could not be read whole")

// Load reads all inputs and merges them into one network; what a later input
// says wins. The network holds everything that could be read, even when the
// error is not nil. The error wraps ErrInput when some document could not be
// read to its end; the diagnostics of severity Error tell which.
func Load(ctx context.Context, inputs []string, o Options) (*model.Network, []model.Diagnostic, error) {
	r := newReading(ctx, o)
	for i, name := range inputs {
		r.names = append(r.names, displayName(name))
		r.open(i, name)
	}
	err := r.group.Wait()
	for _, archive := range r.archives {
		_ = archive.Close()
	}
	if err != nil {
		return &model.Network{}, nil, err
	}
	return r.finish(ctx, len(inputs))
}

// reading is the state of one Load.
type reading struct {
	options Options
	budget  *budget
	group   *errgroup.Group
	ctx     context.Context
	names   []string // of the inputs, for people

	mu       sync.Mutex
	results  []result
	archives []io.Closer // open until every member is read
}

// result is what came of one document, or of the attempt to find one.
type result struct {
	input    int
	source   string
	part     Part
	importer int // index in Options.Importers, when part is set
	manifest *Manifest
	skipped  bool // not JSON
	fatal    bool
	diags    []model.Diagnostic
}

func newReading(ctx context.Context, o Options) *reading {
	group, ctx := errgroup.WithContext(ctx)
	if o.Parallel <= 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	group.SetLimit(o.Parallel)
	return &reading{options: o, group: group, ctx: ctx, budget: &budget{limits: o.Limits.orDefault()}}
}

// add keeps a result; they are sorted later.
func (r *reading) add(res result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, res)
}

// fail keeps a diagnostic that makes the load fail.
func (r *reading) fail(input int, source string, d model.Diagnostic) {
	r.add(result{input: input, source: source, fatal: true, diags: []model.Diagnostic{d}})
}

// finish puts the results in order, links them and merges the networks.
func (r *reading) finish(ctx context.Context, inputs int) (*model.Network, []model.Diagnostic, error) {
	slices.SortStableFunc(r.results, func(a, b result) int {
		return cmp.Or(cmp.Compare(a.input, b.input), cmp.Compare(a.source, b.source))
	})
	r.results = withoutRefused(r.results)
	diags, fatal := r.complaints(inputs)
	m := NewMerger()
	networks, more := r.link(ctx)
	diags = append(diags, more...)
	if len(networks) == 1 {
		m.adopt(networks[0])
	} else {
		for _, n := range networks {
			m.Add(n)
		}
	}
	diags = append(diags, m.Diagnostics...)
	diags = append(diags, r.applyManifests(&m.Network)...)
	m.Network.Normalize()
	if err := ctx.Err(); err != nil {
		return &m.Network, diags, err
	}
	if fatal {
		return &m.Network, diags, ErrInput
	}
	return &m.Network, diags, nil
}

// link lets every importer make a network of its parts.
func (r *reading) link(ctx context.Context) (networks []*model.Network, diags []model.Diagnostic) {
	for i, imp := range r.options.Importers {
		if parts := r.partsOf(i); len(parts) > 0 {
			n, more := imp.Link(ctx, parts)
			networks, diags = append(networks, n), append(diags, more...)
		}
	}
	return networks, diags
}

func (r *reading) partsOf(importer int) []Part {
	var parts []Part
	for _, res := range r.results {
		if res.part != nil && res.importer == importer {
			parts = append(parts, res.part)
		}
	}
	return parts
}

// complaints collects the diagnostics of all documents, and those of inputs
// that turned out to hold nothing.
func (r *reading) complaints(inputs int) (diags []model.Diagnostic, fatal bool) {
	for _, res := range r.results {
		diags = append(diags, res.diags...)
		fatal = fatal || res.fatal
	}
	for i := range inputs {
		diags = append(diags, r.passedOver(i)...)
		if d, empty := r.holdsNothing(i); empty {
			diags, fatal = append(diags, d), true
		}
	}
	return diags, fatal
}
