package packet_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model/packet"
)

func fields(s string) []string { return strings.Fields(s) }

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"tcp/443", "tcp/443"},
		{"tcp/8000-8080", "tcp/8000-8080"},
		{"tcp", "tcp"},
		{"udp/53", "udp/53"},
		{"icmp", "icmp"},
		{"icmp/8", "icmp/8"},
		{"icmp/8/0", "icmp/8/0"},
		{"icmpv6/128/0", "icmpv6/128/0"},
		{"proto/50", "proto/50"},
		{"all", "all"},
		{"none", "none"},
		// the edges of ports and messages
		{"tcp/0,udp/65535,icmp/255/255,proto/0,proto/255", "tcp/0,udp/65535,icmp/255/255,proto/0,proto/255"},
		{"tcp/80-80", "tcp/80"},
		// canonical: merged, ascending, tcp udp icmp icmpv6 proto
		{"proto/50,icmpv6,icmp,udp,tcp", "tcp,udp,icmp,icmpv6,proto/50"},
		{"tcp/443,tcp/22,tcp/23", "tcp/22-23,tcp/443"},
		{"tcp/0-65535", "tcp"},
		{"tcp/0-1023,tcp/1024-65535", "tcp"},
		{"icmp/8/0,icmp/8", "icmp/8"},
		{"icmp/3/255,icmp/4/0", "icmp/3/255,icmp/4/0"},
		{"all,tcp/22", "all"},
		// numbers of protocols that have names
		{"proto/6", "tcp"},
		{"proto/17,proto/1,proto/58", "udp,icmp,icmpv6"},
		// letter case and blanks
		{" TCP/443 , Udp/53\n", "tcp/443,udp/53"},
	}
	for _, tt := range tests {
		if got := parse(t, tt.text).String(); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct{ text, why, write string }{
		{"", "empty", "tcp/443"},
		{"tcp/443,", "empty", "all"},
		// protocols
		{"443", "needs its protocol", "write tcp/443"},
		{"tcp/443,8000-8080", "needs its protocol", "write tcp/8000-8080"},
		{"443/tcp", "protocol comes first", "write tcp/443"},
		{"tcp:443", "slash", "write tcp/443"},
		{"-1", "every protocol", "write all"},
		{"all/443", "every protocol", "write all"},
		{"esp", "by its number", "write proto/50"},
		{"https", "unknown protocol", "write tcp, udp"},
		{"tcp443", "unknown protocol", "proto/NUMBER"},
		{"tcp:::", "unknown protocol", "proto/NUMBER"},
		{"proto", "number 0-255", "proto/50"},
		{"proto/256", "number 0-255", "proto/50"},
		{"proto/esp", "number 0-255", "write proto/50"},
		{"proto/tcp", "number 0-255", "write tcp"},
		{"proto/6/443", "by its name", "write tcp/443"},
		{"proto/6/x", "nothing may follow", "write tcp"},
		{"proto/50/1", "nothing may follow", "write proto/50"},
		// ports
		{"tcp/8080-8000", "reversed", "write tcp/8000-8080"},
		{"tcp/65536", "number 0-65535", "tcp/443"},
		{"udp/1024-70000", "end at 65535", "write udp/1024-65535"},
		{"tcp/1024-", "no end", "write tcp/1024-65535"},
		{"tcp/-1024", "no start", "write tcp/0-1024"},
		{"tcp/", "every port", "write tcp"},
		{"tcp/*", "every port", "write tcp"},
		{"tcp/-1", "every port", "write tcp"},
		{"tcp/http", "number 0-65535", "tcp/443"},
		{"tcp/+80", "number 0-65535", "tcp/443"},
		{"tcp/80/81", "number 0-65535", "tcp/8000-8080"},
		// ICMP
		{"icmp/443", "no ports", "icmp/8"},
		{"icmpv6/echo", "no ports", "icmpv6/128"},
		{"icmp/5-3", "ranges ascend", "write icmp/5-255"},
		{"icmp/-1", "every type", "write icmp"},
		{"icmp/8/-1", "code is a number", "write icmp/8 "},
		{"icmp/8/256", "code is a number", "icmp/8/0"},
		{"icmp/8/0/0", "code is a number", "icmp/8/0"},
		// names within a union
		{"tcp/443,none", "unknown protocol", "all"},
	}
	for _, tt := range tests {
		s, err := packet.Parse(tt.text)
		if err == nil {
			t.Errorf("%q: got %v, want an error", tt.text, s)
			continue
		}
		message := err.Error()
		if !strings.Contains(message, tt.why) || !strings.Contains(message, tt.write) || !s.IsEmpty() {
			t.Errorf("%q: got %v, %q; want %q and %q in it", tt.text, s, message, tt.why, tt.write)
		}
	}
}

func TestPrintedTextParsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSet(t, "s")
		if got := parse(t, s.String()); !got.Equal(s) || got.Key() != s.Key() {
			t.Fatalf("%q parses to %v", s, got)
		}
		if s.IsEmpty() != (s.Strings() == nil) {
			t.Fatalf("Strings of %v = %q", s, s.Strings())
		}
	})
}

func TestParseProtocol(t *testing.T) {
	tests := []struct {
		text string
		want packet.Protocol
		all  bool
	}{
		{"-1", 0, true},
		{"all", 0, true},
		{"ALL", 0, true},
		{"tcp", packet.TCP, false},
		{"TCP", packet.TCP, false},
		{"6", packet.TCP, false},
		{"udp", packet.UDP, false},
		{"icmp", packet.ICMP, false},
		{"1", packet.ICMP, false},
		{"icmpv6", packet.ICMPv6, false},
		{"58", packet.ICMPv6, false},
		{"ipv6-icmp", packet.ICMPv6, false},
		{"esp", 50, false},
		{"0", 0, false},
		{"255", 255, false},
	}
	for _, tt := range tests {
		if got, all, err := packet.ParseProtocol(tt.text); got != tt.want || all != tt.all || err != nil {
			t.Errorf("%q: got %v, %v, %v; want %v, %v", tt.text, got, all, err, tt.want, tt.all)
		}
	}
	for _, text := range []string{"", "256", "-2", "tcp/443", "bogus", "+6", "6.0"} {
		if got, _, err := packet.ParseProtocol(text); err == nil {
			t.Errorf("%q: got %v, want an error", text, got)
		}
	}
}

// Runs are ranges, so that a set with a hole does not fill a page.
func TestRunsAreRanges(t *testing.T) {
	tests := []struct{ less, want string }{
		{"tcp/22", "tcp/0-21,tcp/23-65535,udp,icmp,icmpv6,proto/0,proto/2-5,proto/7-16,proto/18-57,proto/59-255"},
		{"icmp/8/0,tcp,udp,icmpv6,proto/0-255", "none"},
		{"tcp,udp,icmpv6,proto/18-255,icmp/8/0,proto/0", "icmp/0-7,icmp/8/1-255,icmp/9-255,proto/2-5,proto/7-16"},
	}
	for _, tt := range tests {
		less, err := packet.Parse(tt.less)
		if err != nil {
			t.Fatal(err)
		}
		if got := packet.All().Subtract(less).String(); got != tt.want {
			t.Errorf("all less %s: got %s, want %s", tt.less, got, tt.want)
		}
	}
}
