package main

import (
	"github.com/seed-044d7529/segment/cmd/segment/internal/ask"
	"github.com/seed-044d7529/segment/render/text"
)

// outStyle is how text on standard output looks.
func (a *app) outStyle() text.Style {
	return text.Style{Terminal: a.OutTerminal, Colour: a.coloured(a.OutTerminal), Width: a.Width}
}

// errStyle is how text on standard error looks.
func (a *app) errStyle() text.Style {
	return text.Style{Terminal: a.ErrTerminal, Colour: a.coloured(a.ErrTerminal), Width: a.Width}
}

// coloured follows --color, then CLICOLOR_FORCE, NO_COLOR and TERM, then
// whether a person is watching.
func (a *app) coloured(terminal bool) bool {
	switch {
	case a.color == "always":
		return true
	case a.color == "never":
		return false
	case a.variable("NO_COLOR") != "":
		return false
	case a.variable("CLICOLOR_FORCE") != "" && a.variable("CLICOLOR_FORCE") != "0":
		return true
	}
	return terminal && a.variable("TERM") != "dumb"
}

func (a *app) checkColor() error {
	switch a.color {
	case "auto", "always", "never":
		return nil
	}
	return ask.Usage("write --color auto, always or never", "--color %q is no choice", a.color)
}
