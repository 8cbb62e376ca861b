package terraform_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/seed-044d7529/segment/import/terraform"
)

// largePlan copies the resources of a plan into module instances until it has
// n changes.
func largePlan(b *testing.B, n int) []byte {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(corpus, "estates/shop-workloads/plan.json"))
	if err != nil {
		b.Skip("the corpus is not here")
	}
	var document map[string]jsontext.Value
	var changes []map[string]jsontext.Value
	if err := json.Unmarshal(text, &document); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(document["resource_changes"], &changes); err != nil {
		b.Fatal(err)
	}
	var all []map[string]jsontext.Value
	for copied := 0; len(all) < n; copied++ {
		for _, c := range changes {
			module := "module.copy[" + strconv.Itoa(copied) + "]"
			one := map[string]jsontext.Value{}
			for k, v := range c {
				one[k] = v
			}
			var address string
			if err := json.Unmarshal(c["address"], &address); err != nil {
				b.Fatal(err)
			}
			one["address"], _ = jsontext.AppendQuote(nil, module+"."+address)
			one["module_address"], _ = jsontext.AppendQuote(nil, module)
			all = append(all, one)
		}
	}
	configuration := `{"root_module":{"module_calls":{"copy":{"source":"./copy","count_expression":{"constant_value":200},"module":` +
		string(rootOf(b, document["configuration"])) + `}}}}`
	document["configuration"] = jsontext.Value(configuration)
	if document["resource_changes"], err = json.Marshal(all); err != nil {
		b.Fatal(err)
	}
	out, err := json.Marshal(document)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

func rootOf(b *testing.B, configuration jsontext.Value) jsontext.Value {
	var c struct {
		Root jsontext.Value `json:"root_module"`
	}
	if err := json.Unmarshal(configuration, &c); err != nil {
		b.Fatal(err)
	}
	return c.Root
}

// A plan of 15,000 changes: 0.3 s and 100 MB are the budget.
func BenchmarkLargePlan(b *testing.B) {
	text := largePlan(b, 15000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		p, err := terraform.Read(bytes.NewReader(text), terraform.Options{Source: "large.json"})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if len(p.Changes) < 15000 {
			b.Fatalf("%d changes", len(p.Changes))
		}
		runtime.KeepAlive(p)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-held")
}
