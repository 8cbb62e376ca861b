package policy

import (
	"fmt"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Problem is one complaint about a policy: a diagnostic with the line it is about.
type Problem struct {
	model.Diagnostic
	Line    string  // the line of the file, as written; empty when there is none
	Width   int     // bytes that the caret underlines, at least 1
	Related []Place // the other places concerned
	Fatal   bool    // what it is about cannot be evaluated
	Counts  bool    // it makes a run fail by its severity, though everything can be evaluated
}

// Place is another place of a policy that a problem concerns.
type Place struct {
	Origin model.Origin
	Line   string
	Text   string // what it has to do with the problem: "first here"
}

// String is the form for people: the complaint, the line, a caret, what to do.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s[%s]: %s\n", p.Origin, p.Severity, p.Code, p.What)
	excerpt(&b, p.Origin, p.Line, p.Width)
	for _, place := range p.Related {
		fmt.Fprintf(&b, "  %s: %s\n", place.Origin, place.Text)
		excerpt(&b, place.Origin, place.Line, 1)
	}
	if p.Effect != "" {
		fmt.Fprintf(&b, "  = effect: %s\n", p.Effect)
	}
	if p.Next != "" {
		fmt.Fprintf(&b, "  = help: %s\n", p.Next)
	}
	return b.String()
}

// excerpt shows a line with a caret under the place.
func excerpt(b *strings.Builder, at model.Origin, line string, width int) {
	if line == "" || at.Line == 0 {
		return
	}
	number := fmt.Sprint(at.Line)
	fmt.Fprintf(b, "  %s | %s\n", number, printable(line))
	if column := at.Column; column > 0 && column <= len(line)+1 {
		fmt.Fprintf(b, "  %s | %s%s\n", strings.Repeat(" ", len(number)), blanks(line[:column-1]), strings.Repeat("^", max(1, min(width, len(line)-column+1))))
	}
}

// blanks is as wide as text: one blank for each of its characters.
func blanks(text string) string { return strings.Repeat(" ", len([]rune(printable(text)))) }

// printable makes text from strangers harmless: control and format characters are spelled out.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || invisible(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// invisible reports whether a character changes how others are shown, or shows nothing.
func invisible(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r == 0xfffd
}

// quote is text from strangers in double quotes, at most 60 bytes of it.
func quote(text string) string {
	if len(text) > 60 {
		text = text[:57] + "..."
	}
	return `"` + printable(text) + `"`
}
