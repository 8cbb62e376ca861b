package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seed-044d7529/segment/model"
)

// displayName is how an input is called in origins: its base name, so that
// results do not depend on where the input lies.
func displayName(name string) string {
	if name == "-" {
		return "stdin"
	}
	base := filepath.Base(filepath.Clean(name))
	if base == "." || base == ".." || base == string(filepath.Separator) {
		if abs, err := filepath.Abs(name); err == nil {
			base = filepath.Base(abs)
		}
	}
	return filepath.ToSlash(base)
}

// open finds the documents of one input and starts reading them.
func (r *reading) open(input int, name string) {
	shown := r.names[input]
	if tree, ok := r.options.Embedded[name]; ok {
		r.tree(input, shown, tree)
		return
	}
	if name == "-" {
		r.stdin(input, shown)
		return
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.fail(input, shown, NoInput.At(model.Origin{Source: shown}, "%s does not exist", name))
	case err != nil:
		r.fail(input, shown, NoInput.At(model.Origin{Source: shown}, "%s cannot be opened: %v", name, reason(err)))
	case info.IsDir():
		(&directory{reading: r, input: input, seen: map[string]bool{}}).walk(name, shown)
	default:
		r.file(place{input: input, source: shown, named: true}, name)
	}
}

// reason is the cause of a file error without the path, which the diagnostic tells.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// stdin reads standard input: an archive is held in memory, JSON is streamed.
func (r *reading) stdin(input int, shown string) {
	at := place{input: input, source: shown, named: true}
	if r.options.Stdin == nil {
		r.fail(input, shown, NoInput.At(model.Origin{Source: shown}, "there is no standard input"))
		return
	}
	in := bufio.NewReaderSize(r.options.Stdin, sniffed)
	if head, _ := in.Peek(4); !isZip(head) {
		r.stream(at, in)
		return
	}
	all, err := io.ReadAll(r.budget.meter(in))
	if err != nil {
		r.fail(input, shown, (&Document{Source: shown}).problem(err))
		return
	}
	r.zip(at, bytes.NewReader(all), int64(len(all)))
}

// tree reads a file system that is part of the program.
func (r *reading) tree(input int, shown string, tree fs.FS) {
	_ = fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		at := place{input: input, source: shown + "/" + path}
		r.later(at, func() (io.ReadCloser, error) { return tree.Open(path) })
		return nil
	})
}
