package source

import (
	"fmt"
	"io"
	"sync/atomic"
)

// Limits bound what an input may cost. Zero values mean the defaults.
type Limits struct {
	MaxSize    int64 // bytes over all documents, after decompression (--max-size)
	MaxFile    int64 // bytes of one document (--max-file-size)
	MaxDepth   int   // nesting of JSON (--max-depth)
	MaxMembers int   // members of one archive (--max-members)
}

// DefaultLimits are the limits of the command line.
var DefaultLimits = Limits{MaxSize: 8 << 30, MaxFile: 4 << 30, MaxDepth: 200, MaxMembers: 100_000}

func (l Limits) orDefault() Limits {
	pick := func(v, otherwise int64) int64 {
		if v > 0 {
			return v
		}
		return otherwise
	}
	return Limits{
		MaxSize:    pick(l.MaxSize, DefaultLimits.MaxSize),
		MaxFile:    pick(l.MaxFile, DefaultLimits.MaxFile),
		MaxDepth:   int(pick(int64(l.MaxDepth), int64(DefaultLimits.MaxDepth))),
		MaxMembers: int(pick(int64(l.MaxMembers), int64(DefaultLimits.MaxMembers))),
	}
}

// LimitError says that an input is larger than a limit allows.
type LimitError struct {
	Flag  string // "--max-size"
	What  string // what is too large
	Limit int64
}

// Error names the limit and its flag.
func (e *LimitError) Error() string {
	return fmt.Sprintf("%s exceeds the limit of %d set by %s", e.What, e.Limit, e.Flag)
}

// TooDeep is the error of a document nested deeper than the limit.
func TooDeep(limit int) error {
	return &LimitError{Flag: "--max-depth", What: "the nesting of brackets", Limit: int64(limit)}
}

// budget counts the bytes of a whole load; it is shared by all documents.
type budget struct {
	limits Limits
	spent  atomic.Int64
}

// meter wraps r so that reading past a limit is a LimitError.
func (b *budget) meter(r io.Reader) io.Reader { return &meter{r: r, budget: b} }

type meter struct {
	r      io.Reader
	budget *budget
	read   int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.read += int64(n)
	if limit := m.budget.limits.MaxFile; m.read > limit {
		return 0, &LimitError{Flag: "--max-file-size", What: "the size of one file", Limit: limit}
	}
	if limit := m.budget.limits.MaxSize; m.budget.spent.Add(int64(n)) > limit {
		return 0, &LimitError{Flag: "--max-size", What: "the decompressed size of all inputs", Limit: limit}
	}
	return n, err
}
