package untrusted

import "fmt"

// Clip leaves out the middle of a text of more than most runes, and says how much is missing. It
// is for formats that refuse long texts; two long names may then look the same.
func Clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	head, tail := most*2/3, most/6
	return string(runes[:head]) + fmt.Sprintf("…(%d characters left out)…", len(runes)-head-tail) + string(runes[len(runes)-tail:])
}
