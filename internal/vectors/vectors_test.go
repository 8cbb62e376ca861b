package vectors

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/model"
)

func load(t *testing.T) []Vector {
	t.Helper()
	vs, err := Load(Dir(t))
	if err != nil {
		t.Fatal(err)
	}
	return vs
}

// Every vector of the project applies to the fixture, and the fixture stays as it is. What its
// question names exists.
func TestEveryVectorApplies(t *testing.T) {
	base := F0()
	before := model.Digest(base)
	for _, v := range load(t) {
		n, err := v.Network(base)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, p := range []string{v.From, v.To} {
			id, _, _ := strings.Cut(p, "@")
			if (strings.HasPrefix(id, "eni-") || strings.HasPrefix(id, "i-")) && !exists(n, id) {
				t.Errorf("%s:%d: the question names %s, which does not exist", v.File, v.Line, id)
			}
		}
	}
	if model.Digest(base) != before {
		t.Error("a vector changed the fixture")
	}
}

func exists(n *model.Network, id string) bool {
	return slices.ContainsFunc(n.NetworkInterfaces, func(e model.NetworkInterface) bool { return string(e.ID) == id }) ||
		slices.ContainsFunc(n.Instances, func(i model.Instance) bool { return string(i.ID) == id })
}

// withoutVector are rules of tier 1 that no question about packets can test, and why.
var withoutVector = map[string]string{
	"CON-2":   "results of policies",
	"PKT-4":   "fragments are no input of a question",
	"RT-12":   "host bits are cleared by importers",
	"RT-14":   "an error of import",
	"PL-4":    "lint",
	"SG-22":   "established connections are told by whatif",
	"SG-24":   "lint",
	"SG-27":   "two forms of import",
	"NACL-10": "an error of import",
	"NACL-12": "load balancers are of tier 2",
	"NACL-14": "lint",
	"VGW-5":   "the preferred tunnel changes no verdict",
	"PCX-9":   "names",
	"TGW-11":  "needs a stateful appliance, tier 2",
	"TGW-14":  "a question cannot spoof a source",
	"TGW-17":  "changes no verdict",
	"EP-7":    "names",
	"PUB-6":   "names",
	"IF-2":    "network load balancers are of tier 2",
	"ID-1":    "names of things, no verdict",
	"ID-2":    "names of things, no verdict",
	"ID-3":    "names of things, no verdict",
	"ID-4":    "services, not packets",
	"ID-5":    "names of things, no verdict",
}

var (
	definition = regexp.MustCompile(`\*\*([A-Z][A-Z0-9]*)-([0-9]+)\b`)
	tierOne    = []string{"CON", "PKT", "CONN", "VPC", "FWD", "RT", "PL", "SDC", "SG", "NACL", "IGW", "NAT", "EIGW", "VGW", "VPN", "PCX", "TGW", "EP", "PUB", "IF", "ID"}
	laterEP    = []string{"EP-12", "EP-13", "EP-14", "EP-15", "EP-16", "EP-17", "EP-18", "EP-20", "EP-21", "EP-22", "EP-23", "EP-24", "EP-25"}
)

// Each rule of tier 1 has a vector, or a reason why not.
func TestRulesOfTierOneHaveVectors(t *testing.T) {
	covered := map[string]int{}
	for _, v := range load(t) {
		for _, r := range v.Rules {
			covered[r]++
		}
	}
	f, err := os.Open(filepath.Join(Dir(t), "..", "..", "docs", "semantics.md"))
	if err != nil {
		t.Skip("docs/semantics.md is absent")
	}
	defer f.Close()
	with, known := 0, map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		for _, m := range definition.FindAllStringSubmatch(lines.Text(), -1) {
			id := m[1] + "-" + m[2]
			known[id] = true
			if !slices.Contains(tierOne, m[1]) || slices.Contains(laterEP, id) {
				continue
			}
			why := withoutVector[id]
			switch {
			case covered[id] > 0:
				with++
			case why == "":
				t.Errorf("%s has no vector", id)
			}
		}
	}
	for id := range covered {
		if !known[id] && !strings.HasPrefix(id, "PATH-") {
			t.Errorf("%s has vectors and is no rule", id)
		}
	}
	t.Logf("%d rules of tier 1 have vectors", with)
}
