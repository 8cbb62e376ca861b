package change_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/change"
)

var (
	anyName  = rapid.OneOf(rapid.StringMatching(`[a-z][a-z0-9-]{0,6}`), rapid.StringN(1, 8, -1), rapid.SampledFrom([]string{"remove", "via", "sg:x", "a b", `"`, "#", `\`, "\n"}))
	anyPorts = rapid.SampledFrom([]string{"all", "tcp/22", "tcp/80,udp/53", "icmp/8/0", "proto/50", "tcp"})
	anyCIDR  = rapid.SampledFrom([]string{"10.0.0.0/8", "0.0.0.0/0", "::/0", "10.1.0.0/16", "192.0.2.7/32", "10.0.0.0/16", "10.0.2.0/24"})
)

// quoted is a name as people write it.
func quoted(s string) string {
	if strings.ContainsAny(s, "\"\\ #\n\t\r:") || len(s) == 0 {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(s) + `"`
	}
	return s
}

// drawEdit writes one edit whose names, by kind, come from a function.
func drawEdit(t *rapid.T, name func(kind string) string) string {
	pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }
	ports, cidr := anyPorts.Draw(t, "ports"), anyCIDR.Draw(t, "cidr")
	number := pick("90", "100", "110")
	direction, toOrFrom, _ := strings.Cut(pick("ingress from", "egress to"), " ")
	return pick(
		pick("allow", "revoke")+" sg:"+name("sg")+" "+direction+" "+ports+" "+toOrFrom+" "+pick(cidr, cidr, "sg:"+name("sg"), "pl:"+name("pl")),
		"nacl "+name("acl")+" "+direction+" "+number+" "+pick("remove", pick("allow", "deny")+" "+ports+" "+cidr),
		"route "+name("rtb")+" "+pick(cidr, "pl:"+name("pl"))+" "+pick("remove", "via local", "via "+name("target")),
		"associate "+pick(name("acl"), name("rtb"))+" "+name("subnet"),
		pick("attach sg:"+name("sg")+" to ", "detach sg:"+name("sg")+" from ")+name("host"),
		"peer "+name("vpc")+" "+name("vpc"),
		"tgw-attach "+name("tgw")+" "+name("vpc")+" "+name("subnet")+pick("", " "+name("subnet")),
		"tgw-route "+name("tgwrtb")+" "+cidr+" "+pick("blackhole", "remove", "via "+name("att")),
		pick("tgw-associate ", "tgw-propagate ")+name("tgwrtb")+" "+name("att")+pick("", " remove"),
		"endpoint "+name("vpc")+" "+pick("s3 "+name("rtb"), "sqs "+name("subnet")+pick("", " with sg:"+name("sg"))),
		"move "+name("host")+" to "+name("subnet"),
		"add "+pick("fresh", name("host"))+" in "+name("subnet")+pick("", " with sg:"+name("sg"))+pick("", " at 10.0.2.9"),
		pick("remove ", "isolate ", "down ")+name("host"),
		pick("delete ", "down ")+name("target"),
		"create "+pick("sg:", "acl:", "rtb:", "pl:")+pick("fresh", name("sg"))+" in "+name("vpc"),
		"pl:"+name("pl")+" "+pick("add ", "remove ")+cidr,
		"eip "+name("host")+" "+pick("add", "remove", "add 198.51.100.77", "add 198.51.100.10"),
		"listener "+name("lb")+" "+pick("tcp/80", "udp/53")+" "+pick("remove", "to "+name("tg")),
	)
}

// names that the joined network has, by kind.
var names = map[string][]string{
	"sg": {"sg-d", "sg-w", "sg-new", "sg-p"}, "pl": {"pl-new", "pl-s3"}, "acl": {"acl-a", "acl-b"}, "rtb": {"rt-a1", "rt-am", "rt-b"},
	"target": {"igw-a", "nat-a", "pcx-a-b", "tgw-1", "eni-f", "f", "vgw-a", "eigw-a", "tgw-attach-a"}, "subnet": {"a1", "a2", "aT", "b1", "igw-a"},
	"host": {"w", "d", "x", "eni-d", "i-w", "p"}, "vpc": {"A", "B", "C"}, "tgw": {"tgw-1"}, "tgwrtb": {"tgw-rtb-1", "tgw-rtb-2"}, "att": {"tgw-attach-a"},
	"lb": {"shop"}, "tg": {"web"},
}

// What is printed parses back to itself.
func TestPrintedEditsParseBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawEdit(t, func(string) string { return quoted(anyName.Draw(t, "name")) })
		es, err := change.Parse(text)
		if err != nil {
			t.Skip("the name made another sentence")
		}
		for _, e := range es {
			again, err := change.Parse(e.String())
			if err != nil || len(again) != 1 || again[0].String() != e.String() {
				t.Fatalf("%q prints %q, which reads as %v, %v", text, e, again, err)
			}
		}
	})
}

// An edit changes no original, whether it succeeds or not, and an edit and its inverse change nothing.
func TestEditsArePureAndInversesTakeBack(t *testing.T) {
	taken := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		n := network()
		if rapid.Bool().Draw(t, "joined") {
			n, _, _ = change.Apply(n, edits2(t, "peer A B\ntgw-attach tgw-1 A aT\ncreate sg:new in A\ncreate pl:new in A\nroute rt-a1 10.1.0.0/16 via pcx-a-b\neip x add 198.51.100.77\n"+
				"pl:new add 10.0.0.0/8\nroute rt-am pl:new via pcx-a-b\ntgw-route tgw-rtb-1 10.1.0.0/16 via tgw-attach-a\nallow sg:new ingress tcp/22 from 10.0.0.0/8\nattach sg:new to d\nlistener shop tcp/80 to web"), change.Options{})
		}
		es, err := change.Parse(drawEdit(t, func(kind string) string { return rapid.SampledFrom(names[kind]).Draw(t, kind) }))
		if err != nil {
			t.Skip("no edit")
		}
		force := rapid.Bool().Draw(t, "force")
		before := model.Digest(n)
		after, _, err := change.Apply(n, es, change.Options{Force: force})
		if model.Digest(n) != before {
			t.Fatalf("%s changed the original", es[0])
		}
		inv, ok := change.Inverse(n, es[0])
		if model.Digest(n) != before {
			t.Fatalf("asking for the inverse of %s changed the original", es[0])
		}
		if err != nil || force || !ok {
			return
		}
		digest := model.Digest(after)
		back, _, err := change.Apply(after, []change.Edit{inv}, change.Options{})
		if err != nil || model.Digest(back) != before {
			t.Fatalf("%s, then %s: %v, digest differs: %v", es[0], inv, err, err == nil)
		}
		if model.Digest(after) != digest {
			t.Fatalf("%s changed its original", inv)
		}
		verb, _, _ := strings.Cut(es[0].String(), " ")
		taken[verb]++
	})
	t.Logf("taken back: %v", taken)
}

func edits2(t *rapid.T, text string) []change.Edit {
	es, err := change.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return es
}
