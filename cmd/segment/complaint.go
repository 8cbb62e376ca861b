package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/render/text"
)

// complain shows diagnostics on standard error, each with the line of the
// source that it is about, when that can be found.
func (a *app) complain(diags []model.Diagnostic) {
	style := a.errStyle()
	for _, d := range diags {
		for _, line := range style.DiagnosticWith(d, a.excerpt(d.Origin)) {
			fmt.Fprintln(a.Err, line)
		}
	}
}

// notice is one line of talk on standard error.
func (a *app) notice(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.Err, "segment: "+format+"\n", args...)
	}
}

// excerpt is the line that an origin points at, or nil. Archive members and
// standard input are not read again.
func (a *app) excerpt(o model.Origin) []string {
	if o.Line == 0 || o.Column == 0 {
		return nil
	}
	if text, ok := a.written[o.Source]; ok {
		return excerptIn(strings.NewReader(text), o.Line, o.Column)
	}
	for _, input := range a.networks {
		if file := a.fileOf(input, o.Source); file != "" {
			return excerptOf(file, o.Line, o.Column)
		}
	}
	return nil
}

// fileOf is the file that a source means: the input itself, or a file below it.
func (a *app) fileOf(input, source string) string {
	path := input
	if !filepath.IsAbs(path) {
		path = filepath.Join(a.Dir, path)
	}
	base, rest, _ := strings.Cut(source, "/")
	if filepath.Base(path) != base {
		return ""
	}
	path = filepath.Join(path, filepath.FromSlash(rest))
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return path
}

// longestExcerpt bounds what is read to find a line.
const longestExcerpt = 1 << 20

// excerptOf shows one line of a text file, counted from 1, with a caret. Where
// the text ends before that line, the caret stands behind its last line.
func excerptOf(file string, number, column int) []string {
	in, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer in.Close()
	return excerptIn(in, number, column)
}

// excerptIn is excerptOf for what is open already.
func excerptIn(in io.Reader, number, column int) []string {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestExcerpt)
	last, n := "", 0
	for lines.Scan() {
		last = lines.Text()
		if n++; n == number {
			return text.Excerpt(last, number, column)
		}
	}
	if n == 0 || n+1 != number || lines.Err() != nil {
		return nil
	}
	return text.Excerpt(last, n, len(last)+1)
}
