package packet_test

import (
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
)

func TestParsePrefix(t *testing.T) {
	tests := []struct {
		text, want string
		hostBits   bool
	}{
		{"10.0.0.0/16", "10.0.0.0/16", false},
		{"0.0.0.0/0", "0.0.0.0/0", false},
		{"::/0", "::/0", false},
		{"2001:DB8::/32", "2001:db8::/32", false},
		{" 10.0.0.0/16\n", "10.0.0.0/16", false},
		// host bits are cleared (RT-12, SG-9)
		{"10.0.0.5/16", "10.0.0.0/16", true},
		{"100.68.0.18/18", "100.68.0.0/18", true},
		{"2001:db8::1/32", "2001:db8::/32", true},
		// a bare address is itself
		{"10.0.0.5", "10.0.0.5/32", false},
		{"2001:db8::1", "2001:db8::1/128", false},
		// IPv4 written as IPv6
		{"::ffff:10.0.0.5", "10.0.0.5/32", false},
		{"::ffff:10.0.0.0/112", "10.0.0.0/16", false},
		{"::ffff:10.0.0.5/112", "10.0.0.0/16", true},
		{"::ffff:0:0/96", "0.0.0.0/0", false},
		{"::ffff:0:0/95", "::fffe:0:0/95", true},
	}
	for _, tt := range tests {
		got, hostBits, err := packet.ParsePrefix(tt.text)
		if err != nil || got.String() != tt.want || hostBits != tt.hostBits {
			t.Errorf("%q: got %v, %v, %v; want %s, %v", tt.text, got, hostBits, err, tt.want, tt.hostBits)
		}
	}
}

func TestParsePrefixErrors(t *testing.T) {
	tests := []struct{ text, why, write string }{
		{"", "missing", "10.0.0.0/16"},
		{"/16", "missing", "10.0.0.0/16"},
		{"10.0.0.0/33", "0-32", "10.0.0.0/32"},
		{"2001:db8::/129", "0-128", "2001:db8::/128"},
		{"10.0.0.0/", "0-32", "10.0.0.0/32"},
		{"10.0.0.0/-1", "0-32", "10.0.0.0/32"},
		{"10.0.0.0/08", "0-32", "10.0.0.0/32"},
		{"10.0.0.0/255.255.0.0", "not a mask", "write 10.0.0.0/16"},
		{"10.0.0.0/255.0.255.0", "0-32", "10.0.0.0/32"},
		{"10.0.0.1-10.0.0.9", "range", "10.0.0.0/16"},
		{"10.0.010.0/24", "octal", "without leading zeros"},
		{"10.0.0/24", "not an IPv4 or IPv6 address", "10.0.0.0/16"},
		{"web", "not an IPv4 or IPv6 address", "10.0.0.0/16"},
		{"fe80::1%eth0/64", "zone", "fe80::1"},
		{"fe80::1%eth0", "zone", "write fe80::1"},
	}
	for _, tt := range tests {
		got, hostBits, err := packet.ParsePrefix(tt.text)
		if err == nil || got.IsValid() || hostBits {
			t.Errorf("%q: got %v, want an error", tt.text, got)
			continue
		}
		if message := err.Error(); !strings.Contains(message, tt.why) || !strings.Contains(message, tt.write) {
			t.Errorf("%q: got %q; want %q and %q in it", tt.text, message, tt.why, tt.write)
		}
	}
}
