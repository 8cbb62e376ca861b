package policy

import "strings"

// level is one open block: where its lines begin, and where they begin in the canonical form.
type level struct {
	was, is int
	list    bool
}

// indent moves lines to two blanks a level and keeps one blank line between sections.
func indent(text string) string {
	inText := multiline(text)
	var out []string
	levels := []level{{0, 0, false}}
	shift, open := 0, 0
	var pending []string // comments wait for the line that they belong to
	for i, line := range strings.Split(strings.TrimRight(text, "\n \t"), "\n") {
		body := strings.TrimLeft(line, " ")
		at := len(line) - len(body)
		switch {
		case inText[i+1] || open > 0 && body != "":
			out = append(out, moved(line, shift))
		case body == "":
			pending = append(pending, "")
			continue
		case body[0] == '#':
			pending = append(pending, body)
			continue
		default:
			levels = enter(levels, at, body)
			top := levels[len(levels)-1]
			shift = top.is - top.was
			out = flush(out, pending, top.is, len(levels) == 1)
			pending = nil
			out = append(out, strings.Repeat(" ", top.is)+hyphens(body))
			levels = nested(levels, at, body)
		}
		open = max(0, open+brackets(body))
	}
	out = flush(out, pending, 0, false)
	return strings.TrimLeft(strings.Join(out, "\n"), "\n") + "\n"
}

// moved shifts a line that continues another one.
func moved(line string, shift int) string {
	if shift < 0 {
		cut := min(-shift, len(line)-len(strings.TrimLeft(line, " ")))
		return line[cut:]
	}
	if strings.TrimSpace(line) == "" {
		return ""
	}
	return strings.Repeat(" ", shift) + line
}

// enter closes the blocks that a line is outside of and opens one for a deeper line.
func enter(levels []level, at int, body string) []level {
	isList := body == "-" || strings.HasPrefix(body, "- ")
	for len(levels) > 1 && levels[len(levels)-1].was > at {
		levels = levels[:len(levels)-1]
	}
	top := levels[len(levels)-1]
	if len(levels) > 1 && top.was == at && top.list && !isList { // a key after a list that was not indented
		return levels[:len(levels)-1]
	}
	if at > top.was || isList && !top.list {
		return append(levels, level{at, top.is + 2, isList})
	}
	return levels
}

// nested opens the map that begins behind a hyphen.
func nested(levels []level, at int, body string) []level {
	for strings.HasPrefix(body, "- ") {
		rest := strings.TrimLeft(body[1:], " ")
		at += len(body) - len(rest)
		top := levels[len(levels)-1]
		levels = append(levels, level{at, top.is + 2, strings.HasPrefix(rest, "- ")})
		body = rest
	}
	return levels
}

// hyphens writes one blank behind each hyphen that begins an element.
func hyphens(body string) string {
	if rest, ok := strings.CutPrefix(body, "- "); ok {
		return "- " + hyphens(strings.TrimLeft(rest, " "))
	}
	return body
}

// flush writes the comments and blank lines before a line. Sections are one blank line apart.
func flush(out, pending []string, indent int, section bool) []string {
	blank := section && len(out) > 0 && len(pending) > 0
	for _, line := range pending {
		if line == "" {
			blank = true
			continue
		}
		if blank && len(out) > 0 {
			out = append(out, "")
		}
		blank = false
		out = append(out, strings.Repeat(" ", indent)+line)
	}
	if blank && len(out) > 0 && out[len(out)-1] != "" && len(pending) > 0 && pending[len(pending)-1] == "" {
		out = append(out, "")
	}
	return out
}

// brackets counts how many flow maps and lists a line leaves open.
func brackets(body string) int {
	count, quote := 0, byte(0)
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			if startsToken(body, i) {
				quote = c
			}
		case c == '#' && i > 0 && body[i-1] == ' ':
			return count
		case (c == '[' || c == '{') && startsToken(body, i):
			count++
		case c == ']' || c == '}':
			count--
		}
	}
	return count
}
