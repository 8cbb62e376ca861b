package text

// Title is a heading between chapters of a narration.
func (s Style) Title(text string) string {
	if s.Terminal {
		return s.paint(bold, "── "+text+" ──")
	}
	return s.paint(bold, "== "+text+" ==")
}

// Said is what the narrator says, wrapped on a terminal.
func (s Style) Said(text string) string { return s.wrap(text, 0, "") }

// Typed is a command as the reader would type it.
func (s Style) Typed(text string) string { return s.paint(dim, text) }
