package change_test

import (
	"net/netip"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/change"
)

func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

func itoa(n int) string { return strconv.Itoa(n) }

// Text on the left prints as on the right, which prints as itself.
func TestCanonicalText(t *testing.T) {
	tests := []struct{ text, want string }{
		{`allow   sg:web  ingress tcp/80,tcp/81 from 10.0.0.0/8  # why`, `allow sg:web ingress tcp/80-81 from 10.0.0.0/8`},
		{`allow sg:"my web" ingress tcp/443 from sg:"your web"`, ``},
		{`allow "sg:x" egress all to 10.0.0.1`, `allow "sg:x" egress all to 10.0.0.1/32`},
		{`allow sg:web ingress tcp/443 from sg-123`, ``},
		{`revoke sg:web egress all to pl:s3`, ``},
		{`nacl acl-1 egress 10 deny icmp/8 ::/0`, ``},
		{`nacl acl-1 egress 10 remove`, ``},
		{`route rtb-1 pl:s3 via vpce-1`, ``},
		{`route rtb-1 10.0.0.0/8 via local`, ``},
		{`route rtb-1 10.0.0.0/8 via "local"`, ``},
		{`route "remove" 10.0.0.0/8 remove`, ``},
		{`associate rtb-1 subnet-1`, ``},
		{`attach sg:web to i:web`, ``},
		{`detach sg:web from eni-1`, ``},
		{`peer vpc:a vpc:b`, ``},
		{`tgw-attach tgw-1 vpc-1 subnet-1 subnet-2`, ``},
		{`tgw-route tgw-rtb-1 10.0.0.0/8 via blackhole`, `tgw-route tgw-rtb-1 10.0.0.0/8 blackhole`},
		{`tgw-route tgw-rtb-1 10.0.0.0/8 via att`, ``},
		{`tgw-associate t a`, ``},
		{`tgw-propagate t a remove`, ``},
		{`endpoint vpc-1 s3 rtb-1 rtb-2`, ``},
		{`endpoint vpc-1 sqs subnet-1 with sg:a sg:b`, ``},
		{`move web to subnet-1 at 10.0.0.9`, ``},
		{`add "a b" in subnet-1 with sg:a at 10.0.0.9`, ``},
		{`remove i-1`, ``},
		{`down az:r1a`, ``},
		{`isolate web`, ``},
		{`create nacl:x in vpc-1`, `create acl:x in vpc-1`},
		{`delete "a#b"`, ``},
		{`pl:list add 10.0.0.0/8`, ``},
		{`pl list remove 10.0.0.0/8`, `pl:list remove 10.0.0.0/8`},
		{`eip eni-1 add`, ``},
		{`eip eni-1 add 198.51.100.7`, ``},
		{`eip eni-1 remove`, ``},
		{`listener lb 443 to tg`, `listener lb tcp/443 to tg`},
		{`listener lb udp/53 remove`, ``},
	}
	for _, tt := range tests {
		if tt.want == "" {
			tt.want = tt.text
		}
		es, err := change.Parse(tt.text)
		if err != nil || len(es) != 1 || es[0].String() != tt.want {
			t.Errorf("%s: got %v, %v, want %s", tt.text, es, err, tt.want)
		}
	}
}

// Errors say where, what, why and what next.
func TestParseErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"alow sg:web ingress tcp/80 from 10.0.0.0/8", `e:1:1: alow sg:web ingress tcp/80 from 10.0.0.0/8: "alow" is no verb of the edit language: an edit begins with what to do (allow); begin with one of`},
		{"\n  allow sg:web sideways", "e:2:16: allow sg:web sideways: ingress or egress expected, not \"sideways\""},
		{"allow sg:web ingres tcp/80 from 10.0.0.0/8", "(ingress); write ingress or egress"},
		{"allow sg:web ingress 80 from 10.0.0.0/8", `e:1:22: allow sg:web ingress 80 from 10.0.0.0/8: ports "80": a port needs its protocol; write tcp/80`},
		{"allow sg:web ingress tcp/80 to 10.0.0.0/8", "e:1:29: "},
		{"allow sg:web ingress tcp/80 from 10.0.0.5/8", `e:1:34: allow sg:web ingress tcp/80 from 10.0.0.5/8: "10.0.0.5/8" has host bits set: AWS would silently take the network; write 10.0.0.0/8`},
		{"allow sg:web ingress tcp/80 from nowhere", "is no CIDR"},
		{"allow sg:web ingress tcp/80", "e:1:28: allow sg:web ingress tcp/80: from is missing: the edit ends too early; write allow sg:NAME"},
		{"allow sg:web ingress none from 10.0.0.0/8", "hold nothing"},
		{"peer a b c", `e:1:10: peer a b c: "c" is too much`},
		{"nacl a ingress 40000 remove", "a number from 1 to 32766"},
		{`delete "a`, `e:1:8: delete "a: the quote is not closed`},
		{"create vpc:x in y", "cannot be created"},
		{"listener lb tcp to tg", "no listener port"},
		{"move x to y at nine", "is no address"},
		{`delete ""`, "is empty"},
	}
	for _, tt := range tests {
		_, err := change.ParseFile("e", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s:\n got %v\nwant %s", tt.text, err, tt.want)
		}
	}
	_, err := change.ParseFile("e", []byte("foo\npeer a b\nbar"))
	if err == nil || strings.Count(err.Error(), "no verb") != 2 {
		t.Errorf("not all errors at once: %v", err)
	}
}

func TestParseYAML(t *testing.T) {
	es, err := change.ParseYAML("c.yaml", []byte(`name: x
edits:
  - peer A B
  - "route rt-a1 10.1.0.0/16 via pcx-a-b"   # back
  - 'allow sg:"my web" ingress tcp/22 from 10.0.0.0/8'
  - |
    down az:r1a
    isolate web
`))
	if err != nil || len(es) != 5 {
		t.Fatalf("%d edits, %v", len(es), err)
	}
	for i, want := range []string{"c.yaml:3:5", "c.yaml:4:6", "c.yaml:5:6"} {
		if got := es[i].Origin.String(); got != want {
			t.Errorf("edit %d at %s, want %s", i+1, got, want)
		}
	}
	if es[3].String() != "down az:r1a" || es[3].Origin.Line != 7 || es[4].Origin.Line != 8 {
		t.Errorf("block: %v at %v, %v", es[3], es[3].Origin, es[4].Origin)
	}
	tests := []struct{ text, want string }{
		{"edits:\n  - peer A\n  - drop it\n", "c.yaml:2:11: peer A: VPC is missing"},
		{"edits:\n  - peer A\n  - drop it\n", "c.yaml:3:5: drop it: \"drop\" is no verb"},
		{"edits:\n  - {a: b}\n", "c.yaml:2:"},
		{"edits: [1]", "an edit is a string, not a integer"},
		{"other: []", "no key edits"},
		{"a: [", "this is no YAML"},
	}
	for _, tt := range tests {
		if _, err := change.ParseYAML("c.yaml", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %s", tt.text, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`allow sg:"a b" ingress tcp/1-2 from 10.0.0.0/8`, "route a b via local", `add "x" in y with sg:z at ::1`, "pl:x add ::/0", "a\nb", `"\xff"`,
		`delete "\x00"`, "tgw-route a 1.0.0.0/8 via blackhole", "listener a 1 to b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		es, err := change.Parse(text)
		if err != nil {
			return
		}
		for _, e := range es {
			again, err := change.Parse(e.String())
			if err != nil || len(again) != 1 || again[0].String() != e.String() {
				t.Fatalf("%q prints %q, which reads as %v, %v", text, e, again, err)
			}
		}
	})
}
