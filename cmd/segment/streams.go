package main

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// Streams are everything of the outside world that a command may touch, so
// that a test can stand in for it.
type Streams struct {
	In          io.Reader
	Out, Err    io.Writer
	Env         func(name string) (string, bool)
	Dir         string // the current folder
	Clock       func() time.Time
	OutTerminal bool
	ErrTerminal bool
	Width       int // of the terminal; 0: not known
}

// system returns the streams of this process.
func system() Streams {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	s := Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Dir: dir, Clock: time.Now,
		OutTerminal: term.IsTerminal(int(os.Stdout.Fd())), ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		s.Width = width
	}
	return s
}

// variable is the value of an environment variable, "" when it is not set.
func (s Streams) variable(name string) string {
	value, _ := s.Env(name)
	return value
}
