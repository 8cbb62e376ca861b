package text

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

func ports(t *testing.T, text string) packet.Set {
	t.Helper()
	s, err := packet.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func written(t *testing.T, write func(*strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPorts(t *testing.T) {
	terminal := Style{Terminal: true}
	many := "tcp/1,tcp/3,tcp/5,tcp/7,tcp/9,tcp/11,tcp/13,tcp/15,tcp/17,tcp/19"
	tests := []struct {
		style Style
		set   packet.Set
		want  string
	}{
		{terminal, packet.RequestTraffic(), "all"},
		{terminal, ports(t, "tcp/443,udp/53"), "tcp/443,udp/53"},
		// shortened, loudly, on a terminal only
		{terminal, ports(t, many), "tcp/1,tcp/3,tcp/5,tcp/7,tcp/9,tcp/11,tcp/13,tcp/15, 2 more terms (-o json for all)"},
		{terminal, packet.All().Subtract(ports(t, "tcp/22,tcp/80,tcp/443,tcp/3389,tcp/5432,tcp/6379,tcp/8080,tcp/8443")), "all except tcp/22,tcp/80,tcp/443,tcp/3389,tcp/5432,tcp/6379,tcp/8080,tcp/8443"},
		{Style{}, ports(t, many), many},
	}
	for _, tt := range tests {
		if got := tt.style.connections(tt.set); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// answer is one of each: a partial set of pairs, an unknown, a one-way port,
// an outside block, a note, and names that bite.
func answer(t *testing.T) reach.Answer {
	t.Helper()
	return reach.Answer{
		Verdict: reach.PartlyReachable, Asked: ports(t, "tcp/1-9000"), Passing: 3, Pairs: 1400,
		Connections: packet.Pair{Must: ports(t, "tcp/443"), May: ports(t, "tcp/443,tcp/8443")},
		OneWay:      packet.Exactly(ports(t, "tcp/443,tcp/9000")),
		Blocks:      []reach.Block{{Prefixes: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")}, Allowed: ports(t, "tcp/443")}},
		Unknown:     []reach.Cause{{Rule: "PL-2", Where: "pl-1", Text: "the entries of pl-1 were not imported"}},
		Reasons:     []reach.Reason{{Code: "SG-1", AWSCode: "ENI_SG_RULES_MISMATCH", Where: "sg-\x1b[31m", Text: "no rule", Direction: reach.Reply, Origin: model.Origin{Source: "a.json", Line: 3, Column: 4}}},
		Notes:       []reach.Note{{Code: "inactive", Text: "i-1 is stopped"}},
		Assumptions: []string{"bpa-off"},
		Via:         []string{"igw-1"},
	}
}

func TestCan(t *testing.T) {
	c := report.Can{From: "web\u202e", To: "db", On: "tcp/1-9000", Answer: answer(t)}
	got := written(t, func(b *strings.Builder) error { return Can(b, c, Style{}) })
	want := `partial  tcp/443  web\u202e → db   (3/1,400 pairs)
  asked       tcp/1-9000
  one way     tcp/9000 is delivered, but no reply comes back
  unknown     tcp/8443 cannot be told, because
                - the entries of pl-1 were not imported [PL-2]
  passes for  203.0.113.0/24 on tcp/443
  limited by  reply: sg-\x1b[31m: no rule [SG-1, AWS ENI_SG_RULES_MISMATCH]  a.json:3:4
  via         igw-1
  note        i-1 is stopped (inactive)
  assuming    bpa-off
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMatrix(t *testing.T) {
	row := func(from, to, set string, v reach.Verdict) report.Row {
		return report.Row{From: report.Place{ID: from, Name: "n"}, To: report.Place{ID: to}, Answer: reach.MatrixRow{
			Verdict: v, Connections: packet.Exactly(ports(t, set)), OneWay: packet.Exactly(ports(t, set)), Passing: 1, Pairs: 2,
		}}
	}
	m := report.Matrix{Rows: []report.Row{row("a", "bbbbbb", "tcp/22", reach.Reachable), row("aaaa", "b", "none", reach.Blocked)}, Kept: 2, Over: 3410, Blocked: 7, OneWay: 2}
	tests := []struct {
		name  string
		style Style
		want  string
	}{
		{"file", Style{}, "FROM\tTO\tVERDICT\tPORTS\tPAIRS\tALSO\nn (a)\tbbbbbb\treachable\ttcp/22\t1/2\t\nn (aaaa)\tb\tblocked\t-\t1/2\t\n"},
		{"terminal", Style{Terminal: true}, "FROM      TO      VERDICT    PORTS   PAIRS  ALSO\nn (a)     bbbbbb  reachable  tcp/22  1/2\nn (aaaa)  b       blocked    -       1/2\n"},
	}
	for _, tt := range tests {
		if got := written(t, func(b *strings.Builder) error { return Matrix(b, m, tt.style) }); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
	want := []string{"showing 2 of 3,412 pairs; --limit 0 for all", "7 blocked pairs not shown (2 with one-way delivery); --all for all"}
	if got := MatrixFooter(m); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestColourIsNeverAlone(t *testing.T) {
	c := report.Can{From: "a", To: "b", Answer: answer(t)}
	plain := written(t, func(b *strings.Builder) error { return Can(b, c, Style{}) })
	coloured := written(t, func(b *strings.Builder) error { return Can(b, c, Style{Colour: true}) })
	if !strings.Contains(coloured, "\x1b[33mpartial\x1b[0m") {
		t.Errorf("no colour in %q", coloured)
	}
	for _, code := range []string{green, red, yellow, bold, dim, "0"} {
		coloured = strings.ReplaceAll(coloured, "\x1b["+code+"m", "")
	}
	if coloured != plain {
		t.Errorf("colour changes the text:\n%s\n%s", coloured, plain)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 100) + "HERE" + strings.Repeat("y", 100)
	tests := []struct {
		line   string
		column int
		want   string
	}{
		{`{"a": }`, 7, "    3 | {\"a\": }\n      |       ^"},
		{"ab", 9, "    3 | ab\n      |   ^"},
		{"\ta\x1b", 3, "    3 | \\ta\\x1b\n      |    ^"},
		{long, 101, "    3 | …" + strings.Repeat("x", 40) + "HERE" + strings.Repeat("y", 32) + "…\n      | " + strings.Repeat(" ", 41) + "^"},
	}
	for _, tt := range tests {
		if got := strings.Join(Excerpt(tt.line, 3, tt.column), "\n"); got != tt.want {
			t.Errorf("%q:%d: got\n%s\nwant\n%s", tt.line, tt.column, got, tt.want)
		}
	}
}

func TestWrap(t *testing.T) {
	s := Style{Terminal: true, Width: 20}
	if got, want := s.wrap("one two three four five", 6, "      "), "one two three\n      four five"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := s.wrap("one \x1b[2mtwo three\x1b[0m four", 6, "      "), "one \x1b[2mtwo three\x1b[0m\n      four"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (Style{Width: 20}).wrap("one two  three four five", 6, ""); got != "one two  three four five" {
		t.Errorf("off a terminal: %q", got)
	}
}
