package untrusted

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTerminal(t *testing.T) {
	tests := []struct{ in, want string }{
		{"web-1", "web-1"},
		{"żółw 東京", "żółw 東京"},
		{`C:\x`, `C:\x`},
		// escape codes and line breaks
		{"\x1b[31mred", `\x1b[31mred`},
		{"a\r\nb\tc", `a\r\nb\tc`},
		{"\u009b31m", `\u009b31m`},
		// bidirectional overrides and invisible characters
		{"abc\u202egnp", `abc\u202egnp`},
		{"a\u200bb", `a\u200bb`},
		{"\U000e0041", `\U000e0041`},
		{"a\u2028b", `a\u2028b`},
		// not UTF-8
		{"a\xffb", `a\xffb`},
	}
	for _, tt := range tests {
		if got := Terminal(tt.in); got != tt.want {
			t.Errorf("Terminal(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFormats(t *testing.T) {
	tests := []struct{ format, got, want string }{
		{"DOT", DOT(`a"];b\N` + "\n"), `"a\"];b\\N\\n"`},
		{"DOT entity", DOT("&lt;b&gt;"), `"&amp;lt;b&amp;gt;"`},
		{"DOTLines", DOTLines("a\"", "b"), `"a\"\nb"`},
		{"DOTLeft", DOTLeft("a", `b\`), `"a\lb\\\l"`},
		{"DOTComment", DOTComment("a\n*/ b"), `// a\n*/ b`},
		{"HTML", HTML(`<b onload='x'>&"`), "&lt;b onload=&#39;x&#39;&gt;&amp;&quot;"},
		{"Markdown cell", Markdown("a|b"), `a\|b`},
		{"Markdown link", Markdown("[x](y)"), `\[x\]\(y\)`},
		{"Markdown html", Markdown("<img>"), "&lt;img&gt;"},
		{"Markdown plain", Markdown("web-1.prod"), "web-1.prod"},
		{"Markdown break", Markdown("a\n# b"), `a\\n\# b`},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.format, tt.got, tt.want)
		}
	}
}

func FuzzHarmless(f *testing.F) {
	for _, seed := range []string{"", "a", "\x1b[0m", "\u202e", "\"];\n", "|<b>&", "\\", "@x", "\xff\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, out := range map[string]string{"Terminal": Terminal(s), "DOT": DOT(s), "HTML": HTML(s), "DOTComment": DOTComment(s)} {
			if !utf8.ValidString(out) || strings.ContainsFunc(out, harmful) {
				t.Errorf("%s(%q) = %q", name, s, out)
			}
		}
		if quoted := DOT(s); strings.Count(strings.ReplaceAll(strings.ReplaceAll(quoted, `\\`, ""), `\"`, ""), `"`) != 2 {
			t.Errorf("DOT(%q) = %s leaves its quotes", s, quoted)
		}
		if strings.ContainsAny(HTML(s), `<>"'`) {
			t.Errorf("HTML(%q) = %s", s, HTML(s))
		}
		raw, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		safe := JSON(raw)
		var before, after string
		if err := json.Unmarshal(raw, &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(safe, &after); err != nil || before != after {
			t.Errorf("JSON(%s) = %s is another value (%v)", raw, safe, err)
		}
		if strings.ContainsFunc(string(safe), harmful) {
			t.Errorf("JSON(%s) = %s", raw, safe)
		}
	})
}
