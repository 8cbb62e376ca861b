package generate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Write draws the network of a shape and writes its files into dir, which must not exist or must
// be empty:
//
//	dir/accounts/<account>/<region>/<service>-<operation>.json
//	dir/expected.json
//
// The files are written beside dir and moved there when they are whole: an error, or the end of
// ctx, leaves nothing behind.
func Write(ctx context.Context, dir string, shape Shape, o Options) (e Expected, err error) {
	p, err := newPlan(shape, o)
	if err != nil {
		return Expected{}, err
	}
	if err := checkFree(dir); err != nil {
		return Expected{}, err
	}
	dir = filepath.Clean(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return Expected{}, err
	}
	draft, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-*")
	if err != nil {
		return Expected{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(draft)) }()
	e = p.expected()
	if err := p.write(ctx, draft, &e); err != nil {
		return Expected{}, err
	}
	return e, publish(draft, dir)
}

// checkFree reports whether a network can be written to dir.
func checkFree(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return fmt.Errorf("%s is not empty", dir)
	}
	return nil
}

// publish moves the draft to its place. An empty directory there gives way.
func publish(draft, dir string) error {
	if err := os.Chmod(draft, 0o755); err != nil {
		return err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(draft, dir)
}

// write writes all files into the draft.
func (p *plan) write(ctx context.Context, draft string, e *Expected) error {
	indent := p.o.Indent
	if indent == 0 {
		indent = 4
	}
	out := newPrinter(indent)
	for _, v := range p.viewers() {
		place := filepath.Join(draft, "accounts", string(v.account), string(region))
		if err := os.MkdirAll(place, 0o755); err != nil {
			return err
		}
		for _, a := range v.answers() {
			if err := out.file(ctx, filepath.Join(place, a.name+".json"), func() { out.object("", func() { a.print(out) }) }); err != nil {
				return err
			}
		}
	}
	return out.file(ctx, filepath.Join(draft, "expected.json"), func() { printExpected(out, e) })
}

// viewers are all accounts with their interfaces.
func (p *plan) viewers() []viewer {
	all := make([]viewer, len(p.accounts))
	at := map[string]int{}
	for i, account := range p.accounts {
		all[i] = viewer{plan: p, account: account}
		at[string(account)] = i
	}
	for i := range p.interfaces {
		v := &all[at[string(p.net.Subnets[p.interfaces[i].subnet].Account)]]
		v.faces = append(v.faces, int32(i))
	}
	return all
}

// file writes one document.
func (p *printer) file(ctx context.Context, name string, document func()) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	p.start(ctx, f)
	document()
	return errors.Join(p.close(), f.Close())
}
