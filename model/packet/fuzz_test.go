package packet_test

import (
	"testing"

	"github.com/seed-044d7529/segment/model/packet"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "all", "none", "tcp/443,udp/53", "tcp/8000-8080", "icmp/8/0", "icmpv6/128", "proto/50", "proto/6/443", "443/tcp", "tcp:443", "tcp/-", "a:b:c", "tcp/80-443-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := packet.Parse(text)
		if err != nil {
			if !s.IsEmpty() || len(err.Error()) > 1000 {
				t.Fatalf("%q: %v with the error %v", text, s, err)
			}
			return
		}
		again, err := packet.Parse(s.String())
		if err != nil || !again.Equal(s) || again.String() != s.String() {
			t.Fatalf("%q prints as %q, which parses to %v, %v", text, s, again, err)
		}
	})
}

func FuzzParsePrefix(f *testing.F) {
	for _, seed := range []string{"", "10.0.0.5/16", "::/0", "::ffff:10.0.0.5/112", "::ffff:0:0/95", "fe80::1%eth0", "10.0.0.0/255.255.0.0", "/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, _, err := packet.ParsePrefix(text)
		if err != nil {
			return
		}
		if p != p.Masked() || p.Addr().Zone() != "" {
			t.Fatalf("%q: %v is not canonical", text, p)
		}
		again, hostBits, err := packet.ParsePrefix(p.String())
		if err != nil || again != p || hostBits {
			t.Fatalf("%q reads as %v, which reads as %v, %v, %v", text, p, again, hostBits, err)
		}
		if got := packet.Addrs(p).Prefixes(); len(got) != 1 || got[0] != p {
			t.Fatalf("addresses of %v have the prefixes %v", p, got)
		}
	})
}
