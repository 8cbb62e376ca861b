package change

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-044d7529/segment/model"
)

// A word is one word of a sentence. Double quotes may enclose any part of it.
type word struct {
	text   string
	quoted bool // it begins with a quote, so it is no keyword and has no kind
	column int  // 1-based, in bytes
}

// scan splits a line into words. A # that begins a word begins a comment.
func scan(line string, at model.Origin) ([]word, error) {
	var words []word
	for i := 0; i < len(line); {
		switch {
		case isBlank(line[i]):
			i++
			continue
		case line[i] == '#':
			return words, nil
		}
		w := word{column: i + 1, quoted: line[i] == '"'}
		for i < len(line) && !isBlank(line[i]) {
			if line[i] != '"' {
				w.text += line[i : i+1]
				i++
				continue
			}
			end := quoteEnd(line, i)
			text, err := strconv.Unquote(line[i:end])
			if err != nil {
				at.Column += i
				return nil, &Error{Origin: at, Edit: strings.TrimSpace(line), What: "the quote is not closed or holds an invalid escape", Why: "a name with blanks stands in double quotes", Next: `write "my name", and \" for a quote inside`}
			}
			w.text += text
			i = end
		}
		words = append(words, w)
	}
	return words, nil
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// quoteEnd returns the index after the quote that closes the one at start, or the end of the line.
func quoteEnd(line string, start int) int {
	for i := start + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(line)
}

// quote returns text as one word: bare if it can be, else in double quotes.
func quote(text string) string {
	if text == "" || !utf8.ValidString(text) || isKeyword(text) || hasKind(text) || strings.ContainsAny(text, `"#\,`) {
		return strconv.Quote(text)
	}
	for _, r := range text {
		if unicode.IsSpace(r) || !strconv.IsPrint(r) {
			return strconv.Quote(text)
		}
	}
	return text
}

// isKeyword reports whether a bare word could be read as part of the grammar.
func isKeyword(text string) bool {
	switch text {
	case "ingress", "egress", "from", "to", "in", "with", "via", "at", "add", "remove", "allow", "deny", "blackhole", "local":
		return true
	}
	return false
}
