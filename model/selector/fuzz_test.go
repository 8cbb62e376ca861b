package selector

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"internet", "tag:a=b", "10.0.0.0/8", "eni-1@10.0.0.1", "vpc:*", "::1", "fe80::1%x", "a@b@1.1.1.1", "@1.1.1.1", "outside:x", "alb:", "arn:aws:x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\x1b\x07\n") {
				t.Errorf("%q reaches the terminal", err)
			}
			return
		}
		again, err := Parse(s.String())
		if err != nil || again != s {
			t.Errorf("%q: %+v, then %+v (%v)", text, s, again, err)
		}
	})
}

func FuzzResolve(f *testing.F) {
	r := resolver()
	for _, seed := range []string{"internet", "web", "shop", "10.20.0.0/16", "eni-one@10.20.1.11", "eni-", "aws_instance.web", "*", "**a*", "type:*", "arn:aws:ec2:::instance/i-one", "pl:*", "context:a", "2001:db8::/32"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, resolve := range []func(string) (Set, error){r.Resolve, r.ResolveLiteral} {
			set, err := resolve(text)
			again, errAgain := resolve(text)
			if printed(set, err) != printed(again, errAgain) {
				t.Errorf("%q: not the same twice", text)
			}
			if (err == nil) == set.IsEmpty() {
				t.Errorf("%q: %v with %+v", text, err, set)
			}
			if err != nil && (!known(err) || strings.ContainsAny(err.Error(), "\x1b\x07\n")) {
				t.Errorf("%q: %T %q", text, err, err)
			}
		}
	})
}

func known(err error) bool {
	var s *SyntaxError
	var a *AmbiguousError
	var n *NotFoundError
	var g *GatewayError
	return errors.As(err, &s) || errors.As(err, &a) || errors.As(err, &n) || errors.As(err, &g)
}

func TestGlob(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          bool
	}{
		{"web", "web", true},
		{"web", "web-1", false},
		{"web*", "web", true},
		{"*", "", true},
		{"a*a", "a", false},
		{"a*b*c", "axxbyyc", true},
		{"a*b*c", "acb", false},
		{"**", "anything", true},
		{"*.x", "a.x", true},
	}
	for _, tt := range tests {
		if got := like(tt.pattern, tt.text); got != tt.want {
			t.Errorf("%q like %q: %t", tt.text, tt.pattern, got)
		}
	}
}

func TestBlock(t *testing.T) {
	tests := []struct{ address, want string }{
		{"aws_instance.web", "aws_instance.web"},
		{"aws_instance.web[0]", "aws_instance.web"},
		{`aws_instance.web["a"]`, "aws_instance.web"},
		{`aws_instance.web["a[0]"]`, "aws_instance.web"},
		{`module.m["x"].aws_instance.web["a"]`, `module.m["x"].aws_instance.web`},
		{`module.m["x"].aws_instance.web[3]`, `module.m["x"].aws_instance.web`},
		{`module.m["x"].aws_instance.web`, `module.m["x"].aws_instance.web`},
	}
	for _, tt := range tests {
		if got := blockOf(tt.address); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.address, got, tt.want)
		}
	}
}

// An exact id or address costs no scan once the tables are there.
func BenchmarkResolve(b *testing.B) {
	n := &model.Network{}
	for i := range 100_000 {
		addr := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		n.NetworkInterfaces = append(n.NetworkInterfaces, model.NetworkInterface{
			ID: model.ENIID("eni-" + addr.String()), VPC: "vpc-1", Private: []model.PrivateAddress{{Addr: addr, Primary: true}},
		})
	}
	n.Normalize()
	r := NewResolver(n, nil, Options{})
	for _, text := range []string{"eni-10.0.4.7", "10.0.4.7", "eni-10.0.4.7@10.0.4.7"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.Resolve(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
