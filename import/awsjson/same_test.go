package awsjson

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/internal/generate"
)

// sameAs loads inputs with two importers and compares everything.
func sameAs(t *testing.T, want, got source.Importer, stdin []byte, inputs ...string) {
	t.Helper()
	load := func(i source.Importer) (any, any, error) {
		n, diags, err := source.Load(t.Context(), inputs, source.Options{Importers: []source.Importer{i}, Stdin: bytes.NewReader(stdin)})
		return n, diags, err
	}
	n1, d1, err1 := load(want)
	n2, d2, err2 := load(got)
	if errors.Is(err1, source.ErrInput) != errors.Is(err2, source.ErrInput) {
		t.Errorf("%T says %v, jsontext %v", got, err2, err1)
	}
	if !reflect.DeepEqual(d1, d2) {
		t.Errorf("%T: diagnostics are\n%+v\nwith jsontext\n%+v", got, d2, d1)
	}
	if !reflect.DeepEqual(n1, n2) {
		t.Errorf("%T: another network than with jsontext\n%+v\n%+v", got, n2, n1)
	}
}

// The reader tells what jsontext tells of every network that there is.
func TestReaderIsJSONText(t *testing.T) {
	inputs := []string{"testdata/estate"}
	for _, pattern := range []string{"batfish/*/aws_configs", "cases/*/net", "cloudmapper/demo", "npguard/*.json"} {
		found, _ := filepath.Glob(filepath.Join("../../../shared/corpus", pattern))
		inputs = append(inputs, found...)
	}
	for _, shape := range generate.Shapes() {
		inputs = append(inputs, estate(t, shape, 300))
	}
	for _, input := range inputs {
		t.Run(filepath.Base(filepath.Dir(input)), func(t *testing.T) {
			sameAs(t, viaOracle{}, Importer{}, nil, input)
			sameAs(t, viaOracle{}, viaSlit{}, nil, input)
			sameAs(t, viaOracle{}, viaBatches{}, nil, input)
		})
	}
}

// And of documents that somebody damaged.
func TestReaderIsJSONTextOfDamagedDocuments(t *testing.T) {
	texts := documents(t)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 1200 {
		text := texts[random.IntN(len(texts))]
		for range 1 + random.IntN(3) {
			text = damage(random, text)
		}
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			sameAs(t, viaOracle{}, Importer{}, text, "-")
			sameAs(t, viaOracle{}, viaSlit{}, text, "-")
			sameAs(t, viaOracle{}, viaBatches{}, text, "-")
			if t.Failed() {
				t.Fatalf("%s", text)
			}
		})
	}
}

// documents are real answers, not too long.
func documents(t *testing.T) [][]byte {
	t.Helper()
	var out [][]byte
	files, _ := filepath.Glob("testdata/estate/*.json")
	more, _ := filepath.Glob("testdata/estate/*/*.json")
	for _, file := range append(files, more...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, text[:min(len(text), 6000)])
	}
	return append(out, []byte(`[{"Vpcs": [{"VpcId": "vpc-\u0061", "Tags": [{"Key": "Ä", "Value": "a\\b"}], "CidrBlock": "10.0.0.0/16"}], "X": [1.5e-3, -0, {"y": [[]]}]} {"Regions": 3}]`))
}

// damage changes a text in one place.
func damage(random *rand.Rand, text []byte) []byte {
	if len(text) == 0 {
		return []byte("{")
	}
	i := random.IntN(len(text))
	j := min(len(text), i+1+random.IntN(12))
	pieces := []string{"", "", `"`, "{", "}", "[", "]", ",", ":", "\\", "\\u12", "\\ud800", "\x00", "\xff", "é", "-", "1e", "0", "null", "tru", "\n\n", " ", `"VpcId": "x",`, `"":1,`}
	piece := pieces[random.IntN(len(pieces))]
	switch random.IntN(5) {
	case 0:
		return text[:i:i] // cut short
	case 1:
		return bytes.Join([][]byte{text[:i], []byte(piece), text[i:]}, nil)
	case 2:
		return bytes.Join([][]byte{text[:i], text[i:j], text[i:]}, nil)
	default:
		return bytes.Join([][]byte{text[:i], []byte(piece), text[j:]}, nil)
	}
}

// estate writes a generated network and returns where.
func estate(t testing.TB, shape generate.Shape, endpoints int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), string(shape), "net")
	if _, err := generate.Write(t.Context(), dir, shape, generate.Options{Endpoints: endpoints, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func FuzzReaderIsJSONText(f *testing.F) {
	for _, s := range []string{
		`{"Vpcs": [{"VpcId": "vpc-a", "CidrBlock": "10.0.0.0/16"}]}`, `[{"Addresses": [{"PublicIp": "1.2.3.4"}]}, 1]`, `{"X": {"y": [1, 2.5e+3, -0]}} {} 7`,
		`{"Subnets": [{"SubnetId": "\u0041\n", "SubnetId": "\ud800", "": 1, "": 2}], "NextToken": null}`, "{\"Vpcs\"\n:[\n\n\t{}\r]}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		sameAs(t, viaOracle{}, Importer{}, in, "-")
		sameAs(t, viaOracle{}, viaSlit{}, in, "-")
		sameAs(t, viaOracle{}, viaBatches{}, in, "-")
	})
}
