package vectors

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A step is one line of a scene that changes the network.
type step struct {
	line int
	word string // the first word
	text string // the whole line
}

// A scene is the block under one title: steps, then questions about what they made.
type scene struct {
	rules     []string
	title     string
	tier      int
	steps     []step
	questions []Vector
	define    string // the scene is a definition of that name: steps that others use
}

// definitions are steps by name.
type definitions map[string][]step

var ruleID = regexp.MustCompile(`^[A-Z][A-Z0-9]*-[0-9]+$`)

// Parse reads one file of vectors.
func Parse(file string, data []byte) ([]Vector, error) { return parse(file, data, definitions{}) }

// parse also reads and adds definitions.
func parse(file string, data []byte, known definitions) ([]Vector, error) {
	var all []Vector
	var s *scene
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		text := strings.TrimRight(line, " \t\r\n")
		switch {
		case strings.TrimSpace(text) == "" || strings.HasPrefix(strings.TrimSpace(text), "#"):
			continue
		case text[0] != ' ' && text[0] != '\t':
			all = append(all, s.vectors(file)...)
			var err error
			if s, err = parseTitle(text); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, number, err)
			}
			continue
		case s == nil:
			return nil, fmt.Errorf("%s:%d: %q belongs to no vector; a vector begins with RULE-ID TITLE at the margin", file, number, strings.TrimSpace(text))
		}
		if err := s.add(number, strings.TrimSpace(text), known); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, number, err)
		}
	}
	return append(all, s.vectors(file)...), nil
}

// parseTitle reads "SG-1 SG-4 two groups are a union".
func parseTitle(text string) (*scene, error) {
	s := &scene{tier: 1}
	words := strings.Fields(text)
	if len(words) == 2 && words[0] == "define" {
		s.define = words[1]
		return s, nil
	}
	for len(words) > 0 && ruleID.MatchString(words[0]) {
		s.rules = append(s.rules, words[0])
		words = words[1:]
	}
	s.title = strings.Join(words, " ")
	if len(s.rules) == 0 || s.title == "" {
		return nil, fmt.Errorf("%q is no title; write RULE-ID… and some words", text)
	}
	return s, nil
}

func (s *scene) add(line int, text string, known definitions) error {
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "tier":
		n, err := strconv.Atoi(strings.TrimSpace(rest))
		if err != nil || n < 1 || n > 3 {
			return fmt.Errorf("%q is no tier; write 1, 2 or 3", rest)
		}
		s.tier = n
	case "?":
		v, err := parseQuestion(rest)
		if err != nil {
			return err
		}
		v.Line, v.Tier, v.steps = line, s.tier, slices.Clone(s.steps)
		s.questions = append(s.questions, v)
	case "use":
		steps, ok := known[strings.TrimSpace(rest)]
		if !ok {
			return fmt.Errorf("nothing is defined as %q", rest)
		}
		s.steps = append(s.steps, steps...)
	default:
		s.steps = append(s.steps, step{line: line, word: word, text: text})
	}
	if s.define != "" {
		known[s.define] = s.steps
	}
	return nil
}

// vectors returns the questions of a scene, numbered if there are several.
func (s *scene) vectors(file string) []Vector {
	if s == nil {
		return nil
	}
	for i := range s.questions {
		v := &s.questions[i]
		v.File, v.Title, v.Rules = file, s.title, s.rules
		v.ID = s.rules[0] + "/" + strings.ReplaceAll(s.title, "/", "∕")
		if len(s.questions) > 1 {
			v.ID += "#" + strconv.Itoa(i+1)
		}
	}
	return s.questions
}
