package policy

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
)

// Format returns a policy in its canonical form: two blanks a level, lists indented under their
// keys, one blank line between sections, no blanks at the ends of lines, flow maps and lists spaced
// alike. Comments stay. What it says does not change: text for which that cannot be shown is an
// error, and so is what is no YAML.
func Format(content []byte) ([]byte, error) {
	before, err := meaning(content)
	if err != nil {
		return nil, fmt.Errorf("format policy: %s", firstLine(err.Error()))
	}
	text := strings.ReplaceAll(string(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))), "\r\n", "\n")
	out := []byte(indent(spaced(text)))
	after, err := meaning(out)
	if err != nil || !same(before, after) {
		return nil, fmt.Errorf("format policy: its layout cannot be made canonical without a change of meaning")
	}
	return out, nil
}

// meaning is what YAML says, in order.
func meaning(content []byte) (yaml.MapSlice, error) {
	var all yaml.MapSlice
	err := yaml.UnmarshalWithOptions(content, &all, yaml.UseOrderedMap())
	return all, err
}

func same(a, b yaml.MapSlice) bool { return fmt.Sprintf("%#v", a) == fmt.Sprintf("%#v", b) }

// spaced writes flow maps as { a: b, c: d } and flow lists as [a, b].
func spaced(text string) string {
	lines := strings.Split(text, "\n")
	inText := multiline(text)
	for i, line := range lines {
		if inText[i+1] {
			continue
		}
		lines[i] = strings.TrimRight(flowSpacing(line), " \t")
	}
	return strings.Join(lines, "\n")
}

// multiline returns the lines that belong to a text of several lines, which stay as they are.
func multiline(text string) map[int]bool {
	inside := map[int]bool{}
	for _, t := range lexer.Tokenize(text) {
		count := strings.Count(strings.TrimRight(t.Origin, "\n"), "\n")
		isText := t.Type == token.StringType || t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType
		if isText && count > 0 && strings.TrimSpace(t.Origin) != "" && strings.Contains(strings.TrimSpace(t.Origin), "\n") {
			for i := range count + 2 {
				inside[t.Position.Line+i] = true
				inside[t.Position.Line-i] = inside[t.Position.Line-i] || t.Prev != nil && (t.Prev.Type == token.LiteralType || t.Prev.Type == token.FoldedType) && i <= count && t.Position.Line-i > t.Prev.Position.Line
			}
		}
	}
	return inside
}

// flowSpacing spaces one line outside of quotes and comments.
func flowSpacing(line string) string {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote != 0:
			b.WriteByte(c)
			if c == '\\' && quote == '"' && i+1 < len(line) {
				i++
				b.WriteByte(line[i])
			} else if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && startsToken(line, i):
			quote = c
			b.WriteByte(c)
		case c == '#' && (i == 0 || line[i-1] == ' '):
			b.WriteString(line[i:])
			return b.String()
		case (c == '{' || c == '[') && startsToken(line, i):
			b.WriteByte(c)
			i += blanksAt(line, i+1)
			if c == '{' && i+1 < len(line) && line[i+1] != '}' {
				b.WriteByte(' ')
			}
		case c == '}' || c == ']':
			trimmed := strings.TrimRight(b.String(), " ")
			if strings.TrimSpace(trimmed) == "" {
				b.WriteByte(c)
				continue
			}
			b.Reset()
			b.WriteString(trimmed)
			if c == '}' && !strings.HasSuffix(trimmed, "{") {
				b.WriteByte(' ')
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// startsToken reports whether a character begins a token rather than stands inside a word.
func startsToken(line string, i int) bool {
	return i == 0 || strings.IndexByte(" [{,:-", line[i-1]) >= 0
}

// blanksAt counts blanks from a place.
func blanksAt(line string, i int) int {
	n := 0
	for i+n < len(line) && line[i+n] == ' ' {
		n++
	}
	return n
}
