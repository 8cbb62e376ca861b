package text

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"
)

// table collects rows and writes them as columns. Cells are escaped already.
type table struct {
	style  Style
	header []string
	rows   [][]cell
}

// cell is a text with the colour it gets; the colour takes no width.
type cell struct{ text, colour string }

func plainCell(text string) cell { return cell{text: text} }

func (t *table) add(cells ...cell) { t.rows = append(t.rows, cells) }

// write writes the header and the rows, each with indent before it.
func (t *table) write(w *bufio.Writer, indent string) {
	rows := t.rows
	if t.header != nil {
		head := make([]cell, len(t.header))
		for i, h := range t.header {
			head[i] = cell{h, dim}
		}
		rows = append([][]cell{head}, rows...)
	}
	if !t.style.Terminal {
		for _, row := range rows {
			t.writeTabbed(w, indent, row)
		}
		return
	}
	widths := columnWidths(rows)
	for _, row := range rows {
		t.writeAligned(w, indent, row, widths)
	}
}

func (t *table) writeTabbed(w *bufio.Writer, indent string, row []cell) {
	fmt.Fprint(w, indent)
	for i, c := range row {
		if i > 0 {
			fmt.Fprint(w, "\t")
		}
		fmt.Fprint(w, t.style.paint(c.colour, c.text))
	}
	fmt.Fprintln(w)
}

func (t *table) writeAligned(w *bufio.Writer, indent string, row []cell, widths []int) {
	fmt.Fprint(w, indent)
	last := len(row) - 1
	for last > 0 && row[last].text == "" {
		last--
	}
	for i, c := range row[:last+1] {
		fmt.Fprint(w, t.style.paint(c.colour, c.text))
		if i < last {
			fmt.Fprint(w, strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c.text)+2))
		}
	}
	fmt.Fprintln(w)
}

func columnWidths(rows [][]cell) []int {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c.text))
		}
	}
	return widths
}

// wrap breaks words into lines of at most width columns; the first line
// begins after first columns. Off a terminal it returns the text as it is.
func (s Style) wrap(text string, first int, indent string) string {
	if !s.Terminal {
		return text
	}
	var b strings.Builder
	at := first
	for i, word := range strings.Fields(text) {
		n := columns(word)
		switch {
		case i == 0:
		case at+1+n > s.width():
			b.WriteString("\n" + indent)
			at = len(indent)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	return b.String()
}

// columns is how wide a text is when it is shown; colours take no width.
func columns(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if strings.HasPrefix(text[i:], "\x1b[") {
			if end := strings.IndexByte(text[i:], 'm'); end >= 0 {
				i += end + 1
				continue
			}
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
		n++
	}
	return n
}
