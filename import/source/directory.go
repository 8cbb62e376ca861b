package source

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// directory walks one input that is a directory. Symbolic links are followed;
// a directory is entered once, whatever names lead to it.
type directory struct {
	*reading
	input int
	seen  map[string]bool // real paths entered
}

// walk reads everything under name, which is called shown.
func (d *directory) walk(name, shown string) {
	resolved, err := filepath.EvalSymlinks(name)
	if err == nil && d.seen[resolved] {
		d.add(result{input: d.input, source: shown, diags: []model.Diagnostic{
			LinkLoop.At(model.Origin{Source: shown}, "%s leads to a directory that is already read", shown),
		}})
		return
	}
	d.seen[resolved] = true
	entries, err := os.ReadDir(name) // sorted by name
	if err != nil {
		d.fail(d.input, shown, Unreadable.At(model.Origin{Source: shown}, "the directory cannot be listed: %v", reason(err)))
		return
	}
	for _, e := range entries {
		if d.ctx.Err() != nil {
			return
		}
		d.entry(filepath.Join(name, e.Name()), shown+"/"+e.Name(), e.Name())
	}
}

// entry reads one name of a directory. Names with a dot in front are the
// housekeeping of other programs (.git, .terraform, .DS_Store).
func (d *directory) entry(path, shown, name string) {
	if strings.HasPrefix(name, ".") {
		d.add(result{input: d.input, source: shown, skipped: true})
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		d.fail(d.input, shown, Unreadable.At(model.Origin{Source: shown}, "%v", reason(err)))
	case info.IsDir():
		d.walk(path, shown)
	case !info.Mode().IsRegular(): // a pipe or a device would be waited for
		d.add(result{input: d.input, source: shown, skipped: true})
	default:
		d.file(place{input: d.input, source: shown}, path)
	}
}
