package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What an architect tries on real networks, and the words that the answer must
// hold. Edits of one question are separated by semicolons.
var architects = []struct{ network, edits, want string }{
	// open a port
	{"transit-gateway", "allow sg:launch-wizard-1 ingress tcp/443 from 0.0.0.0/0", "internet → i-0b14080af811fda3d\t+tcp/443; opened by edit 1: allow sg:launch-wizard-1"},
	{"vpc-peering", "allow sg:launch-wizard-2 ingress tcp/443 from 192.168.0.0/16", "2 changed; → i-06ba034d88c84ef07\t+tcp/443"},
	{"nat-gateway", "allow sg:vpc_a_jump ingress tcp/443 from 0.0.0.0/0", "7 changed; internet → Jump Host\t+tcp/443"},
	// peer without routes, with the missing one, and where the CIDRs overlap
	{"transit-gateway", "peer vpc-0404e08ceddf7f650 vpc-00a31ce9d0c06675c", "carries nothing before tables on both sides have routes; no difference by service; the notes say what else"},
	{"transit-gateway", "peer vpc-0404e08ceddf7f650 vpc-00a31ce9d0c06675c; route rtb-0891861fffaea6d52 192.168.1.0/24 via pcx-0404e08ceddf7f650-00a31ce9d0c06675c", "2 new; i-075e846ed41670385 → i-0b14080af811fda3d\ttcp/22\tnew; and edit 2: route rtb-0891861fffaea6d52"},
	{"vpc-peering", "route rtb-0891861fffaea6d52 192.168.2.0/24 remove", "2 gone; no longer: rtb-0891861fffaea6d52: 192.168.2.0/24; RouteTables.json:"},
	// attach a VPC to a transit gateway again, with one subnet; without the attachment
	{"transit-gateway", "delete tgw-attach-07f5ec59e9f540021", "2 gone; no longer: tgw-rtb-0fa40c8df355dce6e: 10.10.0.0/16"},
	{"transit-gateway", "delete tgw-attach-07f5ec59e9f540021; tgw-attach transit-test vpc-0404e08ceddf7f650 subnet-006a19c846f047bd7", "no difference by service"},
	{"transit-gateway", "tgw-route tgw-rtb-0fa40c8df355dce6e 10.10.0.0/16 blackhole", "2 gone; closed by edit 1: tgw-route"},
	// an entry that denies, one that is not met (the attachment is in the same subnet), and the same dropped again
	{"nat-gateway", "nacl acl-0792adae678b88f85 ingress 90 deny tcp/22 0.0.0.0/0", "4 changed; -tcp/22; closed by edit 1: nacl"},
	{"transit-gateway", "nacl acl-0b0c7a5db2fc8fa08 ingress 90 deny tcp/22 192.168.0.0/16", "no difference by service; still passes: its way does not meet the entry"},
	{"nat-gateway", "nacl acl-0792adae678b88f85 ingress 90 deny tcp/22 0.0.0.0/0; nacl acl-0792adae678b88f85 ingress 90 remove", "no difference by service"},
	// lose a zone, a gateway
	{"transit-gateway", "down az:us-east-2b", "4 gone; the interface is not in use"},
	{"vpc-peering", "down az:us-east-2b", "4 gone; the interface is not in use"},
	{"vpc-peering", "down A-B", "2 gone; is a blackhole; no longer: pcx-0b89b559e3319d6cf"},
	{"nat-gateway", "down nat-07ab4846da51f4612", "test1 → internet\ttcp,udp,icmp\tgone; no longer: nat-07ab4846da51f4612"},
	// isolate an instance
	{"nat-gateway", `isolate "Jump Host"`, "6 gone; SG-22; no longer: Jump Host"},
	{"transit-gateway", "isolate i-06ba034d88c84ef07", "4 gone"},
	{"vpc-peering", "isolate i-06ba034d88c84ef07", "4 gone"},
}

// TestArchitectsQuestions asks them. Answers are short: the edits, a summary, and
// at most a page of lines.
func TestArchitectsQuestions(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "corpus", "batfish"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpus of real networks is not here")
	}
	for _, tt := range architects {
		args := append([]string{"whatif", "-q", "-n", filepath.Join(root, tt.network, "aws_configs")}, strings.Split(tt.edits, "; ")...)
		got := segment(t, args...)
		if got.code != exitDone {
			t.Errorf("%s: %s: exit %d\n%s", tt.network, tt.edits, got.code, got.err)
			continue
		}
		for want := range strings.SplitSeq(tt.want, "; ") {
			if !strings.Contains(got.out, want) {
				t.Errorf("%s: %s: no %q in\n%s", tt.network, tt.edits, want, got.out)
			}
		}
		if lines := strings.Count(got.out, "\n"); lines > 40 {
			t.Errorf("%s: %s: %d lines", tt.network, tt.edits, lines)
		}
	}
}

// A network does not differ from itself, whatever it is.
func TestNoNetworkDiffersFromItself(t *testing.T) {
	networks, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "batfish", "*", "aws_configs"))
	for _, n := range append(networks, "demo:") {
		if !strings.Contains(n, ":") {
			n, _ = filepath.Abs(n)
		}
		if got := segment(t, "diff", n, n, "-q", "--exit-code", "--by", "subnet"); got.code != exitDone || !strings.HasPrefix(got.out, "0 new, 0 gone, 0 changed, 0 undecided") {
			t.Errorf("%s: exit %d\n%s%s", n, got.code, got.out, got.err)
		}
	}
}
