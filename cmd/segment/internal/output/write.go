package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// Write gives f the target to write to. A file appears, whole, when f is done
// and ctx is not; else it is left as it was.
func (t Target) Write(ctx context.Context, stdout io.Writer, f func(io.Writer) error) error {
	if t.File == "" {
		return buffered(stdout, f)
	}
	name := t.File
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return t.stream(name, f)
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	if err := replace(ctx, name, f); err != nil {
		return fmt.Errorf("write %s: %w", t.File, err)
	}
	return nil
}

// stream writes to a pipe or device, which cannot be replaced.
func (t Target) stream(name string, f func(io.Writer) error) error {
	out, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(buffered(out, f), out.Close())
}

// replace writes a new file in the folder of name and renames it to name.
func replace(ctx context.Context, name string, f func(io.Writer) error) (err error) {
	temp, err := createBeside(name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if err = buffered(temp, f); err != nil {
		return err
	}
	if err = temp.Close(); err != nil {
		return err
	}
	if err = ctx.Err(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}

// createBeside creates a file of which the user's umask decides the mode,
// unlike os.CreateTemp.
func createBeside(name string) (*os.File, error) {
	for n := os.Getpid(); ; n++ {
		temp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+strconv.Itoa(n)+".part")
		out, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return out, plain(err)
		}
	}
}

// plain is err without the name of the part file, which means nothing to people.
func plain(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func buffered(w io.Writer, f func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := f(b); err != nil {
		return err
	}
	return b.Flush()
}
