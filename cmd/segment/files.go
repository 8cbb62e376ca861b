package main

import (
	"errors"
	"io/fs"

	"github.com/seed-044d7529/segment/internal/demo"
)

// reason is the cause of a file error without the path, which the message has.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// sample is the input inside the program.
const sample = "demo:"

// embedded are the inputs inside the program.
func embedded() map[string]fs.FS { return map[string]fs.FS{sample: demo.FS()} }
