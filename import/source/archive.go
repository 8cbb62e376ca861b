package source

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// zip reads the members of a zip archive in parallel and in place.
func (r *reading) zip(at place, in io.ReaderAt, size int64) {
	archive, err := zip.NewReader(in, size)
	if err != nil {
		r.fail(at.input, at.source, Unreadable.At(model.Origin{Source: at.source}, "the zip archive is damaged: %v", err))
		return
	}
	if len(archive.File) > r.budget.limits.MaxMembers {
		r.fail(at.input, at.source, (&Document{Source: at.source}).problem(r.tooMany()))
		return
	}
	if isBinaryPlan(archive) {
		r.decode(&Document{
			Source: at.source, Input: at.input, Kind: TerraformBinary, MaxDepth: r.budget.limits.MaxDepth,
			Text: NewLines(r.budget.meter(io.NewSectionReader(in, 0, size))),
		})
		return
	}
	for _, f := range archive.File {
		if !f.FileInfo().IsDir() {
			r.later(at.member(f.Name), f.Open)
		}
	}
}

// isBinaryPlan recognises what terraform plan -out writes.
func isBinaryPlan(archive *zip.Reader) bool {
	for _, f := range archive.File {
		if f.Name == "tfplan" {
			return true
		}
	}
	return false
}

// tar reads the members of a tar archive as they come.
func (r *reading) tar(at place, in io.Reader) {
	archive := tar.NewReader(in)
	for members := 0; ; members++ {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil && members >= r.budget.limits.MaxMembers {
			err = r.tooMany()
		}
		if err != nil {
			r.fail(at.input, at.source, (&Document{Source: at.source}).problem(err))
			return
		}
		if header.Typeflag == tar.TypeReg {
			r.member(at.member(header.Name), archive)
		}
		if r.ctx.Err() != nil {
			return
		}
	}
}

// member reads a member of a tar archive.
func (r *reading) member(at place, in io.Reader) {
	text := buffered(in)
	defer giveBack(text)
	r.stream(at, text)
}

func (r *reading) tooMany() error {
	limit := r.budget.limits.MaxMembers
	return &LimitError{Flag: "--max-members", What: "the number of archive members", Limit: int64(limit)}
}

// member is the place of an archive member. Its name is only shown, never
// used as a path.
func (p place) member(name string) place {
	clean := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
	return place{input: p.input, source: p.source + "/" + clean, inside: true}
}
