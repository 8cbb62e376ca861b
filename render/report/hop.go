package report

import (
	"strings"

	"github.com/seed-044d7529/segment/reach"
)

// Hop is one step of a path in a few words: what it is called, and the entry
// or route that let the packet pass.
func Hop(s *reach.Step) string {
	name := s.At
	if kind, _, ok := strings.Cut(s.At, "-"); s.Name != "" && ok {
		name = kind + ":" + s.Name // as selectors call it
	} else if s.Name != "" {
		name = s.Name
	}
	if s.Decision == reach.Deny {
		return name + " ✕"
	}
	if words := brief(s); words != "" {
		name += " " + words
	}
	return name
}

// brief is the part of a step's words that tells it from others of its kind.
func brief(s *reach.Step) string {
	text := s.Detail
	if len(s.Rules) > 0 {
		text = s.Rules[0].Text
	}
	text, _, _ = strings.Cut(text, "; ")
	switch s.Kind {
	case "security-group-egress":
		return "egress " + strings.TrimPrefix(text, s.At+" allows ")
	case "security-group-ingress":
		return "ingress " + strings.TrimPrefix(text, s.At+" allows ")
	case "nacl-egress", "nacl-ingress":
		if entry, rest, ok := strings.Cut(strings.TrimPrefix(text, "entry "), ":"); ok && rest != "" && strings.HasPrefix(text, "entry ") {
			return "rule " + entry
		}
		return text
	case "route", "tgw-route":
		_, target, ok := strings.Cut(text, " → ")
		if ok && target != "local" {
			return "to " + target
		}
		return target
	}
	return ""
}
