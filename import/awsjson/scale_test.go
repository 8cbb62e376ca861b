package awsjson

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/internal/generate"
	"github.com/seed-044d7529/segment/model"
)

var options = source.Options{Importers: []source.Importer{Importer{}}}

// size is the bytes of all files of a directory.
func size(t testing.TB, dir string) (bytes int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if info, err := e.Info(); err == nil && !e.IsDir() {
			bytes += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

// elements is how many elements of answers a network was made of.
func elements(n *model.Network) (sum int) {
	for i := range n.Collections {
		sum += n.Collections[i].Count
	}
	return sum
}

// BenchmarkLoad loads generated estates; bytes, allocations and elements are
// those of a whole load, linking included. 100,000 interfaces take room and
// time: -short leaves them out.
func BenchmarkLoad(b *testing.B) {
	for _, shape := range []generate.Shape{generate.Hub, generate.Flat} {
		for _, endpoints := range []int{1000, 10_000, 100_000} {
			b.Run(string(shape)+"/"+strconv.Itoa(endpoints), func(b *testing.B) {
				if testing.Short() && endpoints > 10_000 {
					b.Skip("too large for -short")
				}
				dir := estate(b, shape, endpoints)
				b.SetBytes(size(b, dir))
				b.ReportAllocs()
				for b.Loop() {
					n, _, err := source.Load(b.Context(), []string{dir}, options)
					if err != nil || len(n.NetworkInterfaces) < endpoints {
						b.Fatal(err, len(n.NetworkInterfaces))
					}
				}
			})
		}
	}
}

// What is counted does not depend on the machine: a load allocates little more
// than its rows, and no more for each when there are more. The budgets are
// those of 3.8 and 5.3 seen, with room for the race detector's own.
func TestAllocationsOfALoad(t *testing.T) {
	for shape, budget := range map[generate.Shape]float64{generate.Flat: 4.5, generate.Hub: 6.5} {
		dir := estate(t, shape, 2000)
		n, _, err := source.Load(t.Context(), []string{dir}, options)
		if err != nil {
			t.Fatal(err)
		}
		allocations := testing.AllocsPerRun(3, func() { _, _, _ = source.Load(t.Context(), []string{dir}, options) })
		if each := allocations / float64(elements(n)); each > budget {
			t.Errorf("%s: %.1f allocations an element (%d elements), want at most %.1f", shape, each, elements(n), budget)
		}
	}
}

// endless prints interfaces until it is closed.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	const head, element = `{"NetworkInterfaces": [`, `{"NetworkInterfaceId": "eni-1"},`
	n := 0
	if e.read == 0 {
		n = copy(p, head)
	}
	for n+len(element) <= len(p) {
		n += copy(p[n:], element)
	}
	e.read += int64(n)
	return n, nil
}

// A load that nobody waits for ends in the middle of a document.
func TestCancelledInsideADocument(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		_, _, err := source.Load(ctx, []string{"-"}, source.Options{Importers: options.Importers, Stdin: &endless{}})
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("no error")
		}
	case <-time.After(20 * time.Second):
		t.Error("the load does not end")
	}
}

// The text is not held: of a large element that nobody knows, nothing is.
func TestMemoryOfTextThatIsSkipped(t *testing.T) {
	file := filepath.Join(t.TempDir(), "unheard.json")
	text := `{"Unheard": [` + strings.Repeat(`{"A": ["b", {"C": 1.5}]},`, 400_000) + `{}]}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, _, err := source.Load(t.Context(), []string{file}, options); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > uint64(len(text))/4 {
		t.Errorf("%d bytes for a text of %d", got, len(text))
	}
}
